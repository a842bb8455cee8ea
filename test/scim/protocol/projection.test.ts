import { scimError } from '../../../src/scim/protocol/errors';
import {
  defaultProjection,
  needsGroups,
  needsMembers,
  parseProjection,
  projectResource,
} from '../../../src/scim/protocol/projection';
import { groupResourceType, userResourceType, type JsonObject } from '../../../src/scim/protocol/schema';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const always = { schemas: [core, enterprise], id: 'u1' };
const person: JsonObject = {
  ...always,
  externalId: 'e1',
  userName: 'ada',
  password: 'never',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [
    { value: 'ada@acme.test', type: 'work' },
    { type: 'home', display: 'only this' },
  ],
  groups: [],
  [enterprise]: { department: 'Engines', manager: { value: 'm1', displayName: 'Boss' } },
  meta: { resourceType: 'User', version: 'W/"1"' },
  unknown: 'x',
};

describe('only what is named is answered, with id and schemas', () => {
  test.each<[string, JsonObject]>([
    ['userName', { userName: 'ada' }],
    [' USERNAME , id', { userName: 'ada' }],
    ['name.givenName', { name: { givenName: 'Ada' } }],
    ['name.givenName,name', { name: { givenName: 'Ada', familyName: 'Lovelace' } }],
    ['emails.value', { emails: [{ value: 'ada@acme.test' }] }],
    ['emails[type eq "work"].value', { emails: [{ value: 'ada@acme.test' }] }],
    ['emails.primary', {}],
    ['groups', { groups: [] }],
    [`${core}:userName`, { userName: 'ada' }],
    [`${enterprise}:department`, { [enterprise]: { department: 'Engines' } }],
    [`${enterprise}:manager.value`, { [enterprise]: { manager: { value: 'm1' } } }],
    [enterprise.toUpperCase(), { [enterprise]: person[enterprise] ?? null }],
    ['meta.version', { meta: { version: 'W/"1"' } }],
    ['password', {}],
    ['nope,__proto__,unknown,[,]', {}],
    ['department', {}],
  ])('%s', (attributes, expected) => {
    const projection = parseProjection({ attributes }, userResourceType);
    expect(projectResource(person, projection, userResourceType)).toEqual({ ...always, ...expected });
  });
});

describe('all is answered but what is excluded', () => {
  const without = (...names: string[]) =>
    Object.fromEntries(Object.entries(person).filter(([name]) => !['password', 'unknown', ...names].includes(name)));
  const shown = without();
  test.each<[string, JsonObject]>([
    ['userName', without('userName')],
    ['id,schemas', shown],
    ['ID', shown],
    ['name.givenName', { ...shown, name: { familyName: 'Lovelace' } }],
    ['name.givenName,name.familyName', without('name')],
    ['emails.value,emails.type', { ...shown, emails: [{ display: 'only this' }] }],
    [`${enterprise}:manager`, { ...shown, [enterprise]: { department: 'Engines' } }],
    [enterprise, without(enterprise)],
    ['groups,externalId', without('groups', 'externalId')],
    ['nope', shown],
  ])('%s', (excludedAttributes, expected) => {
    const projection = parseProjection({ excludedAttributes }, userResourceType);
    expect(projectResource(person, projection, userResourceType)).toEqual(expected);
  });

  test('and by default only what is never shown', () => {
    expect(projectResource(person, defaultProjection, userResourceType)).toEqual(shown);
  });
});

describe('the two lists', () => {
  test('do not go together', () => {
    const both = () => parseProjection({ attributes: 'id', excludedAttributes: ['members'] }, groupResourceType);
    expect(both).toThrow(scimError('projection_ambiguous'));
    expect(scimError('projection_ambiguous')).toMatchObject({ status: 400, scimType: 'invalidValue' });
  });

  test.each([[{}], [{ attributes: '' }], [{ attributes: ' , ', excludedAttributes: [] }]])(
    '%j asks for nothing',
    (lists) => {
      expect(parseProjection(lists, userResourceType)).toEqual(defaultProjection);
    },
  );

  test('may be arrays, and one empty beside the other is none', () => {
    const projection = parseProjection({ attributes: ['userName', 'id'], excludedAttributes: '' }, userResourceType);
    expect(projectResource(person, projection, userResourceType)).toEqual({ ...always, userName: 'ada' });
  });
});

describe('what is not shown need not be read', () => {
  const group = 'urn:ietf:params:scim:schemas:core:2.0:Group';
  test.each([
    [{}, true],
    [{ excludedAttributes: 'members' }, false],
    [{ excludedAttributes: 'MEMBERS, displayName' }, false],
    [{ excludedAttributes: `${group}:members` }, false],
    [{ excludedAttributes: group }, false],
    [{ excludedAttributes: 'members.display' }, true],
    [{ excludedAttributes: 'displayName' }, true],
    [{ attributes: 'displayName' }, false],
    [{ attributes: 'members.value' }, true],
    [{ attributes: 'displayName,members' }, true],
    [{ attributes: group }, true],
    [{ attributes: 'id' }, false],
  ])('members for %j: %p', (lists, expected) => {
    expect(needsMembers(parseProjection(lists, groupResourceType))).toBe(expected);
  });

  test.each([
    [{}, true],
    [{ excludedAttributes: 'groups' }, false],
    [{ attributes: 'userName' }, false],
    [{ attributes: 'groups.value' }, true],
    [{ attributes: enterprise }, false],
  ])('groups for %j: %p', (lists, expected) => {
    expect(needsGroups(parseProjection(lists, userResourceType))).toBe(expected);
  });
});

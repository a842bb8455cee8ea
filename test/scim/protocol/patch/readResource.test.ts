import { readResource } from '../../../../src/scim/protocol/patch';
import {
  groupResourceType,
  urns,
  userResourceType,
  type Json,
  type JsonObject,
  type ResourceType,
} from '../../../../src/scim/protocol/schema';

const least: JsonObject = { schemas: [urns.user], userName: 'ada@acme.test' };

function read(body: Json, { type = userResourceType, strict = false }: { type?: ResourceType; strict?: boolean } = {}) {
  const { resource, quirks } = readResource(body, type, { strict });
  return { resource, quirks: quirks.map(({ id, at }) => `${id} ${at}`) };
}

const core1 = 'urn:scim:schemas:core:1.0';

test.each<[string, JsonObject, JsonObject, string[]]>([
  [
    'Okta’s person',
    {
      name: { givenName: 'Ada', familyName: 'Lovelace' },
      emails: [{ primary: true, value: 'ada@acme.test', type: 'work' }],
      displayName: 'Ada Lovelace',
      locale: 'en-US',
      externalId: '00u1',
      groups: [],
      password: 'random',
      active: true,
    },
    {
      name: { givenName: 'Ada', familyName: 'Lovelace' },
      emails: [{ primary: true, value: 'ada@acme.test', type: 'work' }],
      displayName: 'Ada Lovelace',
      locale: 'en-US',
      externalId: '00u1',
      active: true,
    },
    ['password_ignored password'],
  ],
  [
    'Entra’s person, with its nulls and empty lists',
    {
      schemas: [urns.user, urns.enterpriseUser],
      active: 'True',
      emails: [{ primary: true, type: 'work', value: 'ada@acme.test' }],
      meta: { resourceType: 'User' },
      name: { formatted: 'Ada Lovelace', givenName: null },
      roles: [],
      addresses: null,
      title: null,
      [urns.enterpriseUser]: { department: 'Engines', manager: null },
    },
    {
      active: true,
      emails: [{ primary: true, type: 'work', value: 'ada@acme.test' }],
      name: { formatted: 'Ada Lovelace' },
      [urns.enterpriseUser]: { department: 'Engines' },
    },
    ['string_boolean active'],
  ],
  [
    'OneLogin’s template, filled from empty fields',
    { id: null, active: 'true', title: '', emails: [{ value: 'ada@acme.test' }, { type: 'home', value: '' }] },
    { active: true, emails: [{ value: 'ada@acme.test' }] },
    ['string_boolean active', 'empty_text title', 'empty_text emails.value', 'hollow_element emails'],
  ],
  [
    'names in other cases',
    { USERNAME: 'x', Name: { GIVENNAME: 'Ada' } },
    { userName: 'x', name: { givenName: 'Ada' } },
    [],
  ],
  [
    'an extension by its URN in another case',
    { [urns.usherUser.toUpperCase()]: { tc3: 'x' } },
    { [urns.usherUser]: { TC3: 'x' } },
    [],
  ],
  ['an extension that came empty', { [urns.usherUser]: {} }, { [urns.usherUser]: {} }, []],
  ['an extension that came as null', { [urns.usherUser]: null }, { [urns.usherUser]: {} }, []],
  [
    'an extension that names itself',
    { [urns.usherUser]: { schemas: [urns.usherUser], TC1: 'x' } },
    { [urns.usherUser]: { TC1: 'x' } },
    [`schemas_in_extension ${urns.usherUser}`],
  ],
  ['an extension of which all is null', { [urns.usherUser]: { TC1: null } }, { [urns.usherUser]: {} }, []],
  [
    'an attribute of an extension beside the others',
    { [`${urns.enterpriseUser}:department`]: 'HR' },
    { [urns.enterpriseUser]: { department: 'HR' } },
    [],
  ],
  [
    'attributes nobody has',
    { photos: [{ value: 'x' }], 'urn:other:2.0:User': { a: 1 }, name: { nick: 'x', givenName: 'Ada' } },
    { name: { givenName: 'Ada' } },
    ['unknown_attribute photos', 'unknown_attribute urn:other:2.0:User', 'unknown_attribute name.nick'],
  ],
  ['a repeated element', { roles: [{ value: 'a' }, { value: 'a' }, null] }, { roles: [{ value: 'a' }] }, []],
  ['a schema of SCIM 1.1 beside that of 2.0', { schemas: [core1, urns.user.toLowerCase()] }, {}, ['scim1_urn schemas']],
  [
    'schemas nobody knows',
    { schemas: ['http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/User'] },
    {},
    ['schemas_missing schemas'],
  ],
  ['no schemas', { schemas: null }, {}, ['schemas_missing schemas']],
])('%s', (_, changes, resource, quirks) => {
  const body: JsonObject = 'USERNAME' in changes ? { schemas: [urns.user], ...changes } : { ...least, ...changes };
  expect(read(body)).toEqual({
    resource: { ...('USERNAME' in changes ? {} : { userName: least.userName }), ...resource },
    quirks,
  });
});

it('a group keeps its members as they are sent, however many', () => {
  const members = Array.from({ length: 10_000 }, (_, index) => ({ value: `m${index}`, display: 'M', $ref: null }));
  const { resource } = read(
    { schemas: [urns.group], displayName: 'role:Editor', externalId: 'e', members },
    { type: groupResourceType },
  );
  expect(resource).toEqual({
    displayName: 'role:Editor',
    externalId: 'e',
    members: members.map(({ value }) => ({ value })),
  });
});

test.each<[string, Json, [number | string, string | null]]>([
  ['a list', [], ['value_of_wrong_type', 'body']],
  ['no user name', { schemas: [urns.user] }, [24, 'userName']],
  ['null for the user name', { userName: null }, [23, 'userName']],
  ['null for the name', { ...least, name: null }, [23, 'name']],
  ['an empty list of e-mail addresses', { ...least, emails: [] }, [23, 'emails']],
  ['a schema of SCIM 1.1 alone', { ...least, schemas: [core1] }, ['version_unsupported', null]],
  [
    'schemas of SCIM 1.1 alone, in another case and as a text',
    { userName: 'x', Schemas: core1.toUpperCase() },
    ['version_unsupported', null],
  ],
  [
    'an extension that is no object',
    { ...least, [urns.enterpriseUser]: 'x' },
    ['value_of_wrong_type', urns.enterpriseUser],
  ],
  ['an attribute in two spellings', { ...least, USERNAME: 'y' }, [1, 'userName']],
  [
    'a value nested 11 deep',
    { ...least, other: JSON.parse(`${'['.repeat(11)}${']'.repeat(11)}`) as Json },
    [22, 'other'],
  ],
  ['no boolean', { ...least, active: 'yes' }, [1, 'active']],
  ['an object for a text', { ...least, title: {} }, [22, 'title']],
  ['a list for an object', { ...least, name: [{ givenName: 'a' }, { givenName: 'b' }] }, [22, 'name']],
  ['a list for a sub-attribute', { ...least, name: { givenName: ['a'] } }, [22, 'name.givenName']],
  [
    'two primary elements',
    {
      ...least,
      emails: [
        { value: 'a', primary: true },
        { value: 'b', primary: true },
      ],
    },
    [1, 'emails.primary'],
  ],
])('%s is refused', (_, body, [id, attribute]) => {
  expect(() => read(body)).toThrow(expect.objectContaining({ id, attribute }) as Error);
});

test.each<[string, JsonObject, string]>([
  ['an unknown attribute', { ...least, photos: [] }, 'photos'],
  ['an unknown sub-attribute', { ...least, name: { nick: 'x' } }, 'name.nick'],
  ['an unknown attribute of an extension', { ...least, [urns.usherUser]: { TC11: 'x' } }, `${urns.usherUser}:TC11`],
  ['an unknown extension', { ...least, 'urn:other:2.0:User': {} }, 'urn:other:2.0:User'],
])('in strict mode %s is refused as row 21', (_, body, attribute) => {
  expect(() => read(body, { strict: true })).toThrow(
    expect.objectContaining({ id: 21, scimType: 'invalidSyntax', attribute }) as Error,
  );
});

it('an extension that names itself is no unknown attribute in strict mode either', () => {
  const body = { ...least, [urns.usherUser]: { schemas: [urns.usherUser], TC1: 'x' } };
  expect(read(body, { strict: true }).resource[urns.usherUser]).toEqual({ TC1: 'x' });
});

it('prototypes are attributes nobody has', () => {
  const body = JSON.parse(
    `{"schemas":["${urns.user}"],"userName":"x","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},` +
      `"name":{"__proto__":{"polluted":true},"givenName":"Ada"},"toString":"x","${urns.usherUser}":{"__proto__":{"polluted":true}}}`,
  ) as Json;
  const { resource } = read(body);
  expect(resource).toEqual({ userName: 'x', name: { givenName: 'Ada' }, [urns.usherUser]: {} });
  for (const object of [resource, resource.name, resource[urns.usherUser], {}]) {
    expect((object as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  }
});

it('strict mode refuses prototypes', () => {
  const body = JSON.parse(`{"schemas":["${urns.user}"],"userName":"x","__proto__":{}}`) as Json;
  expect(() => read(body, { strict: true })).toThrow(
    expect.objectContaining({ id: 21, attribute: '__proto__' }) as Error,
  );
});

import { readResource, replaceResource } from '../../../../src/scim/protocol/patch';
import { urns, userResourceType, type JsonObject, type ResourceType } from '../../../../src/scim/protocol/schema';

const stored: JsonObject = {
  schemas: [urns.user, urns.enterpriseUser],
  id: '0190c2f4-0000-7000-8000-000000000001',
  meta: { resourceType: 'User', version: 'W/"3"' },
  userName: 'ada@acme.test',
  externalId: '00u1',
  active: true,
  title: 'Countess',
  name: { givenName: 'Ada', familyName: 'Lovelace', middleName: 'King' },
  emails: [
    { type: 'work', value: 'ada@acme.test', primary: true },
    { type: 'home', value: 'ada@home.test' },
  ],
  groups: [{ value: 'g1', display: 'role:Editor' }],
  [urns.enterpriseUser]: { department: 'Engines', manager: { value: 'm1', displayName: 'Charles' } },
  [urns.usherUser]: { TC1: 'CC-100' },
};

/** PUT as it goes: the body is read, then takes the place of what is stored. */
function put(body: JsonObject) {
  const kept = structuredClone(stored);
  const { resource: sent } = readResource(body, userResourceType, { strict: false });
  const replaced = replaceResource(stored, sent, userResourceType);
  expect(stored).toEqual(kept);
  return replaced;
}

const without = (object: JsonObject, ...keys: string[]) =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

it('Okta’s PUT of what it read changes nothing', () => {
  expect(put(stored)).toEqual({ resource: stored, changed: false });
});

test.each<[string, JsonObject, JsonObject]>([
  ['an attribute that is left out is unassigned', without(stored, 'title'), without(stored, 'title')],
  ['null unassigns', { ...stored, title: null }, without(stored, 'title')],
  [
    'a part of the name that is left out is unassigned',
    { ...stored, name: { givenName: 'Ada', familyName: 'L' } },
    { ...stored, name: { givenName: 'Ada', familyName: 'L' } },
  ],
  [
    'a list takes the place of the list',
    { ...stored, emails: [{ value: 'new@acme.test' }] },
    { ...stored, emails: [{ value: 'new@acme.test' }] },
  ],
  [
    'what clients do not write stays',
    { ...stored, id: 'x', meta: {}, groups: [], title: 'T' },
    { ...stored, title: 'T' },
  ],
  [
    'extensions that are left out stay, active too',
    without(stored, urns.enterpriseUser, urns.usherUser, 'active'),
    stored,
  ],
  [
    'an extension that is there is replaced',
    { ...stored, [urns.enterpriseUser]: { costCenter: '7' } },
    { ...stored, [urns.enterpriseUser]: { costCenter: '7' } },
  ],
  [
    'an extension that is there and empty is cleared',
    { ...stored, [urns.usherUser]: {} },
    without(stored, urns.usherUser),
  ],
  ['an extension that is null is cleared', { ...stored, [urns.usherUser]: null }, without(stored, urns.usherUser)],
  [
    'another manager takes the name of the old one away',
    { ...stored, [urns.enterpriseUser]: { department: 'Engines', manager: { value: 'm2', displayName: 'Charles' } } },
    { ...stored, [urns.enterpriseUser]: { department: 'Engines', manager: { value: 'm2' } } },
  ],
  ['false for active is a value', { ...stored, active: 'False' }, { ...stored, active: false }],
])('%s', (_, body, expected) => {
  const { resource, changed } = put(body);
  expect(resource).toEqual(expected);
  expect(changed).toBe(expected !== stored);
});

it('the same lists and objects in another order change nothing', () => {
  const turned = Object.fromEntries(Object.entries(stored).reverse());
  const { changed } = put({ ...turned, emails: [...(stored.emails as JsonObject[])].reverse() });
  expect(changed).toBe(false);
});

it('an immutable attribute may be sent as it is, and not otherwise', () => {
  const type: ResourceType = {
    ...userResourceType,
    schema: {
      ...userResourceType.schema,
      attributes: userResourceType.schema.attributes.map((attribute) =>
        attribute.name === 'title' ? { ...attribute, mutability: 'immutable' } : attribute,
      ),
    },
  };
  const sent = readResource(stored, type, { strict: false }).resource;
  expect(replaceResource(stored, sent, type).changed).toBe(false);
  expect(replaceResource(without(stored, 'title'), sent, type).resource.title).toBe('Countess');
  expect(() => replaceResource(stored, { ...sent, title: 'Queen' }, type)).toThrow(
    expect.objectContaining({ id: 'not_changeable', scimType: 'mutability', attribute: 'title' }) as Error,
  );
});

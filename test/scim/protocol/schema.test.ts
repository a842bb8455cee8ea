import {
  attributePathText,
  attributeValue,
  findSchema,
  groupResourceType,
  parseAttributePath,
  resourceTypes,
  urns,
  userResourceType,
  type Attribute,
} from '../../../src/scim/protocol/schema';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const core = 'urn:ietf:params:scim:schemas:core:2.0:User';

describe('a path of a client means an attribute', () => {
  test.each([
    ['userName', 'userName'],
    ['USERNAME', 'userName'],
    ['emails.value', 'emails.value'],
    ['Emails.Value', 'emails.value'],
    ['name.familyname', 'name.familyName'],
    ['externalid', 'externalId'],
    ['meta.lastModified', 'meta.lastModified'],
    ['schemas', 'schemas'],
    [`${core}:userName`, 'userName'],
    [`${core.toUpperCase()}:name.givenName`, 'name.givenName'],
    [`${core}:id`, 'id'],
    [`${enterprise}:department`, `${enterprise}:department`],
    [`${enterprise}:Manager.Value`, `${enterprise}:manager.value`],
    ['manager', `${enterprise}:manager`],
    ['manager.value', `${enterprise}:manager.value`],
    ['urn:usher:scim:2.0:User:tc10', 'urn:usher:scim:2.0:User:TC10'],
    ['addresses.country', 'addresses.country'],
    ['groups.$ref', 'groups.$ref'],
  ])('%s', (text, canonical) => {
    const found = parseAttributePath(text, userResourceType);
    expect(found && attributePathText(found, userResourceType)).toBe(canonical);
  });

  test.each([
    '',
    '.',
    'userName.',
    '.value',
    'userName.value',
    'emails.value.x',
    'department',
    'employeeNumber',
    'TC1',
    'members',
    `${enterprise}:userName`,
    `${enterprise}:`,
    enterprise,
    'urn:unknown:userName',
    `${core}userName`,
    '__proto__',
    'constructor',
    'toString.length',
    'emails.__proto__',
    `${core}:__proto__`,
  ])('%p means none', (text) => {
    expect(parseAttributePath(text, userResourceType)).toBeNull();
  });

  test('of a group', () => {
    expect(parseAttributePath('members.value', groupResourceType)?.sub?.name).toBe('value');
    expect(parseAttributePath('userName', groupResourceType)).toBeNull();
    expect(parseAttributePath('manager', groupResourceType)).toBeNull();
  });
});

describe('what a resource holds under an attribute', () => {
  const resource = { userName: 'ada', [enterprise]: { department: 'Engines' }, __proto__: { title: 'inherited' } };
  test.each([
    ['userName', 'ada'],
    [`${enterprise}:department`, 'Engines'],
    [`${enterprise}:division`, undefined],
    ['urn:usher:scim:2.0:User:TC1', undefined],
    ['title', undefined],
  ])('%s', (text, value) => {
    const found = parseAttributePath(text, userResourceType);
    expect(found && attributeValue(resource, found, userResourceType)).toBe(value);
  });
});

describe('the schemas are consistent', () => {
  const attributes = resourceTypes.flatMap((type) => [
    ...type.common,
    ...[type.schema, ...type.extensions].flatMap((schema) => schema.attributes),
  ]);
  const all = attributes.flatMap((attribute): Attribute[] => [attribute, ...(attribute.subAttributes ?? [])]);

  test('sub-attributes are of complex attributes, and only of them', () => {
    for (const attribute of all) {
      expect([attribute.name, (attribute.subAttributes ?? []).length > 0]).toEqual([
        attribute.name,
        attribute.type === 'complex',
      ]);
    }
  });

  test('references say to what, and every attribute what it is', () => {
    for (const attribute of all) {
      expect(attribute.description).not.toBe('');
      expect([attribute.name, attribute.referenceTypes !== undefined]).toEqual([
        attribute.name,
        attribute.type === 'reference',
      ]);
    }
  });

  test('names are unique without regard to case, where they stand', () => {
    for (const type of resourceTypes) {
      const top = [...type.common, ...type.schema.attributes];
      for (const list of [
        top,
        ...type.extensions.map((schema) => schema.attributes),
        ...top.map((a) => a.subAttributes ?? []),
      ]) {
        const names = list.map((attribute) => attribute.name.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  test('passwords are taken and never shown', () => {
    const password = parseAttributePath('password', userResourceType)?.attribute;
    expect(password).toMatchObject({ mutability: 'writeOnly', returned: 'never' });
  });

  test('what every person needs is required', () => {
    for (const path of ['userName', 'displayName', 'name.givenName', 'name.familyName', 'emails']) {
      const found = parseAttributePath(path, userResourceType);
      expect([path, (found?.sub ?? found?.attribute)?.required]).toEqual([path, true]);
    }
  });

  test('URNs are found in any case', () => {
    expect(findSchema(urns.enterpriseUser.toUpperCase(), userResourceType)?.name).toBe('EnterpriseUser');
    expect(findSchema(urns.enterpriseUser, groupResourceType)).toBeNull();
  });
});

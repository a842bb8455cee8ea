import {
  findResourceTypeDocument,
  findSchemaDocument,
  listResponse,
  resourceTypeDocuments,
  schemaDocuments,
  serviceProviderConfig,
} from '../../../src/scim/protocol/discovery';
import {
  isJsonObject,
  metaSchemas,
  ownValue,
  urns,
  type Attribute,
  type Json,
} from '../../../src/scim/protocol/schema';

const base = 'https://usher.test/scim/v2/01890a5d-0000-7000-8000-000000000001';

/** What is wrong with a document by the attributes that its schema declares. */
function faults(value: Json | undefined, attribute: Attribute, path: string): string[] {
  if (value === undefined) return attribute.required ? [`${path} is missing`] : [];
  if (attribute.multiValued) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return (value as Json[]).flatMap((element) => faults(element, { ...attribute, multiValued: false }, path));
  }
  if (attribute.type === 'complex') {
    if (!isJsonObject(value)) return [`${path} is no object`];
    const declared = attribute.subAttributes ?? [];
    const unknown = Object.keys(value).filter((key) => !declared.some(({ name }) => name === key));
    // A sub-attribute is described like an attribute, without an end: the schema stops after one level.
    return [
      ...unknown.filter((key) => key !== 'subAttributes').map((key) => `${path}.${key} is not declared`),
      ...declared.flatMap((sub) => faults(ownValue(value, sub.name), sub, `${path}.${sub.name}`)),
    ];
  }
  const types: Record<string, string> = { boolean: 'boolean', integer: 'number' };
  return typeof value === (types[attribute.type] ?? 'string') ? [] : [`${path} is a ${typeof value}`];
}

const documents = [serviceProviderConfig(base, 'basic'), ...schemaDocuments(base), ...resourceTypeDocuments(base)];

describe('every document keeps to the schema it names', () => {
  test.each(
    documents.map((document) => [
      String(isJsonObject(document['meta'] ?? null) && JSON.stringify(document['meta'])),
      document,
    ]),
  )('%s', (_meta, document) => {
    const schema = metaSchemas.find(({ id }) => JSON.stringify(document['schemas']) === JSON.stringify([id]));
    expect(schema).toBeDefined();
    const attributes = schema?.attributes ?? [];
    const allowed = [...attributes.map(({ name }) => name), 'schemas', 'meta', 'id'];
    expect(Object.keys(document).filter((key) => !allowed.includes(key))).toEqual([]);
    expect(
      attributes.flatMap((attribute) => faults(ownValue(document, attribute.name), attribute, attribute.name)),
    ).toEqual([]);
  });
});

test('schemas of resources, extensions and the describing documents are all published', () => {
  expect(schemaDocuments(base).map(({ id }) => id)).toEqual([
    urns.user,
    urns.enterpriseUser,
    urns.usherUser,
    urns.group,
    urns.serviceProviderConfig,
    urns.resourceType,
    urns.schema,
  ]);
});

test('what one finds is what the list holds, and its location leads to it', () => {
  for (const document of schemaDocuments(base)) {
    const urn = document['id'] as string;
    expect(findSchemaDocument(urn.toUpperCase(), base)).toEqual(document);
    expect(document['meta']).toEqual({ resourceType: 'Schema', location: `${base}/Schemas/${urn}` });
  }
  for (const name of ['User', 'Group']) {
    expect(findResourceTypeDocument(name, base)).toMatchObject({
      id: name,
      endpoint: `/${name}s`,
      meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
    });
  }
  expect(findSchemaDocument('urn:nope', base)).toBeNull();
  expect(findResourceTypeDocument('__proto__', base)).toBeNull();
});

test.each([
  ['basic', 'httpbasic'],
  ['bearer', 'oauthbearertoken'],
  ['oauth', 'oauth2'],
] as const)('a provisioning of type %s states its own scheme, and the limits', (credentialType, type) => {
  expect(serviceProviderConfig(base, credentialType)).toMatchObject({
    patch: { supported: true },
    bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 1048576 },
    filter: { supported: true, maxResults: 200 },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [{ type, primary: true }],
  });
});

test('locale, time zone and types name the values they take, so that clients can choose', () => {
  const user = findSchemaDocument(urns.user, base);
  const attributes = (user?.['attributes'] ?? []) as readonly Record<string, unknown>[];
  const of = (name: string) => attributes.find((attribute) => attribute['name'] === name)?.['canonicalValues'];
  expect(of('locale')).toHaveLength(15);
  expect(of('timezone')).toContain('Europe/Berlin');
  expect(of('userType')).toEqual(['host', 'attendee']);
  expect(attributes.map(({ name }) => name)).not.toContain('x509Certificates');
});

test('a list says how many there are and which these are', () => {
  expect(listResponse([{ id: 'a' }], 7, 3)).toEqual({
    schemas: [urns.listResponse],
    totalResults: 7,
    startIndex: 3,
    itemsPerPage: 1,
    Resources: [{ id: 'a' }],
  });
});

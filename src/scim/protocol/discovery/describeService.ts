import {
  metaSchemas,
  resourceTypes,
  urns,
  type Attribute,
  type JsonObject,
  type ResourceType,
  type Schema,
} from '../schema';

/** What one request may ask for. The routes keep to them, ServiceProviderConfig states them. */
export const serviceLimits = {
  /** The largest page: a larger `count` is cut. */
  maxResults: 200,
  /** Of a bulk request. */
  maxOperations: 1000,
  /** Of a bulk request, in bytes. */
  maxPayloadSize: 1_048_576,
} as const;

/** How a provisioning authenticates. */
export type CredentialType = 'basic' | 'bearer' | 'oauth';

const schemes: Readonly<Record<CredentialType, JsonObject>> = {
  basic: {
    type: 'httpbasic',
    name: 'HTTP Basic',
    description: 'The id of the provisioning as user name, its secret as password.',
    specUri: 'https://www.rfc-editor.org/info/rfc7617',
    primary: true,
  },
  bearer: {
    type: 'oauthbearertoken',
    name: 'Bearer token',
    description: 'The secret of the provisioning as bearer token.',
    specUri: 'https://www.rfc-editor.org/info/rfc6750',
    primary: true,
  },
  oauth: {
    type: 'oauth2',
    name: 'OAuth 2.0 client credentials',
    description: 'Tokens from oauth/token below the base address; the id of the provisioning is the client id.',
    specUri: 'https://www.rfc-editor.org/info/rfc6749',
    primary: true,
  },
};

/**
 * What the service supports (RFC 7643 section 5).
 *
 * @param baseUrl of the provisioning, without a slash at the end
 */
export function serviceProviderConfig(baseUrl: string, credentialType: CredentialType): JsonObject {
  const { maxResults, maxOperations, maxPayloadSize } = serviceLimits;
  return {
    schemas: [urns.serviceProviderConfig],
    patch: { supported: true },
    bulk: { supported: true, maxOperations, maxPayloadSize },
    filter: { supported: true, maxResults },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    authenticationSchemes: [schemes[credentialType]],
    meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
  };
}

/** Every schema, those of the describing documents included. */
export function schemaDocuments(baseUrl: string): readonly JsonObject[] {
  return allSchemas().map((schema) => schemaDocument(schema, baseUrl));
}

/** The schema with that URN, in any case; null when there is none (row 8 or 404). */
export function findSchemaDocument(urn: string, baseUrl: string): JsonObject | null {
  const schema = allSchemas().find(({ id }) => id.toLowerCase() === urn.toLowerCase());
  return schema ? schemaDocument(schema, baseUrl) : null;
}

/** Every resource type (RFC 7643 section 6). */
export function resourceTypeDocuments(baseUrl: string): readonly JsonObject[] {
  return resourceTypes.map((type) => resourceTypeDocument(type, baseUrl));
}

/** The resource type of that name; null when there is none. */
export function findResourceTypeDocument(name: string, baseUrl: string): JsonObject | null {
  const type = resourceTypes.find((one) => one.name === name);
  return type ? resourceTypeDocument(type, baseUrl) : null;
}

function allSchemas(): readonly Schema[] {
  return [...resourceTypes.flatMap((type) => [type.schema, ...type.extensions]), ...metaSchemas];
}

function schemaDocument({ id, name, description, attributes }: Schema, baseUrl: string): JsonObject {
  return {
    schemas: [urns.schema],
    id,
    name,
    description,
    attributes: attributes.map(attributeDocument),
    meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${id}` },
  };
}

function attributeDocument(attribute: Attribute): JsonObject {
  const { name, type, multiValued, description, required, caseExact, mutability, returned, uniqueness } = attribute;
  return {
    name,
    type,
    multiValued,
    description,
    required,
    caseExact,
    mutability,
    returned,
    uniqueness,
    ...(attribute.canonicalValues && { canonicalValues: attribute.canonicalValues }),
    ...(attribute.referenceTypes && { referenceTypes: attribute.referenceTypes }),
    ...(attribute.subAttributes && { subAttributes: attribute.subAttributes.map(attributeDocument) }),
  };
}

function resourceTypeDocument(type: ResourceType, baseUrl: string): JsonObject {
  return {
    schemas: [urns.resourceType],
    id: type.name,
    name: type.name,
    description: type.description,
    endpoint: type.endpoint,
    schema: type.schema.id,
    schemaExtensions: type.extensions.map(({ id }) => ({ schema: id, required: false })),
    meta: { resourceType: 'ResourceType', location: `${baseUrl}/ResourceTypes/${type.name}` },
  };
}

import { complex, flag, integer, reference, text, type Attribute } from './attribute';
import type { Schema } from './schema';
import { urns } from './urns';

// What describes the service cannot be written (RFC 7643 sections 5 to 7).
const readOnly = { mutability: 'readOnly' } as const;
const required = { mutability: 'readOnly', required: true } as const;
const exact = { mutability: 'readOnly', required: true, caseExact: true } as const;
const list = { mutability: 'readOnly', multiValued: true } as const;

function feature(name: string, description: string, limits: readonly Attribute[] = []): Attribute {
  return complex(name, description, [flag('supported', 'Whether it is supported.', required), ...limits], required);
}

const serviceProviderConfig: Schema = {
  id: urns.serviceProviderConfig,
  name: 'ServiceProviderConfig',
  description: 'What the service supports.',
  attributes: [
    reference('documentationUri', ['external'], 'The address of the documentation.', readOnly),
    feature('patch', 'Changing parts of a resource.'),
    feature('bulk', 'Several operations in one request.', [
      integer('maxOperations', 'The largest number of operations.', required),
      integer('maxPayloadSize', 'The largest body, in bytes.', required),
    ]),
    feature('filter', 'Filtering.', [integer('maxResults', 'The largest page.', required)]),
    feature('changePassword', 'Changing passwords.'),
    feature('sort', 'Sorting.'),
    feature('etag', 'Versions of resources.'),
    complex(
      'authenticationSchemes',
      'How clients authenticate.',
      [
        text('type', 'The kind of scheme.', {
          ...required,
          canonicalValues: ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest'],
        }),
        text('name', 'The name of the scheme.', required),
        text('description', 'What the scheme is.', required),
        reference('specUri', ['external'], 'The address of its specification.', readOnly),
        reference('documentationUri', ['external'], 'The address of its documentation.', readOnly),
        flag('primary', 'Whether it is the preferred one.', readOnly),
      ],
      { ...list, required: true },
    ),
  ],
};

const resourceType: Schema = {
  id: urns.resourceType,
  name: 'ResourceType',
  description: 'A kind of resource and its schemas.',
  attributes: [
    text('id', 'The identifier of the resource type.', { ...readOnly, caseExact: true }),
    text('name', 'The name of the resource type.', exact),
    text('description', 'What the resources are.', readOnly),
    reference('endpoint', ['uri'], 'Where the resources are, relative to the base address.', required),
    reference('schema', ['uri'], 'The URN of the main schema.', required),
    complex(
      'schemaExtensions',
      'Further schemas of the resources.',
      [
        reference('schema', ['uri'], 'The URN of the extension.', required),
        flag('required', 'Whether every resource has it.', required),
      ],
      list,
    ),
  ],
};

/** What describes an attribute; those of a complex one are described alike, one level deep. */
function attributeParts(subAttributes: readonly Attribute[]): readonly Attribute[] {
  return [
    text('name', 'The name of the attribute.', exact),
    text('type', 'The type of its values.', {
      ...exact,
      canonicalValues: ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary', 'complex'],
    }),
    flag('multiValued', 'Whether it is a list.', required),
    text('description', 'What it is.', readOnly),
    flag('required', 'Whether every resource has it.', readOnly),
    text('canonicalValues', 'Values with a known meaning.', { ...list, caseExact: true }),
    flag('caseExact', 'Whether values compare exactly.', readOnly),
    text('mutability', 'Who can write it, and when.', {
      ...readOnly,
      caseExact: true,
      canonicalValues: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
    }),
    text('returned', 'When answers show it.', {
      ...readOnly,
      caseExact: true,
      canonicalValues: ['always', 'never', 'default', 'request'],
    }),
    text('uniqueness', 'Among which resources it is unique.', {
      ...readOnly,
      caseExact: true,
      canonicalValues: ['none', 'server', 'global'],
    }),
    text('referenceTypes', 'What a reference can lead to.', { ...list, caseExact: true }),
    ...subAttributes,
  ];
}

const schema: Schema = {
  id: urns.schema,
  name: 'Schema',
  description: 'A named set of attributes.',
  attributes: [
    text('id', 'The URN of the schema.', exact),
    text('name', 'The name of the schema.', readOnly),
    text('description', 'What it describes.', readOnly),
    complex(
      'attributes',
      'The attributes of the schema.',
      attributeParts([complex('subAttributes', 'The parts of a complex attribute.', attributeParts([]), list)]),
      { ...list, required: true },
    ),
  ],
};

/** The schemas of the documents that describe the service. */
export const metaSchemas: readonly Schema[] = [serviceProviderConfig, resourceType, schema];

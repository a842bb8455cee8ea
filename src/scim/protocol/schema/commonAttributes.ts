import { complex, moment, reference, text, type Attribute } from './attribute';

/** What every resource has without its schema saying so (RFC 7643 sections 3 and 3.1). Not listed by /Schemas. */
export const commonAttributes: readonly Attribute[] = [
  reference('schemas', ['uri'], 'The schemas whose attributes the resource holds.', {
    multiValued: true,
    required: true,
    // URNs compare without regard to case (RFC 8141 section 3.1).
    caseExact: false,
    mutability: 'readOnly',
    returned: 'always',
  }),
  text('id', 'The identifier of the resource at this service.', {
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
    uniqueness: 'server',
  }),
  text('externalId', 'The identifier of the resource at the client.', { caseExact: true }),
  complex(
    'meta',
    'Facts about the resource.',
    [
      text('resourceType', 'The name of the resource type.', { caseExact: true, mutability: 'readOnly' }),
      moment('created', 'When the resource was made.', { mutability: 'readOnly' }),
      moment('lastModified', 'When the resource changed last.', { mutability: 'readOnly' }),
      reference('location', ['uri'], 'The address of the resource.', { mutability: 'readOnly' }),
      text('version', 'The version of the resource, as in the ETag header.', {
        caseExact: true,
        mutability: 'readOnly',
      }),
    ],
    { mutability: 'readOnly' },
  ),
];

import {
  findResourceTypeDocument,
  findSchemaDocument,
  listResponse,
  resourceTypeDocuments,
  schemaDocuments,
  serviceProviderConfig,
} from '../protocol/discovery';
import { scimError } from '../protocol/errors';
import type { JsonObject } from '../protocol/schema';
import type { Reply } from './reply';
import type { Handler, ScimRequest } from './scimRequest';

/**
 * The documents in which the service describes itself (RFC 7644 section 4). Like everything else they are answered to clients
 * with a valid credential only: they differ by provisioning, an answer without one would tell strangers which provisionings there
 * are, and a client that tries its credentials out on them (SailPoint reads them first) has to hear when they are wrong.
 */
export const readServiceProviderConfig = described(({ call: { baseUrl, provisioning } }) =>
  serviceProviderConfig(baseUrl, provisioning.credentialType),
);

/** Every schema, in a list. Paging and sorting are ignored here. */
export const listSchemas = described(({ call: { baseUrl } }) => listed(schemaDocuments(baseUrl)));

/** One schema by its URN. */
export const readSchema = described(({ call: { baseUrl }, id }) => findSchemaDocument(id, baseUrl));

/** Every resource type, in a list. */
export const listResourceTypes = described(({ call: { baseUrl } }) => listed(resourceTypeDocuments(baseUrl)));

/** One resource type by its name. */
export const readResourceType = described(({ call: { baseUrl }, id }) => findResourceTypeDocument(id, baseUrl));

function listed(documents: readonly JsonObject[]): JsonObject {
  return listResponse(documents, documents.length, 1);
}

function described(describe: (request: ScimRequest) => JsonObject | null): Handler {
  return (request) => Promise.resolve(reply(request, describe));
}

function reply(request: ScimRequest, describe: (request: ScimRequest) => JsonObject | null): Reply {
  // RFC 7644 section 4: a filter here would seem to be applied, so it is refused.
  if (request.parameters.filter !== null) throw scimError('filter_not_allowed_here');
  const body = describe(request);
  if (body === null) throw scimError(1, { attribute: 'id', status: 404 });
  return { status: 200, body, effect: null };
}

import type { ScimCall } from '../call';
import { listResponse } from '../protocol/discovery';
import { scimError } from '../protocol/errors';
import { parseFilter } from '../protocol/filter';
import { parsePatch, readResource } from '../protocol/patch';
import { parseProjection, projectResource, type Projection } from '../protocol/projection';
import { parseAttributePath, type JsonObject, type ResourceType } from '../protocol/schema';
import type { ScimAnswer, ScimPage, ScimQuery, ScimResources } from '../services';
import { namesVersion } from '../version';
import { parsePaging, parseSearch, type QueryParameters } from './parseQuery';
import type { Reply } from './reply';
import type { Handler, ScimServices } from './scimRequest';

/** What the addresses of one resource type do (RFC 7644 section 3). */
export interface ResourceHandlers {
  readonly list: Handler;
  readonly search: Handler;
  readonly create: Handler;
  readonly read: Handler;
  readonly replace: Handler;
  readonly patch: Handler;
  readonly remove: Handler;
}

/** The service that keeps the resources of a type. */
export function serviceOf(type: ResourceType, { users, groups }: ScimServices): ScimResources {
  return type.name === 'User' ? users : groups;
}

/** Makes the handlers of people or of groups. */
export function resourceHandlers(type: ResourceType): ResourceHandlers {
  return {
    list: async ({ call, parameters }, services) => listReply(await list(call, parameters, type, services)),
    search: async ({ call, body }, services) => listReply(await list(call, parseSearch(body), type, services)),
    create: async ({ call, parameters, body }, services) => {
      const projection = projectionOf(parameters, type);
      const resource = bodyOf(call, body, type);
      const answer = await serviceOf(type, services).create(call, resource, { ifMatch: null, projection });
      return resourceReply(201, answer, call, type, projection);
    },
    read: async ({ call, id, parameters, ifNoneMatch }, services) => {
      const projection = projectionOf(parameters, type);
      const answer = await serviceOf(type, services).read(call, id, projection);
      const isKnown = ifNoneMatch !== null && namesVersion(ifNoneMatch, answer.version);
      const reply = resourceReply(200, answer, call, type, projection);
      return isKnown ? { ...reply, status: 304, body: null } : reply;
    },
    replace: async ({ call, id, parameters, body, ifMatch }, services) => {
      const projection = projectionOf(parameters, type);
      const resource = bodyOf(call, body, type);
      const answer = await serviceOf(type, services).replace(call, id, resource, { ifMatch, projection });
      return resourceReply(200, answer, call, type, projection);
    },
    patch: async ({ call, id, parameters, body, ifMatch }, services) => {
      const { operations, quirks } = parsePatch(body, type);
      quirks.forEach((quirk) => call.note(quirk));
      // A group is answered without its members and so without anything, unless the client asks (RFC 7644 section 3.5.2).
      const isAnswered = type.name === 'User' || parameters.attributes !== null;
      const parsed = projectionOf(parameters, type);
      const projection = isAnswered ? parsed : null;
      const answer = await serviceOf(type, services).patch(call, id, operations, { ifMatch, projection });
      return resourceReply(isAnswered ? 200 : 204, answer, call, type, projection);
    },
    remove: async ({ call, id, ifMatch }, services) => {
      const effect = await serviceOf(type, services).remove(call, id, { ifMatch });
      return { status: 204, body: null, effect };
    },
  };
}

function bodyOf(call: ScimCall, body: Parameters<typeof readResource>[0], type: ResourceType): JsonObject {
  if (body === null) throw scimError('body_malformed', { note: 'the request has no body' });
  const { resource, quirks } = readResource(body, type, { strict: call.provisioning.strictAttributes });
  quirks.forEach((quirk) => call.note(quirk));
  return resource;
}

async function list(
  call: ScimCall,
  parameters: QueryParameters,
  type: ResourceType,
  services: ScimServices,
): Promise<ScimPage> {
  const projection = projectionOf(parameters, type);
  const parsed = parameters.filter === null ? null : parseFilter(parameters.filter, type);
  parsed?.quirks.forEach((quirk) => call.note(quirk));
  const query = {
    ...parsePaging(parameters),
    ...sortingOf(parameters, type),
    filter: parsed?.filter ?? null,
    projection,
  };
  return listPage(call, query, type, services);
}

/** Asks the service for one page and cuts its resources. */
export async function listPage(
  call: ScimCall,
  query: ScimQuery,
  type: ResourceType,
  services: ScimServices,
): Promise<ScimPage> {
  const page = await serviceOf(type, services).list(call, query);
  return { ...page, resources: page.resources.map((resource) => projectResource(resource, query.projection, type)) };
}

/** Which part of each resource the client wants. */
export function projectionOf({ attributes, excludedAttributes }: QueryParameters, type: ResourceType): Projection {
  return parseProjection(
    { attributes: attributes ?? undefined, excludedAttributes: excludedAttributes ?? undefined },
    type,
  );
}

/** The order that was asked for; by what a type has not nothing is sorted (RFC 7644 section 3.4.2.3 lets us). */
export function sortingOf(
  { sortBy, sortOrder }: QueryParameters,
  type: ResourceType,
): Pick<ScimQuery, 'sortBy' | 'sortOrder'> {
  return {
    sortBy: sortBy === null ? null : parseAttributePath(sortBy.trim(), type),
    sortOrder: sortOrder?.trim().toLowerCase() === 'descending' ? 'descending' : 'ascending',
  };
}

/** A ListResponse (RFC 7644 section 3.4.2). */
export function listReply({ total, startIndex, resources }: ScimPage): Reply {
  return { status: 200, body: listResponse(resources, total, startIndex), effect: null };
}

/** A resource with where it is and which version it has; without a body where none was asked for. */
export function resourceReply(
  status: number,
  answer: ScimAnswer,
  call: ScimCall,
  type: ResourceType,
  projection: Projection | null,
): Reply {
  const location = `${call.baseUrl}${type.endpoint}/${answer.id}`;
  const body =
    answer.resource === null || projection === null ? null : projectResource(answer.resource, projection, type);
  // The RFC's examples answer Location to every method, its text asks for Content-Location (section 3.3, RFC 7643 3.1).
  const headers = { ETag: answer.version, Location: location, ...(body !== null && { 'Content-Location': location }) };
  return { status, headers, body, effect: answer };
}

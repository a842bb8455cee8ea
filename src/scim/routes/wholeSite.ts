import type { ScimCall } from '../call';
import { parseFilterOverTypes } from '../protocol/filter';
import { groupResourceType, resourceTypes, userResourceType, type ResourceType } from '../protocol/schema';
import { parsePaging, parseSearch, type QueryParameters } from './parseQuery';
import { listPage, listReply, projectionOf, resourceHandlers, sortingOf } from './resourceHandlers';
import type { Handler, ScimServices } from './scimRequest';

/** A question over people and groups together (RFC 7644 sections 3.4.2.1 and 3.4.3): people first, each type in its order. */
export const queryAll: Handler = async ({ call, parameters }, services) => listAll(call, parameters, services);

/** The same, asked in the body. */
export const searchAll: Handler = async ({ call, body }, services) => listAll(call, parseSearch(body), services);

async function listAll(call: ScimCall, parameters: QueryParameters, services: ScimServices) {
  const { startIndex, count } = parsePaging(parameters);
  const filters = parameters.filter === null ? null : parseFilterOverTypes(parameters.filter, resourceTypes);
  filters?.[0]?.quirks.forEach((quirk) => call.note(quirk));
  const queryOf = (type: ResourceType) => ({
    filter: filters?.[resourceTypes.indexOf(type)]?.filter ?? null,
    ...sortingOf(parameters, type),
    projection: projectionOf(parameters, type),
  });
  const people = await listPage(call, { ...queryOf(userResourceType), startIndex, count }, userResourceType, services);
  const groups = await listPage(
    call,
    {
      ...queryOf(groupResourceType),
      startIndex: Math.max(1, startIndex - people.total),
      count: count - people.resources.length,
    },
    groupResourceType,
    services,
  );
  return listReply({
    total: people.total + groups.total,
    startIndex,
    resources: [...people.resources, ...groups.resources],
  });
}

/**
 * `/Me`: the person the client acts for, answered as such and not by a redirect, behind which clients lose their Authorization
 * header (RFC 7644 section 3.11 allows both). Only to be read: who acts is set in the administration.
 */
export const readMe: Handler = (request, services) =>
  resourceHandlers(userResourceType).read({ ...request, id: request.call.provisioning.actingAccount.id }, services);

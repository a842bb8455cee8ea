import { urns, type JsonObject } from '../schema';

/**
 * The answer to a query (RFC 7644 section 3.4.2).
 *
 * @param resources those of this page, already projected
 * @param totalResults how many there are in all
 * @param startIndex the index of the first of them, from 1
 */
export function listResponse(resources: readonly JsonObject[], totalResults: number, startIndex: number): JsonObject {
  return {
    schemas: [urns.listResponse],
    totalResults,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}

/**
 * Owns: the addresses of SCIM clients: who may come in and how often, media types, bodies, queries, statuses, headers, errors,
 * bulk requests; a line in the call log for each call.
 * Owns not: what people and groups are and may become (`scim/users`, `scim/groups`), the protocol's texts and grammar
 * (`scim/protocol`), credentials (`scim/credentials`).
 */
export { scimRoutes, type ScimRouteDependencies } from './scimRoutes';

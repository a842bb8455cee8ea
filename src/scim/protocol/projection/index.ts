/**
 * Owns: which part of a resource an answer shows: `attributes`, `excludedAttributes` and what is returned always or never
 * (RFC 7644 section 3.9, RFC 7643 section 7), and what need not be read for it.
 * Owns not: reading resources (`scim/users`, `scim/groups`) and the query string (`scim/routes`).
 */
export { defaultProjection, parseProjection, type NameList, type Projection, type Selection } from './parseProjection';
export { needsGroups, needsMembers, projectResource } from './projectResource';

/**
 * Owns: what clients write: reading the body of a POST, PUT or PATCH against the schema, with what real clients send
 * otherwise (RFC 7644 sections 3.3 and 3.5), and what a person looks like or which changes a group gets by it. Pure.
 * Owns not: which values are acceptable for a person (`protocol/judge`), storing them (`scim/users`, `scim/groups`), value
 * filters (`protocol/filter`).
 */
export { readResource, type ReadResource } from './readResource';
export { replaceResource, type ChangedResource } from './replaceResource';
export { parsePatch, type ParsedPatch, type PatchOperation } from './parsePatch';
export { patchResource, type PatchedResource } from './patchResource';
export { compileGroupPatch, type GroupChange } from './compileGroupPatch';
export { sameJson } from './sameJson';

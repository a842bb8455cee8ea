/**
 * Owns: filters and sorting (RFC 7644 sections 3.4.2.2 and 3.4.2.3): reading them, matching a resource in memory, and saying
 * them in SQL over a target; the two targets, people and groups, with the columns that indexes serve.
 * Owns not: the queries around them and which rows a provisioning sees (`scim/users`, `scim/groups`), and the paths of
 * PATCH beyond their brackets (`protocol/patch`).
 */
export {
  equalities,
  isLookUp,
  type ElementTest,
  type Filter,
  type TestOperator,
  type TestValue,
  type ValueFilter,
} from './filter';
export { parseFilter, parseFilterOverTypes, type ParsedFilter } from './parseFilter';
export { parseValueFilter, parseValuePath, type ParsedValueFilter, type ParsedValuePath } from './parseValueFilter';
export { longestFilter } from './readTokens';
export { parseDateTime } from './dateTime';
export { foldCase } from './foldCase';
export { matches, matchesElement } from './matches';
export { compileFilter, type SqlCondition } from './compileFilter';
export { sortExpression, type SortOrder } from './sortExpression';
export type { CaseKey, Elements, FilterTarget, Place } from './target';
export { createUserTarget } from './targets/userTarget';
export { createGroupTarget } from './targets/groupTarget';
export type { TargetFacts } from './targets/places';

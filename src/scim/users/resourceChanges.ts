import { fieldChanges, type FieldChange } from '../../activity';
import type { JsonObject } from '../protocol/schema';

/** What of a resource is ours to say, and changes with everything. */
const ours = new Set(['schemas', 'id', 'meta', 'groups']);

/** The attributes in which two resources differ, by path: what the call log shows of a change. */
export function resourceChanges(before: JsonObject, after: JsonObject): FieldChange[] {
  return fieldChanges(said(before), said(after));
}

function said(resource: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(resource).filter(([name]) => !ours.has(name)));
}

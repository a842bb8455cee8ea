import type { Json, JsonObject } from '../schema';
import type { QuirkNotes } from './noteQuirks';

/**
 * What stands below the URN of an extension, without a `schemas` of its own: RFC 7643 section 3 has that at the top of a
 * resource only, but clients made with python-scim write it here as well. No attribute is called so, in no case.
 */
export function extensionMembers(extension: JsonObject, urn: string, notes: QuirkNotes): readonly [string, Json][] {
  const members = Object.entries(extension);
  const attributes = members.filter(([name]) => name.toLowerCase() !== 'schemas');
  if (attributes.length < members.length) notes.note('schemas_in_extension', urn);
  return attributes;
}

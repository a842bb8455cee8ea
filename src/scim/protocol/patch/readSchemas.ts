import { scimError } from '../errors';
import { ownValue, type Json, type JsonObject } from '../schema';
import type { QuirkNotes } from './noteQuirks';

const scim1Prefix = 'urn:scim:schemas:';

/**
 * Reads the `schemas` of a body (RFC 7643 section 3): unknown URNs are ignored, a body that names none of SCIM 2.0 is taken
 * for what its address expects.
 *
 * SCIM 1.1 is refused where it stands alone. Its bodies look almost like those of 2.0 and would mean something else where
 * they differ (it removes with `"operation": "delete"` and `meta.attributes`), so the URN is all that tells them apart.
 * OneLogin's template begins with the old URN; an administrator writes that template and can put the right one there.
 *
 * @param expected the URN that the body should name
 * @throws ScimError version_unsupported (F8)
 */
export function readSchemas(body: JsonObject, expected: string, notes: QuirkNotes): void {
  const named = urnsOf(ownValue(body, 'schemas') ?? otherCase(body)).map((urn) => urn.toLowerCase());
  const isNamed = named.includes(expected.toLowerCase());
  if (named.some((urn) => urn.startsWith(scim1Prefix))) {
    if (!isNamed) throw scimError('version_unsupported', { note: `'schemas' names SCIM 1.1; send ${expected}` });
    notes.note('scim1_urn', 'schemas');
  }
  if (!isNamed) notes.note('schemas_missing', 'schemas');
}

function otherCase(body: JsonObject): Json {
  const key = Object.keys(body).find((name) => name.toLowerCase() === 'schemas');
  return (key === undefined ? undefined : ownValue(body, key)) ?? null;
}

function urnsOf(schemas: Json): readonly string[] {
  const list: readonly Json[] = Array.isArray(schemas) ? (schemas as readonly Json[]) : [schemas];
  return list.filter((urn) => typeof urn === 'string');
}

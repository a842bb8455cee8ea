import { scimError } from '../errors';
import {
  attributePathText,
  findSchema,
  isExtension,
  isJsonObject,
  parseAttributePath,
  type FoundAttribute,
  type Json,
  type JsonObject,
  type ResourceType,
} from '../schema';
import type { Quirk } from '../quirks';
import { assignedOnly } from './elements';
import { extensionMembers } from './extensionMembers';
import { deepestValue, isDeeperThan } from './limits';
import { noteQuirks, type QuirkNotes } from './noteQuirks';
import { readSchemas } from './readSchemas';
import { wrongType } from './readScalar';
import { leaveOut, readValue, type Reading } from './readValue';

/** What a body says, and what had to be tolerated in it. */
export interface ReadResource {
  /**
   * Only what a client may write, in canonical names; attributes of extensions below their URN. What was null or empty is
   * absent, but an extension that came empty or as null is there as `{}`: replacing clears it, leaving it out does not.
   */
  readonly resource: JsonObject;
  readonly quirks: readonly Quirk[];
}

/**
 * Reads the body of a POST or PUT (RFC 7644 sections 3.3 and 3.5.1) against the schema. readOnly attributes are ignored, as
 * is the password. Whether the values are acceptable for a person is for `judgeUser`.
 *
 * @param options strict refuses attributes the schema does not declare (row 21); else they are left out (decision D5)
 * @throws ScimError when the body is no such resource
 */
export function readResource(body: Json, type: ResourceType, options: { readonly strict: boolean }): ReadResource {
  if (!isJsonObject(body)) throw wrongType('body', 'an object', body);
  const reading: Reading = { notes: noteQuirks(), strict: options.strict };
  readSchemas(body, type.schema.id, reading.notes);
  const parts = new Map<string, Map<string, Json>>();
  for (const [key, value] of Object.entries(body)) {
    if (isDeeperThan(value, deepestValue)) throw scimError(22, { attribute: key });
    const schema = findSchema(key, type);
    if (schema && isExtension(schema, type)) {
      partOf(parts, schema.id);
      for (const [name, member] of membersOf(value, schema.id, reading.notes)) {
        readMember(`${schema.id}:${name}`, member, type, reading, parts);
      }
    } else {
      readMember(key, value, type, reading, parts);
    }
  }
  const resource = joined(parts);
  requireKey(type, resource);
  return { resource, quirks: reading.notes.quirks };
}

function membersOf(extension: Json, urn: string, notes: QuirkNotes): readonly (readonly [string, Json])[] {
  if (extension === null) return [];
  if (!isJsonObject(extension)) throw wrongType(urn, 'an object', extension);
  return extensionMembers(extension, urn, notes);
}

function readMember(
  path: string,
  value: Json,
  type: ResourceType,
  reading: Reading,
  parts: Map<string, Map<string, Json>>,
): void {
  const found = parseAttributePath(path, type);
  if (!found || found.sub) {
    leaveOut(path, reading);
    return;
  }
  const { attribute } = found;
  const at = attributePathText(found, type);
  if (attribute.mutability === 'readOnly') return;
  if (attribute.mutability === 'writeOnly') {
    reading.notes.note('password_ignored', at);
    return;
  }
  const part = partOf(parts, partName(found, type));
  if (part.has(attribute.name)) throw scimError(1, { attribute: at, note: 'given twice, in different spellings' });
  const read = withoutNulls(readValue(attribute, value, at, reading));
  if (read === null && attribute.required) throw scimError(23, { attribute: at });
  part.set(attribute.name, read);
}

function withoutNulls(value: Json): Json {
  if (!isJsonObject(value)) return value;
  const assigned = assignedOnly(value);
  return Object.keys(assigned).length === 0 ? null : assigned;
}

function partName(found: FoundAttribute, type: ResourceType): string {
  return found.schema && isExtension(found.schema, type) ? found.schema.id : '';
}

function partOf(parts: Map<string, Map<string, Json>>, name: string): Map<string, Json> {
  const part = parts.get(name) ?? new Map<string, Json>();
  parts.set(name, part);
  return part;
}

function joined(parts: ReadonlyMap<string, ReadonlyMap<string, Json>>): JsonObject {
  const extensions = [...parts].filter(([name]) => name !== '');
  return {
    ...assignedOnly(Object.fromEntries(parts.get('') ?? [])),
    ...Object.fromEntries(extensions.map(([urn, part]) => [urn, assignedOnly(Object.fromEntries(part))])),
  };
}

// What a resource is found by (RFC 7643 sections 4.1 and 4.2). The rest is for the rules about people, which know who they were.
function requireKey(type: ResourceType, resource: JsonObject): void {
  const missing = type.schema.attributes.find(
    ({ name, required, uniqueness }) => required && uniqueness === 'server' && !Object.hasOwn(resource, name),
  );
  if (missing) throw scimError(24, { attribute: missing.name });
}

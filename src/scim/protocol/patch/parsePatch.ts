import { scimError } from '../errors';
import { parseValuePath, type ValueFilter } from '../filter';
import {
  attributePathText,
  findSchema,
  isExtension,
  isJsonObject,
  ownValue,
  urns,
  type FoundAttribute,
  type Json,
  type JsonObject,
  type ResourceType,
  type Schema,
} from '../schema';
import type { Quirk } from '../quirks';
import { extensionMembers } from './extensionMembers';
import { deepestValue, isDeeperThan, mostOperations } from './limits';
import { noteQuirks, type QuirkNotes } from './noteQuirks';
import { wrongType } from './readScalar';
import { readSchemas } from './readSchemas';
import { readSingle, readValue } from './readValue';

/** One change of one attribute. An operation without a path was taken apart into one of these for each key. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace';
  /** A sub-attribute of it where the path names one. */
  readonly found: FoundAttribute;
  /** Which elements of the list are meant; null: the attribute itself, or all elements where the path names a sub-attribute. */
  readonly filter: ValueFilter | null;
  /**
   * Read as `readValue` does: a list for a list, one element where a filter selects; null: unassigned. With `remove` the
   * elements to remove; null: all that the path selects.
   */
  readonly value: Json;
}

/** The operations of a PATCH, in order, and what had to be tolerated in them. */
export interface ParsedPatch {
  readonly operations: readonly PatchOperation[];
  readonly quirks: readonly Quirk[];
}

/** What the parts of a PATCH are read with. */
interface Context {
  readonly type: ResourceType;
  readonly notes: QuirkNotes;
  readonly operations: PatchOperation[];
  /** How much the operations so far count against the limit. */
  weight: number;
}

type Op = PatchOperation['op'];

/** Where a path stood: in `path`, as a key of a value without one, or below the URN of an extension in such a value. */
type Origin = 'path' | 'key' | 'extension';

/**
 * Reads the body of a PATCH (RFC 7644 section 3.5.2) against the schema: nothing of it is applied yet, so that a mistake
 * anywhere leaves everything as it was.
 *
 * @throws ScimError: row 21 as invalidPath for a path or key that names no attribute, not_changeable for one that clients do
 * not write, no_target for a removal without a path, operation_invalid for what is no operation, too_many_operations
 */
export function parsePatch(body: Json, type: ResourceType): ParsedPatch {
  if (!isJsonObject(body)) throw wrongType('body', 'an object', body);
  const context: Context = { type, notes: noteQuirks(), operations: [], weight: 0 };
  readSchemas(body, urns.patchOp, context.notes);
  const operations = memberNamed(body, 'Operations');
  if (!Array.isArray(operations)) throw scimError('operation_invalid', { note: "'Operations' is not a list" });
  if (operations.length === 0) context.notes.note('empty_operations', 'Operations');
  requireFewer(operations.length, type);
  (operations as readonly Json[]).forEach((operation, index) => parseOperation(operation, index, context));
  return { operations: context.operations, quirks: context.notes.quirks };
}

function requireFewer(count: number, type: ResourceType): void {
  const most = mostOperations[type.name];
  if (count > most) throw scimError('too_many_operations', { note: `more than ${most} operations` });
}

/** Names of attributes have no case (RFC 7643 section 2.1); those of messages neither. */
function memberNamed(object: JsonObject, name: string): Json | undefined {
  const key = Object.hasOwn(object, name)
    ? name
    : Object.keys(object).find((other) => other.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : ownValue(object, key);
}

function parseOperation(operation: Json, index: number, context: Context): void {
  const place = `Operations[${index}]`;
  if (!isJsonObject(operation)) throw scimError('operation_invalid', { note: `${place} is not an object` });
  const op = readOp(memberNamed(operation, 'op'), place, context.notes);
  const path = memberNamed(operation, 'path') ?? '';
  if (typeof path !== 'string') throw scimError(21, { attribute: 'path', scimType: 'invalidPath', note: place });
  const value = memberNamed(operation, 'value');
  if (value !== undefined && isDeeperThan(value, deepestValue)) {
    throw scimError('operation_invalid', { note: `the value of ${place} is nested more than ${deepestValue} deep` });
  }
  const schema = path === '' ? context.type.schema : findSchema(path.trim(), context.type);
  if (!schema) parseTarget(op, path, value, 'path', context);
  else if (op !== 'remove') parseKeys(op, schema, value, path === '' ? 'value' : path, context);
  else if (isExtension(schema, context.type)) removeExtension(schema, context);
  else throw scimError('no_target', { note: `${place} removes without a path` });
}

function readOp(op: Json | undefined, place: string, notes: QuirkNotes): Op {
  const lower = typeof op === 'string' ? op.toLowerCase() : '';
  if (lower !== 'add' && lower !== 'remove' && lower !== 'replace') {
    throw scimError('operation_invalid', { note: `the 'op' of ${place} is neither add, remove nor replace` });
  }
  if (op !== lower) notes.note('op_capitalised', 'Operations');
  return lower;
}

/** An object of attributes: the value of an operation without a path, or what stands below the URN of a schema. */
function parseKeys(op: Op, parent: Schema, value: Json | undefined, at: string, context: Context): void {
  if (value === undefined) throw scimError(24, { attribute: at });
  if (!isJsonObject(value)) throw wrongType(at, 'an object of attributes', value);
  const isBelow = isExtension(parent, context.type);
  const members = isBelow ? extensionMembers(value, parent.id, context.notes) : Object.entries(value);
  for (const [key, member] of members) {
    const schema = isBelow ? null : findSchema(key, context.type);
    if (isBelow) parseTarget(op, `${parent.id}:${key}`, member, 'extension', context);
    else if (!schema) parseTarget(op, key, member, 'key', context);
    else if (member === null && isExtension(schema, context.type)) removeExtension(schema, context);
    else parseKeys(op, schema, member, key, context);
  }
}

function removeExtension({ id, attributes }: Schema, context: Context): void {
  attributes.forEach(({ name }) => parseTarget('remove', `${id}:${name}`, undefined, 'extension', context));
}

function parseTarget(op: Op, path: string, value: Json | undefined, origin: Origin, context: Context): void {
  const { type, notes, operations } = context;
  const parsed = parseValuePath(path, type);
  if (!parsed || (parsed.filter && !parsed.found.attribute.multiValued)) {
    throw scimError(21, { attribute: path, scimType: 'invalidPath' });
  }
  const { found, filter } = parsed;
  const at = attributePathText(found, type);
  parsed.quirks.forEach((quirk) => notes.note(quirk.id, quirk.at));
  notePath(path, found, origin, context);
  if (!isWritable(found, at, origin, notes)) return;
  const operand = readOperand(op, found, filter, value, at, notes);
  operations.push({ op, found, filter, value: operand });
  // Each element of a person's list is compared with each that is there; members of a group are not.
  context.weight += Array.isArray(operand) && type.name === 'User' ? Math.max(operand.length, 1) : 1;
  requireFewer(context.weight, type);
}

function notePath(path: string, found: FoundAttribute, origin: Origin, { type, notes }: Context): void {
  const at = attributePathText(found, type);
  if (origin !== 'path' && found.sub) notes.note('dotted_key', at);
  if (origin === 'extension' || !found.schema || !isExtension(found.schema, type)) return;
  const hasUrn = path.toLowerCase().startsWith(`${found.schema.id.toLowerCase()}:`);
  if (!hasUrn) notes.note('bare_manager', at);
  else if (origin === 'key') notes.note('urn_key', at);
}

/**
 * Whether the operation does anything: what clients do not write is ignored among other keys (Okta sends the id along).
 *
 * @throws ScimError not_changeable when an explicit path asks for it
 */
function isWritable({ attribute, sub }: FoundAttribute, at: string, origin: Origin, notes: QuirkNotes): boolean {
  if (attribute.mutability === 'writeOnly') {
    notes.note('password_ignored', at);
    return false;
  }
  const mutabilities = [attribute.mutability, sub?.mutability];
  if (!mutabilities.includes('readOnly') && !mutabilities.includes('immutable')) return true;
  if (origin === 'path') throw scimError('not_changeable', { attribute: at });
  if (attribute.name === 'id') notes.note('id_in_value', at);
  return false;
}

function readOperand(
  op: Op,
  found: FoundAttribute,
  filter: ValueFilter | null,
  value: Json | undefined,
  at: string,
  notes: QuirkNotes,
): Json {
  const { attribute, sub } = found;
  const reading = { notes, strict: false };
  if (op === 'remove') return readRemoval(found, filter, value, at, notes);
  if (value === undefined) throw scimError(24, { attribute: at });
  const isOne = sub !== null || filter !== null;
  const read = isOne ? readSingle(sub ?? attribute, value, at, reading) : readValue(attribute, value, at, reading);
  // Adding nothing to a list is no way to empty it.
  const isEmptied = read === null && !isOne && !(op === 'add' && attribute.multiValued);
  if (isEmptied && attribute.required) throw scimError(23, { attribute: at });
  return read;
}

/** What a removal with a value removes: those elements only (Entra ID, JumpCloud). Elsewhere the value says nothing. */
function readRemoval(
  { attribute, sub }: FoundAttribute,
  filter: ValueFilter | null,
  value: Json | undefined,
  at: string,
  notes: QuirkNotes,
): Json {
  const isWhole = sub === null && filter === null;
  if (value === undefined || value === null || !attribute.multiValued || !isWhole) {
    if (isWhole && attribute.required) throw scimError('not_changeable', { attribute: at });
    return null;
  }
  const elements = readValue(attribute, value, at, { notes, strict: false });
  notes.note(elements === null ? 'remove_without_values' : 'remove_with_value', at);
  return elements ?? [];
}

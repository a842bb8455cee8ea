import { scimError } from '../errors';
import { findSubAttribute, isJsonObject, ownValue, type Attribute, type Json, type JsonObject } from '../schema';
import { assignedOnly, eachOnce, isHollow, requireList } from './elements';
import { jsonOfText } from './jsonOfText';
import type { QuirkNotes } from './noteQuirks';
import { readScalar, wrongType } from './readScalar';

/** How a body is read, and who is told of what was tolerated. */
export interface Reading {
  readonly notes: QuirkNotes;
  /** Refuse attributes the schema does not declare (row 21) instead of leaving them out. */
  readonly strict: boolean;
}

/**
 * The value a client gave an attribute, as the schema has it: types mended where it is certain what was meant, names in
 * canonical spelling, readOnly parts left out. Null is "unassigned" (null, `[]`, an empty text; RFC 7643 section 2.5);
 * below an object a null says so of one sub-attribute, and an object of which nothing is left says nothing.
 *
 * @param at the attribute's path, for errors and quirks
 * @throws ScimError when the value cannot be one of the attribute
 */
export function readValue(attribute: Attribute, value: Json, at: string, reading: Reading): Json {
  if (value === null) return null;
  return attribute.multiValued ? readList(attribute, value, at, reading) : readSingle(attribute, value, at, reading);
}

/** The same for one value: of a (sub-)attribute that takes one, or one element of a list. */
export function readSingle(attribute: Attribute, value: Json, at: string, reading: Reading): Json {
  if (attribute.type !== 'complex') return readScalar(attribute, value, at, reading.notes);
  if (!Array.isArray(value)) return readObject(attribute, value, at, reading);
  // Entra ID sends the manager as a list of one.
  const [only, ...more] = value as readonly Json[];
  if (more.length > 0 || Array.isArray(only)) throw scimError(22, { attribute: at });
  reading.notes.note('list_for_single', at);
  return readObject(attribute, only ?? null, at, reading);
}

/** Leaves an attribute out that the schema does not declare; in strict mode refuses it (decision D5). */
export function leaveOut(at: string, { strict, notes }: Reading): void {
  if (strict) throw scimError(21, { attribute: at });
  notes.note('unknown_attribute', at);
}

function readObject(attribute: Attribute, value: Json, at: string, reading: Reading): Json {
  if (value === null || value === '') return readScalar(attribute, value, at, reading.notes);
  const object = typeof value === 'string' ? objectOfText(attribute, value, at, reading.notes) : value;
  if (!isJsonObject(object)) throw wrongType(at, 'an object', value);
  const read = new Map<string, Json>();
  for (const [key, member] of Object.entries(unfolded(object, at, reading.notes))) {
    const sub = findSubAttribute(attribute, key);
    if (!sub) leaveOut(`${at}.${key}`, reading);
    else if (sub.mutability !== 'readOnly') {
      const path = `${at}.${sub.name}`;
      if (read.has(sub.name)) throw scimError(1, { attribute: path, note: 'given twice, in different spellings' });
      read.set(sub.name, readSingle(sub, member, path, reading));
    }
  }
  return Object.fromEntries(read);
}

function objectOfText(attribute: Attribute, text: string, at: string, notes: QuirkNotes): Json {
  const json = jsonOfText(text);
  if (isJsonObject(json)) {
    notes.note('json_as_string', at);
    return json;
  }
  if (!findSubAttribute(attribute, 'value')) return text;
  notes.note(attribute.multiValued ? 'bare_value' : 'manager_as_string', at);
  return { value: text };
}

// Entra ID writes an application role as {"value": "{\"id\":…,\"value\":\"Editor\",\"displayName\":\"Editor\"}"}.
function unfolded(object: JsonObject, at: string, notes: QuirkNotes): JsonObject {
  const value = ownValue(object, 'value');
  const inner = typeof value === 'string' ? jsonOfText(value) : undefined;
  const name = isJsonObject(inner) ? ownValue(inner, 'value') : undefined;
  if (!isJsonObject(inner) || typeof name !== 'string') return object;
  notes.note('json_as_string', `${at}.value`);
  const display = ownValue(inner, 'displayName');
  return { ...object, value: name, ...(typeof display === 'string' && { display }) };
}

function readList(attribute: Attribute, value: Json, at: string, reading: Reading): Json {
  const elements: Json[] = [];
  for (const item of itemsOf(value, at, reading.notes)) {
    const element = readElement(attribute, item, at, reading);
    if (element !== null) elements.push(element);
  }
  if (holdsMembers(attribute)) return elements.length === 0 ? null : elements;
  const different = eachOnce(elements);
  requireList(different, at);
  return different.length === 0 ? null : different;
}

function itemsOf(value: Json, at: string, notes: QuirkNotes): readonly Json[] {
  const json = typeof value === 'string' ? jsonOfText(value) : undefined;
  if (json !== undefined) notes.note('json_as_string', at);
  const list = json ?? value;
  if (Array.isArray(list)) return list as readonly Json[];
  if (list !== '') notes.note('single_for_list', at);
  return [list];
}

function readElement(attribute: Attribute, item: Json, at: string, reading: Reading): Json {
  if (Array.isArray(item)) throw scimError(22, { attribute: at });
  const read = readSingle(attribute, item, at, reading);
  if (!isJsonObject(read)) return read;
  const element = assignedOnly(read);
  if (!isHollow(attribute, element)) return element;
  // A person who is left out of a group without a word would be missed.
  if (holdsMembers(attribute)) throw scimError(24, { attribute: `${at}.value` });
  reading.notes.note('hollow_element', at);
  return null;
}

function holdsMembers(attribute: Attribute): boolean {
  return attribute.name === 'members';
}

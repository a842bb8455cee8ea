import { scimError, type ScimError } from '../errors';
import { isJsonObject, type Attribute, type Json } from '../schema';
import type { QuirkNotes } from './noteQuirks';

/** PostgreSQL stores no NUL in a text, and half a surrogate pair is no character at all. */
function isStorable(text: string): boolean {
  return !/\p{Cs}/u.test(text) && !text.includes('\0');
}

/**
 * A simple value as the type of its attribute has it: string booleans and numbers for texts are mended. Null is
 * "unassigned"; an empty text counts as that.
 *
 * @param at the attribute's path, for errors and quirks
 * @throws ScimError when the value cannot be one of the attribute
 */
export function readScalar(attribute: Attribute, value: Json, at: string, notes: QuirkNotes): Json {
  if (value === null) return null;
  if (typeof value === 'object') throw scimError(22, { attribute: at });
  if (value === '') {
    notes.note('empty_text', at);
    return null;
  }
  if (attribute.type === 'boolean') return readBoolean(value, at, notes);
  return attribute.type === 'integer' ? readInteger(value, at) : readText(value, at, notes);
}

function readBoolean(value: Json, at: string, notes: QuirkNotes): boolean {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  if (text !== 'true' && text !== 'false') throw scimError(1, { attribute: at, note: 'neither true nor false' });
  notes.note('string_boolean', at);
  return text === 'true';
}

function readInteger(value: Json, at: string): Json {
  if (Number.isSafeInteger(value)) return value;
  throw wrongType(at, 'a whole number', value);
}

function readText(value: Json, at: string, notes: QuirkNotes): string {
  if (typeof value === 'string') {
    if (!isStorable(value)) throw scimError(5, { attribute: at });
    return value;
  }
  // Larger numbers have lost digits before they came here.
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw wrongType(at, 'a text', value);
  notes.note('number_for_string', at);
  return String(value);
}

/** The refusal of a value that is of another type than the schema says. */
export function wrongType(at: string, expected: string, value: Json): ScimError {
  const received = Array.isArray(value) ? 'a list' : isJsonObject(value) ? 'an object' : `a ${typeof value}`;
  return scimError('value_of_wrong_type', { attribute: at, note: `expected ${expected}, received ${received}` });
}

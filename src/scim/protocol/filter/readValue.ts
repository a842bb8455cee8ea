import { scimError, type ScimError } from '../errors';
import type { QuirkId } from '../quirks';
import type { Attribute } from '../schema';
import type { TestValue } from './filter';
import { unexpected, type Token } from './readTokens';
import { parseDateTime } from './dateTime';

/** The comparing operators of RFC 7644 section 3.4.2.2, table 3. */
export const comparingOperators = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'] as const;
export type ComparingOperator = (typeof comparingOperators)[number];

const orderings: readonly ComparingOperator[] = ['gt', 'ge', 'lt', 'le'];
const parts: readonly ComparingOperator[] = ['co', 'sw', 'ew'];
const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const bareText = /^\p{L}[^'"\\]*$/u;
const reserved = /^(?:and|or|not)$/i;
// PostgreSQL holds neither; a filter that asks for them can match nothing.
const impossible = /[\0\p{Cs}]/u;

interface Literal {
  readonly value: string | number | boolean | null;
  readonly token: Token;
}

/** A value as a filter holds it, typed for its attribute; null stands for `null`. */
export interface ReadValue {
  readonly value: TestValue | null;
  readonly quirk: QuirkId | null;
}

/**
 * Reads the right side of a comparison. Tolerated: texts without quotation marks (Entra's documents), booleans in them.
 *
 * @param attribute simple, not complex
 * @throws ScimError row 17 for what is no value or not of the attribute's type, row 18 for a bracket
 */
export function readValue(token: Token, attribute: Attribute, operator: ComparingOperator): ReadValue {
  const literal = readLiteral(token);
  if (literal.value === null) {
    if (operator !== 'eq' && operator !== 'ne') throw invalidValue(token, `null does not go with ${operator}`);
    return { value: null, quirk: null };
  }
  requireOperator(attribute, operator, token);
  switch (attribute.type) {
    case 'boolean':
      return booleanOf(literal);
    case 'integer':
      if (typeof literal.value !== 'number' || !Number.isSafeInteger(literal.value)) throw invalidValue(token);
      return { value: literal.value, quirk: null };
    case 'dateTime': {
      const moment = typeof literal.value === 'string' ? parseDateTime(literal.value) : null;
      if (moment === null) throw invalidValue(token, 'not a dateTime');
      return { value: moment, quirk: null };
    }
    case 'string':
    case 'reference':
      return textOf(literal);
    case 'complex':
      throw invalidValue(token, `${attribute.name} is complex`);
  }
}

function requireOperator(attribute: Attribute, operator: ComparingOperator, token: Token): void {
  const isText = attribute.type === 'string' || attribute.type === 'reference';
  const isWrong =
    (attribute.type === 'boolean' && orderings.includes(operator)) || (!isText && parts.includes(operator));
  if (isWrong) throw invalidValue(token, `${operator} does not go with ${attribute.name}`);
}

function readLiteral(token: Token): Literal {
  if (token.kind === 'text') return { value: readQuotedText(token), token };
  if (token.kind !== 'word') throw unexpected(`'${token.text}'`, token.at);
  const word = token.text.toLowerCase();
  if (word === 'null') return { value: null, token };
  if (word === 'true' || word === 'false') return { value: word === 'true', token };
  if (number.test(token.text)) return { value: Number(token.text), token };
  if (!bareText.test(token.text) || reserved.test(word)) throw invalidValue(token);
  return { value: token.text, token };
}

function readQuotedText(token: Token): string {
  try {
    return JSON.parse(token.text) as string;
  } catch {
    throw invalidValue(token, 'not a JSON text');
  }
}

function booleanOf({ value, token }: Literal): ReadValue {
  if (typeof value === 'boolean') return { value, quirk: token.text === String(value) ? null : 'quoted_boolean' };
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word !== 'true' && word !== 'false') throw invalidValue(token, 'neither true nor false');
  return { value: word === 'true', quirk: 'quoted_boolean' };
}

function textOf({ value, token }: Literal): ReadValue {
  const text = typeof value === 'string' ? value : token.text;
  if (impossible.test(text)) throw invalidValue(token, 'not a text that can be stored');
  return { value: text, quirk: token.kind === 'text' ? null : 'unquoted_value' };
}

function invalidValue(token: Token, why = 'not a value'): ScimError {
  return scimError(17, { note: `invalid comparison value at position ${token.at}: ${why}` });
}

import { scimError, type ScimError } from '../errors';

/** A piece of a filter: a bracket, a quoted text with its quotes, or anything between blanks. */
export interface Token {
  readonly kind: '(' | ')' | '[' | ']' | 'text' | 'word';
  readonly text: string;
  /** Position of its first character, from 0, in UTF-16 units. */
  readonly at: number;
}

/** Filters are at most this long, in UTF-16 units. */
export const longestFilter = 4096;

const blank = /[ \t\r\n]/;
const wordEnd = /[ \t\r\n()[\]"]/;

/**
 * Cuts a filter in pieces. Looks at every character once.
 *
 * @throws ScimError row 17 for a text that is too long, row 19 for a quoted text without an end
 */
export function readTokens(text: string): readonly Token[] {
  if (text.length > longestFilter) throw scimError(17, { note: `longer than ${longestFilter} characters` });
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (blank.test(character)) {
      at += 1;
      continue;
    }
    const end = endOfToken(text, at, character);
    tokens.push({ kind: kindOf(character), text: text.slice(at, end), at });
    at = end;
  }
  return tokens;
}

function kindOf(character: string): Token['kind'] {
  if (character === '"') return 'text';
  return character === '(' || character === ')' || character === '[' || character === ']' ? character : 'word';
}

function endOfToken(text: string, at: number, first: string): number {
  if (first === '"') return endOfQuotedText(text, at);
  let end = at + 1;
  if (kindOf(first) !== 'word') return end;
  while (end < text.length && !wordEnd.test(text.charAt(end))) end += 1;
  return end;
}

function endOfQuotedText(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end += 1) {
    const character = text.charAt(end);
    if (character === '\\') end += 1;
    else if (character === '"') return end + 1;
  }
  throw unexpectedEnd();
}

/** The filter is over where something must follow. */
export function unexpectedEnd(): ScimError {
  return scimError(19, { note: 'unexpected end of filter' });
}

/** Something stands where it may not. */
export function unexpected(what: string, at: number): ScimError {
  return scimError(18, { note: `unexpected ${what} at position ${at}` });
}

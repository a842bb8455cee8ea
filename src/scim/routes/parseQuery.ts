import { serviceLimits } from '../protocol/discovery';
import { scimError } from '../protocol/errors';
import { isJsonObject, type Json } from '../protocol/schema';
import { isStorable } from './parseBody';

/** The parameters of a question (RFC 7644 section 3.4.2), as sent; null: not sent. */
export interface QueryParameters {
  readonly filter: string | null;
  readonly startIndex: string | null;
  readonly count: string | null;
  readonly sortBy: string | null;
  readonly sortOrder: string | null;
  /** Names of attributes parted by commas. */
  readonly attributes: string | null;
  readonly excludedAttributes: string | null;
}

const names = ['filter', 'startIndex', 'count', 'sortBy', 'sortOrder', 'attributes', 'excludedAttributes'] as const;

/** No question at all. */
export const noParameters: QueryParameters = {
  filter: null,
  startIndex: null,
  count: null,
  sortBy: null,
  sortOrder: null,
  attributes: null,
  excludedAttributes: null,
};

/**
 * Reads the query of an address: plus is a space, names have no case, unknown ones are ignored (Entra ID's flag may stand
 * anywhere). Of what is sent twice the last counts, but a filter must be one.
 *
 * @param query without the question mark
 * @throws ScimError row 17 for two filters, and for one that no database can compare
 */
export function parseQuery(query: string): QueryParameters {
  const found: Record<string, string> = {};
  for (const [sent, value] of new URLSearchParams(query)) {
    const name = names.find((known) => known.toLowerCase() === sent.toLowerCase());
    if (name === undefined) continue;
    if (name === 'filter' && found[name] !== undefined) throw scimError(17, { note: "'filter' was sent twice" });
    if (name === 'filter' && !isStorable(value)) throw scimError(17, { note: 'U+0000 is in no value' });
    found[name] = value;
  }
  return { ...noParameters, ...found };
}

/**
 * Reads the body of a search (RFC 7644 section 3.4.3): the same parameters as members of an object.
 *
 * @throws ScimError value_of_wrong_type
 */
export function parseSearch(body: Json): QueryParameters {
  if (!isJsonObject(body)) throw scimError('value_of_wrong_type', { attribute: 'body', note: 'expected an object' });
  const found: Record<string, string> = {};
  for (const [sent, value] of Object.entries(body)) {
    const name = names.find((known) => known.toLowerCase() === sent.toLowerCase());
    if (name !== undefined && value !== null) found[name] = textOf(name, value);
  }
  return { ...noParameters, ...found };
}

function textOf(name: string, value: Json): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  const isList = Array.isArray(value) && value.every((element) => typeof element === 'string');
  if (isList && /attributes$/i.test(name)) return (value as readonly string[]).join(',');
  throw scimError('value_of_wrong_type', { attribute: name });
}

const usualPage = 100;
const highestIndex = 2_147_483_647;

/**
 * Where a page begins and how long it may be. An index below 1 is 1, a count below 0 is 0, one above the largest page is cut.
 *
 * @throws ScimError value_of_wrong_type for what is no whole number
 */
export function parsePaging({ startIndex, count }: QueryParameters): { startIndex: number; count: number } {
  const first = wholeNumber('startIndex', startIndex) ?? 1;
  const most = wholeNumber('count', count) ?? usualPage;
  return {
    startIndex: Math.min(Math.max(first, 1), highestIndex),
    count: Math.min(Math.max(most, 0), serviceLimits.maxResults),
  };
}

function wholeNumber(name: string, text: string | null): number | null {
  if (text === null || text.trim() === '') return null;
  if (!/^[+-]?\d{1,30}$/.test(text.trim())) throw scimError('value_of_wrong_type', { attribute: name });
  return Number(text);
}

import { scimError } from '../protocol/errors';
import type { Json } from '../protocol/schema';

/** How deeply arrays and objects of a body may stand in each other. Bulk needs the most: an operation within its list. */
const mostDepth = 32;

/**
 * Reads the text of a body as JSON. Names that are given twice: the last counts (RFC 8259 section 4). Names such as
 * `__proto__` become members like any other.
 *
 * @throws ScimError body_malformed for what is no JSON or nested too deeply; row 5 for text that no database stores (U+0000,
 *   halves of surrogate pairs)
 */
export function parseBody(text: string): Json {
  requireShallow(text);
  let parsed: Json;
  try {
    parsed = JSON.parse(text) as Json;
  } catch (error) {
    // Node quotes the text around the mistake; that belongs into no log.
    const place = /position \d+/.exec((error as Error).message)?.[0];
    throw scimError('body_malformed', place === undefined ? {} : { note: `no JSON at ${place}` });
  }
  // Only escapes can spell what UTF-8 cannot, so most bodies need no second look.
  if (/\\u(?:0000|d[89a-f])/i.test(text)) requireStorable(parsed, '');
  return parsed;
}

/** Reads UTF-8 as it has to be; what stands before the text may be a byte order mark. */
export function decodeBody(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw scimError('body_malformed', { note: 'the body is not UTF-8' });
  }
}

/** Before anything is built, so that millions of brackets cost no memory. */
function requireShallow(text: string): void {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) {
      inString = true;
    } else if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > mostDepth) throw scimError('body_malformed', { note: `nested more than ${mostDepth} deep` });
    } else if (code === 0x5d || code === 0x7d) {
      depth -= 1;
    }
  }
}

function requireStorable(value: Json, path: string): void {
  if (typeof value === 'string') {
    if (!isStorable(value)) throw scimError(5, { attribute: path === '' ? 'body' : path });
  } else if (Array.isArray(value)) {
    for (const element of value as readonly Json[]) requireStorable(element, path);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (!isStorable(key)) throw scimError(5, { attribute: path === '' ? 'body' : path });
      requireStorable(inner, path === '' ? key : `${path}.${key}`);
    }
  }
}

/** True for text that PostgreSQL can hold: well-formed and without U+0000. */
export function isStorable(text: string): boolean {
  return !/\0|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

/** What answers are written as, unless the client can take JSON only. */
export const scimJson = 'application/scim+json';

const accepted: ReadonlySet<string> = new Set([scimJson, 'application/json', 'text/json']);

/**
 * True when a body of this Content-Type can be read: SCIM's own type, or what clients send instead; none at all counts as
 * SCIM's own. Only UTF-8 (RFC 8259 section 8.1).
 */
export function isReadable(contentType: string | undefined): boolean {
  if (contentType === undefined || contentType.trim() === '') return true;
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  return accepted.has(type) && (charset === undefined || /^"?utf-?8"?$/.test(charset));
}

/**
 * The type to answer with: `application/scim+json`, but `application/json` to a client that lists that and nothing wider
 * (OneLogin's way). An Accept that can be met by neither is answered all the same: a client learns more from an answer than
 * from 406.
 */
export function answerType(accept: string | undefined): string {
  const ranges = (accept ?? '').split(',').map((range) => range.split(';')[0]?.trim().toLowerCase() ?? '');
  const takesScim = ranges.some((range) => range === scimJson || range === 'application/*' || range === '*/*');
  return !takesScim && ranges.includes('application/json') ? 'application/json' : scimJson;
}

import { scimError } from './protocol/errors';

/** The version of a resource as `meta.version` and the ETag header say it: weak (RFC 9110 section 8.8.1), of its row version. */
export function versionText(rowVersion: number): string {
  return `W/"${rowVersion}"`;
}

/**
 * True when a header If-Match or If-None-Match names the version: `*`, or a list that holds it, weak or strong.
 *
 * @param header as sent
 */
export function namesVersion(header: string, version: string): boolean {
  if (header.trim() === '*') return true;
  const bare = (tag: string) => tag.trim().replace(/^W\//i, '');
  return header.split(',').some((tag) => bare(tag) === bare(version));
}

/**
 * Refuses a write that was meant for another version of the resource (RFC 7644 section 3.14).
 *
 * @param ifMatch the header If-Match as sent; null when there was none
 * @throws ScimError precondition_failed (412)
 */
export function requireVersion(ifMatch: string | null, version: string): void {
  if (ifMatch !== null && !namesVersion(ifMatch, version)) throw scimError('precondition_failed');
}

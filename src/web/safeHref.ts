/**
 * An address that may stand in a link or form: a path on our own origin, or an absolute http(s) address, normalized.
 * Throws on anything else (`javascript:`, `data:`, protocol-relative): whoever made it has to be found.
 */
export function safeHref(address: string): string {
  if (/^\/(?![/\\])/.test(address) && !hasControl(address)) return address;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url && (url.protocol === 'https:' || url.protocol === 'http:')) return url.href;
  throw new Error('Not an address a page may lead to');
}

/** Browsers drop tabs and line breaks inside addresses, which would turn `/<tab>/host` into another origin. */
function hasControl(address: string): boolean {
  return [...address].some((character) => character < ' ');
}

/**
 * Reads `target` from the address of a request. Proxies paste the address a person wanted as it stands, because few can
 * percent-encode: a value that begins with `http://` or `https://` therefore reaches to the end, its own `&` included.
 * `target` comes last in such addresses. An encoded value ends at the next `&`, as usual.
 *
 * @param originalUrl path and query as the browser sent them
 * @returns null when there is no target
 */
export function parseTarget(originalUrl: string): string | null {
  const start = /[?&]target=/.exec(originalUrl);
  if (start === null) return null;
  const raw = originalUrl.slice(start.index + start[0].length);
  return /^https?:\/\//i.test(raw) ? raw : new URLSearchParams(originalUrl.slice(start.index + 1)).get('target');
}

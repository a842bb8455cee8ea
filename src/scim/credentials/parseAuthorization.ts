/** What an Authorization header carries. */
export type PresentedCredential =
  | { readonly scheme: 'basic'; readonly username: string; readonly password: string }
  | { readonly scheme: 'bearer'; readonly token: string };

/** Longer than any secret or token of ours; what is longer is not even decoded. */
const mostCharacters = 4096;

/** Reads an Authorization header (RFC 9110 section 11.6.2); null when it is none that we know. */
export function parseAuthorization(header: string | undefined): PresentedCredential | null {
  if (header === undefined || header.length > mostCharacters) return null;
  const found = /^(basic|bearer) +([^ ]+) *$/i.exec(header);
  const [, scheme, credential] = found ?? [];
  if (scheme === undefined || credential === undefined) return null;
  return scheme.toLowerCase() === 'bearer' ? { scheme: 'bearer', token: credential } : parseBasic(credential);
}

/** RFC 7617: user name and password in UTF-8, parted by the first colon, in base64. */
function parseBasic(credential: string): PresentedCredential | null {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(credential)) return null;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(credential, 'base64'));
  } catch {
    return null;
  }
  const colon = text.indexOf(':');
  return colon < 0 ? null : { scheme: 'basic', username: text.slice(0, colon), password: text.slice(colon + 1) };
}

/** Characters that are kept of one body. */
const mostCharacters = 65_536;
/** The longest filter, its escapes, and what stands beside it. */
const longestQuery = 4_096 + 512;
/** Deeper than any body that is carried out. */
const mostDepth = 64;

const removed = '[removed]';
const cut = '… [cut]';
/** Words in the name of an attribute or parameter that holds a secret. */
const secretWord = /passw(?:or)?d|passphrase|secret|token|credential/i;
/** Of a name no more than this is looked at, from its end. */
const longestName = 200;
/** What may hold a secret in a text that cannot be taken apart; an escape may spell anything. */
const suspicious = /pass|secret|token|credential|\\u/i;

/**
 * A body as it may be kept: values of passwords, secrets and tokens taken out, cut to 64 K characters. What is no JSON is kept
 * only when nothing in it can be a secret. Pure.
 *
 * @param text as received or sent
 */
export function redactBody(text: string): string {
  const redacted = redactText(text, 0);
  return redacted.length <= mostCharacters ? redacted : redacted.slice(0, mostCharacters) + cut;
}

function redactText(text: string, depth: number): string {
  // Most bodies hold nothing of the kind, and need not be taken apart.
  if (!suspicious.test(text)) return text;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return '[not kept: it could not be read, and may hold a secret]';
  }
  return JSON.stringify(redact(parsed, depth));
}

function redact(value: unknown, depth: number): unknown {
  if (depth > mostDepth) return removed;
  if (Array.isArray(value)) return value.map((element) => redact(element, depth + 1));
  if (typeof value === 'string') return looksLikeJson(value) ? redactText(value, depth + 1) : value;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  // An operation of PATCH names the attribute beside its value.
  const isOfSecret = entries.some(([key, inner]) => /^path$/i.test(key) && isSecretPath(inner));
  return Object.fromEntries(
    entries.map(([key, inner]) => {
      const hide = isSecretName(key) || (isOfSecret && /^value$/i.test(key)) || isFilterOfSecret(key, inner);
      return [key, hide && inner !== null ? removed : redact(inner, depth + 1)];
    }),
  );
}

function isSecretPath(path: unknown): boolean {
  return typeof path === 'string' && isSecretName(path.trim());
}

/** A name bare, or behind a URN or a parent: its last part decides. */
function isSecretName(name: string): boolean {
  const last = name.slice(-longestName).split(/[:.]/).at(-1) ?? '';
  return secretWord.test(last);
}

/** A search may name a secret to find whose it is. */
function isFilterOfSecret(key: string, value: unknown): boolean {
  return /^filter$/i.test(key) && typeof value === 'string' && secretWord.test(value);
}

/** Some clients send JSON inside a text. */
function looksLikeJson(text: string): boolean {
  return /^\s*[[{"]/.test(text) && suspicious.test(text);
}

/** A query as it may be kept: nothing of it when it speaks of a secret. Pure. */
export function redactQuery(query: string): string {
  // Read as the parameters are: an escape that is none hides nothing from it.
  const plain = [...new URLSearchParams(query)].flat().join(' ');
  return secretWord.test(plain) ? removed : query.slice(0, longestQuery);
}

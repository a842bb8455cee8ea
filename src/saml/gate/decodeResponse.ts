import { fail, pass, type Judgement } from './judgement';

/** Largest decoded message, in octets. */
export const largestMessage = 384 * 1024;
/** Longest SAMLResponse value, line breaks included, in characters. */
const longestValue = 600 * 1024;

const blanks = /[ \t\r\n]+/g;
const base64Text = /^[A-Za-z0-9+/]+={0,2}$/;
const declaration =
  /^<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(?:"([^"<]*)"|'([^'<]*)')(?:[ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(?:"([^"<]*)"|'([^'<]*)'))?(?:[ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(?:"(?:yes|no)"|'(?:yes|no)'))?[ \t\r\n]*\?>/;

/** A decoding step: what it produced, or null with the judgement that says why not. */
export interface Decoded<T> {
  readonly value: T | null;
  readonly judgement: Judgement;
}

/** Decodes the SAMLResponse field: the standard base64 alphabet, line breaks and blanks allowed, nothing else. */
export function decodeBase64(field: string): Decoded<Buffer> {
  if (field.length > longestValue) return tooLarge(`${field.length} characters`);
  const compact = field.replace(blanks, '');
  if (!base64Text.test(compact) || compact.length % 4 !== 0) return notBase64(base64Hint(compact));
  const octets = Buffer.from(compact, 'base64');
  // Spare bits in the last group would give one message two spellings.
  if (octets.toString('base64') !== compact) return notBase64();
  if (octets.length > largestMessage) return tooLarge(`${octets.length} octets`);
  return { value: octets, judgement: pass(`SAMLResponse is base64 of ${octets.length} octets.`) };
}

function base64Hint(compact: string): string | undefined {
  if (compact.startsWith('<')) return 'it is XML that was not encoded';
  if (/^[A-Za-z0-9_-]+={0,2}$/.test(compact) && /[_-]/.test(compact)) return 'it uses the base64url alphabet';
  if (compact.includes('%')) return 'it is percent-encoded twice';
  return undefined;
}

function notBase64(hint?: string): Decoded<Buffer> {
  return {
    value: null,
    judgement: fail(6, 'base64_invalid', { why: 'SAMLResponse is not plain base64.', field: 'SAMLResponse', hint }),
  };
}

function tooLarge(received: string): Decoded<Buffer> {
  return {
    value: null,
    judgement: fail(6, 'too_large', {
      why: 'The response is larger than the gate reads.',
      field: 'SAMLResponse',
      expected: `at most ${largestMessage} octets`,
      received,
    }),
  };
}

/** Reads the octets as UTF-8, strictly; one byte order mark is dropped. The XML declaration, if any, is judged and cut off. */
export function decodeUtf8(octets: Uint8Array): Decoded<string> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
  } catch {
    return notUtf8('The octets are not valid UTF-8.');
  }
  return cutDeclaration(text.startsWith('\uFEFF') ? text.slice(1) : text);
}

/** Judges the XML declaration at the start of a text and returns the text behind it. Only version 1.0 and UTF-8 pass. */
export function cutDeclaration(text: string): Decoded<string> {
  if (!/^<\?xml[ \t\r\n]/.test(text)) return { value: text, judgement: pass('The text is UTF-8.') };
  const match = declaration.exec(text);
  if (match === null) return notUtf8('The XML declaration is malformed.');
  const version = match[1] ?? match[2];
  const encoding = match[3] ?? match[4] ?? 'UTF-8';
  if (version !== '1.0') return notUtf8('The XML declaration names a version other than 1.0.', version);
  if (encoding.toUpperCase() !== 'UTF-8') return notUtf8('The XML declaration names another encoding.', encoding);
  return { value: text.slice(match[0].length), judgement: pass('The text is UTF-8 and declared so.') };
}

function notUtf8(why: string, received?: string): Decoded<string> {
  return {
    value: null,
    judgement: fail(6, 'encoding_invalid', {
      why,
      field: 'SAMLResponse',
      expected: 'XML 1.0 in UTF-8',
      received: received ?? null,
    }),
  };
}

import { inflateRawSync } from 'node:zlib';
import { decodeBase64, decodeUtf8 } from '../decodeResponse';
import { fail, type Failure } from '../judgement';

/** Largest logout message, inflated, in octets: a dozen times what an honest one needs. */
export const largestLogoutMessage = 64 * 1024;

/**
 * The text of a logout message, without XML declaration, or why there is none (code 30).
 *
 * @param deflated true with the redirect binding (SAML Bindings 3.4.4.1); inflating stops at the limit
 */
export function decodeMessage(message: string, deflated: boolean): string | Failure {
  const octets = decodeBase64(message).value;
  if (octets === null) return unreadable('The message is not plain base64.');
  const plain = deflated ? inflate(octets) : octets;
  if (typeof plain === 'string') return unreadable(plain);
  if (plain.length > largestLogoutMessage) return unreadable(tooLarge);
  const text = decodeUtf8(plain);
  return text.value ?? unreadable(text.judgement.why);
}

const tooLarge = `The message is larger than ${largestLogoutMessage} octets.`;

/** The octets, or a sentence. */
function inflate(octets: Buffer): Buffer | string {
  try {
    return inflateRawSync(octets, { maxOutputLength: largestLogoutMessage });
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return isTooLarge ? tooLarge : 'The message is not a deflated text.';
  }
}

function unreadable(why: string): Failure {
  return fail(30, 'logout_unreadable', { why, field: 'message', hint: why });
}

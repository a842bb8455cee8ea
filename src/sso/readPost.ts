import { readForm } from '../saml/gate';
import { safeValue, type Refusal } from './catalogue';

/** Why a post cannot be used. */
export interface PostProblem {
  readonly outcome: 'problem';
  readonly refusal: Refusal;
}

/** A post that can go to the gate. */
export interface UsablePost {
  readonly outcome: 'usable';
  readonly samlResponse: string;
  readonly relayState: string | null;
}

/** What has more parts has too many fields, whatever they are: half a megabyte of ampersands is not taken apart. */
const mostParts = 64;

/** What is longer cannot be a handle of ours nor an address we follow, and is ignored, not refused (case 193). */
const longestRelayState = 2048;

/**
 * Reads the body of a post to the ACS (SAML Bindings 3.5.4): a plain form, whose fields the gate judges.
 *
 * @param contentType the header, if any
 * @param body the raw bytes, as the body parser left them
 */
export function readPost(contentType: string | undefined, body: unknown): UsablePost | PostProblem {
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/x-www-form-urlencoded' || !Buffer.isBuffer(body)) {
    const expected = 'application/x-www-form-urlencoded';
    const finding = {
      reason: 'content_type_wrong',
      field: 'Content-Type',
      expected,
      received: mediaType === undefined ? null : safeValue(mediaType),
    } as const;
    return { outcome: 'problem', refusal: { code: 6, findings: [finding] } };
  }
  const form = readForm(formFields(body));
  if (form.outcome === 'refused') return { outcome: 'problem', refusal: form.refusal };
  const { samlResponse, relayState } = form;
  const isUsable = relayState !== null && relayState !== '' && relayState.length <= longestRelayState;
  return { outcome: 'usable', samlResponse, relayState: isUsable ? relayState : null };
}

/**
 * Name and value of every field of a form, in the order sent, percent-decoded. More than can be meant are given as they
 * came, which costs nothing: whoever asks refuses so many anyway.
 *
 * @param body the raw bytes
 */
export function formFields(body: Buffer): [string, string][] {
  const text = body.toString('latin1');
  const parts = text.split('&', mostParts + 1);
  return parts.length > mostParts ? parts.map((part) => [part, '']) : [...new URLSearchParams(text)];
}

import type { Finding, Refusal } from './catalogue';

/** Why a post cannot be used, with the HTTP status it answers. */
export interface PostProblem {
  readonly outcome: 'problem';
  readonly refusal: Refusal;
  readonly status: 400 | 403 | 413 | 415;
}

/** A post that can go to the gate. */
export interface UsablePost {
  readonly outcome: 'usable';
  readonly samlResponse: string;
  readonly relayState: string | null;
}

const mostParameters = 8;
/** SAML Bindings 3.5.3 allows 80 bytes; what is longer cannot be ours and is ignored, not refused (case 193). */
const longestRelayState = 2048;

/**
 * Reads the body of a post to the ACS (SAML Bindings 3.5.4): a plain form with SAMLResponse exactly once. Names are
 * exact, values are taken as they are.
 *
 * @param contentType the header, if any
 * @param body the raw bytes, as the body parser left them
 */
export function readPost(contentType: string | undefined, body: unknown): UsablePost | PostProblem {
  const mediaType = contentType?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/x-www-form-urlencoded' || !Buffer.isBuffer(body)) {
    const expected = 'application/x-www-form-urlencoded';
    return problem(
      6,
      { reason: 'content_type_wrong', field: 'Content-Type', expected, received: mediaType ?? null },
      415,
    );
  }
  const parameters = [...new URLSearchParams(body.toString('latin1'))];
  if (parameters.length > mostParameters) {
    const received = `${parameters.length} parameters`;
    return problem(6, { reason: 'form_unusable', field: 'form', expected: `at most ${mostParameters}`, received }, 413);
  }
  const count = (name: string) => parameters.filter(([key]) => key === name).length;
  if (count('wresult') > 0) {
    return problem(
      22,
      { reason: 'ws_federation', field: 'wresult', expected: 'SAMLResponse', received: 'wresult' },
      400,
    );
  }
  if (count('SAMLart') > 0) {
    return problem(
      11,
      { reason: 'artifact_unsupported', field: 'SAMLart', expected: 'SAMLResponse', received: 'SAMLart' },
      400,
    );
  }
  return readResponse(parameters, count);
}

function readResponse(parameters: [string, string][], count: (name: string) => number): UsablePost | PostProblem {
  const unusable = (expected: string, received: string, hint?: string) =>
    problem(6, { reason: 'form_unusable', field: 'SAMLResponse', expected, received, ...(hint ? { hint } : {}) }, 400);
  if (count('SAMLRequest') > 0) return unusable('SAMLResponse alone', 'a SAMLRequest');
  const nearMiss = parameters.find(([name]) => /^samlresponse(\[.*)?$/i.test(name) && name !== 'SAMLResponse')?.[0];
  if (nearMiss !== undefined)
    return unusable('SAMLResponse once', `${nearMiss}`, `present as "${nearMiss.slice(0, 40)}"`);
  if (count('SAMLResponse') !== 1) return unusable('exactly one SAMLResponse', `${count('SAMLResponse')} of them`);
  if (count('RelayState') > 1) return unusable('at most one RelayState', `${count('RelayState')} of them`);
  const value = (name: string) => parameters.find(([key]) => key === name)?.[1];
  const samlResponse = value('SAMLResponse') ?? '';
  if (samlResponse === '') return unusable('a response', 'an empty value');
  const relayState = value('RelayState') ?? null;
  const isUsable = relayState !== null && relayState !== '' && relayState.length <= longestRelayState;
  return { outcome: 'usable', samlResponse, relayState: isUsable ? relayState : null };
}

function problem(code: 6 | 11 | 22, finding: Finding, status: PostProblem['status']): PostProblem {
  return { outcome: 'problem', refusal: { code, findings: [finding] }, status };
}

import type { Finding, Refusal } from './catalogue';

/** A parked sign-in as the database gives it to its completion. Dates are ISO 8601 text. */
export interface ParkedSignIn {
  readonly requestId: string | null;
  /** Hash of the binding cookie that must come; null when the response was unsolicited. */
  readonly browserHash: string | null;
  readonly mustConfirm: boolean;
  readonly target: string | null;
  readonly reference: string;
  readonly subject: { readonly sessionNotOnOrAfter: string | null };
  readonly expiresAt: string;
  readonly consumedAt: string | null;
  readonly username: string;
  readonly displayName: string | null;
  readonly language: string | null;
  readonly accountStatus: string;
  readonly accountExpiresAt: string | null;
  readonly connectionEnabled: boolean;
  readonly ssoEnabled: boolean;
}

/** What is known when a browser comes to complete a sign-in. */
export interface CompletionQuestion {
  /** Null when the code is unknown on this connection. */
  readonly parked: ParkedSignIn | null;
  /** Hash of the binding cookie the browser sent; null when it sent none. */
  readonly browserHash: string | null;
  /** True when the person pressed the button of the confirm page. */
  readonly isConfirmed: boolean;
  readonly now: Date;
}

/** What is to happen. */
export type Completion =
  | { readonly outcome: 'start_session'; readonly parked: ParkedSignIn }
  | { readonly outcome: 'confirm'; readonly parked: ParkedSignIn }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/**
 * Decides whether a parked sign-in may become a session in this browser (design 9, "Completing"). A code is good once,
 * for 60 s, in the browser that sent the request; status and connection are judged again.
 */
export function decideCompletion({ parked, browserHash, isConfirmed, now }: CompletionQuestion): Completion {
  if (parked === null) return refuse(null, 'a sign-in that waits for this browser', 'an unknown code');
  if (parked.consumedAt !== null) return refuse(null, 'a code used once', 'a code used before');
  if (new Date(parked.expiresAt) <= now) return refuse(null, 'a code of the last 60 seconds', 'an older code');
  if (!parked.ssoEnabled || !parked.connectionEnabled) {
    return refuse('connection', 'single sign-on switched on', 'switched off meanwhile');
  }
  if (parked.requestId !== null && (parked.browserHash === null || parked.browserHash !== browserHash)) {
    const received = browserHash === null ? 'no binding cookie' : 'the binding cookie of another browser';
    return refuse('browser', 'the browser that began the sign-in', received);
  }
  if (parked.accountStatus !== 'active') return refuse('account', 'an active account', parked.accountStatus);
  if (parked.accountExpiresAt !== null && new Date(parked.accountExpiresAt) <= now) {
    return refuse('account', 'an account that has not expired', 'expired');
  }
  if (parked.mustConfirm && !isConfirmed) return { outcome: 'confirm', parked };
  return { outcome: 'start_session', parked };
}

function refuse(field: string | null, expected: string, received: string): Completion {
  const finding: Finding = { reason: 'completion_failed', field, expected, received };
  return { outcome: 'refused', refusal: { code: 28, findings: [finding] } };
}

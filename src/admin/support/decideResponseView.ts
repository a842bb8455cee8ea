/** What is known of the response that an attempt has kept, and of who asks for it. */
export interface ResponseQuestion {
  readonly isKept: boolean;
  /** When it came. */
  readonly at: Date;
  /** True for who may change single sign-on. */
  readonly isAllowed: boolean;
  readonly now: Date;
}

/** Whether somebody may look at a kept response. */
export type ResponseView =
  | { readonly outcome: 'not_kept' }
  | { readonly outcome: 'not_allowed' }
  /** It could still pass; may be looked at from that moment on. */
  | { readonly outcome: 'too_new'; readonly until: Date }
  | { readonly outcome: 'visible' };

/**
 * A refused response was not used up, so whoever holds it could post it once its cause is mended. The gate takes none that
 * was issued more than ten minutes and twice the widest clock skew (five minutes) ago; ten more make sure.
 */
const usableForMs = 30 * 60_000;

/** Decides whether a kept response may be looked at. */
export function decideResponseView({ isKept, at, isAllowed, now }: ResponseQuestion): ResponseView {
  if (!isKept) return { outcome: 'not_kept' };
  if (!isAllowed) return { outcome: 'not_allowed' };
  const until = new Date(at.getTime() + usableForMs);
  return until > now ? { outcome: 'too_new', until } : { outcome: 'visible' };
}

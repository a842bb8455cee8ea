const hourMs = 3_600_000;

/** How long a session lasts however busy it is, in hours. */
export const absoluteLimitHours = 12;

/** How long a session lasts without being used, in hours. */
export const idleLimitHours = 8;

/**
 * When a session that begins now ends for good: after twelve hours, never later than the identity provider allows.
 *
 * @param sessionNotOnOrAfter of the AuthnStatement (SAML Core 2.7.2), ISO 8601; null when it set no limit
 */
export function sessionLifetime(now: Date, sessionNotOnOrAfter: string | Date | null): Date {
  const ours = now.getTime() + absoluteLimitHours * hourMs;
  const theirs = sessionNotOnOrAfter === null ? Infinity : new Date(sessionNotOnOrAfter).getTime();
  // A time that cannot be read ends the session at once instead of lasting for ever.
  return new Date(Number.isNaN(theirs) ? now.getTime() : Math.min(ours, theirs));
}

import type { BrakeCount, Provisioning } from '../call';

/** The limits of a provisioning. */
export type BrakeLimits = Pick<Provisioning['brake'], 'count' | 'percent' | 'windowMinutes'>;

/** Whether a request may do what it does. */
export type BrakeVerdict = { readonly outcome: 'pass' } | { readonly outcome: 'hold'; readonly reason: string };

const minuteMs = 60_000;

/**
 * Decides whether too much is taken from people at once: more accounts than `count` **and** more than `percent` of the
 * site. Pure.
 *
 * @returns with the reason in English, for the call log and the administrator
 */
export function decideBrake({ count, percent, windowMinutes }: BrakeLimits, counted: BrakeCount): BrakeVerdict {
  const { removed, accounts } = counted;
  if (removed <= count || removed * 100 <= accounts * percent) return { outcome: 'pass' };
  const reason =
    `${removed} of ${accounts} accounts would be deactivated or lose something within ${windowMinutes} minutes; ` +
    `the limits are ${count} accounts and ${percent} %`;
  return { outcome: 'hold', reason };
}

/**
 * From when on removals count; null while none do. For one window after an administrator let it go on, the sync they
 * looked at runs to its end; later, what it did no longer counts. Pure.
 */
export function countedSince(
  { windowMinutes, releasedAt }: Pick<Provisioning['brake'], 'windowMinutes' | 'releasedAt'>,
  now: Date,
): Date | null {
  const windowMs = windowMinutes * minuteMs;
  const windowStart = new Date(now.getTime() - windowMs);
  if (releasedAt === null) return windowStart;
  const releaseEnd = new Date(releasedAt.getTime() + windowMs);
  if (releaseEnd > now) return null;
  return releaseEnd > windowStart ? releaseEnd : windowStart;
}

import type { Database } from '../db';
import { dayOf } from './keepStatistics';

/** How the attempts of a day (UTC) ended. Those that were started again or wait for their browser are in neither number. */
export interface AttemptDay {
  /** `2026-11-22` */
  readonly day: string;
  readonly passed: number;
  readonly refused: number;
}

/** How often a code was the answer. */
export interface CodeCount {
  readonly code: number;
  readonly attempts: number;
}

/** Sign-ins of a site over some days. */
export interface AttemptStatistics {
  /** One for each day, the oldest first, days without an attempt included. */
  readonly days: readonly AttemptDay[];
  /** Refusals of all those days by code, the most frequent first. */
  readonly codes: readonly CodeCount[];
}

/** Seats of a site on a day (UTC). */
export interface SeatDay {
  readonly day: string;
  /** Null before anything was noted. */
  readonly used: number | null;
  readonly seats: number | null;
}

const dayMs = 86_400_000;

interface CountedDay {
  readonly day: string;
  readonly outcome: 'passed' | 'refused';
  readonly code: number;
  readonly attempts: number;
}

/**
 * How the sign-ins of a site went, today included. One statement: full hours come from their counts, what is younger is
 * counted now.
 *
 * @param days how many, today being the last
 */
export async function readAttemptStatistics(
  database: Database,
  siteId: string,
  days: number,
  now: Date,
): Promise<AttemptStatistics> {
  const wanted = lastDays(days, now);
  const rows = await database.query<CountedDay>(
    `WITH counted AS (
       SELECT COALESCE((SELECT value::timestamptz FROM installation WHERE name = 'attempts_counted_until'),
         '-infinity'::timestamptz) AS until),
     hours AS (
       SELECT hour AS at, outcome, code, attempts FROM attempt_counts WHERE site_id = $1::uuid AND hour >= $2::timestamptz
       UNION ALL
       SELECT at, outcome, COALESCE(code, 0), 1 FROM attempts
        WHERE site_id = $1::uuid AND at >= GREATEST($2::timestamptz, (SELECT until FROM counted)) AND kind NOT IN ('test', 'logout'))
     SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, outcome, code, sum(attempts)::integer AS attempts
       FROM hours WHERE outcome IN ('passed', 'refused') GROUP BY 1, 2, 3`,
    [siteId, `${wanted[0]}T00:00:00Z`],
  );
  return summarizeAttempts(rows, wanted);
}

/** Puts counts into days and codes. Pure. */
export function summarizeAttempts(rows: readonly CountedDay[], days: readonly string[]): AttemptStatistics {
  const count = (day: string, outcome: CountedDay['outcome']) =>
    rows
      .filter((row) => row.day === day && row.outcome === outcome)
      .reduce((total, { attempts }) => total + attempts, 0);
  const codes = new Map<number, number>();
  for (const { day, outcome, code, attempts } of rows) {
    if (outcome === 'refused' && days.includes(day)) codes.set(code, (codes.get(code) ?? 0) + attempts);
  }
  return {
    days: days.map((day) => ({ day, passed: count(day, 'passed'), refused: count(day, 'refused') })),
    codes: [...codes]
      .map(([code, attempts]) => ({ code, attempts }))
      .toSorted((one, other) => other.attempts - one.attempts || one.code - other.code),
  };
}

/**
 * The seats of a site over some days. A day on which nothing was noted has what the one before ended with; today has what
 * is true now.
 */
export async function readSeatDays(
  database: Database,
  site: { readonly id: string; readonly used: number; readonly seats: number },
  days: number,
  now: Date,
): Promise<SeatDay[]> {
  const wanted = lastDays(days, now);
  const rows = await database.query<{ day: string; used: number; seats: number }>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, used, seats FROM seat_days
      WHERE site_id = $1::uuid AND day >= COALESCE(
        (SELECT max(day) FROM seat_days WHERE site_id = $1::uuid AND day <= $2::date), $2::date)
      ORDER BY day`,
    [site.id, wanted[0] ?? dayOf(now)],
  );
  return spreadSeatDays([...rows, { day: dayOf(now), used: site.used, seats: site.seats }], wanted);
}

/** Gives every day what it ended with. Pure. */
export function spreadSeatDays(
  noted: readonly { readonly day: string; readonly used: number; readonly seats: number }[],
  days: readonly string[],
): SeatDay[] {
  return days.map((day) => {
    const last = noted.findLast((one) => one.day <= day);
    return { day, used: last?.used ?? null, seats: last?.seats ?? null };
  });
}

/** The last days (UTC), the oldest first. */
function lastDays(days: number, now: Date): string[] {
  return Array.from({ length: days }, (_, index) => dayOf(new Date(now.getTime() - (days - 1 - index) * dayMs)));
}

import type { Database } from '../db';
import { defineJob } from '../jobs';

/** Counting what is over and noting the seats, as a job; what it did not get done, the next one does. */
export const keepingStatistics = defineJob<Record<string, never>>('statistics', { retryLimit: 0 });

/** An attempt is stored at most this long after the time it bears. */
const latestMs = 10 * 60_000;

/**
 * Counts the attempts of the hours that are over, and notes the seats of every site for today. Any number of processes may
 * do it at once; nothing is counted twice.
 */
export async function keepStatistics(database: Database, now: Date): Promise<void> {
  const over = new Date(now.getTime() - latestMs);
  await database.query('SELECT usher_count_attempts($1::timestamptz)', [over.toISOString()]);
  await database.query(
    `INSERT INTO seat_days (site_id, day, used, seats)
       SELECT s.id, $1::date, u.used, s.seats FROM sites s JOIN seat_use u ON u.site_id = s.id
     ON CONFLICT (site_id, day) DO UPDATE SET used = EXCLUDED.used, seats = EXCLUDED.seats
       WHERE (seat_days.used, seat_days.seats) IS DISTINCT FROM (EXCLUDED.used, EXCLUDED.seats)`,
    [dayOf(now)],
  );
}

/** The day (UTC) of a moment, `2026-11-22`. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

import type { Database } from '../db';
import type { Limit } from './limits';

/** The functions of the database that write what is counted. */
export type CountedCall = 'usher_apply_sign_in' | 'usher_complete_sign_in' | 'usher_insert_attempt';

/** A limit that is used up until the end of its window. */
export interface UsedUp {
  /** The key of the limit. */
  readonly key: string;
  readonly until: Date;
}

/** What came of a call; `limited` wrote nothing. */
export type WithinLimits<Result> =
  { readonly outcome: 'done'; readonly result: Result } | { readonly outcome: 'limited'; readonly usedUp: UsedUp };

/** The same as the database says it. */
export interface UsedUpRow {
  readonly key: string;
  readonly until: string;
}

/**
 * Calls a function of the database with one JSON argument, counted against limits, in one round trip and one transaction.
 * Without limits nothing is counted.
 */
export async function callWithinLimits<Result>(
  database: Database,
  call: CountedCall,
  argument: object,
  counting: { readonly limits: readonly Limit[]; readonly now: Date },
): Promise<WithinLimits<Result | null>> {
  // What answers nothing (void) cannot stand in a CASE.
  const type = call === 'usher_insert_attempt' ? 'text' : 'jsonb';
  if (counting.limits.length === 0) {
    const rows = await database.query<{ result: Result }>(`SELECT ${call}($1::jsonb) AS result`, [
      JSON.stringify(argument),
    ]);
    return { outcome: 'done', result: rows[0]?.result ?? null };
  }
  const rows = await database.query<{ full: UsedUpRow | null; result: Result | null }>(
    `WITH counted AS MATERIALIZED (SELECT usher_count_against($2::jsonb, $3::timestamptz) AS "full")
     SELECT "full", CASE WHEN "full" IS NULL THEN ${call}($1::jsonb)::${type} END AS result FROM counted`,
    [JSON.stringify(argument), JSON.stringify(counting.limits), counting.now.toISOString()],
  );
  const row = rows[0];
  if (!row) throw new Error('usher_count_against gave no answer.');
  const usedUp = readUsedUp(row.full);
  return usedUp === null ? { outcome: 'done', result: row.result } : { outcome: 'limited', usedUp };
}

/** Counts something that writes nothing. The limit that is used up, or null when there was room in all. */
export async function countAgainst(database: Database, limits: readonly Limit[], now: Date): Promise<UsedUp | null> {
  if (limits.length === 0) return null;
  const rows = await database.query<{ full: UsedUpRow | null }>(
    'SELECT usher_count_against($1::jsonb, $2::timestamptz) AS "full"',
    [JSON.stringify(limits), now.toISOString()],
  );
  return readUsedUp(rows[0]?.full ?? null);
}

/** Takes back what was counted before it could be judged, because it turned out to be nothing that counts. */
export async function countBack(database: Database, limits: readonly Limit[], now: Date): Promise<void> {
  if (limits.length === 0) return;
  await database.query(
    'UPDATE rate_counters SET count = count - 1 WHERE key = ANY($1::text[]) AND count > 0 AND expires_at > $2::timestamptz',
    [limits.map(({ key }) => key), now.toISOString()],
  );
}

/** Reads the answer of `usher_count_against`. */
export function readUsedUp(row: UsedUpRow | null): UsedUp | null {
  return row === null ? null : { key: row.key, until: new Date(row.until) };
}

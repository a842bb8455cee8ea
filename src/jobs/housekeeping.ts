import { activityEntry, recordActivity } from '../activity';
import type { Config } from '../config';
import type { Database } from '../db';
import { forgetCalls } from '../scim/calls';
import { defineJob } from './job';

/** Weeks for which attempts have a partition of their own, ahead of time. */
const weeksAhead = 4;
/** Accounts that expire in one transaction. */
const expiredAtOnce = 500;
/** Rows deleted by one statement, so that no sign-in waits for a long one. */
const batch = 5_000;

/** What has had its time, and the column that says when. */
const perishable = [
  { table: 'consumed_assertions', column: 'expires_at' },
  { table: 'authn_requests', column: 'expires_at' },
  { table: 'logout_requests', column: 'expires_at' },
  { table: 'consumed_logout_requests', column: 'expires_at' },
  { table: 'parked_sign_ins', column: 'expires_at' },
  { table: 'handover_codes', column: 'expires_at' },
  { table: 'sessions', column: 'expires_at' },
  { table: 'operator_sessions', column: 'expires_at' },
  { table: 'operator_links', column: 'expires_at' },
  { table: 'account_links', column: 'expires_at' },
  { table: 'password_throttles', column: 'expires_at' },
  { table: 'rate_counters', column: 'expires_at' },
  { table: 'raw_responses', column: 'expires_at' },
  { table: 'mails', column: 'expires_at' },
  { table: 'account_imports', column: 'expires_at' },
  { table: 'scim_waits', column: 'until' },
  // The brake looks back for a day at most, and for that once more after a release.
  { table: 'scim_removals', column: "at + interval '2 days'" },
  // They stay in view for a while. Nothing points to one: a token that names it has ended within the hour.
  { table: 'provisioning_secrets', column: "least(expires_at, revoked_at) + interval '90 days'" },
] as const;

/** What keeping house needs. */
export interface HousekeepingDependencies {
  readonly database: Database;
  readonly config: Pick<Config, 'attemptRetentionDays'>;
  readonly clock: () => Date;
}

/** Keeping house, as a job; what it did not get done, the next one does. */
export const housekeeping = defineJob<Record<string, never>>('housekeeping', { retryLimit: 0 });

/**
 * Does once what has to be done from time to time: makes the partitions of the coming weeks, drops those that are out of
 * retention, deletes what has expired, lets accounts expire whose time is over, and joins what was counted of tracking
 * codes. Any number of processes may do it at once.
 */
export async function keepHouse({ database, config, clock }: HousekeepingDependencies): Promise<void> {
  const now = clock();
  await database.query('SELECT usher_make_attempt_partitions($1::timestamptz, $2::integer)', [
    now.toISOString(),
    weeksAhead,
  ]);
  const oldest = new Date(now.getTime() - config.attemptRetentionDays * 86_400_000);
  await database.query('SELECT usher_drop_attempt_partitions($1::timestamptz)', [oldest.toISOString()]);
  for (const { table, column } of perishable) {
    let deleted = batch;
    while (deleted === batch) {
      const rows = await database.query<{ count: number }>(
        `WITH gone AS (DELETE FROM ${table} WHERE ctid IN (SELECT ctid FROM ${table} WHERE ${column} < $1::timestamptz LIMIT ${batch})
           RETURNING 1) SELECT count(*)::integer AS count FROM gone`,
        [now.toISOString()],
      );
      deleted = rows[0]?.count ?? 0;
    }
  }
  await forgetCalls(database, config.attemptRetentionDays, now);
  while ((await expireAccounts(database, now)) === expiredAtOnce);
  while ((await joinTrackingCodeUse(database)) === batch);
}

/** Lets some accounts expire, each with its line of the activity log; answers how many. */
async function expireAccounts(database: Database, now: Date): Promise<number> {
  return database.prisma.$transaction(async (tx) => {
    // A lock is an administrator's word and must not be lost when a date passes.
    const expired = await tx.$queryRaw<{ siteId: string; username: string }[]>`
      UPDATE accounts SET status = 'expired', updated_at = ${now}
       WHERE id IN (SELECT id FROM accounts WHERE status = 'active' AND expires_at <= ${now}
         LIMIT ${expiredAtOnce} FOR UPDATE SKIP LOCKED)
      RETURNING site_id AS "siteId", username`;
    const facts = { at: now, actor: 'schedule', action: 'account.expire' };
    const entries = expired.map(({ siteId, username: subject }) =>
      activityEntry({ ...facts, siteId, subject, before: { status: 'active' }, after: { status: 'expired' } }),
    );
    await recordActivity(tx, entries);
    return expired.length;
  });
}

/** Joins what was counted of tracking codes since the last time; answers how many changes were joined. */
async function joinTrackingCodeUse(database: Database): Promise<number> {
  const rows = await database.query<{ joined: number }>('SELECT usher_join_tracking_code_use($1) AS joined', [batch]);
  return rows[0]?.joined ?? 0;
}

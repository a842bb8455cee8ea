import { createHash } from 'node:crypto';
import type { Database } from '../db';
import { clientNetwork } from '../rateLimits';

/** Whom a wrong password counts against: one account as typed, from one address. */
export interface ThrottledName {
  /** Keeps people of a site and operators apart, such as `site:<id>` or `operator`. */
  readonly realm: string;
  /** The name as it is compared, whether it exists or not. */
  readonly nameKey: string;
  /** The address the request came from; null when unknown. */
  readonly address: string | null;
}

/** Wrong passwords allowed before the next ones are not even looked at. */
export const mostWrongPasswords = 5;
const throttleMs = 15 * 60_000;

/**
 * Counts a password before it is looked at, so that many at once cannot slip through. False: too many were wrong; this
 * one must not be looked at. It ends by itself 15 minutes after the last one that was.
 */
export async function countPassword(database: Database, name: ThrottledName, now: Date): Promise<boolean> {
  const rows = await database.query<{ failures: number }>(
    `INSERT INTO password_throttles AS t (key, failures, expires_at) VALUES ($1, 1, $3::timestamptz)
     ON CONFLICT (key) DO UPDATE SET
       failures = CASE WHEN t.expires_at <= $2::timestamptz THEN 1 ELSE t.failures + 1 END,
       expires_at = CASE WHEN t.expires_at > $2::timestamptz AND t.failures >= $4::integer THEN t.expires_at ELSE $3::timestamptz END
     RETURNING failures`,
    [keyOf(name), now.toISOString(), new Date(now.getTime() + throttleMs).toISOString(), mostWrongPasswords],
  );
  return (rows[0]?.failures ?? Infinity) <= mostWrongPasswords;
}

/** Forgets what was counted: the password was right. */
export async function forgivePasswords(database: Database, name: ThrottledName): Promise<void> {
  await database.query('DELETE FROM password_throttles WHERE key = $1', [keyOf(name)]);
}

/** A hash: the table tells nobody which names were tried. */
function keyOf({ realm, nameKey, address }: ThrottledName): string {
  return createHash('sha256')
    .update(JSON.stringify([realm, nameKey, address === null ? null : clientNetwork(address)]))
    .digest('hex');
}

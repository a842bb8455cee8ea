import { Buffer } from 'node:buffer';
import type { Database } from '../../db';

/** Days for which bodies are kept. */
const bodyDays = 7;
/** Rows written by one statement. */
const batch = 5_000;
const dayMs = 86_400_000;

/**
 * Forgets what has had its time: bodies after 7 days, calls with the sign-in attempts. In batches, along the ids, which are
 * ordered by time.
 *
 * @param days for which calls are kept
 */
export async function forgetCalls(database: Database, days: number, now: Date): Promise<void> {
  const oldest = firstIdOf(new Date(now.getTime() - days * dayMs));
  const oldestBody = firstIdOf(new Date(now.getTime() - bodyDays * dayMs));
  await repeat(
    database,
    `DELETE FROM scim_calls WHERE id IN (SELECT id FROM scim_calls WHERE id < $1::uuid ORDER BY id LIMIT ${batch})`,
    oldest,
  );
  await repeat(
    database,
    `UPDATE scim_calls SET request_body_encrypted = NULL, response_body_encrypted = NULL
      WHERE id IN (SELECT id FROM scim_calls WHERE id < $1::uuid
        AND (request_body_encrypted IS NOT NULL OR response_body_encrypted IS NOT NULL) ORDER BY id LIMIT ${batch})`,
    oldestBody,
  );
}

async function repeat(database: Database, statement: string, id: string): Promise<void> {
  for (let written = batch; written === batch;) {
    const rows = await database.query<{ count: number }>(
      `WITH gone AS (${statement} RETURNING 1) SELECT count(*)::integer AS count FROM gone`,
      [id],
    );
    written = rows[0]?.count ?? 0;
  }
}

/** The lowest UUID of version 7 that could have been made at a moment: 48 bits of milliseconds first (RFC 9562). */
export function firstIdOf(moment: Date): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(Math.max(0, moment.getTime()), 0, 6);
  bytes[6] = 0x70;
  bytes[8] = 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

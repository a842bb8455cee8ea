import type { Database } from '../../db';
import { callWithinLimits, type Limit, type UsedUp } from '../../rateLimits';
import type { Check, Finding } from '../catalogue';
import { showReason, type Attempt, type AttemptKind, type AttemptOutcome, type ShownAttempt } from './attempt';
import { readCode } from './findAttempts';
import { parseReference } from './reference';

/**
 * Writes an attempt that has no other effect: a failed login or logout, a post that cannot be used. Those of the ACS go
 * with their effect. Gives the limit it is counted against that is used up, and then writes nothing.
 */
export async function recordAttempt(
  database: Database,
  attempt: Attempt,
  limits: readonly Limit[] = [],
): Promise<UsedUp | null> {
  const counting = { limits, now: attempt.at };
  const written = await callWithinLimits(database, 'usher_insert_attempt', attempt, counting);
  return written.outcome === 'limited' ? written.usedUp : null;
}

/** Which attempts of a site to list, newest first. */
export interface AttemptFilter {
  readonly siteId: string;
  /** As typed; matches nothing when it cannot be a reference. */
  readonly reference?: string;
  readonly code?: number;
  /** 1 to 1000; 50 when absent. */
  readonly limit?: number;
}

/** Lists attempts of one site as commands show them, newest first. */
export async function listAttempts(database: Database, filter: AttemptFilter): Promise<ShownAttempt[]> {
  const reference = filter.reference === undefined ? undefined : parseReference(filter.reference);
  if (reference === null) return [];
  const [rows, connections] = await Promise.all([
    database.prisma.attempt.findMany({
      where: {
        siteId: filter.siteId,
        ...(reference === undefined ? {} : { reference }),
        ...(filter.code === undefined ? {} : { code: filter.code }),
      },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: Math.min(Math.max(filter.limit ?? 50, 1), 1000),
    }),
    database.prisma.connection.findMany({ where: { siteId: filter.siteId }, select: { id: true, name: true } }),
  ]);
  const names = new Map(connections.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    reference: row.reference,
    at: row.at.toISOString(),
    connection: names.get(row.connectionId) ?? '(removed)',
    kind: row.kind satisfies AttemptKind,
    outcome: row.outcome satisfies AttemptOutcome,
    username: row.username,
    code: readCode(row.code),
    note: row.note,
    reasons: (row.findings as unknown as Finding[]).map(showReason),
    checks: row.checks as unknown as Check[],
  }));
}

/**
 * Erases a person's attempts: everything kept under their user name or linked to their account, raw responses included.
 *
 * @param usernameKey the user name in its matching form
 * @returns how many attempts were erased
 */
export async function eraseAttempts(database: Database, siteId: string, usernameKey: string): Promise<number> {
  const rows = await database.query<{ count: number }>(
    `WITH gone AS (
       DELETE FROM attempts WHERE site_id = $1::uuid AND (username_key = $2
         OR account_id = (SELECT id FROM accounts WHERE site_id = $1::uuid AND username_key = $2)) RETURNING id),
     raw AS (DELETE FROM raw_responses WHERE attempt_id IN (SELECT id FROM gone))
     SELECT count(*)::integer AS count FROM gone`,
    [siteId, usernameKey],
  );
  return rows[0]?.count ?? 0;
}

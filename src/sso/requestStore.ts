import type { Database } from '../db';
import { readUsedUp, type Limit, type UsedUp, type UsedUpRow } from '../rateLimits';

/** An AuthnRequest that is about to leave. */
export interface OpenRequest {
  readonly id: string;
  readonly siteId: string;
  readonly connectionId: string;
  readonly relayHandle: string;
  readonly browserHash: string;
  readonly target: string | null;
  readonly forceAuthn: boolean;
  readonly isRestart: boolean;
  /** True when a connection is tested: its answer never signs anybody in. */
  readonly isTest: boolean;
  readonly createdAt: Date;
}

/** What became of a request that was to be remembered. */
export type StoredRequest =
  | { readonly outcome: 'stored' }
  | { readonly outcome: 'handle_taken' }
  | { readonly outcome: 'used_up'; readonly usedUp: UsedUp };

/** How long an answer is waited for. */
const openForMs = 10 * 60_000;

/**
 * Remembers a request for ten minutes, in one statement that counts it too.
 *
 * @returns the limit that is used up, or that the handle is taken (a restart marker opened twice at once); in both cases
 *   nothing was remembered
 */
export async function storeRequest(
  database: Database,
  request: OpenRequest,
  limits: readonly Limit[] = [],
): Promise<StoredRequest> {
  const { createdAt } = request;
  const rows = await database.query<{ full: UsedUpRow | null; isStored: boolean }>(
    `WITH counted AS MATERIALIZED (SELECT usher_count_against($11::jsonb, $9::timestamptz) AS "full"),
     stored AS (
       INSERT INTO authn_requests (id, site_id, connection_id, relay_handle, browser_hash, target, force_authn, is_restart,
         created_at, expires_at, is_test)
       SELECT $1, $2::uuid, $3::uuid, $4, $5, $6, $7::boolean, $8::boolean, $9::timestamptz, $10::timestamptz, $12::boolean
         FROM counted WHERE "full" IS NULL
       ON CONFLICT (relay_handle) DO NOTHING RETURNING 1)
     SELECT "full", EXISTS (SELECT 1 FROM stored) AS "isStored" FROM counted`,
    [
      request.id,
      request.siteId,
      request.connectionId,
      request.relayHandle,
      request.browserHash,
      request.target,
      request.forceAuthn,
      request.isRestart,
      createdAt.toISOString(),
      new Date(createdAt.getTime() + openForMs).toISOString(),
      JSON.stringify(limits),
      request.isTest,
    ],
  );
  const usedUp = readUsedUp(rows[0]?.full ?? null);
  if (usedUp !== null) return { outcome: 'used_up', usedUp };
  return { outcome: rows[0]?.isStored === true ? 'stored' : 'handle_taken' };
}

/** What is known when a browser comes from an unsolicited response. */
export interface RestartQuestion {
  readonly siteId: string;
  readonly connectionId: string;
  /** The reference of the restarted attempt, which marks the address. */
  readonly reference: string;
  /** The handle a request gets that restarts this attempt. */
  readonly relayHandle: string;
  readonly browserHash: string;
  readonly now: Date;
}

/**
 * `genuine`: the marker names a restarted attempt of the last two minutes that has not been used. `loops`: this browser's
 * previous restart on this connection is under two minutes old and still unanswered.
 */
export type RestartState = { readonly genuine: boolean; readonly loops: boolean };

const restartWindowMs = 2 * 60_000;

/** Reads what decides about a restart, in one statement. */
export async function readRestart(database: Database, question: RestartQuestion): Promise<RestartState> {
  const rows = await database.query<RestartState>(
    `SELECT
       EXISTS (SELECT 1 FROM attempts WHERE site_id = $1::uuid AND reference = $3 AND connection_id = $2::uuid
         AND outcome = 'restarted' AND at > $6::timestamptz)
       AND NOT EXISTS (SELECT 1 FROM authn_requests WHERE relay_handle = $4) AS genuine,
       EXISTS (SELECT 1 FROM authn_requests WHERE browser_hash = $5 AND connection_id = $2::uuid AND is_restart
         AND consumed_at IS NULL AND created_at > $6::timestamptz) AS loops`,
    [
      question.siteId,
      question.connectionId,
      question.reference,
      question.relayHandle,
      question.browserHash,
      new Date(question.now.getTime() - restartWindowMs).toISOString(),
    ],
  );
  return rows[0] ?? { genuine: false, loops: false };
}

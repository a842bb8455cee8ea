import type { Database } from '../../db';
import type { Check, Finding } from '../catalogue';
import type { Attempt } from './attempt';
import { readCode } from './findAttempts';
import { parseReference } from './reference';

/** The response that is kept of an attempt, without itself. */
export interface KeptResponse {
  readonly bytes: number;
  readonly verified: boolean;
  /** Until when it is kept. */
  readonly expiresAt: Date;
}

/** One attempt with what stands around it. */
export interface KeptAttempt extends Attempt {
  /** Null when the connection was removed since. */
  readonly connection: string | null;
  /** The user name of the account it concerns, as it is today; null when it concerns none, or it is gone. */
  readonly account: string | null;
  /** Null when none is kept, or no longer. */
  readonly response: KeptResponse | null;
}

type Row = Omit<KeptAttempt, 'at' | 'code' | 'response'> & {
  readonly at: Date | string;
  readonly code: number | null;
  readonly findings: readonly Finding[];
  readonly checks: readonly Check[];
  readonly bytes: number | null;
  readonly rawVerified: boolean | null;
  readonly rawExpiresAt: Date | string | null;
};

/**
 * Reads an attempt of one site by its reference. One statement.
 *
 * @param reference in any spelling
 * @returns null when this site has no such attempt
 */
export async function readAttempt(
  database: Database,
  siteId: string,
  reference: string,
  now: Date,
): Promise<KeptAttempt | null> {
  const parsed = parseReference(reference);
  if (parsed === null) return null;
  const rows = await database.query<Row>(
    `SELECT t.id, t.at, t.site_id AS "siteId", t.connection_id AS "connectionId", t.reference, t.kind, t.outcome, t.code,
         t.findings, t.checks, t.note, t.username, t.username_key AS "usernameKey", t.name_id AS "nameId", t.attributes,
         t.account_id AS "accountId", t.verified, t.clock_offset_ms AS "clockOffsetMs", t.timings,
         t.client_address AS "clientAddress", t.state,
         c.name AS connection, a.username AS account, r.bytes, r.verified AS "rawVerified", r.expires_at AS "rawExpiresAt"
       FROM attempts t
       LEFT JOIN connections c ON c.id = t.connection_id AND c.site_id = t.site_id
       LEFT JOIN accounts a ON a.id = t.account_id AND a.site_id = t.site_id
       LEFT JOIN raw_responses r ON r.attempt_id = t.id AND r.site_id = t.site_id AND r.expires_at > $3::timestamptz
      WHERE t.site_id = $1::uuid AND t.reference = $2
      ORDER BY t.at DESC LIMIT 1`,
    [siteId, parsed, now.toISOString()],
  );
  const row = rows[0];
  if (!row) return null;
  const { bytes, rawVerified, rawExpiresAt, at, code, ...rest } = row;
  const response =
    bytes === null || rawVerified === null || rawExpiresAt === null
      ? null
      : { bytes, verified: rawVerified, expiresAt: new Date(rawExpiresAt) };
  return { ...rest, at: new Date(at), code: readCode(code), response };
}

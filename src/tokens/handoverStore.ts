import type { Database } from '../db';
import { hashSecret } from '../sessions';

/** A sign-in on its way from our host to that of an application. */
export interface Handover {
  readonly code: string;
  readonly siteId: string;
  readonly accountId: string;
  /** Public handle of the session it comes from. */
  readonly sessionId: string;
  readonly origin: string;
  /** Hash of the cookie that `/.usher/start` set on the application's host. */
  readonly browserHash: string;
  readonly target: string;
  readonly now: Date;
}

const codeLastsMs = 60_000;

/** Keeps a handover for a minute; only the hash of its code is stored. */
export async function storeHandover(database: Database, handover: Handover): Promise<void> {
  const { code, now, ...row } = handover;
  const expiresAt = new Date(now.getTime() + codeLastsMs);
  await database.prisma.handoverCode.create({ data: { ...row, codeHash: hashSecret(code), expiresAt } });
}

/** A code as it comes back on the application's host, with the session to begin there. */
export interface ReturnedHandover {
  readonly code: string;
  readonly origin: string;
  readonly browserHash: string;
  readonly token: string;
  readonly sessionId: string;
  readonly userAgent: string | null;
  readonly now: Date;
}

/**
 * Uses a code up and begins the session on the application's host, in one statement. Null, with nothing written, unless
 * the code is fresh, unused, meant for this origin and this browser, and the session it came from still lives.
 */
export async function redeemHandover(
  database: Database,
  returned: ReturnedHandover,
): Promise<{ readonly target: string; readonly expiresAt: Date } | null> {
  const rows = await database.query<{ target: string; expiresAt: Date | string }>(
    // The locks make a sign-out or a deactivation at this moment wait and then end this session, or this statement sees it.
    // The account comes first, as in a deactivation: in the other order the two could wait for each other.
    `WITH parent AS (
       SELECT s.id, s.site_id, s.account_id, s.connection_id, s.expires_at
         FROM handover_codes h
         JOIN sessions s ON s.id = h.session_id
         JOIN accounts a ON a.id = s.account_id
        WHERE h.code_hash = $1 AND s.expires_at > $7::timestamptz AND a.status = 'active'
        FOR SHARE OF a FOR KEY SHARE OF s),
     code AS (
       UPDATE handover_codes SET consumed_at = $7::timestamptz
        WHERE code_hash = $1 AND origin = $2 AND browser_hash = $3 AND consumed_at IS NULL
          AND expires_at > $7::timestamptz AND EXISTS (SELECT 1 FROM parent)
        RETURNING target),
     made AS (
       INSERT INTO sessions (token_hash, id, site_id, account_id, connection_id, origin, parent_id, user_agent, created_at,
           last_seen_at, expires_at)
         SELECT $4, $5::uuid, site_id, account_id, connection_id, $2, id, $6, $7::timestamptz, $7::timestamptz, expires_at
           FROM parent WHERE EXISTS (SELECT 1 FROM code)
         RETURNING expires_at)
     SELECT code.target, made.expires_at AS "expiresAt" FROM code, made`,
    [
      hashSecret(returned.code),
      returned.origin,
      returned.browserHash,
      hashSecret(returned.token),
      returned.sessionId,
      returned.userAgent,
      returned.now.toISOString(),
    ],
  );
  const row = rows[0];
  return row ? { target: row.target, expiresAt: new Date(row.expiresAt) } : null;
}

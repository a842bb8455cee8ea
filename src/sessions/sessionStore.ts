import type { Database } from '../db';
import { idleLimitHours } from './lifetime';
import { hashSecret } from './secret';

/** A live session with the person it belongs to, as of the moment it was read. */
export interface Session {
  /** Public handle, for lists and for ending one session. */
  readonly id: string;
  readonly siteId: string;
  /** Slug of the site. */
  readonly site: string;
  readonly siteName: string;
  /** Origins of the site's applications. */
  readonly allowedTargets: readonly string[];
  readonly accountId: string;
  readonly username: string;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly language: string | null;
  /** Organization roles; a guest has none, whatever the account says. */
  readonly roles: readonly string[];
  /** Names of the workspaces it is a member of, and of the roles and groups it has there: `workspace:Audit:role:Manager`. */
  readonly entitlements: readonly string[];
  /** Name of the connection it began through; null: by password. */
  readonly connection: string | null;
  /** The origin it lives on when that is not ours (an application's own host). */
  readonly origin: string | null;
  readonly expiresAt: Date;
}

/** What a list of one's own sessions shows. */
export interface ListedSession {
  readonly id: string;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  readonly connection: string | null;
  readonly origin: string | null;
}

/** A session begun without SAML. */
export interface NewSession {
  readonly id: string;
  readonly token: string;
  readonly siteId: string;
  readonly accountId: string;
  readonly userAgent: string | null;
  readonly now: Date;
  readonly expiresAt: Date;
  /** The token of the session it replaces in this browser; null when there is none. */
  readonly replacedToken: string | null;
}

const minuteMs = 60_000;
/** Being used is written down at most once a minute. */
const touchEveryMs = minuteMs;

/** The session behind a token while it lasts and the account may use it; one statement, which also notes that it is used. */
export async function readSession(database: Database, token: string, now: Date): Promise<Session | null> {
  const rows = await database.query<Omit<Session, 'expiresAt'> & { expiresAt: Date | string }>(
    `WITH touched AS (
       UPDATE sessions SET last_seen_at = $2::timestamptz
        WHERE token_hash = $1 AND last_seen_at BETWEEN $3::timestamptz AND $4::timestamptz)
     SELECT s.id, s.site_id AS "siteId", t.slug AS site, t.name AS "siteName", t.allowed_targets AS "allowedTargets",
         a.id AS "accountId", a.username, a.display_name AS "displayName", a.email, a.language,
         CASE WHEN a.home_organization IS NULL THEN COALESCE(a.roles, '{}') ELSE '{}' END AS roles,
         (SELECT COALESCE(array_agg(e.display_name ORDER BY e.display_name_key), '{}')
            FROM entitlement_members m JOIN entitlements e ON e.id = m.entitlement_id AND e.site_id = a.site_id
           WHERE m.account_id = a.id AND e.kind NOT IN ('org_role', 'inert')) AS entitlements,
         c.name AS connection, s.origin, s.expires_at AS "expiresAt"
       FROM sessions s
       JOIN accounts a ON a.id = s.account_id AND a.site_id = s.site_id
       JOIN sites t ON t.id = s.site_id
       LEFT JOIN connections c ON c.id = s.connection_id
      WHERE s.token_hash = $1 AND s.expires_at > $2::timestamptz AND s.last_seen_at > $3::timestamptz
        AND a.status = 'active' AND (a.expires_at IS NULL OR a.expires_at > $2::timestamptz)
        AND CASE WHEN s.connection_id IS NULL THEN a.bypass
          ELSE c.enabled AND t.sso_enabled AND (a.connection_id IS NULL OR a.connection_id = s.connection_id) END`,
    [hashSecret(token), now.toISOString(), idleSince(now), new Date(now.getTime() - touchEveryMs).toISOString()],
  );
  const row = rows[0];
  return row ? { ...row, expiresAt: new Date(row.expiresAt) } : null;
}

/** Begins a session of an account that is still active, and ends the one it replaces. False when the account is not active any more. */
export async function startSession(database: Database, session: NewSession): Promise<boolean> {
  const rows = await database.query<{ id: string }>(
    // FOR SHARE: a deactivation at this moment waits and then ends this session, or this statement sees it.
    `WITH account AS (
       SELECT id, site_id FROM accounts WHERE id = $1::uuid AND site_id = $2::uuid AND status = 'active' FOR SHARE),
     seen AS (
       UPDATE accounts SET last_sign_in_at = $6::timestamptz WHERE id IN (SELECT id FROM account)),
     replaced AS (
       DELETE FROM sessions WHERE token_hash = $8 AND EXISTS (SELECT 1 FROM account))
     INSERT INTO sessions (token_hash, id, site_id, account_id, user_agent, created_at, last_seen_at, expires_at)
       SELECT $3, $4::uuid, site_id, id, $5, $6::timestamptz, $6::timestamptz, $7::timestamptz FROM account
     RETURNING id`,
    [
      session.accountId,
      session.siteId,
      hashSecret(session.token),
      session.id,
      session.userAgent,
      session.now.toISOString(),
      session.expiresAt.toISOString(),
      session.replacedToken === null ? null : hashSecret(session.replacedToken),
    ],
  );
  return rows.length === 1;
}

/** What a session that has ended remembered. */
export interface EndedSession {
  /** What the assertion said, as it is stored; null for a password sign-in and on hosts of applications. */
  readonly subject: unknown;
}

/** Ends the session behind a token, and those on other hosts that came from it. Null when there was none. */
export async function endSession(database: Database, token: string): Promise<EndedSession | null> {
  const rows = await database.query<EndedSession>('DELETE FROM sessions WHERE token_hash = $1 RETURNING subject', [
    hashSecret(token),
  ]);
  return rows[0] ?? null;
}

/** Ends one session of an account by its public handle. False when the account has no such session. */
export async function endOwnSession(database: Database, accountId: string, id: string): Promise<boolean> {
  const { count } = await database.prisma.session.deleteMany({ where: { accountId, id } });
  return count === 1;
}

/** Ends all sessions of an account but one (its public handle), and with each those on other hosts that came from it. */
export async function endOtherSessions(database: Database, accountId: string, keptId: string): Promise<void> {
  await database.prisma.session.deleteMany({ where: { accountId, parentId: null, id: { not: keptId } } });
}

/** The live sessions of an account on our own host, newest first. Those on other hosts end with them and are not listed. */
export async function listSessions(database: Database, accountId: string, now: Date): Promise<ListedSession[]> {
  return database.query<ListedSession>(
    `SELECT s.id, s.created_at AS "startedAt", s.last_seen_at AS "lastSeenAt", c.name AS connection, s.origin
       FROM sessions s LEFT JOIN connections c ON c.id = s.connection_id
      WHERE s.account_id = $1::uuid AND s.parent_id IS NULL AND s.expires_at > $2::timestamptz
        AND s.last_seen_at > $3::timestamptz
      ORDER BY s.created_at DESC LIMIT 100`,
    [accountId, now.toISOString(), idleSince(now)],
  );
}

function idleSince(now: Date): string {
  return new Date(now.getTime() - idleLimitHours * 60 * minuteMs).toISOString();
}

import { kept, type Database, type Prisma } from '../../db';
import type { TrackingCodeSetting } from '../../jit';
import { confusableKey, emailKey, usernameKey } from '../names';
import { accountState } from './accountRow';
import type { AccountChange, KnownAccount, LedgerSite } from './accountLedger';

/** A site as changes of its accounts need it. */
export interface ChangedSite extends LedgerSite {
  /** Id by name. */
  readonly connectionIds: ReadonlyMap<string, string>;
  /** Rises with every change of the site's settings. */
  readonly settingsVersion: string;
}

interface SiteFactsRow {
  seats: number;
  used: number;
  ssoRequired: boolean;
  settingsVersion: string;
  allowed: string[];
  blocked: string[];
  connections: { id: string; name: string }[] | null;
  codes: TrackingCodeSetting[] | null;
  admins: { id: string; rescues: boolean }[] | null;
}

const siteFacts = kept(`
    SELECT s.seats, u.used, s.sso_required AS "ssoRequired", s.settings_version::text AS "settingsVersion",
      COALESCE(s.allowed_email_domains, '{}') AS allowed, COALESCE(s.blocked_email_domains, '{}') AS blocked,
      (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) ORDER BY c.name)
         FROM connections c WHERE c.site_id = s.id) AS connections,
      (SELECT jsonb_agg(jsonb_build_object('number', t.number, 'label', t.label, 'input', t.input, 'usage', t.usage,
           'values', (SELECT COALESCE(jsonb_agg(jsonb_build_object('value', v.value, 'active', v.active) ORDER BY v.position), '[]')
              FROM tracking_code_values v WHERE v.site_id = t.site_id AND v.number = t.number)) ORDER BY t.number)
         FROM tracking_codes t WHERE t.site_id = s.id) AS codes,
      -- The condition on roles is spelled as its partial index spells it; who rescues (isRescuer) comes first.
      (SELECT jsonb_agg(admin) FROM (
         SELECT a.id, a.bypass AND a.expires_at IS NULL AND (a.password_hash IS NOT NULL OR a.email IS NOT NULL) AS rescues
           FROM accounts a WHERE a.site_id = s.id AND 'Org Security Admin' = ANY (a.roles) AND a.status = 'active'
            AND a.home_organization IS NULL AND (a.expires_at IS NULL OR a.expires_at > $2::timestamptz)
          ORDER BY rescues DESC LIMIT 1000) AS admin) AS admins
    FROM sites s JOIN seat_use u ON u.site_id = s.id WHERE s.id = $1::uuid`);

/**
 * Reads what a site says about its accounts, within the transaction that changes them: one statement.
 *
 * @returns null when there is no such site
 */
export async function readChangedSite(
  tx: Prisma.TransactionClient,
  siteId: string,
  now: Date,
): Promise<ChangedSite | null> {
  const [row] = await tx.$queryRawUnsafe<SiteFactsRow[]>(siteFacts, siteId, now.toISOString());
  return row === undefined ? null : changedSite(row);
}

/** The same as it is at this moment; whoever writes on the strength of it compares the settings version then. */
export async function readPresentSite(database: Database, siteId: string, now: Date): Promise<ChangedSite | null> {
  const [row] = await database.query<SiteFactsRow>(siteFacts, [siteId, now.toISOString()]);
  return row === undefined ? null : changedSite(row);
}

function changedSite(row: SiteFactsRow): ChangedSite {
  const admins = row.admins ?? [];
  const connections = row.connections ?? [];
  return {
    rules: {
      allowedEmailDomains: row.allowed,
      blockedEmailDomains: row.blocked,
      connections: new Set(connections.map(({ name }) => name)),
      trackingCodes: row.codes ?? [],
    },
    seats: { limit: row.seats, used: row.used },
    securityAdmins: new Set(admins.map(({ id }) => id)),
    ssoRequired: row.ssoRequired,
    rescuers: new Set(admins.flatMap(({ id, rescues }) => (rescues ? [id] : []))),
    connectionIds: new Map(connections.map(({ id, name }) => [name, id])),
    settingsVersion: row.settingsVersion,
  };
}

/** Who a set of changes is about, and by which keys others could stand in their way. */
function keysOf(changes: readonly AccountChange[]) {
  const ids = changes.flatMap(({ whom }) => (typeof whom === 'object' && 'id' in whom ? [whom.id] : []));
  const usernames = changes.flatMap(({ whom, wanted }) => [
    ...(typeof whom === 'object' && 'username' in whom ? [whom.username] : []),
    ...(wanted.username === undefined ? [] : [wanted.username]),
  ]);
  const emails = changes.flatMap(({ wanted }) => wanted.email ?? []);
  return {
    ids,
    usernameKeys: [...new Set(usernames.map(usernameKey))],
    confusableKeys: [...new Set(usernames.map(confusableKey))],
    emailKeys: [...new Set(emails.map(emailKey))],
  };
}

/**
 * Waits for the turn of whoever changes accounts of a site, and holds the accounts that the changes are about, until the
 * transaction ends: two administrators must not each take the rights of the other, and so leave nobody; and no sign-in
 * changes the accounts meanwhile.
 */
export async function takeTurn(
  tx: Prisma.TransactionClient,
  siteId: string,
  changes: readonly AccountChange[],
): Promise<void> {
  const { ids } = keysOf(changes);
  // One statement; the site is held first because it is asked for first.
  await tx.$queryRaw`
    WITH turn AS MATERIALIZED (SELECT id FROM sites WHERE id = ${siteId}::uuid FOR NO KEY UPDATE),
      held AS MATERIALIZED (
        SELECT id FROM accounts WHERE site_id = ${siteId}::uuid AND id = ANY (${ids}::uuid[]) ORDER BY id FOR UPDATE)
    SELECT (SELECT count(*) FROM turn)::int AS turns, (SELECT count(*) FROM held)::int AS accounts`;
  const named = changes.flatMap(({ whom }) =>
    typeof whom === 'object' && 'username' in whom ? [usernameKey(whom.username)] : [],
  );
  if (named.length === 0) return;
  // Who has these names may have changed while this one waited for its turn: only a new statement sees that.
  await tx.$queryRaw`
    SELECT id FROM accounts WHERE site_id = ${siteId}::uuid AND username_key = ANY (${named}) ORDER BY id FOR UPDATE`;
}

/** Reads the accounts that changes are about, and those that have a name they want. */
export async function readAccounts(
  tx: Prisma.TransactionClient,
  siteId: string,
  { connectionIds }: ChangedSite,
  changes: readonly AccountChange[],
): Promise<KnownAccount[]> {
  const { ids, usernameKeys, confusableKeys, emailKeys } = keysOf(changes);
  const rows = await tx.account.findMany({
    where: {
      siteId,
      OR: [
        { id: { in: ids } },
        { usernameKey: { in: usernameKeys } },
        { confusableKey: { in: confusableKeys } },
        { emailKey: { in: emailKeys } },
      ],
    },
  });
  const names = new Map([...connectionIds].map(([name, id]) => [id, name]));
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    usernameKey: row.usernameKey,
    confusableKey: row.confusableKey,
    emailKey: row.emailKey,
    isGuest: row.homeOrganization !== null,
    hasPassword: row.passwordHash !== null,
    updateTimestamp: row.updateTimestamp,
    state: accountState(row, names),
  }));
}

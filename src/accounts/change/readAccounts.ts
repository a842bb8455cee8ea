import type { Prisma } from '../../db';
import type { TrackingCodeSetting } from '../../jit';
import { confusableKey, emailKey, usernameKey } from '../names';
import { accountState } from './accountRow';
import type { AccountChange, KnownAccount, LedgerSite } from './accountLedger';

/** A site as changes of its accounts need it. */
export interface ChangedSite extends LedgerSite {
  /** Id by name. */
  readonly connectionIds: ReadonlyMap<string, string>;
}

interface SiteFactsRow {
  seats: number;
  used: number;
  ssoRequired: boolean;
  allowed: string[];
  blocked: string[];
  connections: { id: string; name: string }[] | null;
  codes: TrackingCodeSetting[] | null;
}

/**
 * Reads what a site says about its accounts: two statements.
 *
 * @returns null when there is no such site
 */
export async function readChangedSite(
  tx: Prisma.TransactionClient,
  siteId: string,
  now: Date,
): Promise<ChangedSite | null> {
  const [row] = await tx.$queryRaw<SiteFactsRow[]>`
    SELECT s.seats, u.used, s.sso_required AS "ssoRequired", COALESCE(s.allowed_email_domains, '{}') AS allowed, COALESCE(s.blocked_email_domains, '{}') AS blocked,
      (SELECT jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) ORDER BY c.name)
         FROM connections c WHERE c.site_id = s.id) AS connections,
      (SELECT jsonb_agg(jsonb_build_object('number', t.number, 'label', t.label, 'input', t.input, 'usage', t.usage,
           'values', (SELECT COALESCE(jsonb_agg(jsonb_build_object('value', v.value, 'active', v.active) ORDER BY v.position), '[]')
              FROM tracking_code_values v WHERE v.site_id = t.site_id AND v.number = t.number)) ORDER BY t.number)
         FROM tracking_codes t WHERE t.site_id = s.id) AS codes
    FROM sites s JOIN seat_use u ON u.site_id = s.id WHERE s.id = ${siteId}::uuid`;
  if (row === undefined) return null;
  // The condition on roles is spelled as its partial index spells it; who rescues (`isRescuer`) comes first.
  const admins = await tx.$queryRaw<{ id: string; rescues: boolean }[]>`
    SELECT id, bypass AND expires_at IS NULL AND (password_hash IS NOT NULL OR email IS NOT NULL) AS rescues FROM accounts
    WHERE site_id = ${siteId}::uuid AND 'Org Security Admin' = ANY (roles) AND status = 'active'
      AND home_organization IS NULL AND (expires_at IS NULL OR expires_at > ${now})
    ORDER BY rescues DESC LIMIT 1000`;
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

/** Holds the accounts that changes are about until the transaction ends: no sign-in changes them meanwhile. */
export async function lockAccounts(
  tx: Prisma.TransactionClient,
  siteId: string,
  changes: readonly AccountChange[],
): Promise<void> {
  const { ids, usernameKeys } = keysOf(changes);
  await tx.$queryRaw`
    SELECT id FROM accounts WHERE site_id = ${siteId}::uuid AND (id = ANY (${ids}::uuid[]) OR username_key = ANY (${usernameKeys}))
    ORDER BY id FOR UPDATE`;
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

import { accountState } from '../../accounts/change';
import type { Prisma } from '../../db';
import { mappedFields, type AttributeMapping } from '../../jit';
import { defaultAttributes, defaultUsernameFrom, type AdminContact } from '../loadedConnection';
import { canonicalPem } from './resolveConnection';
import type { AccountState, ConnectionState, SiteState, TrackingCodeState, WorkspaceState } from './siteState';

/** Something that is stored, with its id. */
export interface Stored<State> {
  readonly id: string;
  readonly state: State;
}

/** An account as a plan needs it. */
export interface StoredAccount extends Stored<AccountState> {
  readonly usernameKey: string;
  readonly confusableKey: string;
  readonly emailKey: string | null;
  readonly passwordHash: string | null;
  readonly updateTimestamp: Date | null;
}

/** A connection, and how many accounts belong to it or are named for it (0 unless they were counted). */
export interface StoredConnection extends Stored<ConnectionState> {
  readonly accounts: number;
}

/** A site as it is stored, as far as a plan needs it. */
export interface StoredSite extends Stored<SiteState> {
  readonly slug: string;
  readonly seatsUsed: number;
  readonly connections: readonly StoredConnection[];
  readonly trackingCodes: readonly TrackingCodeState[];
  readonly workspaces: readonly Stored<WorkspaceState>[];
  /** Those accounts that a file could meet: by user name, look-alike or e-mail; all of them for an export. */
  readonly accounts: readonly StoredAccount[];
}

const orderedValues = { values: { orderBy: { position: 'asc' } } } satisfies Prisma.TrackingCodeInclude;
const included = {
  seatUse: true,
  signInDomains: { orderBy: { domain: 'asc' } },
  connections: { orderBy: { name: 'asc' }, include: { certificates: { orderBy: { position: 'asc' } } } },
  trackingCodes: { orderBy: { number: 'asc' }, include: orderedValues },
  entitlements: {
    where: { kind: 'workspace' },
    orderBy: { name: 'asc' },
    include: { parts: { orderBy: { position: 'asc' } } },
  },
} satisfies Prisma.SiteInclude;
type SiteRow = Prisma.SiteGetPayload<{ include: typeof included }>;

/** Which accounts to read with a site: those that share one of these keys, or all. */
export type AccountKeys = 'all' | Readonly<Record<'usernameKey' | 'confusableKey' | 'emailKey', readonly string[]>>;

/** No accounts: for pages that show the settings of a site. */
export const noAccounts: AccountKeys = { usernameKey: [], confusableKey: [], emailKey: [] };

/**
 * Reads a site for a plan, an export or a page; null when there is none with this slug.
 *
 * @param counted names of the connections whose accounts are to be counted, which takes as long as there are accounts
 */
export async function readStoredSite(
  tx: Prisma.TransactionClient,
  slug: string,
  keys: AccountKeys,
  counted: readonly string[] = [],
): Promise<StoredSite | null> {
  const row = await tx.site.findUnique({ where: { slug }, include: included });
  if (row === null) return null;
  const ids = row.connections.flatMap(({ id, name }) => (counted.includes(name) ? [id] : []));
  const counts = await countAccounts(tx, row.id, ids);
  const names = new Map(row.connections.map(({ id, name }) => [id, name]));
  const accounts = await readAccounts(tx, row.id, keys);
  return {
    id: row.id,
    slug: row.slug,
    state: siteState(row),
    seatsUsed: row.seatUse?.used ?? 0,
    connections: row.connections.map((connection) => ({
      id: connection.id,
      accounts: counts.get(connection.id) ?? 0,
      state: connectionState(connection),
    })),
    trackingCodes: row.trackingCodes.map(trackingCodeState),
    workspaces: row.entitlements.map((workspace) => ({ id: workspace.id, state: workspaceState(workspace) })),
    accounts: accounts.map((account) => storedAccount(account, names)),
  };
}

function workspaceState({ name, parts }: SiteRow['entitlements'][number]): WorkspaceState {
  const named = (kind: 'workspace_role' | 'workspace_group') =>
    parts.flatMap((part) => (part.kind === kind ? [part.name] : []));
  return { name, roles: named('workspace_role'), groups: named('workspace_group') };
}

function trackingCodeState(row: SiteRow['trackingCodes'][number]): TrackingCodeState {
  const { number, label, input, usage, values } = row;
  return { number, label, input, usage, values: values.map(({ value, active }) => ({ value, active })) };
}

async function countAccounts(
  tx: Prisma.TransactionClient,
  siteId: string,
  connectionIds: readonly string[],
): Promise<ReadonlyMap<string | null, number>> {
  if (connectionIds.length === 0) return new Map();
  const groups = await tx.account.groupBy({
    by: ['connectionId'],
    where: { siteId, connectionId: { in: [...connectionIds] } },
    _count: { _all: true },
  });
  return new Map(groups.map((group) => [group.connectionId, group._count._all]));
}

/** Rows a query brings at once; a site may have very many accounts. */
const batch = 2_000;

async function readAccounts(tx: Prisma.TransactionClient, siteId: string, keys: AccountKeys): Promise<AccountRow[]> {
  const rows: AccountRow[] = [];
  if (keys !== 'all' && Object.values(keys).every((list) => list.length === 0)) return rows;
  const met =
    keys === 'all'
      ? {}
      : {
          OR: [
            { usernameKey: { in: [...keys.usernameKey] } },
            { confusableKey: { in: [...keys.confusableKey] } },
            { emailKey: { in: [...keys.emailKey] } },
          ],
        };
  for (;;) {
    const last = rows.at(-1)?.usernameKey;
    const page = await tx.account.findMany({
      where: { siteId, ...met, ...(last === undefined ? {} : { AND: { usernameKey: { gt: last } } }) },
      orderBy: { usernameKey: 'asc' },
      take: batch,
    });
    rows.push(...page);
    if (page.length < batch) return rows;
  }
}

function siteState(row: SiteRow): SiteState {
  const contact = row.adminContact as Partial<AdminContact> | null;
  return {
    name: row.name,
    partnerId: row.partnerId,
    seats: row.seats,
    allowedEmailDomains: row.allowedEmailDomains,
    blockedEmailDomains: row.blockedEmailDomains,
    signInDomains: row.signInDomains.map(({ domain }) => domain),
    adminContact: { name: contact?.name ?? null, email: contact?.email ?? null, url: contact?.url ?? null },
    rawResponseDays: row.rawResponseDays,
    singleSignOn: {
      enabled: row.ssoEnabled,
      required: row.ssoRequired,
      autoCreate: row.autoCreate,
      autoUpdate: row.autoUpdate,
      removeUpnSuffix: row.removeUpnSuffix,
      upnSuffixes: row.upnSuffixes,
      newAccounts: row.newAccountsPending ? 'pending' : 'active',
      defaultTarget: row.defaultTarget,
      allowedTargets: row.allowedTargets,
      errorUrl: row.errorUrl,
    },
  };
}

function connectionState(row: SiteRow['connections'][number]): ConnectionState {
  const mapping = row.attributes as Partial<AttributeMapping> | null;
  const attributes = Object.fromEntries(
    mappedFields.map((field) => [field, mapping?.[field] ?? defaultAttributes[field]]),
  );
  return {
    name: row.name,
    enabled: row.enabled,
    entityId: row.idpEntityId,
    ssoUrl: row.ssoUrl,
    ssoBinding: row.ssoBinding,
    sloUrl: row.sloUrl,
    sloResponseUrl: row.sloResponseUrl,
    sloBinding: row.sloBinding,
    metadataUrl: row.metadataUrl,
    certificates: row.certificates.map(({ pem, fingerprint }) => ({ pem: canonicalPem(pem), fingerprint })),
    nameIdFormat: row.nameIdFormat,
    authnContextClassRefs: row.authnContextClassRefs,
    signAuthnRequest: row.signAuthnRequest,
    unsolicited: row.unsolicited,
    enforceCertificateExpiry: row.enforceCertificateExpiry,
    requireEncryptedAssertion: row.requireEncryptedAssertion,
    requireSigned: row.requireSigned,
    legacyAlgorithms: legacyOf(row.legacyAlgorithms as ConnectionState['legacyAlgorithms']),
    scopes: row.scopes,
    clockSkewSeconds: row.clockSkewSeconds,
    allowedTypes: row.allowedTypes.length > 0 ? row.allowedTypes : ['host', 'attendee'],
    usernameFrom: row.usernameFrom.length > 0 ? row.usernameFrom : defaultUsernameFrom,
    attributes: attributes as unknown as AttributeMapping,
  };
}

/** jsonb gives the keys back in its own order; comparing needs ours. */
function legacyOf(stored: ConnectionState['legacyAlgorithms']): ConnectionState['legacyAlgorithms'] {
  return stored === null ? null : { allow: stored.allow, until: stored.until };
}

type AccountRow = Prisma.AccountGetPayload<object>;

function storedAccount(row: AccountRow, connectionNames: ReadonlyMap<string, string>): StoredAccount {
  const { id, usernameKey, confusableKey, emailKey, passwordHash, updateTimestamp } = row;
  return {
    id,
    usernameKey,
    confusableKey,
    emailKey,
    passwordHash,
    updateTimestamp,
    state: accountState(row, connectionNames),
  };
}

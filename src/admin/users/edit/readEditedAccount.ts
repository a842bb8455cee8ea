import { accountState, readChangedSite, type ChangedSite } from '../../../accounts/change';
import type { AccountState } from '../../../accounts';
import type { Database } from '../../../db';
import { readHeld, type HeldEntitlement } from '../../../workspaces';

/** How an identity provider knows an account. */
export interface KnownIdentity {
  readonly connectionId: string;
  readonly connection: string;
  readonly nameId: string;
}

/** An account with everything its page shows. */
export interface EditedAccount {
  readonly id: string;
  readonly version: number;
  readonly state: AccountState;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly lastSignInAt: Date | null;
  readonly managedBy: string | null;
  readonly homeOrganization: string | null;
  readonly identities: readonly KnownIdentity[];
  /** Sessions on our own host that last. */
  readonly sessions: number;
  /** Its roles, workspaces and groups, and how it came by them. */
  readonly held: readonly HeldEntitlement[];
}

/** What the site says about its accounts, for a form. */
export async function readSiteForForm(database: Database, siteId: string, now: Date): Promise<ChangedSite> {
  const site = await readChangedSite(database.prisma, siteId, now);
  if (site === null) throw new Error('The site was removed meanwhile.');
  return site;
}

/** Reads an account of a site; null when the site has none with this id. */
export async function readEditedAccount(
  database: Database,
  siteId: string,
  id: string,
  { connectionIds }: ChangedSite,
  now: Date,
): Promise<EditedAccount | null> {
  const [row, bindings, sessions, held] = await Promise.all([
    database.prisma.account.findFirst({ where: { id, siteId } }),
    database.prisma.nameIdBinding.findMany({ where: { accountId: id, siteId }, orderBy: { createdAt: 'asc' } }),
    database.prisma.session.count({ where: { accountId: id, siteId, parentId: null, expiresAt: { gt: now } } }),
    readHeld(database, siteId, id),
  ]);
  if (row === null) return null;
  const names = new Map([...connectionIds].map(([name, connectionId]) => [connectionId, name]));
  return {
    id,
    version: row.version,
    state: accountState(row, names),
    createdAt: row.createdAt,
    createdBy: row.createdBy,
    lastSignInAt: row.lastSignInAt,
    managedBy: row.managedBy,
    homeOrganization: row.homeOrganization,
    identities: bindings.map(({ connectionId, value }) => ({
      connectionId,
      connection: names.get(connectionId) ?? connectionId,
      nameId: value,
    })),
    sessions,
    held,
  };
}

import { usernameKey } from '../accounts';
import type { Database } from '../db';
import type { AccountStatus } from '../jit';
import type { EntitlementKind } from './decideName';

/** An entitlement with the workspace it belongs to. */
export interface EntitlementLine {
  readonly id: string;
  readonly kind: EntitlementKind;
  readonly name: string;
  readonly displayName: string;
  /** The workspace of a role or group; null for everything else. */
  readonly workspace: { readonly id: string; readonly name: string } | null;
  /** Name of the provisioning that made a group that grants nothing. */
  readonly provisioning: string | null;
}

const shown = {
  id: true,
  kind: true,
  name: true,
  displayName: true,
  workspace: { select: { id: true, name: true } },
  provisioning: { select: { name: true } },
} as const;

/** Rows on a page. */
export const pageSize = 50;

/** One page of the workspaces of a site in the order of their names, each with what it consists of. */
export interface WorkspacesPage {
  readonly workspaces: readonly {
    readonly id: string;
    readonly name: string;
    readonly roles: readonly string[];
    readonly groups: readonly string[];
  }[];
  /** The workspace the next page begins after; null on the last one. */
  readonly next: string | null;
}

/** @param after id of the workspace before the page; null, and what is none of the site (any more): the first page */
export async function listWorkspaces(
  { prisma }: Database,
  siteId: string,
  after: string | null,
): Promise<WorkspacesPage> {
  // Looked for in the site first: a cursor alone would begin at any row, that of another site as well.
  const isThere = after !== null && (await prisma.entitlement.count({ where: { id: after, siteId } })) > 0;
  const rows = await prisma.entitlement.findMany({
    where: { siteId, kind: 'workspace' },
    select: { id: true, name: true, parts: { orderBy: [{ position: 'asc' }, { id: 'asc' }] } },
    orderBy: [{ displayNameKey: 'asc' }, { id: 'asc' }],
    take: pageSize + 1,
    ...(isThere ? { cursor: { id: after }, skip: 1 } : {}),
  });
  const named = (parts: (typeof rows)[number]['parts'], kind: EntitlementKind) =>
    parts.flatMap((part) => (part.kind === kind ? [part.name] : []));
  const page = rows.slice(0, pageSize);
  return {
    workspaces: page.map(({ id, name, parts }) => ({
      id,
      name,
      roles: named(parts, 'workspace_role'),
      groups: named(parts, 'workspace_group'),
    })),
    next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
  };
}

/** The organization roles of a site, in their order. */
export async function listOrgRoles({ prisma }: Database, siteId: string): Promise<EntitlementLine[]> {
  const rows = await prisma.entitlement.findMany({
    where: { siteId, kind: 'org_role' },
    select: shown,
    orderBy: { position: 'asc' },
  });
  return rows.map(lineOf);
}

/** The groups of SCIM clients that grant nothing, at most a hundred. */
export async function listInertGroups({ prisma }: Database, siteId: string): Promise<EntitlementLine[]> {
  const rows = await prisma.entitlement.findMany({
    where: { siteId, kind: 'inert' },
    select: shown,
    orderBy: { displayNameKey: 'asc' },
    take: 100,
  });
  return rows.map(lineOf);
}

/** An entitlement of a site, and the roles and groups of a workspace; null when there is none. */
export async function readEntitlement(
  { prisma }: Database,
  siteId: string,
  id: string,
): Promise<(EntitlementLine & { readonly parts: readonly EntitlementLine[] }) | null> {
  const row = await prisma.entitlement.findFirst({
    where: { id, siteId },
    select: { ...shown, parts: { select: shown, orderBy: [{ position: 'asc' }, { id: 'asc' }] } },
  });
  return row === null ? null : { ...lineOf(row), parts: row.parts.map(lineOf) };
}

function lineOf(
  row: Omit<EntitlementLine, 'provisioning'> & { readonly provisioning: { readonly name: string } | null },
) {
  const { id, kind, name, displayName, workspace, provisioning } = row;
  return { id, kind, name, displayName, workspace, provisioning: provisioning?.name ?? null };
}

/** Somebody who has an entitlement. */
export interface Member {
  readonly id: string;
  readonly username: string;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly status: AccountStatus;
  /** As the activity log names actors; null for organization roles. */
  readonly grantedBy: string | null;
  readonly grantedAt: Date;
}

/** One page of members; `next` is the id of the account the next page begins after. */
export interface MembersPage {
  readonly members: readonly Member[];
  readonly next: string | null;
}

/**
 * One page of the members of an entitlement, by the key of the table: its cost does not grow with the number of members.
 *
 * @param search beginning of a user name or e-mail address; empty: everybody
 * @param after id of the account before the page; null for the first page
 */
export async function listMembers(
  database: Database,
  of: { readonly siteId: string; readonly entitlementId: string },
  search: string,
  after: string | null,
): Promise<MembersPage> {
  const begins = usernameKey(search);
  // The last character there is: everything that begins so stands before it.
  const found = `AND ((a.username_key COLLATE "C" >= $5 AND a.username_key COLLATE "C" < $6)
    OR (coalesce(a.email_key, '') COLLATE "C" >= $5 AND coalesce(a.email_key, '') COLLATE "C" < $6))`;
  const rows = await database.query<Omit<Member, 'grantedAt'> & { grantedAt: Date | string }>(
    `SELECT a.id, a.username, a.display_name AS "displayName", a.email, a.status, m.granted_by AS "grantedBy",
         m.granted_at AS "grantedAt"
       FROM entitlement_members m JOIN accounts a ON a.id = m.account_id AND a.site_id = m.site_id
      WHERE m.entitlement_id = $1::uuid AND m.site_id = $2::uuid AND ($3::uuid IS NULL OR m.account_id > $3::uuid)
        ${search === '' ? '' : found}
      ORDER BY m.account_id LIMIT $4`,
    [of.entitlementId, of.siteId, after, pageSize + 1, ...(search === '' ? [] : [begins, `${begins}\u{10FFFF}`])],
  );
  const page = rows.slice(0, pageSize);
  return {
    members: page.map((row) => ({ ...row, grantedAt: new Date(row.grantedAt) })),
    next: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null,
  };
}

/** How many people have an entitlement. Takes as long as there are: for pages that warn, not for lists. */
export function countMembers({ prisma }: Database, siteId: string, entitlementId: string): Promise<number> {
  return prisma.entitlementMember.count({ where: { entitlementId, siteId } });
}

/** An entitlement somebody has, and how they came by it. */
export interface HeldEntitlement extends EntitlementLine {
  readonly grantedBy: string | null;
  readonly grantedAt: Date;
}

type HeldRow = Omit<HeldEntitlement, 'workspace' | 'grantedAt'> & {
  readonly workspaceId: string | null;
  readonly workspaceName: string | null;
  readonly grantedAt: Date | string;
};

/** Everything an account has, those of one workspace beside each other; at most a thousand. */
export async function readHeld(database: Database, siteId: string, accountId: string): Promise<HeldEntitlement[]> {
  const rows = await database.query<HeldRow>(
    `SELECT e.id, e.kind, e.name, e.display_name AS "displayName", w.id AS "workspaceId", w.name AS "workspaceName",
         p.name AS provisioning, m.granted_by AS "grantedBy", m.granted_at AS "grantedAt"
       FROM entitlement_members m
       JOIN entitlements e ON e.id = m.entitlement_id AND e.site_id = m.site_id
       LEFT JOIN entitlements w ON w.id = e.workspace_id
       LEFT JOIN provisionings p ON p.id = e.provisioning_id
      WHERE m.site_id = $1::uuid AND m.account_id = $2::uuid
      ORDER BY e.display_name_key LIMIT 1000`,
    [siteId, accountId],
  );
  return rows.map(({ workspaceId, workspaceName, grantedAt, ...row }) => ({
    ...row,
    workspace: workspaceId === null || workspaceName === null ? null : { id: workspaceId, name: workspaceName },
    grantedAt: new Date(grantedAt),
  }));
}

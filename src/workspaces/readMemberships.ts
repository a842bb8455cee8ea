import type { Database } from '../db';

/** A workspace somebody is a member of, with what they have there; each list in the order of the workspace. */
export interface Membership {
  readonly name: string;
  readonly roles: readonly string[];
  readonly groups: readonly string[];
}

interface MembershipRow extends Membership {
  readonly accountId: string;
}

/** The workspaces of accounts, by the account's id, in the order of their names; who has none is not in it. */
export async function readMemberships(
  database: Database,
  siteId: string,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Membership[]>> {
  const rows = await database.query<MembershipRow>(
    `SELECT m.account_id AS "accountId", w.name,
         COALESCE(array_agg(part.name ORDER BY part.position, part.id) FILTER (WHERE part.kind = 'workspace_role'), '{}') AS roles,
         COALESCE(array_agg(part.name ORDER BY part.position, part.id) FILTER (WHERE part.kind = 'workspace_group'), '{}') AS groups
       FROM entitlement_members m
       JOIN entitlements w ON w.id = m.entitlement_id AND w.kind = 'workspace'
       LEFT JOIN (entitlements part JOIN entitlement_members held ON held.entitlement_id = part.id)
         ON part.workspace_id = w.id AND held.account_id = m.account_id
      WHERE m.site_id = $1::uuid AND m.account_id = ANY ($2::uuid[])
      GROUP BY m.account_id, w.id
      ORDER BY w.display_name_key`,
    [siteId, accountIds],
  );
  const found = new Map<string, Membership[]>();
  for (const { accountId, ...membership } of rows) {
    found.set(accountId, [...(found.get(accountId) ?? []), membership]);
  }
  return found;
}

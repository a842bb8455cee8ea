import { kept, type Prisma } from '../../db';
import type { Provisioning } from '../call';
import { groupColumns, groupIsVisible, groupTables, keepsName, personIsVisible, type GroupRow } from './groupRow';

/** A group as a change of it needs it, with what is known of the people the change names. */
export interface GroupFacts extends GroupRow {
  /** Whether the name the request gives is the one the group has, whatever its case. */
  readonly keepsName: boolean;
  /** Ids to add of nobody the provisioning sees, and ids to remove of guests. */
  readonly strangers: readonly string[];
  /** Of a role or group in a workspace: whom to add and who is no member of the workspace. */
  readonly outside: readonly string[];
}

/** A kept plan is made for lists of about this many; for a longer one it could be the wrong plan. */
export const mostInKept = 10;

/** Whom and what to look for. */
export interface GroupQuestion {
  readonly id: string;
  /** The name the request gives; null: none. */
  readonly displayName: string | null;
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** Holds the group's row until the transaction ends: for what rests on its version or on all of its members. */
  readonly holds: boolean;
}

/**
 * Reads what a change of a group rests on, in one statement. The memberships of the workspace that a role or group in it
 * rests on are held until the transaction ends, so that nobody leaves the workspace and keeps the role.
 *
 * @returns null when the provisioning sees no such group
 */
export async function readGroupFacts(
  tx: Prisma.TransactionClient,
  { siteId, id: provisioningId }: Pick<Provisioning, 'id' | 'siteId'>,
  { id, displayName, add, remove, holds }: GroupQuestion,
): Promise<GroupFacts | null> {
  const text = `
    WITH held AS MATERIALIZED (
       SELECT m.account_id FROM entitlement_members m JOIN entitlements part ON part.workspace_id = m.entitlement_id
        WHERE part.id = $3::uuid AND m.account_id = ANY ($5::uuid[]) ORDER BY m.account_id FOR KEY SHARE OF m)
     SELECT ${groupColumns}, people.*,
         ${keepsName('$4')} AS "keepsName"
       FROM ${groupTables('$2')} CROSS JOIN LATERAL (
         SELECT COALESCE(array_agg(sent.id::text ORDER BY sent.id) FILTER (WHERE a.id IS NULL), '{}') AS strangers,
             COALESCE(array_agg(sent.id::text ORDER BY sent.id) FILTER (WHERE e.workspace_id IS NOT NULL AND sent.comes
               AND a.id IS NOT NULL AND held.account_id IS NULL), '{}') AS outside
           FROM (SELECT unnest($5::uuid[]) AS id, true AS comes UNION ALL SELECT guest.id, false FROM accounts guest
                  WHERE guest.id = ANY ($6::uuid[]) AND guest.site_id = $1::uuid AND guest.home_organization IS NOT NULL) AS sent
             LEFT JOIN accounts a ON a.id = sent.id AND a.site_id = $1::uuid AND ${personIsVisible('a', '$2')}
             LEFT JOIN held ON held.account_id = sent.id) AS people
      WHERE ${groupIsVisible('$1', '$2')} AND e.id = $3::uuid ${holds ? 'FOR NO KEY UPDATE OF e' : ''}`;
  const [facts] = await tx.$queryRawUnsafe<GroupFacts[]>(
    add.length + remove.length <= mostInKept ? kept(text) : text,
    siteId,
    provisioningId,
    id,
    displayName,
    [...add],
    [...remove],
  );
  return facts ?? null;
}

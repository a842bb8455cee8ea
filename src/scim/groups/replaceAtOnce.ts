import { permissionsOf } from '../../accounts';
import type { Database } from '../../db';
import type { ScimCall } from '../call';
import { versionText } from '../version';
import type { GroupChanged } from './changeGroup';
import { needed } from './decideGroupChange';
import { groupEffect } from './groupEffect';
import { groupColumns, groupIsVisible, groupTables, keepsName, personIsVisible, type GroupRow } from './groupRow';
import type { GroupWish } from './judgeGroup';
import { isId } from './memberWish';
import { moveMembers } from './moveAtOnce';

/** More than these who come or go are a matter of the transaction, which does not read them one by one. */
const mostMoved = 500;

/** A group, and how it differs from a wish. */
interface ComparedGroup extends GroupRow {
  readonly keepsName: boolean;
  /** Ids of those wished who are no members, or cannot be: at most one more than `mostMoved`. */
  readonly missing: readonly string[];
  /** Ids of members who are not wished: likewise. */
  readonly extra: readonly string[];
}

/**
 * Replaces the members of a group where few differ, or none: clients send whole groups again and again. Whoever comes and goes is
 * told from one statement that holds nothing, and moved only while the group has still that version. One statement for a group
 * that stays as it is, three for another.
 *
 * @returns null, and nothing was written, when more than that is wished, anything refuses it, or somebody was quicker: then
 *   `changeGroup` decides in a transaction
 */
export async function replaceAtOnce(
  database: Database,
  call: ScimCall,
  groupId: string,
  wish: GroupWish,
): Promise<GroupChanged | null> {
  if (!wish.members.add.every(isId)) return null;
  const group = await compare(database, call, groupId, wish);
  if (group === null || !group.keepsName) return null;
  if (wish.externalId !== undefined && wish.externalId !== group.externalId) return null;
  const { missing, extra, kind } = group;
  if (missing.length + extra.length > mostMoved) return null;
  if (missing.length + extra.length > 0) {
    // What `moveMembers` leaves to the transaction.
    if (kind === 'org_role' || (kind === 'workspace' && missing.length > 0)) return null;
    return moveMembers(database, call, groupId, { add: missing, remove: extra, seenVersion: group.version });
  }
  if (!permissionsOf(call.provisioning.actingAccount.roles).has(needed[kind])) return null;
  return { effect: groupEffect(group, 'unchanged', []), version: versionText(group.version) };
}

async function compare(
  database: Database,
  { provisioning }: ScimCall,
  groupId: string,
  { displayName, members }: GroupWish,
): Promise<ComparedGroup | null> {
  const [group] = await database.query<ComparedGroup>(
    `WITH wished AS MATERIALIZED (SELECT id FROM unnest($4::uuid[]) AS id),
      present AS MATERIALIZED (
        SELECT a.id FROM entitlement_members m JOIN accounts a ON a.id = m.account_id
         WHERE m.entitlement_id = $3::uuid AND m.site_id = $1::uuid AND ${personIsVisible('a', '$2')})
     SELECT ${groupColumns}, ${keepsName('$5')} AS "keepsName",
        ARRAY(SELECT id::text FROM (SELECT id FROM wished EXCEPT SELECT id FROM present) AS missing LIMIT $6::integer) AS missing,
        ARRAY(SELECT id::text FROM (SELECT id FROM present EXCEPT SELECT id FROM wished) AS extra LIMIT $6::integer) AS extra
      FROM ${groupTables('$2')} WHERE ${groupIsVisible('$1', '$2')} AND e.id = $3::uuid`,
    [provisioning.siteId, provisioning.id, groupId, [...members.add], displayName, mostMoved + 1],
  );
  return group ?? null;
}

import { permissionsOf } from '../../accounts';
import type { Database } from '../../db';
import type { ScimCall } from '../call';
import { versionText } from '../version';
import type { GroupChanged } from './changeGroup';
import { needed } from './decideGroupChange';
import { groupEffect } from './groupEffect';
import { groupColumns, groupIsVisible, groupTables, personIsVisible, type GroupRow } from './groupRow';
import type { GroupWish } from './judgeGroup';
import { isId } from './memberWish';

/** A group, and whether it is already what a wish makes of it. */
interface ComparedGroup extends GroupRow {
  readonly keepsName: boolean;
  readonly hasMembers: boolean;
}

/**
 * Finds out whether a group has the very members a wish replaces them by: clients send whole groups again and again. One statement,
 * which neither holds nor writes anything.
 *
 * @param ifMatch the header If-Match as sent; null: any version
 * @returns null when anything is to be changed or refused: then `changeGroup` does it
 */
export async function keepAtOnce(
  database: Database,
  { provisioning }: ScimCall,
  groupId: string,
  { displayName, externalId, members }: GroupWish,
  ifMatch: string | null,
): Promise<GroupChanged | null> {
  if (ifMatch !== null || !members.replaces || !members.add.every(isId)) return null;
  const [group] = await database.query<ComparedGroup>(
    `SELECT ${groupColumns}, $5::text IS NULL OR e.display_name = $5::text OR e.display_name_key = usher_name_key($5::text) AS "keepsName",
        (SELECT count(*) = cardinality($4::uuid[]) AND count(wished.id) = cardinality($4::uuid[])
           FROM entitlement_members m JOIN accounts a ON a.id = m.account_id
             LEFT JOIN unnest($4::uuid[]) AS wished (id) ON wished.id = m.account_id
          WHERE m.entitlement_id = e.id AND ${personIsVisible('a', '$2')}) AS "hasMembers"
      FROM ${groupTables('$2')} WHERE ${groupIsVisible('$1', '$2')} AND e.id = $3::uuid`,
    [provisioning.siteId, provisioning.id, groupId, [...members.add], displayName],
  );
  if (group === undefined || !group.keepsName || !group.hasMembers) return null;
  if (externalId !== undefined && externalId !== group.externalId) return null;
  if (!permissionsOf(provisioning.actingAccount.roles).has(needed[group.kind])) return null;
  return { effect: groupEffect(group, 'unchanged', []), version: versionText(group.version) };
}

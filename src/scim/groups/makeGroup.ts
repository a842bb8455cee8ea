import { recordActivity } from '../../activity';
import { newId } from '../../newId';
import type { ScimCall } from '../call';
import { scimError } from '../protocol/errors';
import { versionText } from '../version';
import type { ChangeDependencies, GroupChanged } from './changeGroup';
import { changeMembers, type MovedMembers } from './changeMembers';
import { requireRight } from './decideGroupChange';
import { groupEffect, groupEntry, memberChanges } from './groupEffect';
import { requireFreeName, requireGoodText } from './groupName';
import { inTransaction } from './inTransaction';
import { judgeGroup, type GroupWish } from './judgeGroup';
import { writeExternalId } from './ownFields';

/**
 * Makes a group that grants nothing: entitlements are made in Usher, and only filled by clients (D4, D7, O6).
 *
 * @returns with the id of the group
 * @throws ScimError for everything refused
 */
export async function makeGroup(
  { database }: Pick<ChangeDependencies, 'database'>,
  call: ScimCall,
  wish: GroupWish & { readonly displayName: string },
): Promise<GroupChanged & { readonly id: string }> {
  const { provisioning, now } = call;
  const { displayName, externalId, members } = wish;
  if (typeof externalId === 'string') requireGoodText('externalId', externalId);
  const id = newId(now);
  return inTransaction(database, provisioning.siteId, async (tx) => {
    await requireFreeName(tx, provisioning, displayName, null);
    requireRight(provisioning.actingAccount, 'inert');
    // The database makes the display name and its key.
    const made = await tx.$executeRaw`
      INSERT INTO entitlements (id, site_id, kind, provisioning_id, name, display_name, display_name_key, created_at, updated_at)
      VALUES (${id}::uuid, ${provisioning.siteId}::uuid, 'inert', ${provisioning.id}::uuid, ${displayName}, '', '', ${now}, ${now})
      ON CONFLICT DO NOTHING`;
    if (made === 0) throw scimError(3, { attribute: 'displayName' });
    if (typeof externalId === 'string') await writeExternalId(tx, call, id, externalId);
    let moved: MovedMembers | null = null;
    if (members.add.length > 0) {
      await judgeGroup(tx, call, id, wish, null);
      moved = await changeMembers(tx, provisioning, id, members, now);
    }
    const changes = [
      { field: 'displayName', before: null, after: displayName },
      ...(typeof externalId === 'string' ? [{ field: 'externalId', before: null, after: externalId }] : []),
      ...(moved === null ? [] : memberChanges(moved)),
    ];
    const after = { displayName, ...(moved === null ? {} : { members: moved.cameNames, count: moved.came.length }) };
    await recordActivity(tx, [groupEntry(call, 'create', displayName, null, after)]);
    const effect = groupEffect({ id, displayName }, 'created', changes);
    await call.record(tx, effect);
    return { id, effect, version: versionText(1 + Math.sign(moved?.came.length ?? 0)) };
  });
}

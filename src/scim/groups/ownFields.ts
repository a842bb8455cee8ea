import type { ActivityEntry, FieldChange } from '../../activity';
import type { Prisma } from '../../db';
import type { ScimCall } from '../call';
import { groupEntry } from './groupEffect';
import type { GroupFacts } from './groupFacts';
import { requireFreeName } from './groupName';
import type { GroupWish } from './judgeGroup';

type WritingCall = Pick<ScimCall, 'provisioning' | 'now'>;

/** What of a group itself changed, and its version after that. */
export interface OwnChange {
  readonly changes: readonly FieldChange[];
  readonly entries: readonly ActivityEntry[];
  readonly version: number;
}

/**
 * Writes the name of a group that grants nothing, and what the client calls a group. No statement when both stay.
 *
 * @throws ScimError for a name the group cannot have
 */
export async function changeOwnFields(
  tx: Prisma.TransactionClient,
  call: WritingCall,
  facts: Pick<GroupFacts, 'id' | 'displayName' | 'keepsName' | 'externalId' | 'version'>,
  { displayName, externalId }: Pick<GroupWish, 'displayName' | 'externalId'>,
): Promise<OwnChange> {
  const changes: FieldChange[] = [];
  const entries: ActivityEntry[] = [];
  const name = facts.keepsName ? null : displayName;
  if (name !== null) {
    await requireFreeName(tx, call.provisioning, name, facts.id);
    changes.push({ field: 'displayName', before: facts.displayName, after: name });
    const [before, after] = [{ displayName: facts.displayName }, { displayName: name }];
    entries.push(groupEntry(call, 'update', facts.displayName, before, after));
  }
  if (externalId !== undefined && externalId !== facts.externalId) {
    await writeExternalId(tx, call, facts.id, externalId);
    changes.push({ field: 'externalId', before: facts.externalId, after: externalId });
  }
  if (changes.length === 0) return { changes, entries, version: facts.version };
  const [row] = await tx.$queryRaw<{ version: number }[]>`
    UPDATE entitlements SET name = COALESCE(${name}, name), version = version + 1, updated_at = ${call.now}
     WHERE id = ${facts.id}::uuid AND site_id = ${call.provisioning.siteId}::uuid RETURNING version`;
  return { changes, entries, version: row?.version ?? facts.version };
}

/** Remembers what the client calls a group; null forgets it. */
export async function writeExternalId(
  tx: Prisma.TransactionClient,
  { provisioning }: Pick<ScimCall, 'provisioning'>,
  groupId: string,
  externalId: string | null,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO scim_group_links (provisioning_id, entitlement_id, site_id, external_id)
    VALUES (${provisioning.id}::uuid, ${groupId}::uuid, ${provisioning.siteId}::uuid, ${externalId})
    ON CONFLICT (provisioning_id, entitlement_id) DO UPDATE SET external_id = EXCLUDED.external_id`;
}

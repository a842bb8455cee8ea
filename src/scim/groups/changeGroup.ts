import { kept, type Database, type Prisma } from '../../db';
import type { JobQueue } from '../../jobs';
import { sendWelcomes } from '../../workspaces';
import { countRemovals, underBrake } from '../brake';
import type { ScimCall } from '../call';
import type { ScimEffect } from '../services';
import { versionText } from '../version';
import { changeMembers, type MovedMembers } from './changeMembers';
import { changeRoleHolders } from './changeRoleHolders';
import { groupEffect, memberChanges, memberEntries } from './groupEffect';
import type { GroupFacts } from './groupFacts';
import { refusingTakenNames, requireGoodText } from './groupName';
import { inTransaction } from './inTransaction';
import { judgeGroup, type GroupWish } from './judgeGroup';
import { isId, isIdle } from './memberWish';
import { moveAtOnce } from './moveAtOnce';
import { changeOwnFields, type OwnChange } from './ownFields';
import { noSuchGroup } from './readGroups';
import { replaceAtOnce } from './replaceAtOnce';
import { waitForMembership, type WaitDependencies } from './wait';

/** What changing groups needs. */
export interface ChangeDependencies extends WaitDependencies {
  readonly database: Database;
  readonly queue: JobQueue;
}

/** What became of a group, and its version after that, as far as this request knows: never ahead of the stored one. */
export interface GroupChanged {
  readonly effect: ScimEffect;
  readonly version: string;
}

/**
 * Changes a group as a request wishes, all of it or nothing: in one statement where a few people come and go, else in a
 * transaction; waits where people have to join the workspace first.
 *
 * @param ifMatch the header If-Match as sent; null: any version
 * @throws ScimError for everything refused
 */
export async function changeGroup(
  dependencies: ChangeDependencies,
  call: ScimCall,
  id: string,
  wish: GroupWish,
  ifMatch: string | null,
): Promise<GroupChanged> {
  if (!isId(id)) throw noSuchGroup();
  if (typeof wish.externalId === 'string') requireGoodText('externalId', wish.externalId);
  const { database } = dependencies;
  const changeAtOnce = wish.members.replaces ? replaceAtOnce : moveAtOnce;
  const attempt = async () => {
    // A version that is asked for is compared while the group is held.
    const atOnce = ifMatch === null ? await changeAtOnce(database, call, id, wish) : null;
    if (atOnce !== null) return atOnce;
    const changed = await inTransaction(database, call.provisioning.siteId, async (tx) => {
      const facts = await judgeGroup(tx, call, id, wish, ifMatch);
      // Who has an organization role stands with the accounts, which are changed in one place.
      if (facts.kind === 'org_role' && !isIdle(wish.members)) return { rolesOf: facts };
      const own = await changeOwnFields(tx, call, facts, wish);
      const moved = await changeMembers(tx, call.provisioning, id, wish.members, call.now);
      return finish(tx, dependencies, call, facts, own, moved);
    });
    return 'rolesOf' in changed ? changeRoleHolders(database, call, changed.rolesOf, wish, ifMatch) : changed;
  };
  return underBrake(database, call, () =>
    waitForMembership(dependencies, call, () => refusingTakenNames('displayName', attempt)),
  );
}

/** The lines of the activity log and of the call log, in one statement. */
const bothLogs = kept('SELECT usher_insert_activity($1::jsonb), usher_store_scim_calls($2::jsonb)');

/** Tells the logs, the new members and the brake; members moved just before, because the group's row is locked since. */
async function finish(
  tx: Prisma.TransactionClient,
  { queue }: Pick<ChangeDependencies, 'queue'>,
  call: ScimCall,
  facts: GroupFacts,
  own: OwnChange,
  moved: MovedMembers,
): Promise<GroupChanged> {
  const changes = [...own.changes, ...memberChanges(moved)];
  const effect = groupEffect(facts, changes.length === 0 ? 'unchanged' : 'changed', changes);
  // Coming and going raise the version once each.
  const version = versionText(own.version + Math.sign(moved.came.length) + Math.sign(moved.gone.length));
  if (changes.length === 0) return { effect, version };
  if (facts.kind === 'workspace' && moved.came.length > 0) {
    const { siteId } = call.provisioning;
    const came = { siteId, workspaceId: facts.id, accountIds: moved.came, grantedAt: call.now.toISOString() };
    await sendWelcomes(queue, tx, came);
  }
  if (facts.kind !== 'inert') await countRemovals(tx, call, moved.gone);
  const entries = [...own.entries, ...memberEntries(call, facts, moved)];
  await tx.$executeRawUnsafe(bothLogs, JSON.stringify(entries), call.lineOf(effect));
  return { effect, version };
}

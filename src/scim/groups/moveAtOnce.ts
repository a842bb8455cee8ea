import { permissionsOf } from '../../accounts';
import { kept, type Database } from '../../db';
import { countedSince } from '../brake';
import { actorOf, type ScimCall } from '../call';
import { versionText } from '../version';
import { mostNames, type MovedMembers } from './changeMembers';
import type { GroupChanged } from './changeGroup';
import { needed } from './decideGroupChange';
import { groupEffect, memberChanges, memberEntries } from './groupEffect';
import { mostInKept } from './groupFacts';
import { groupColumns, groupIsVisible, groupTables, personIsVisible, type GroupRow } from './groupRow';
import { inTurn } from './inTransaction';
import type { GroupWish } from './judgeGroup';
import { isId } from './memberWish';

/** A group, and those of the people a wish names whom the provisioning sees, in the order of their names. */
interface SeenGroup extends GroupRow {
  readonly people: readonly {
    readonly id: string;
    readonly username: string;
    readonly isMember: boolean;
    /** False for who is no member of the workspace that the group is in. */
    readonly mayJoin: boolean;
  }[];
}

/** Who shall come and go, and what that rests on. */
export interface Moving {
  readonly add: readonly string[];
  readonly remove: readonly string[];
  /** The version of the group whose members were compared; null when it rests on those named alone. */
  readonly seenVersion: number | null;
}

/**
 * Lets the few people of a wish that replaces nobody else join and leave a group in one statement (`moveMembers`).
 *
 * @returns null, and nothing was written, when the wish is more than that, anything refuses it, or somebody was quicker: then
 *   `changeGroup` decides in a transaction
 */
export async function moveAtOnce(
  database: Database,
  call: ScimCall,
  groupId: string,
  wish: GroupWish,
): Promise<GroupChanged | null> {
  if (!isFew(wish)) return null;
  const { add, remove } = wish.members;
  return moveMembers(database, call, groupId, { add, remove, seenVersion: null });
}

/** A few different people, and nothing else. */
function isFew({ displayName, externalId, members: { add, remove } }: GroupWish): boolean {
  const ids = [...add, ...remove];
  const isOther = displayName !== null || externalId !== undefined;
  return !isOther && ids.length <= mostInKept && ids.every(isId) && new Set(ids).size === ids.length;
}

/**
 * Lets people join and leave a group in one statement that holds nothing while we think (`usher_move_group_members`): decided on
 * what was read, and written only while that still is so. Two statements.
 *
 * @param moving each person once
 * @returns null, and nothing was written, when anything refuses it or somebody was quicker
 */
export async function moveMembers(
  database: Database,
  call: ScimCall,
  groupId: string,
  moving: Moving,
): Promise<GroupChanged | null> {
  const { add, remove, seenVersion } = moving;
  const group = await readSeenGroup(database, call, groupId, [...add, ...remove]);
  if (group === null || group.people.length !== add.length + remove.length) return null;
  if (seenVersion !== null && group.version !== seenVersion) return null;
  // Who has an organization role stands with the accounts.
  if (group.kind === 'org_role' || !permissionsOf(call.provisioning.actingAccount.roles).has(needed[group.kind]))
    return null;
  const wanted = new Set(add);
  if (group.people.some((one) => wanted.has(one.id) && !one.mayJoin)) return null;
  const moved = movesOf(group, wanted);
  // New members of a workspace are welcomed by mail, which a transaction puts on its way.
  if (group.kind === 'workspace' && moved.came.length > 0) return null;
  const changes = memberChanges(moved);
  const effect = groupEffect(group, changes.length === 0 ? 'unchanged' : 'changed', changes);
  if (changes.length === 0) return { effect, version: versionText(group.version) };
  const line = call.lineOf(effect);
  // Whoever is left where they are could be moved by somebody else before this is written.
  const isPartial = moved.came.length + moved.gone.length < group.people.length;
  const heldVersion = isPartial ? group.version : seenVersion;
  const version = await inTurn(database, call.provisioning.siteId, () =>
    send(database, call, group, { moved, heldVersion }, line),
  );
  if (version !== null) return { effect, version: versionText(version) };
  // It may have waited for seconds, and what it met may be the end of the provisioning.
  await call.requireStanding();
  return null;
}

async function readSeenGroup(
  database: Database,
  { provisioning }: ScimCall,
  groupId: string,
  ids: readonly string[],
): Promise<SeenGroup | null> {
  const text = `
    SELECT ${groupColumns}, (
        SELECT COALESCE(jsonb_agg(jsonb_build_object('id', a.id, 'username', a.username, 'isMember', m.account_id IS NOT NULL,
              'mayJoin', e.workspace_id IS NULL OR w.account_id IS NOT NULL)
            ORDER BY a.username_key), '[]')
          FROM accounts a LEFT JOIN entitlement_members m ON m.entitlement_id = e.id AND m.account_id = a.id
            LEFT JOIN entitlement_members w ON w.entitlement_id = e.workspace_id AND w.account_id = a.id
         WHERE a.site_id = $1::uuid AND a.id = ANY ($4::uuid[]) AND ${personIsVisible('a', '$2')}) AS people
      FROM ${groupTables('$2')} WHERE ${groupIsVisible('$1', '$2')} AND e.id = $3::uuid`;
  const [group] = await database.query<SeenGroup>(ids.length <= mostInKept ? kept(text) : text, [
    ...[provisioning.siteId, provisioning.id, groupId],
    [...ids],
  ]);
  return group ?? null;
}

function movesOf({ people }: SeenGroup, wanted: ReadonlySet<string>): MovedMembers {
  const came = people.filter(({ id, isMember }) => wanted.has(id) && !isMember);
  const gone = people.filter(({ id, isMember }) => !wanted.has(id) && isMember);
  const idsOf = (list: typeof people) => list.map(({ id }) => id).toSorted();
  const namesOf = (list: typeof people) => list.slice(0, mostNames).map(({ username }) => username);
  return { came: idsOf(came), gone: idsOf(gone), cameNames: namesOf(came), goneNames: namesOf(gone) };
}

/** @returns the version of the group afterwards; null when a guard kept it from being written */
async function send(
  database: Database,
  call: ScimCall,
  group: SeenGroup,
  { moved, heldVersion }: { readonly moved: MovedMembers; readonly heldVersion: number | null },
  line: string,
): Promise<number | null> {
  const { provisioning, now } = call;
  const removes = group.kind !== 'inert' && moved.gone.length > 0;
  const argument = {
    siteId: provisioning.siteId,
    provisioningId: provisioning.id,
    groupId: group.id,
    seenVersion: heldVersion,
    workspaceId: group.workspaceId,
    now,
    actor: actorOf(provisioning),
    came: moved.came,
    gone: moved.gone,
    removal: removes ? { since: countedSince(provisioning.brake, now) ?? now } : null,
    activity: memberEntries(call, group, moved),
  };
  const [row] = await database.query<{ result: { applied: boolean; version?: number } }>(
    kept('SELECT usher_move_group_members($1::jsonb, $2::jsonb) AS result'),
    [JSON.stringify(argument), line],
  );
  return row?.result.applied === true ? (row.result.version ?? null) : null;
}

import { changeAccounts, type Decided } from '../../accounts/change';
import { recordActivity } from '../../activity';
import type { Database, Prisma } from '../../db';
import { countRemovals } from '../brake';
import { actorOf, type ScimCall } from '../call';
import { scimError } from '../protocol/errors';
import { versionText } from '../version';
import type { GroupChanged } from './changeGroup';
import { mostNames, type MovedMembers } from './changeMembers';
import { decideRoleHolders, type RoleCandidate, type RoleChange } from './decideRoleHolders';
import { groupEffect, memberChanges, memberEntries } from './groupEffect';
import type { GroupFacts } from './groupFacts';
import { personIsVisible } from './groupRow';
import type { GroupWish } from './judgeGroup';
import { changeOwnFields } from './ownFields';

/** Other requests that were quicker are met at most this often before it becomes an error. */
const mostTries = 4;

/** Somebody else changed an account, or who has the role, after it was read. */
class Overtaken extends Error {}

/**
 * Gives and takes an organization role: where accounts are changed, with its guards and its lines in the activity log, in
 * one transaction. Grows with the people whose roles change, who are few.
 *
 * @param facts of the group as it was judged
 * @throws ScimError account_protected when the site would be left without whom it needs, or whoever is protected stripped
 */
export async function changeRoleHolders(
  database: Database,
  call: ScimCall,
  facts: GroupFacts,
  wish: GroupWish,
  ifMatch: string | null,
): Promise<GroupChanged> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryChange(database, call, facts, wish, ifMatch);
    } catch (error) {
      if (!(error instanceof Overtaken)) throw error;
      if (ifMatch !== null) throw scimError('precondition_failed');
      if (tries === mostTries) throw error;
    }
  }
}

async function tryChange(
  database: Database,
  call: ScimCall,
  facts: GroupFacts,
  wish: GroupWish,
  ifMatch: string | null,
): Promise<GroupChanged> {
  const { provisioning, now } = call;
  const role = facts.displayName.replace(/^role:/, '');
  const candidates = await readCandidates(database, call, facts, wish);
  const changes = decideRoleHolders(role, candidates, wish.members, provisioning.actingAccount.id);
  let changed: GroupChanged | null = null;
  await changeAccounts(
    {
      database,
      siteId: provisioning.siteId,
      actor: actorOf(provisioning),
      now,
      mayGrant: true,
      vouches: false,
      takesLiterally: true,
      alongside: async (tx, decided) => {
        decided.forEach(requireWritten);
        if (ifMatch !== null) await requireOwnChangesOnly(tx, facts, changes.length);
        changed = await finish(tx, call, facts, wish, changes);
      },
    },
    changes.map(({ candidate: { id, version }, roles }) => ({ whom: { id }, seenVersion: version, wanted: { roles } })),
  );
  if (changed === null) throw new Error('Accounts were changed and the group was not told.');
  return changed;
}

function readCandidates(
  database: Database,
  { provisioning }: Pick<ScimCall, 'provisioning'>,
  { id }: GroupFacts,
  { members: { replaces, add, remove } }: GroupWish,
): Promise<RoleCandidate[]> {
  return database.query<RoleCandidate>(
    `SELECT a.id, a.username, a.version, COALESCE(a.roles, '{}') AS roles, a.bypass FROM accounts a
      WHERE a.site_id = $1::uuid AND ${personIsVisible('a', '$2')} AND (a.id = ANY ($3::uuid[]) OR a.id IN (
        SELECT m.account_id FROM entitlement_members m WHERE m.entitlement_id = $4::uuid AND (m.account_id = ANY ($5::uuid[]) OR $6::boolean)))
      ORDER BY a.id`,
    [provisioning.siteId, provisioning.id, [...add], id, [...remove], replaces],
  );
}

/** One refusal undoes all. */
function requireWritten(decided: Decided): void {
  if (decided.outcome === 'conflict') throw new Overtaken();
  if (decided.outcome !== 'refused') return;
  const [{ reason, received }] = decided.problems;
  if (reason === 'account_gone') throw new Overtaken();
  const note = received === null ? reason : `${reason}: ${received}`;
  const isGuard = reason === 'last_security_admin' || reason === 'last_bypass_account';
  throw isGuard ? scimError('account_protected', { note }) : scimError(1, { attribute: 'members.value', note });
}

/** Each account whose role changes raises the version of the role once; more than those is somebody else's change. */
async function requireOwnChangesOnly(
  tx: Prisma.TransactionClient,
  { id, version }: GroupFacts,
  own: number,
): Promise<void> {
  const rows = await tx.$queryRaw<{ version: number }[]>`
    SELECT version FROM entitlements WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  if (rows[0]?.version !== version + own) throw new Overtaken();
}

async function finish(
  tx: Prisma.TransactionClient,
  call: ScimCall,
  facts: GroupFacts,
  wish: GroupWish,
  roleChanges: readonly RoleChange[],
): Promise<GroupChanged> {
  const own = await changeOwnFields(tx, call, facts, wish);
  const moved = movedBy(roleChanges);
  const changes = [...own.changes, ...memberChanges(moved)];
  const effect = groupEffect(facts, changes.length === 0 ? 'unchanged' : 'changed', changes);
  const version = versionText(own.changes.length > 0 ? own.version : facts.version + roleChanges.length);
  if (changes.length === 0) return { effect, version };
  await recordActivity(tx, [...own.entries, ...memberEntries(call, facts, moved)]);
  await countRemovals(tx, call, moved.gone);
  await call.record(tx, effect);
  return { effect, version };
}

function movedBy(changes: readonly RoleChange[]): MovedMembers {
  const [came, gone] = [true, false].map((gains) =>
    changes.flatMap((change) => (change.gains === gains ? [change.candidate] : [])),
  ) as [RoleCandidate[], RoleCandidate[]];
  const ids = (people: readonly RoleCandidate[]) => people.map(({ id }) => id);
  const names = (people: readonly RoleCandidate[]) => people.slice(0, mostNames).map(({ username }) => username);
  return { came: ids(came), gone: ids(gone), cameNames: names(came), goneNames: names(gone) };
}

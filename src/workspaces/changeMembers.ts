import { emailKey, usernameKey } from '../accounts';
import { activityEntry, recordActivity } from '../activity';
import type { Prisma } from '../db';
import type { JobQueue } from '../jobs';
import { sendWelcomes } from './welcomeMembers';
import type { WorkspaceFacts } from './changeWorkspaces';

/** Why somebody cannot be added. */
export type MemberFault = 'unknown' | 'several' | 'not_in_workspace';

/** What came of adding people. */
export type MembersChange =
  | { readonly outcome: 'changed'; readonly added: number }
  | { readonly outcome: 'unchanged' }
  | {
      readonly outcome: 'refused';
      readonly faults: readonly { readonly entry: string; readonly fault: MemberFault }[];
    }
  | { readonly outcome: 'gone' };

interface Person {
  readonly id: string;
  readonly username: string;
  readonly usernameKey: string;
  readonly emailKey: string | null;
}

/** Names that a line of the activity log tells at most. */
const mostNames = 100;

/**
 * Makes people members of a workspace, or gives them a role or group in theirs: all of them or, when one of the entries
 * will not do, nobody. New members of a workspace are welcomed by mail.
 *
 * @param entries user names or e-mail addresses
 */
export async function addMembers(
  facts: WorkspaceFacts & { readonly queue: JobQueue },
  entitlementId: string,
  entries: readonly string[],
): Promise<MembersChange> {
  const { database, siteId, actor, now } = facts;
  return database.prisma.$transaction(async (tx) => {
    const entitlement = await readChangeable(tx, siteId, entitlementId);
    if (entitlement === null) return { outcome: 'gone' };
    const { people, faults } = await resolve(tx, siteId, entries);
    const outside = await notInWorkspace(tx, entitlement.workspaceId, people);
    const all = [...faults, ...outside.map((entry) => ({ entry, fault: 'not_in_workspace' as const }))];
    if (all.length > 0) return { outcome: 'refused', faults: all };
    const added = await tx.$queryRaw<{ accountId: string }[]>`
      INSERT INTO entitlement_members (entitlement_id, account_id, site_id, granted_by, granted_at)
        SELECT ${entitlementId}::uuid, id, ${siteId}::uuid, ${actor}, ${now}
          FROM unnest(${people.map(({ id }) => id)}::uuid[]) AS id
        ON CONFLICT DO NOTHING RETURNING account_id AS "accountId"`;
    if (added.length === 0) return { outcome: 'unchanged' };
    const accountIds = added.map(({ accountId }) => accountId);
    const names = people.flatMap(({ id, username }) => (accountIds.includes(id) ? [username] : []));
    await log(tx, facts, entitlement, { members: null }, { members: names });
    if (entitlement.workspaceId === null) {
      const came = { siteId, workspaceId: entitlementId, accountIds, grantedAt: now.toISOString() };
      await sendWelcomes(facts.queue, tx, came);
    }
    return { outcome: 'changed', added: added.length };
  });
}

/** Takes an entitlement from somebody; leaving a workspace is leaving its roles and groups. */
export async function removeMember(
  facts: WorkspaceFacts,
  entitlementId: string,
  accountId: string,
): Promise<'removed' | 'gone'> {
  const { database, siteId } = facts;
  return database.prisma.$transaction(async (tx) => {
    const entitlement = await readChangeable(tx, siteId, entitlementId);
    if (entitlement === null) return 'gone';
    const account = await tx.account.findFirst({ where: { id: accountId, siteId }, select: { username: true } });
    const { count } = await tx.entitlementMember.deleteMany({ where: { entitlementId, accountId, siteId } });
    if (count === 0 || account === null) return 'gone';
    await log(tx, facts, entitlement, { members: [account.username] }, { members: null });
    return 'removed';
  });
}

/** Workspaces, and roles and groups in them; organization roles and groups that grant nothing are changed elsewhere. */
async function readChangeable(tx: Prisma.TransactionClient, siteId: string, id: string) {
  return tx.entitlement.findFirst({
    where: { id, siteId, kind: { in: ['workspace', 'workspace_role', 'workspace_group'] } },
    select: { id: true, displayName: true, workspaceId: true },
  });
}

/** A user name decides before an e-mail address, as it does at the sign-in. */
async function resolve(tx: Prisma.TransactionClient, siteId: string, entries: readonly string[]) {
  const keys = [...new Set(entries.map(usernameKey))];
  const found: Person[] = await tx.account.findMany({
    where: { siteId, OR: [{ usernameKey: { in: keys } }, { emailKey: { in: keys } }] },
    select: { id: true, username: true, usernameKey: true, emailKey: true },
  });
  const byUsername = new Map(found.map((person) => [person.usernameKey, person]));
  const byEmail = new Map(found.flatMap((person) => (person.emailKey === null ? [] : [[person.emailKey, person]])));
  const people = new Map<string, Person>();
  const faults: { entry: string; fault: MemberFault }[] = [];
  for (const entry of new Set(entries)) {
    const named = byUsername.get(usernameKey(entry));
    const mailed = byEmail.get(emailKey(entry));
    const person = named ?? mailed;
    if (person === undefined) faults.push({ entry, fault: 'unknown' });
    else if (named !== undefined && mailed !== undefined && named.id !== mailed.id) {
      faults.push({ entry, fault: 'several' });
    } else people.set(person.id, person);
  }
  return { people: [...people.values()], faults };
}

async function notInWorkspace(
  tx: Prisma.TransactionClient,
  workspaceId: string | null,
  people: readonly Person[],
): Promise<string[]> {
  if (workspaceId === null) return [];
  const ids = people.map(({ id }) => id);
  // FOR SHARE: whoever leaves the workspace at this moment waits, and then leaves this role or group, too.
  const members = await tx.$queryRaw<{ accountId: string }[]>`
    SELECT account_id AS "accountId" FROM entitlement_members
     WHERE entitlement_id = ${workspaceId}::uuid AND account_id = ANY (${ids}::uuid[]) FOR SHARE`;
  const inside = new Set(members.map(({ accountId }) => accountId));
  return people.flatMap(({ id, username }) => (inside.has(id) ? [] : [username]));
}

async function log(
  tx: Prisma.TransactionClient,
  { now, siteId, actor }: WorkspaceFacts,
  { displayName }: { readonly displayName: string },
  before: { readonly members: readonly string[] | null },
  after: { readonly members: readonly string[] | null },
): Promise<void> {
  const told = ({ members }: typeof before) => (members === null ? null : { members: members.slice(0, mostNames) });
  const count = Math.max(before.members?.length ?? 0, after.members?.length ?? 0);
  const entry = {
    at: now,
    siteId,
    actor,
    action: 'members.update',
    subject: displayName,
    before: told(before),
    after: count > mostNames ? { ...told(after), count } : told(after),
  };
  await recordActivity(tx, [activityEntry(entry)]);
}

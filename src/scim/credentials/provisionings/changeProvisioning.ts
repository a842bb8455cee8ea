import { confusableKey, usernameKey } from '../../../accounts';
import { activityEntry, changedSides, recordActivity } from '../../../activity';
import { Prisma, type Database } from '../../../db';
import { newId } from '../../../newId';
import { decideSettings } from './decideSettings';
import { settingsOf, withActingUser } from './readProvisionings';
import { liveAt, lockProvisioning } from './secrets';
import type { ProvisioningProblem, ProvisioningSettings } from './settings';

/** Who changes something, where and when. */
export interface ChangeFacts {
  readonly database: Database;
  readonly siteId: string;
  /** For the activity log. */
  readonly actor: string;
  readonly now: Date;
  /** False for the operator's command: then no contact is needed. */
  readonly needsContact: boolean;
}

/** What came of a change. */
export type ProvisioningChange =
  | { readonly outcome: 'saved'; readonly id: string; readonly secretsVoided: boolean }
  | { readonly outcome: 'unchanged'; readonly id: string }
  | { readonly outcome: 'refused'; readonly problems: readonly ProvisioningProblem[] }
  /** Somebody else changed it since it was seen. */
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'not_found' };

type Transaction = Prisma.TransactionClient;

/** Makes a provisioning; it has no secret yet. */
export async function createProvisioning(
  facts: ChangeFacts,
  settings: ProvisioningSettings,
): Promise<ProvisioningChange> {
  const { database, siteId, now } = facts;
  const id = newId(now);
  return refusingTakenNames(() =>
    database.prisma.$transaction(async (tx): Promise<ProvisioningChange> => {
      const { problems, actingAccountId } = await judge(tx, facts, settings);
      problems.push(...(await looksTaken(tx, siteId, settings.name, null)));
      if (problems.length > 0) return { outcome: 'refused', problems };
      const data = { ...columnsOf(settings), id, siteId, actingAccountId, createdAt: now, updatedAt: now };
      await tx.provisioning.create({ data });
      await record(tx, facts, 'create', settings.name, changedSides(null, settings));
      return { outcome: 'saved', id, secretsVoided: false };
    }),
  );
}

/**
 * Changes settings. Another acting user voids all secrets (P8); the accounts that belong to the provisioning follow its name,
 * and belong to nobody while it is off.
 *
 * @param seen when it had been changed last, as whoever wishes it has seen
 */
export async function changeProvisioning(
  facts: ChangeFacts,
  id: string,
  settings: ProvisioningSettings,
  seen: Date,
): Promise<ProvisioningChange> {
  const { database, siteId, now } = facts;
  return refusingTakenNames(() =>
    database.prisma.$transaction(async (tx): Promise<ProvisioningChange> => {
      await lockProvisioning(tx, siteId, id);
      const stored = await tx.provisioning.findFirst({ where: { id, siteId }, include: withActingUser });
      if (stored === null) return { outcome: 'not_found' };
      if (stored.updatedAt.getTime() !== seen.getTime()) return { outcome: 'conflict' };
      const before = settingsOf(stored);
      const keepsUser = settings.actingUser === before.actingUser;
      const { problems, actingAccountId } = keepsUser
        ? { problems: decideSettings(settings, 'kept', facts.needsContact), actingAccountId: stored.actingAccountId }
        : await judge(tx, facts, settings);
      if (settings.name !== before.name) problems.push(...(await looksTaken(tx, siteId, settings.name, id)));
      if (problems.length > 0) return { outcome: 'refused', problems };
      const sides = changedSides(before, settings);
      const isSameUser = actingAccountId === stored.actingAccountId;
      if (isSameUser && sides.before === null) return { outcome: 'unchanged', id };
      await tx.provisioning.update({
        where: { id, siteId },
        data: { ...columnsOf(settings), actingAccountId, updatedAt: now },
      });
      if (!isSameUser) await voidSecrets(tx, siteId, id, now);
      await keepOwner(tx, siteId, id, before, settings);
      await record(tx, facts, 'update', before.name, sides);
      return { outcome: 'saved', id, secretsVoided: !isSameUser };
    }),
  );
}

/** Removes a provisioning with its secrets, calls and inert groups; the accounts stay and belong to nobody. */
export async function removeProvisioning(
  facts: Omit<ChangeFacts, 'needsContact'>,
  id: string,
): Promise<{ readonly removed: string } | null> {
  const { database, siteId } = facts;
  return database.prisma.$transaction(async (tx) => {
    await lockProvisioning(tx, siteId, id);
    const stored = await tx.provisioning.findFirst({ where: { id, siteId }, include: withActingUser });
    if (stored === null) return null;
    await release(tx, siteId, stored.name);
    await tx.provisioning.delete({ where: { id, siteId } });
    await record(tx, facts, 'remove', stored.name, changedSides(settingsOf(stored), null));
    return { removed: stored.name };
  });
}

async function judge(tx: Transaction, { siteId, needsContact }: ChangeFacts, settings: ProvisioningSettings) {
  const acting = await tx.account.findFirst({
    where: { siteId, usernameKey: usernameKey(settings.actingUser.trim()) },
    select: { id: true, email: true, status: true, homeOrganization: true },
  });
  const candidate = acting && { ...acting, isGuest: acting.homeOrganization !== null };
  return {
    problems: decideSettings(settings, candidate, needsContact),
    actingAccountId: acting?.id ?? null,
  };
}

/**
 * Two names that differ by case, width or blanks are one to whoever reads the activity log. Two made at the same moment
 * slip through: they are told apart all the same.
 */
async function looksTaken(
  tx: Transaction,
  siteId: string,
  name: string,
  ownId: string | null,
): Promise<ProvisioningProblem[]> {
  const others = await tx.provisioning.findMany({
    where: { siteId, ...(ownId === null ? {} : { NOT: { id: ownId } }) },
    select: { name: true },
  });
  const look = (text: string) => confusableKey(text).replace(/\s+/g, ' ').trim();
  return others.some((other) => look(other.name) === look(name)) ? [{ field: 'name', reason: 'name_taken' }] : [];
}

/** The unique key decides about names: nobody is quicker than it. */
async function refusingTakenNames(change: () => Promise<ProvisioningChange>): Promise<ProvisioningChange> {
  try {
    return await change();
  } catch (error) {
    const isTaken = error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
    if (!isTaken) throw error;
    return { outcome: 'refused', problems: [{ field: 'name', reason: 'name_taken' }] };
  }
}

function columnsOf(settings: ProvisioningSettings): Omit<ProvisioningSettings, 'actingUser'> {
  const { actingUser, ...columns } = settings;
  void actingUser;
  return columns;
}

async function voidSecrets(tx: Transaction, siteId: string, provisioningId: string, now: Date): Promise<void> {
  const where = { siteId, provisioningId, ...liveAt(now) };
  await tx.provisioningSecret.updateMany({ where, data: { revokedAt: now } });
}

/** Whose accounts are: a sign-in updates none that an active provisioning keeps (design 6). */
async function keepOwner(
  tx: Transaction,
  siteId: string,
  id: string,
  before: ProvisioningSettings,
  after: ProvisioningSettings,
): Promise<void> {
  if (before.enabled && !after.enabled) await release(tx, siteId, before.name);
  if (!after.enabled) return;
  if (!before.enabled) {
    await tx.$executeRaw`
      UPDATE accounts a SET managed_by = ${after.name} FROM scim_links l
       WHERE l.provisioning_id = ${id}::uuid AND l.site_id = ${siteId}::uuid AND l.hidden_at IS NULL
         AND a.id = l.account_id AND a.site_id = l.site_id AND a.managed_by IS NULL`;
  } else if (before.name !== after.name) {
    await tx.account.updateMany({ where: { siteId, managedBy: before.name }, data: { managedBy: after.name } });
  }
}

async function release(tx: Transaction, siteId: string, name: string): Promise<void> {
  await tx.account.updateMany({ where: { siteId, managedBy: name }, data: { managedBy: null } });
}

async function record(
  tx: Transaction,
  { siteId, actor, now }: Omit<ChangeFacts, 'needsContact'>,
  verb: 'create' | 'update' | 'remove',
  subject: string,
  sides: ReturnType<typeof changedSides>,
): Promise<void> {
  await recordActivity(tx, [
    activityEntry({ at: now, siteId, actor, action: `provisioning.${verb}`, subject, ...sides }),
  ]);
}

import { activityEntry, recordActivity } from '../../../activity';
import { isWellFormedEmail } from '../../../accounts';
import type { Database, Prisma } from '../../../db';
import { newId } from '../../../newId';
import type { SecretHashes } from '../secretHashes';

/** Longest time for which an old secret works beside the new one, in days. */
export const mostOverlapDays = 30;
/** Days a secret may be made to last; null: until it is replaced. */
export const secretLifetimes = [null, 365, 730, 1095] as const;

/** How a new secret is made. */
export interface RotationWish {
  /** 0: the secret before ends at once. At most 30. */
  readonly overlapDays: number;
  /** Days until the new one ends; null: it has no end. */
  readonly lifetimeDays: number | null;
  /**
   * Id of the youngest secret that lived when whoever asks looked, empty when none did: so that a form sent twice, as by
   * loading its answer again, does not end the secret that was just copied. Absent: whichever there is.
   */
  readonly seen?: string;
}

/** Who makes a secret, when, and with what. */
export interface SecretFacts {
  readonly database: Database;
  readonly secretHashes: SecretHashes;
  readonly random: (bytes: number) => Buffer;
  readonly siteId: string;
  /** For the activity log. */
  readonly actor: string;
  readonly now: Date;
}

/** What came of it. The secret is given once and never again. */
export type RotatedSecret =
  | { readonly outcome: 'made'; readonly secret: string; readonly endsAt: Date | null; readonly oldEndsAt: Date | null }
  /** No such provisioning, or not one of this user. */
  | { readonly outcome: 'not_found' }
  /** Another one was made, or ended, since whoever asks looked. */
  | { readonly outcome: 'conflict' }
  /** P7: the acting user has no address that mail could be sent to, or is gone. */
  | { readonly outcome: 'no_email' };

const dayMs = 86_400_000;
const secretBytes = 32;

/** A new secret: 256 random bits in base64url. */
export function makeSecret(random: (bytes: number) => Buffer): string {
  return random(secretBytes).toString('base64url');
}

/**
 * Makes a new secret of a provisioning. The one before ends at once, or after the overlap; never do more than two live.
 *
 * @param ownerId the account that asks, which has to be the acting one (P6); null: the operator's command
 */
export async function rotateSecret(
  facts: SecretFacts,
  provisioningId: string,
  ownerId: string | null,
  { overlapDays, lifetimeDays, seen }: RotationWish,
): Promise<RotatedSecret> {
  const { database, secretHashes, random, siteId, actor, now } = facts;
  const secret = makeSecret(random);
  const secretHash = await secretHashes.of(secret);
  return database.prisma.$transaction(async (tx): Promise<RotatedSecret> => {
    await lockProvisioning(tx, siteId, provisioningId);
    const found = await tx.provisioning.findFirst({
      where: { id: provisioningId, siteId, ...(ownerId === null ? {} : { actingAccountId: ownerId }) },
      select: { name: true, actingAccount: { select: { email: true, siteId: true } } },
    });
    if (found === null) return { outcome: 'not_found' };
    const email = found.actingAccount?.siteId === siteId ? found.actingAccount.email : null;
    if (email === null || !isWellFormedEmail(email)) return { outcome: 'no_email' };
    const live = await readLive(tx, siteId, provisioningId, now);
    if (seen !== undefined && seen !== (live[0]?.id ?? '')) return { outcome: 'conflict' };
    const oldEndsAt = await endOldSecrets(tx, siteId, live, Math.min(overlapDays, mostOverlapDays), now);
    const endsAt = lifetimeDays === null ? null : new Date(now.getTime() + lifetimeDays * dayMs);
    const row = { id: newId(), siteId, provisioningId, secretHash, createdBy: actor, createdAt: now };
    await tx.provisioningSecret.create({ data: { ...row, expiresAt: endsAt } });
    const entry = activityEntry({
      at: now,
      siteId,
      actor,
      action: 'provisioning.regenerate',
      subject: found.name,
      before: null,
      after: { endsAt, previousEndsAt: oldEndsAt },
    });
    await recordActivity(tx, [entry]);
    return { outcome: 'made', secret, endsAt, oldEndsAt };
  });
}

/** Whoever changes a provisioning takes turns with whoever else does. */
export async function lockProvisioning(tx: Prisma.TransactionClient, siteId: string, id: string): Promise<void> {
  await tx.$queryRaw`SELECT id FROM provisionings WHERE id = ${id}::uuid AND site_id = ${siteId}::uuid FOR NO KEY UPDATE`;
}

interface Live {
  readonly id: string;
  readonly expiresAt: Date | null;
}

/** The secrets that live, the youngest first. */
function readLive(tx: Prisma.TransactionClient, siteId: string, provisioningId: string, now: Date): Promise<Live[]> {
  return tx.provisioningSecret.findMany({
    where: { siteId, provisioningId, ...liveAt(now) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true, expiresAt: true },
  });
}

/** When the youngest of the old secrets ends; null when none lives on. */
async function endOldSecrets(
  tx: Prisma.TransactionClient,
  siteId: string,
  live: readonly Live[],
  overlapDays: number,
  now: Date,
): Promise<Date | null> {
  const [youngest] = overlapDays > 0 ? live : [];
  const ended = live.filter(({ id }) => id !== youngest?.id).map(({ id }) => id);
  await tx.provisioningSecret.updateMany({ where: { siteId, id: { in: ended } }, data: { revokedAt: now } });
  if (youngest === undefined) return null;
  const overlapEnd = new Date(now.getTime() + overlapDays * dayMs);
  const endsAt = youngest.expiresAt !== null && youngest.expiresAt < overlapEnd ? youngest.expiresAt : overlapEnd;
  await tx.provisioningSecret.updateMany({ where: { siteId, id: youngest.id }, data: { expiresAt: endsAt } });
  return endsAt;
}

/** The condition of a secret that lives. */
export function liveAt(now: Date): Prisma.ProvisioningSecretWhereInput {
  return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
}

import { activityEntry, recordActivity } from '../../activity';
import type { Database, Prisma } from '../../db';
import type { BrakeCount, ScimCall } from '../call';
import { ScimError, scimError } from '../protocol/errors';
import { countedSince, decideBrake } from './decideBrake';

/** What a held client is told to wait, in seconds: until then somebody may have looked. */
export const brakeRetryAfterSeconds = 3_600;

type CountingCall = Pick<ScimCall, 'provisioning' | 'now'>;

/** Thrown within the transaction that goes too far; `underBrake` holds the provisioning once that is undone. */
class BrakeTripped extends ScimError {
  constructor(
    readonly reason: string,
    readonly counted: BrakeCount,
  ) {
    const { id, status, scimType } = scimError('brake_held');
    super(id, status, scimType, { note: reason });
  }
}

interface CountRow {
  readonly held_since: Date | null;
  readonly removed: number | null;
  /** Null when `removed` is within the limit anyway. */
  readonly accounts: number | null;
}

/**
 * Counts whom a request deactivates, or strips of a seat, an organization role, a workspace, or a role or group in one. To be
 * called within the request's transaction, itself within `underBrake`, after everything else but `call.record`: the
 * requests of a provisioning that remove take turns from here on. One statement; none when there is nobody to count.
 *
 * @param accountIds who lost something; those who had nothing to lose do not count
 * @throws ScimError brake_held (429) when the provisioning is held, or would take too much from too many
 */
export async function countRemovals(
  tx: Prisma.TransactionClient,
  { provisioning, now }: CountingCall,
  accountIds: readonly string[],
): Promise<void> {
  if (accountIds.length === 0) return;
  const since = countedSince(provisioning.brake, now);
  const [row] = await tx.$queryRaw<CountRow[]>`
    SELECT held_since, removed, accounts FROM usher_count_removals(${provisioning.siteId}::uuid, ${provisioning.id}::uuid,
      ${[...accountIds]}::uuid[], ${now}::timestamptz, ${since ?? now}::timestamptz)`;
  if (row === undefined) throw new Error('The database did not count.');
  if (row.held_since !== null) {
    throw scimError('brake_held', { note: `held since ${row.held_since.toISOString()}` });
  }
  if (since === null) return;
  const counted = { removed: row.removed ?? 0, accounts: row.accounts ?? Infinity };
  const verdict = decideBrake(provisioning.brake, counted);
  if (verdict.outcome === 'hold') throw new BrakeTripped(verdict.reason, counted);
}

/**
 * Carries out a request whose transaction calls `countRemovals`. When that goes too far, the provisioning is held, after
 * everything the request did has been undone. A request that meets a provisioning held already changes nothing about it.
 *
 * @param work runs the transaction to its end
 * @throws whatever `work` throws
 */
export async function underBrake<Result>(
  database: Database,
  call: CountingCall & Pick<ScimCall, 'tellHeld'>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BrakeTripped) await hold(database, call, error);
    throw error;
  }
}

async function hold(
  { prisma }: Database,
  call: CountingCall & Pick<ScimCall, 'tellHeld'>,
  { reason, counted }: BrakeTripped,
): Promise<void> {
  const { provisioning, now } = call;
  const { id, siteId, name } = provisioning;
  await prisma.$transaction(async (tx) => {
    const { count } = await tx.provisioning.updateMany({
      where: { id, siteId, heldSince: null },
      data: { heldSince: now, heldReason: reason },
    });
    // Another request was quicker to hold it.
    if (count === 0) return;
    const facts = { at: now, siteId, actor: 'schedule', action: 'provisioning.hold', subject: name };
    await recordActivity(tx, [activityEntry({ ...facts, before: null, after: { reason } })]);
    await call.tellHeld(tx, counted);
  });
}

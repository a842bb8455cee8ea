import { activityEntry, recordActivity } from '../../activity';
import type { Database } from '../../db';

/** Who lets which provisioning go on, and when. */
export interface BrakeRelease {
  readonly siteId: string;
  readonly provisioningId: string;
  /** Since when it is held, as whoever lets it go on has seen; what began later stays held. */
  readonly heldSince: Date | null;
  /** As the activity log names them, such as `account:ada@acme.test`. */
  readonly actor: string;
  readonly now: Date;
}

/**
 * Lets a provisioning go on that the brake holds; for one window it is not held again. Leaves a line in the activity log.
 *
 * @returns false when there is no such provisioning on the site, or that hold has ended
 */
export async function releaseBrake(
  { prisma }: Database,
  { siteId, provisioningId: id, heldSince, actor, now }: BrakeRelease,
): Promise<boolean> {
  if (heldSince === null) return false;
  return prisma.$transaction(async (tx) => {
    const held = await tx.provisioning.findFirst({
      where: { id, siteId, heldSince },
      select: { name: true, heldReason: true },
    });
    if (held === null) return false;
    const { count } = await tx.provisioning.updateMany({
      where: { id, siteId, heldSince },
      data: { heldSince: null, heldReason: null, releasedAt: now },
    });
    if (count === 0) return false;
    const before = { heldSince, reason: held.heldReason };
    const facts = { at: now, siteId, actor, action: 'provisioning.release', subject: held.name };
    await recordActivity(tx, [activityEntry({ ...facts, before, after: null })]);
    return true;
  });
}

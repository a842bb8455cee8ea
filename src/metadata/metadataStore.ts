import type { Prisma } from '../db';
import type { ProviderState } from '../sites';
import { digestOf, type HoldReason, type Proposal } from './decideRefresh';

/** What a look at the metadata of a connection came to. */
export type CheckOutcome = 'unchanged' | 'applied' | 'held' | 'refused' | 'unreachable';

/** What is kept of a look. */
export interface CheckRecord {
  readonly outcome: CheckOutcome;
  /** One sentence when it was refused or unreachable, else null. */
  readonly problem: string | null;
  readonly etag: string | null;
  /** Of what the connection has after this look; with it a 304 is worth something. */
  readonly stateDigest: string | null;
}

/** Whose it is. */
export interface ConnectionIds {
  readonly siteId: string;
  readonly connectionId: string;
}

/** Keeps what a look came to. */
export async function recordCheck(
  tx: Prisma.TransactionClient,
  { siteId, connectionId }: ConnectionIds,
  record: CheckRecord,
  now: Date,
): Promise<void> {
  const data = { ...record, checkedAt: now };
  await tx.metadataCheck.upsert({
    where: { connectionId },
    create: { connectionId, siteId, ...data },
    update: data,
  });
}

/** Metadata that waits for an administrator. */
export interface HeldProposal extends Proposal {
  /** Stands for exactly this proposal; whoever decides about it names it. */
  readonly digest: string;
  readonly heldAt: Date;
  /** Set when an administrator has dropped it; it stays so that the same does not come again. */
  readonly droppedAt: Date | null;
}

/** What waits for a connection; null when nothing does. */
export async function readHeld(tx: Prisma.TransactionClient, connectionId: string): Promise<HeldProposal | null> {
  const row = await tx.heldMetadata.findUnique({ where: { connectionId } });
  if (row === null) return null;
  const { digest, heldAt, droppedAt } = row;
  const proposed = row.proposed as unknown as ProviderState;
  return { digest, heldAt, droppedAt, proposed, reasons: row.reasons as HoldReason[] };
}

/** Holds a proposal in the place of the one before; the same one, dropped or not, stays as it is. True when it is new. */
export async function hold(
  tx: Prisma.TransactionClient,
  { siteId, connectionId }: ConnectionIds,
  { proposed, reasons }: Proposal,
  now: Date,
): Promise<boolean> {
  const digest = digestOf(proposed);
  if ((await readHeld(tx, connectionId))?.digest === digest) return false;
  const data = {
    digest,
    proposed: proposed as unknown as Prisma.InputJsonObject,
    reasons: [...reasons],
    heldAt: now,
    droppedAt: null,
  };
  await tx.heldMetadata.upsert({ where: { connectionId }, create: { siteId, connectionId, ...data }, update: data });
  return true;
}

/** Nothing waits any more: what is pinned is what the metadata says. */
export async function release(tx: Prisma.TransactionClient, connectionId: string): Promise<void> {
  await tx.heldMetadata.deleteMany({ where: { connectionId } });
}

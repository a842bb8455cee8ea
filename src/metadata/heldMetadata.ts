import { activityEntry, recordActivity } from '../activity';
import type { Database, Prisma } from '../db';
import { noAccounts, readStoredSite, type ConnectionState, type ProviderState } from '../sites';
import { changeProvider } from './changeProvider';
import { digestOf } from './decideRefresh';
import { readHeld, release, type HeldProposal } from './metadataStore';
import { shownProvider } from './refreshConnection';

/** Which held metadata somebody decides about. */
export interface HeldDecision {
  readonly database: Database;
  /** Slug of a site that whoever decides may change. */
  readonly site: string;
  /** Name of the connection. */
  readonly connection: string;
  /** The digest of what they saw; null decides about whatever is held now. */
  readonly digest: string | null;
  readonly actor: string;
  readonly now: Date;
}

/** What came of it. */
export type HeldResult =
  | { readonly outcome: 'accepted' | 'dropped' }
  /** Nothing is held, or there is no such connection. */
  | { readonly outcome: 'nothing_held' }
  /** Other metadata is held by now, or the connection was changed meanwhile: look again. */
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'refused'; readonly problems: readonly string[] };

/** Held metadata and the connection it is for. */
interface Found {
  readonly siteId: string;
  readonly connectionId: string;
  readonly state: ConnectionState;
  readonly held: HeldProposal;
}

/** Somebody else decided in between; undoes the transaction. */
class DecidedMeanwhile extends Error {}

/** Pins what is held, also keys to take away; the line of the activity log names both sides. */
export async function acceptHeld(decision: HeldDecision & { readonly allowHttp: boolean }): Promise<HeldResult> {
  const found = await findHeld(decision);
  if ('outcome' in found) return found;
  const { held, connectionId, state } = found;
  const { site, ...facts } = decision;
  const alongside = async (tx: Prisma.TransactionClient) => {
    await claim(tx, found);
    await release(tx, connectionId);
    // What was seen with the last ETag is what is pinned now.
    await tx.metadataCheck.updateMany({
      where: { connectionId },
      data: { outcome: 'applied', stateDigest: digestOf(held.proposed) },
    });
    await tell(tx, found, decision, 'metadata.accept');
  };
  try {
    const result = await changeProvider({ site, state }, held.proposed, { ...facts, alongside });
    if (result.outcome === 'refused' || result.outcome === 'conflict') return result;
    return { outcome: 'accepted' };
  } catch (error) {
    if (error instanceof DecidedMeanwhile) return { outcome: 'conflict' };
    throw error;
  }
}

/** Leaves everything as it is; the same metadata is not held again. */
export async function dropHeld(decision: HeldDecision): Promise<HeldResult> {
  const found = await findHeld(decision);
  if ('outcome' in found) return found;
  const { database, now } = decision;
  try {
    await database.prisma.$transaction(async (tx) => {
      await claim(tx, found);
      await tx.heldMetadata.update({ where: { connectionId: found.connectionId }, data: { droppedAt: now } });
      await tell(tx, found, decision, 'metadata.drop');
    });
    return { outcome: 'dropped' };
  } catch (error) {
    if (error instanceof DecidedMeanwhile) return { outcome: 'conflict' };
    throw error;
  }
}

async function findHeld({ database, site, connection, digest }: HeldDecision): Promise<Found | HeldResult> {
  const stored = await readStoredSite(database.prisma, site, noAccounts);
  const known = stored?.connections.find(({ state }) => state.name === connection);
  const held = known ? await readHeld(database.prisma, known.id) : null;
  if (!stored || !known || held === null || !isWaiting(held, known.state)) return { outcome: 'nothing_held' };
  if (digest !== null && held.digest !== digest) return { outcome: 'conflict' };
  return { siteId: stored.id, connectionId: known.id, state: known.state, held };
}

/** False when a hand, or a site file, has meanwhile done what is proposed, or has turned to another identity provider. */
export function isWaiting({ digest, proposed }: HeldProposal, state: ProviderState): boolean {
  return proposed.entityId === state.entityId && digest !== digestOf(state);
}

/** Locks what is held, if it still is what was decided about. */
async function claim(tx: Prisma.TransactionClient, { connectionId, held }: Found): Promise<void> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM held_metadata WHERE connection_id = ${connectionId}::uuid AND digest = ${held.digest} FOR UPDATE`;
  if (rows.length === 0) throw new DecidedMeanwhile();
}

async function tell(
  tx: Prisma.TransactionClient,
  { siteId, state, held }: Found,
  { actor, now }: HeldDecision,
  action: 'metadata.accept' | 'metadata.drop',
): Promise<void> {
  const before = shownProvider(state);
  const after = shownProvider(held.proposed);
  await recordActivity(tx, [activityEntry({ at: now, siteId, actor, action, subject: state.name, before, after })]);
}

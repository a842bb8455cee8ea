import { createHash } from 'node:crypto';
import type { Database } from '../db';
import { defineJob, type JobQueue } from '../jobs';
import type { Log } from '../log';
import { refreshConnection, type RefreshDependencies } from './refreshConnection';
import type { ConnectionIds } from './metadataStore';

/** Looking at the metadata of one connection. What cannot be reached is no failure of the job: the next sweep tries again. */
export const metadataRefresh = defineJob<{ connectionId: string }>('metadata-refresh', { retryLimit: 3, parallel: 2 });

/** Finding the connections that are due; what it did not get done, the next one does. */
export const metadataSweep = defineJob<Record<string, never>>('metadata-sweep', { retryLimit: 0 });

/** Seconds from one sweep to the next. */
export const sweepEverySeconds = 3600;

const hourMs = 3_600_000;
/** Metadata that could be used is looked at about once a day, other metadata about once an hour. */
const dueAfterMs = { usable: 23 * hourMs, unusable: hourMs };
/** A sweep's jobs are spread over this time, so that one provider with many connections is not asked for all at once. */
const spreadMs = 50 * 60_000;
/** No connection is looked at more often, unless a response asks for it. */
const shortestMs = 50 * 60_000;
/** Nor does a response ask for it more often. */
const askedMostMs = 10 * 60_000;

/** Sends a job for every connection that is due. */
export async function sweepMetadata(
  { database, queue }: { readonly database: Database; readonly queue: JobQueue },
  now: Date,
): Promise<void> {
  const ago = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  const due = await database.prisma.connection.findMany({
    where: {
      metadataUrl: { not: null },
      enabled: true,
      site: { ssoEnabled: true },
      OR: [
        { metadataCheck: { is: null } },
        { metadataCheck: { checkedAt: null } },
        { metadataCheck: { checkedAt: { lte: ago(dueAfterMs.usable) } } },
        { metadataCheck: { problem: { not: null }, checkedAt: { lte: ago(dueAfterMs.unusable) } } },
      ],
    },
    select: { id: true },
  });
  for (const { id } of due) {
    await queue.send(metadataRefresh, { connectionId: id }, { singletonKey: id, startAfter: spread(id, now) });
  }
}

/** Always the same moment of the hour for one connection. */
function spread(id: string, now: Date): Date {
  const share = createHash('sha256').update(id).digest().readUInt32BE(0) / 0x1_0000_0000;
  return new Date(now.getTime() + share * spreadMs);
}

/** Carries out one `metadataRefresh`; a second one within the hour does nothing unless a response asked for it. */
export async function carryOutRefresh(deps: RefreshDependencies, connectionId: string): Promise<void> {
  const check = await deps.database.prisma.metadataCheck.findUnique({ where: { connectionId } });
  const checkedAt = check?.checkedAt?.getTime() ?? -Infinity;
  const isAsked = (check?.requestedAt?.getTime() ?? -Infinity) > checkedAt;
  if (deps.clock().getTime() - checkedAt < shortestMs && !isAsked) return;
  await refreshConnection(deps, connectionId);
}

/** What asking needs. */
export interface RefreshRequestDependencies {
  readonly database: Database;
  readonly queue: JobQueue;
  readonly log: Pick<Log, 'error'>;
}

/**
 * Lets responses that are signed by an unknown key ask for a look at the metadata. Anybody can post such a response, so
 * this happens at most every ten minutes for a connection, over all processes, and costs nothing in between.
 */
export class RefreshRequests {
  /** By connection; only those that exist get in here. */
  private readonly asked = new Map<string, Date>();

  constructor(private readonly deps: RefreshRequestDependencies) {}

  /**
   * Asks for a look, unless one was asked for just now. Never fetches and never throws: the sign-in that asks is refused
   * anyway.
   *
   * @returns when the look was asked for, by this response or an earlier one; null when that failed
   */
  async ask(connection: ConnectionIds, now: Date): Promise<Date | null> {
    const known = this.asked.get(connection.connectionId);
    if (known !== undefined && now.getTime() - known.getTime() < askedMostMs) return known;
    try {
      const at = await this.claim(connection, now);
      this.asked.set(connection.connectionId, at);
      return at;
    } catch (error) {
      this.deps.log.error('A look at metadata could not be asked for', { error });
      return null;
    }
  }

  /** Of many processes one asks: the row says who was first. */
  private claim({ siteId, connectionId }: ConnectionIds, now: Date): Promise<Date> {
    const { database, queue } = this.deps;
    const latest = new Date(now.getTime() - askedMostMs);
    return database.prisma.$transaction(async (tx) => {
      const claimed = await tx.$executeRaw`
        INSERT INTO metadata_checks (connection_id, site_id, requested_at)
        VALUES (${connectionId}::uuid, ${siteId}::uuid, ${now}::timestamptz)
        ON CONFLICT (connection_id) DO UPDATE SET requested_at = EXCLUDED.requested_at
        WHERE metadata_checks.requested_at IS NULL OR metadata_checks.requested_at <= ${latest}::timestamptz`;
      if (claimed > 0) {
        await queue.send(metadataRefresh, { connectionId }, { within: tx });
        return now;
      }
      const row = await tx.metadataCheck.findUnique({ where: { connectionId } });
      return row?.requestedAt ?? now;
    });
  }
}

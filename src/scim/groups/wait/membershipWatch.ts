import type { Database } from '../../../db';
import type { MembershipMissing } from './membershipMissing';
import type { Timers } from './timers';

/** The channel on which the database tells the id of a workspace that somebody has joined. */
export const membershipChannel = 'usher_membership';
/** How often the watch looks by itself: a notification may get lost. */
const lookMs = 1_000;

/** How waiting ended: all are members; the time was over first; the client hung up first. */
export type Arrival = 'arrived' | 'over' | 'hung_up';

/** Whom and how long a request waits for. */
export type Awaited = Pick<MembershipMissing, 'workspaceId' | 'accountIds'>;

interface Waiter extends Awaited {
  /** One of those who were still missing at the last look: while they are, nobody needs to look for the others. */
  witness: string;
  readonly settle: (arrival: Arrival) => void;
}

/**
 * Waits in this process until people are members of a workspace. All requests that wait share one look a second at one
 * person each, and a look at once when the database tells that somebody joined.
 */
export class MembershipWatch {
  private readonly waiters = new Set<Waiter>();
  private listening: Promise<unknown> | null = null;
  private cancelLook: (() => void) | null = null;
  /** One look after the other, so that a slow database is not asked ever more at once. */
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Pick<Database, 'query' | 'listen'>,
    private readonly timers: Timers,
  ) {}

  /**
   * Waits until everybody is a member.
   *
   * @param ms at most this long; at its end one last look decides
   * @param signal aborted when the client hangs up
   */
  async until(awaited: Awaited, ms: number, signal: AbortSignal): Promise<Arrival> {
    await this.listen();
    return new Promise((resolve, reject) => {
      const end = () => {
        this.waiters.delete(waiter);
        cancelEnd();
        signal.removeEventListener('abort', hangUp);
      };
      const settle = (arrival: Arrival) => {
        end();
        resolve(arrival);
      };
      const waiter: Waiter = { ...awaited, witness: awaited.accountIds[0], settle };
      const hangUp = () => settle('hung_up');
      const lookLast = () => {
        void this.lookFor([waiter]).then(
          () => settle('over'),
          (error: unknown) => {
            end();
            reject(error instanceof Error ? error : new Error(String(error)));
          },
        );
      };
      const cancelEnd = this.timers.after(ms, lookLast);
      this.waiters.add(waiter);
      signal.addEventListener('abort', hangUp);
      if (signal.aborted) hangUp();
      else this.look([waiter]);
    });
  }

  private async listen(): Promise<void> {
    this.listening ??= this.database.listen(membershipChannel, (workspaceId) => {
      this.look([...this.waiters].filter((waiter) => waiter.workspaceId === workspaceId));
    });
    try {
      await this.listening;
    } catch {
      // Looking once a second does it, too.
      this.listening = null;
    }
  }

  /** Looks now, and again a while after that. */
  private look(waiters: readonly Waiter[]): void {
    // What goes wrong with one look, the next one finds.
    this.looking = this.looking.then(() => this.lookFor(waiters)).catch(() => undefined);
    void this.looking.then(() => this.lookLater());
  }

  private lookLater(): void {
    if (this.cancelLook !== null || this.waiters.size === 0) return;
    this.cancelLook = this.timers.after(lookMs, () => {
      this.cancelLook = null;
      this.look([...this.waiters]);
    });
  }

  private async lookFor(waiters: readonly Waiter[]): Promise<void> {
    const waiting = waiters.filter((waiter) => this.waiters.has(waiter));
    if (waiting.length === 0) return;
    const rows = await this.database.query<{ place: number }>(
      `SELECT awaited.place::integer AS place
         FROM unnest($1::uuid[], $2::uuid[]) WITH ORDINALITY AS awaited (workspace, person, place)
         JOIN entitlement_members m ON m.entitlement_id = awaited.workspace AND m.account_id = awaited.person`,
      [waiting.map(({ workspaceId }) => workspaceId), waiting.map(({ witness }) => witness)],
    );
    for (const { place } of rows) {
      const waiter = waiting[place - 1];
      if (waiter !== undefined) await this.lookForOthers(waiter);
    }
  }

  private async lookForOthers(waiter: Waiter): Promise<void> {
    const { workspaceId, accountIds } = waiter;
    if (accountIds.length > 1) {
      const [missing] = await this.database.query<{ id: string }>(
        `SELECT awaited.id FROM unnest($2::uuid[]) AS awaited (id) WHERE NOT EXISTS (
           SELECT 1 FROM entitlement_members m WHERE m.entitlement_id = $1::uuid AND m.account_id = awaited.id) LIMIT 1`,
        [workspaceId, accountIds],
      );
      if (missing !== undefined) {
        waiter.witness = missing.id;
        return;
      }
    }
    waiter.settle('arrived');
  }
}

import type { Database, Prisma } from '../../db';
import type { SecretBox } from '../../keys';
import type { Log } from '../../log';
import { BodyAllowance } from './bodyAllowance';
import type { CallRecord } from './callRecord';
import { linesAsJson, storeCalls, storeCallWithin, storedLine, type StoredLine } from './callStore';

/** Lines that wait are written this long after the first of them came. */
const flushAfterMs = 1_000;
/** Or when there are so many. */
const mostInBatch = 500;
/** While the database cannot take them, no more than these are kept; the oldest go first. */
const mostWaiting = 5_000;

/** What keeping a call log needs. */
export interface CallLogDependencies {
  readonly database: Database;
  readonly box: SecretBox;
  readonly log: Log;
}

/**
 * The call log of a process. The line of a call that changes something is written with its effect, so that a kill loses
 * neither without the other; what is known only when it is answered (status, time, body) and calls that changed nothing follow
 * in batches, once a second: reads cost no statement of their own.
 */
export class CallLog {
  private waiting: StoredLine[] = [];
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();
  private readonly bodies = new BodyAllowance();

  constructor(private readonly dependencies: CallLogDependencies) {}

  /** Writes the line of a call in the transaction of its effect. */
  async write(tx: Prisma.TransactionClient, call: CallRecord): Promise<void> {
    await storeCallWithin(tx, storedLine(this.dependencies.box, call));
  }

  /** The line of a call as JSON, for a statement that writes it with its effect by `usher_store_scim_calls`. */
  lineOf(call: CallRecord): string {
    return linesAsJson([storedLine(this.dependencies.box, call)]);
  }

  /** Takes a call that was answered; it is written within a second. */
  add(call: CallRecord): void {
    this.waiting.push(storedLine(this.dependencies.box, this.withinAllowance(call)));
    if (this.waiting.length > mostWaiting) this.waiting.splice(0, this.waiting.length - mostWaiting);
    if (this.waiting.length === mostInBatch) void this.flush();
    // A process may end while it waits: `flush` is called for that.
    this.timer ??= setTimeout(() => void this.flush(), flushAfterMs).unref();
  }

  /** What is too much is not kept, and the line says so. */
  private withinAllowance(call: CallRecord): CallRecord {
    const { provisioningId, requestBody, responseBody, at, summary } = call;
    if (this.bodies.take(provisioningId, [requestBody, responseBody], at)) return call;
    const notes = [...summary.notes, 'The bodies are not kept: this client has sent too much within an hour.'];
    return { ...call, requestBody: null, responseBody: null, summary: { ...summary, notes } };
  }

  /** Writes what waits, and is done when it is written (or could not be, which is logged). For a process that ends, and tests. */
  flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.writing = this.writing.then(() => this.writeBatches());
    return this.writing;
  }

  private async writeBatches(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, mostInBatch);
      try {
        await storeCalls(this.dependencies.database, batch);
      } catch (error) {
        this.dependencies.log.warn('Calls of SCIM clients could not be logged; they are tried again', { error });
        this.keep(batch);
        return;
      }
    }
  }

  private keep(batch: readonly StoredLine[]): void {
    this.waiting = [...batch, ...this.waiting].slice(-mostWaiting);
    this.timer ??= setTimeout(() => void this.flush(), flushAfterMs).unref();
  }
}

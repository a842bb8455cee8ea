import { randomUUID } from 'node:crypto';
import type { Database, Prisma } from '../db';
import { createBoss, throughDatabase, throughTransaction, type BossDatabase } from './boss';
import type { Job } from './job';

/** How a job is sent. */
export interface SendOptions {
  /** The transaction of its cause: the job comes into being when that commits, and never when it does not. */
  readonly within?: Prisma.TransactionClient;
  /** Not before; at once when absent. */
  readonly startAfter?: Date;
  /** While a job of this kind and key is waiting, no other is sent. One that has begun does not count. */
  readonly singletonKey?: string;
}

/** Takes jobs. Whoever sends one needs no server: the next one that runs carries it out. */
export interface JobQueue {
  /** @throws when the database cannot take it */
  send<Data extends object>(job: Job<Data>, data: Data, options?: SendOptions): Promise<void>;
}

/** The queue in this database. */
export function createQueue(database: Database): JobQueue {
  const boss = createBoss(database);
  const own = throughDatabase(database);
  return {
    send: async (job, data, { within, startAfter, singletonKey } = {}) => {
      const db = within === undefined ? own : throughTransaction(within);
      if (singletonKey !== undefined && (await isWaiting(db, job, singletonKey))) return;
      const options = {
        db,
        retryLimit: job.retryLimit,
        retryDelay: job.retryDelaySeconds,
        retryBackoff: true,
        expireInSeconds: job.leaseSeconds,
        // However long nobody is there to carry it out.
        retentionDays: 365,
        singletonKey: singletonKey ?? randomUUID(),
        ...(startAfter === undefined ? {} : { startAfter }),
      };
      if ((await boss.send(job.name, data, options)) !== null) return;
      // Refused: no server has ever carried out this kind, or else the same key came in between.
      await makeQueue(db, job);
      await boss.send(job.name, data, options);
    },
  };
}

/** Makes the queue of a kind of job, unless it is there. Any number of processes may try. */
export async function makeQueue(db: BossDatabase, { name }: Job<object>): Promise<void> {
  await db.executeSql('SELECT usher_make_job_queue($1)', [name]);
}

/** The unique index knows only jobs that were never tried; those that failed and will be tried again count, too. */
async function isWaiting(db: BossDatabase, { name }: Job<object>, key: string): Promise<boolean> {
  const { rows } = await db.executeSql(
    `SELECT 1 AS found FROM pgboss.job WHERE name = $1 AND singleton_key = $2 AND state < 'active' LIMIT 1`,
    [name, key],
  );
  return rows.length > 0;
}

import type PgBoss from 'pg-boss';
import type { Database } from '../db';
import type { Metrics } from '../health';
import type { Log } from '../log';
import type { JobHandler } from './job';

/** A job that was taken out of the queue for this process. */
export type TakenJob = Pick<PgBoss.JobWithMetadata, 'id' | 'data' | 'retryCount' | 'retryLimit'>;

/** What carrying out needs. */
export interface CarryOutDependencies {
  readonly boss: PgBoss;
  readonly database: Database;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'jobs'>;
}

/** Longest text of an error that is kept with its job. */
const longestError = 500;

/**
 * Takes jobs of one kind that are due; no other process gets them.
 *
 * @param many at most this many
 * @param anyTime also those whose time has not come
 */
export async function takeJobs(boss: PgBoss, name: string, many: number, anyTime = false): Promise<TakenJob[]> {
  return boss.fetch(name, { batchSize: many, includeMetadata: true, priority: false, ignoreStartAfter: anyTime });
}

/**
 * Carries out a job that was taken. It never throws: a failure is logged (never with the data of the job, which may be
 * anybody's), counted, and written to the job, which is tried again later. When not even that can be written, the job comes
 * back by itself as soon as its lease is over.
 */
export async function carryOutJob(dependencies: CarryOutDependencies, handler: JobHandler, taken: TakenJob) {
  const { boss, log, metrics } = dependencies;
  const { job } = handler;
  const stopRenewing = renewLease(dependencies, handler, taken);
  try {
    const failure = await handler.handle(taken.data).then(
      () => null,
      (error: unknown) => ({ error }),
    );
    if (failure === null) {
      await boss.complete(job.name, taken.id);
      metrics.jobs.inc({ job: job.name, outcome: 'done' });
      return;
    }
    const { error } = failure;
    const isLast = taken.retryCount >= taken.retryLimit;
    const what = { job: job.name, id: taken.id, tries: taken.retryCount + 1, error };
    if (isLast) log.error('A job failed for the last time', what);
    else log.warn('A job failed and will be tried again', what);
    metrics.jobs.inc({ job: job.name, outcome: isLast ? 'given_up' : 'failed' });
    const message = error instanceof Error ? error.message : String(error);
    await boss.fail(job.name, taken.id, { message: message.slice(0, longestError) });
  } catch (error) {
    log.error('The outcome of a job could not be written', { job: job.name, id: taken.id, error });
  } finally {
    stopRenewing();
  }
}

/** Tells the others, again and again, that this process lives and is still at it. */
function renewLease({ database, log }: CarryOutDependencies, { job }: JobHandler, { id }: TakenJob): () => void {
  const renew = () => {
    database
      .query(`UPDATE pgboss.job SET started_on = now() WHERE name = $1 AND id = $2 AND state = 'active'`, [
        job.name,
        id,
      ])
      .catch((error: unknown) => log.warn('The lease of a job could not be renewed', { job: job.name, id, error }));
  };
  const timer = setInterval(renew, (job.leaseSeconds * 1000) / 3);
  timer.unref();
  return () => clearInterval(timer);
}

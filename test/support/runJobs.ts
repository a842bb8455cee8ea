import type { Database } from '../../src/db';
import type { Log } from '../../src/log';
import type { JobHandler } from '../../src/jobs';
import { createBoss } from '../../src/jobs/boss';
import { takeJobs, type TakenJob } from '../../src/jobs/carryOutJob';

/** A job that was carried out, and the message of what it threw. */
export interface RunJob {
  readonly job: string;
  readonly data: object;
  readonly error: string | null;
}

/**
 * Carries out every job that is waiting, whenever its time may be, and those that they send, each once: one that fails waits
 * for the next call. Jobs nobody carries out stay.
 */
export async function runJobs(database: Database, handlers: readonly JobHandler[], log: Log): Promise<RunJob[]> {
  const boss = createBoss(database);
  const done: RunJob[] = [];
  const failed: { handler: JobHandler; taken: TakenJob; error: string }[] = [];
  for (let found = true; found;) {
    found = false;
    for (const handler of handlers) {
      for (const taken of await takeJobs(boss, handler.job.name, 100, true)) {
        found = true;
        const error = await handler.handle(taken.data).then(
          () => null,
          (reason: unknown) => reason,
        );
        const message = error === null ? null : error instanceof Error ? error.message : JSON.stringify(error);
        done.push({ job: handler.job.name, data: taken.data, error: message });
        if (message === null) await boss.complete(handler.job.name, taken.id);
        else failed.push({ handler, taken, error: message });
        if (error !== null) log.warn('A job failed', { job: handler.job.name, error });
      }
    }
  }
  for (const { handler, taken, error } of failed) await boss.fail(handler.job.name, taken.id, { message: error });
  return done;
}

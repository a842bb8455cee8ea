import type PgBoss from 'pg-boss';
import { createBoss, longestScheduleSeconds, throughDatabase } from './boss';
import { carryOutJob, takeJobs, type CarryOutDependencies } from './carryOutJob';
import type { JobHandler, JobSchedule } from './job';
import { makeQueue } from './jobQueue';

/** What a process that carries out jobs needs. */
export interface QueueDependencies extends Omit<CarryOutDependencies, 'boss'> {
  readonly handlers: readonly JobHandler[];
  readonly schedules: readonly JobSchedule[];
}

/** How often a process looks around, in milliseconds; tests are in more of a hurry. */
export interface QueueTimes {
  /** For jobs: one statement while there are none. */
  readonly lookMs: number;
  /** For jobs of processes that have died. */
  readonly expireMs: number;
  /** For schedules whose next slot has begun. */
  readonly scheduleMs: number;
  /** A process that is asked to end lets its jobs go on for this long. */
  readonly graceMs: number;
}

const usualTimes: QueueTimes = { lookMs: 2_000, expireMs: 30_000, scheduleMs: 60_000, graceMs: 10_000 };
/** What is over is put away this often. */
const tidyMs = 3_600_000;

/** A process that carries out jobs. */
export interface RunningQueue {
  /** Takes no more jobs, waits for those that have begun, and gives back what is not done in time. */
  stop(): Promise<void>;
}

/**
 * Begins to carry out jobs in this process. Any number of processes may: each job goes to one of them.
 *
 * @throws when the tables of pg-boss are not those of the version that is installed
 */
export async function startQueue(dependencies: QueueDependencies, times = usualTimes): Promise<RunningQueue> {
  const { database, handlers, schedules } = dependencies;
  const boss = createBoss(database);
  await boss.start();
  const sql = throughDatabase(database);
  for (const { job } of handlers) await makeQueue(sql, job);
  checkSchedules(handlers, schedules);
  // The embedded database has one process at a time: whatever has begun there has died with the last one.
  if (database.kind === 'embedded') await endAllLeases(dependencies);
  const worker = new QueueWorker(boss, dependencies, times);
  worker.start();
  return worker;
}

function checkSchedules(handlers: readonly JobHandler[], schedules: readonly JobSchedule[]): void {
  for (const { job, everySeconds } of schedules) {
    if (everySeconds < 60 || everySeconds > longestScheduleSeconds) {
      throw new Error(`The job ${job.name} is scheduled every ${everySeconds} seconds.`);
    }
    if (!handlers.some((handler) => handler.job.name === job.name)) {
      throw new Error(`Nobody carries out the scheduled job ${job.name}.`);
    }
  }
}

async function endAllLeases({ database }: QueueDependencies): Promise<void> {
  await database.query(
    `UPDATE pgboss.job SET started_on = now() - expire_in - interval '1 second' WHERE state = 'active'`,
    [],
  );
}

class QueueWorker implements RunningQueue {
  private readonly active = new Map<string, { readonly name: string; readonly ended: Promise<void> }>();
  private readonly due = { expire: 0, schedule: 0, tidy: 0 };
  private isStopping = false;
  private isFailing = false;
  private loop = Promise.resolve();
  /** Something came up since the last look began. */
  private isAwake = false;
  private endPause: () => void = () => undefined;

  constructor(
    private readonly boss: PgBoss,
    private readonly dependencies: QueueDependencies,
    private readonly times: QueueTimes,
  ) {}

  start(): void {
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    this.wake();
    await this.loop;
    const ended = Promise.all([...this.active.values()].map((job) => job.ended));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, this.times.graceMs).unref())]);
    await this.giveBack();
  }

  private async run(): Promise<void> {
    while (!this.isStopping) {
      this.isAwake = false;
      try {
        await this.keepTime();
        await this.look();
        if (this.isFailing) this.dependencies.log.info('The job queue works again');
        this.isFailing = false;
      } catch (error) {
        // Said once: a database that is away for an hour would fill the log.
        if (!this.isFailing) this.dependencies.log.error('The job queue does not work', { error });
        this.isFailing = true;
      }
      await this.pause();
    }
  }

  /** Ends the pause of the loop, or spares it the next one. */
  private wake(): void {
    this.isAwake = true;
    this.endPause();
  }

  private pause(): Promise<void> {
    if (this.isAwake) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.times.lookMs);
      timer.unref();
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** What is done from time to time. The moments are this process's own, so its clock may jump. */
  private async keepTime(): Promise<void> {
    const now = performance.now();
    if (now >= this.due.expire) {
      await this.boss.expire();
      this.due.expire = now + this.times.expireMs;
    }
    if (now >= this.due.schedule) {
      for (const schedule of this.dependencies.schedules) await this.fillSlot(schedule);
      this.due.schedule = now + this.times.scheduleMs;
    }
    if (now >= this.due.tidy) {
      await this.boss.maintain();
      this.due.tidy = now + tidyMs;
    }
  }

  /** Sends the job of this slot, unless somebody has: the slot is counted by the clock of the database and unique there. */
  private async fillSlot({ job, data, everySeconds }: JobSchedule): Promise<void> {
    await this.boss.send(job.name, data, {
      singletonKey: 'schedule',
      singletonSeconds: everySeconds,
      retryLimit: job.retryLimit,
      retryDelay: job.retryDelaySeconds,
      retryBackoff: true,
      expireInSeconds: job.leaseSeconds,
    });
  }

  private async look(): Promise<void> {
    const { database, handlers } = this.dependencies;
    const waiting = await database.query<{ name: string }>(
      `SELECT DISTINCT name FROM pgboss.job WHERE state < 'active' AND start_after < now()`,
      [],
    );
    const names = new Set(waiting.map(({ name }) => name));
    for (const handler of handlers) {
      const { name, parallel } = handler.job;
      const room = parallel - [...this.active.values()].filter((job) => job.name === name).length;
      if (!names.has(name) || room <= 0 || this.isStopping) continue;
      for (const taken of await takeJobs(this.boss, name, room)) {
        const ended = carryOutJob({ ...this.dependencies, boss: this.boss }, handler, taken).then(() => {
          this.active.delete(taken.id);
          // Another may be waiting behind it.
          this.wake();
        });
        this.active.set(taken.id, { name, ended });
      }
    }
  }

  /** Puts what has begun and cannot be finished back, as if it had never begun. */
  private async giveBack(): Promise<void> {
    for (const [id, { name }] of this.active) {
      await this.dependencies.database.query(
        `UPDATE pgboss.job SET state = 'retry', started_on = NULL, start_after = now()
          WHERE name = $1 AND id = $2 AND state = 'active'`,
        [name, id],
      );
    }
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../src/db';
import { createMetrics } from '../../src/health';
import { createQueue, defineJob, every, onJob, startQueue, type JobHandler, type JobSchedule } from '../../src/jobs';
import { createBoss } from '../../src/jobs/boss';
import { carryOutJob, takeJobs } from '../../src/jobs/carryOutJob';
import { freshDatabase } from '../support/database';
import { silentLog } from '../support/silentLog';
import { until } from './until';

const hurry = { lookMs: 20, expireMs: 100, scheduleMs: 20, graceMs: 300 };
const never = 3_600_000;

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

let names = 0;
/** A kind of job that no other test knows. */
const freshJob = (options: Parameters<typeof defineJob>[1] = {}) =>
  defineJob<{ n: number }>(`carried-${(names += 1)}`, { retryDelaySeconds: 0, ...options });

/** What was logged, by level. */
function listeningLog() {
  const logged: string[] = [];
  const note = (level: string) => (message: string) => void logged.push(`${level}: ${message}`);
  return { logged, log: { ...silentLog, info: note('info'), warn: note('warn'), error: note('error') } };
}

const start = (handlers: JobHandler[], schedules: JobSchedule[] = [], times = hurry, on = database, log = silentLog) =>
  startQueue({ database: on, log, metrics: createMetrics(false), handlers, schedules }, times);

const send = (job: ReturnType<typeof freshJob>, n: number) => createQueue(database).send(job, { n });

async function countOf(name: string, where: string): Promise<number> {
  const sql = `SELECT count(*)::integer AS count FROM pgboss.job WHERE name = $1 AND ${where}`;
  return (await database.query<{ count: number }>(sql, [name]))[0]?.count ?? 0;
}

/** How the database keeps the jobs of a kind. */
const keptAs = (name: string) =>
  database.query(
    `SELECT retry_limit AS "retryLimit", retry_delay AS "retryDelay", retry_backoff AS "grows",
        extract(epoch FROM expire_in)::integer AS lease, keep_until > now() + interval '300 days' AS "isKept" FROM pgboss.job WHERE name = $1`,
    [name],
  );

describe('a job in the database', () => {
  it('is tried again, later every time, leased and kept as its kind says, also before any server knows the kind', async () => {
    const job = freshJob({ retryLimit: 2, retryDelaySeconds: 7, leaseSeconds: 11 });
    await send(job, 1);
    await send(job, 2);
    const kept = { retryLimit: 2, retryDelay: 7, grows: true, lease: 11, isKept: true };
    expect(await keptAs(job.name)).toEqual([kept, kept]);
  });

  it('that comes by itself is kept so as well, and stands in a slot as long as its schedule says', async () => {
    const job = freshJob({ retryLimit: 3, retryDelaySeconds: 9, leaseSeconds: 13 });
    const worker = await start([onJob(job, () => Promise.resolve())], [every(86_400, job, { n: 1 })]);
    await until(async () => (await countOf(job.name, 'true')) > 0);
    await worker.stop();
    expect(await keptAs(job.name)).toMatchObject([{ retryLimit: 3, retryDelay: 9, grows: true, lease: 13 }]);
    expect(await countOf(job.name, 'extract(epoch FROM singleton_on)::bigint % 86400 = 0')).toBe(1);
  });

  it('that is done is put away after two days, not while its slot may last', async () => {
    const job = freshJob();
    const boss = createBoss(database);
    for (const hours of [47, 49]) {
      await send(job, hours);
      const [taken] = await takeJobs(boss, job.name, 1);
      await boss.complete(job.name, taken?.id ?? '');
      await database.query(
        `UPDATE pgboss.job SET completed_on = now() - $2::integer * interval '1 hour' WHERE name = $1 AND id = $3`,
        [job.name, hours, taken?.id],
      );
    }
    const worker = await start([onJob(job, () => Promise.resolve())]);
    await until(async () => (await countOf(job.name, 'true')) < 2);
    await worker.stop();
    expect(await countOf(job.name, `data->>'n' = '47'`)).toBe(1);
  });
});

describe('carrying out', () => {
  it('keeps the first 500 characters of what a job failed with', async () => {
    const job = freshJob({ retryLimit: 0 });
    await send(job, 1);
    const worker = await start([onJob(job, () => Promise.reject(new Error('x'.repeat(2_000))))]);
    await until(async () => (await countOf(job.name, `state = 'failed'`)) === 1);
    await worker.stop();
    expect(await countOf(job.name, `length(output->>'message') = 500`)).toBe(1);
  });

  it('renews the lease of a job while it lasts, and no longer', async () => {
    const job = freshJob();
    await send(job, 1);
    const boss = createBoss(database);
    const [taken] = await takeJobs(boss, job.name, 1);
    if (taken === undefined) throw new Error('there is no job');
    let renewals = 0;
    const counting: Database = {
      ...database,
      query: (sql, values) => {
        renewals += 1;
        return database.query(sql, values);
      },
    };
    const dependencies = { boss, database: counting, log: silentLog, metrics: createMetrics(false) };
    const busy = onJob({ ...job, leaseSeconds: 0.06 }, () => until(() => renewals > 1));
    await carryOutJob(dependencies, busy, taken);
    const then = renewals;
    await sleep(200);
    expect(renewals).toBe(then);
  });

  it('says so, and goes on, when the outcome of a job cannot be written', async () => {
    const job = freshJob();
    await send(job, 1);
    const [taken] = await takeJobs(createBoss(database), job.name, 1);
    if (taken === undefined) throw new Error('there is no job');
    const away: Database = { ...database, query: () => Promise.reject(new Error('away')) };
    const { log, logged } = listeningLog();
    const dependencies = { boss: createBoss(away), database, log, metrics: createMetrics(false) };
    await carryOutJob(
      dependencies,
      onJob(job, () => Promise.resolve()),
      taken,
    );
    expect(logged).toEqual(['error: The outcome of a job could not be written']);
  });

  it('does as many of a kind at a time as it may, and other kinds beside them', async () => {
    const [pairs, other] = [freshJob({ parallel: 2 }), freshJob()];
    let [running, most, others] = [0, 0, 0];
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    for (const n of [1, 2, 3, 4, 5]) await send(pairs, n);
    const hold = async () => {
      running += 1;
      most = Math.max(most, running);
      await released;
      running -= 1;
    };
    const aside = () => {
      others += 1;
      return Promise.resolve();
    };
    const worker = await start([onJob(pairs, hold), onJob(other, aside)]);
    await until(() => running === 2);
    await send(other, 1);
    await until(() => others === 1);
    release();
    await until(async () => (await countOf(pairs.name, `state = 'completed'`)) === 5);
    await worker.stop();
    expect(most).toBe(2);
  });

  it('begins the next job as soon as one is done, also when that ends while others are looked for', async () => {
    const [first, last] = [freshJob(), freshJob()];
    let done = 0;
    const count = () => {
      done += 1;
      return Promise.resolve();
    };
    for (const n of [1, 2, 3]) await send(first, n);
    await send(last, 1);
    const slow: Database = {
      ...database,
      query: async (sql, values) => {
        if (values.includes(last.name)) await sleep(300);
        return database.query(sql, values);
      },
    };
    const times = { lookMs: never, expireMs: never, scheduleMs: never, graceMs: 300 };
    const worker = await start([onJob(first, count), onJob(last, () => until(() => done === 3))], [], times, slow);
    await until(() => done === 3);
    await worker.stop();
  });
});

it('a database that is away is told of once, and once when it is back; then jobs are carried out again', async () => {
  const job = freshJob();
  let isAway = false;
  let asked = 0;
  const shaky: Database = {
    ...database,
    query: (sql, values) => {
      if (!isAway) return database.query(sql, values);
      asked += 1;
      return Promise.reject(new Error('away'));
    },
  };
  const { log, logged } = listeningLog();
  let done = 0;
  const count = () => {
    done += 1;
    return Promise.resolve();
  };
  const worker = await start([onJob(job, count)], [], hurry, shaky, log);
  isAway = true;
  await until(() => asked > 3);
  isAway = false;
  await send(job, 1);
  await until(() => done === 1);
  await sleep(100);
  await worker.stop();
  expect(logged).toEqual(['error: The job queue does not work', 'info: The job queue works again']);
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openServerDatabase, type Database } from '../../src/db';
import { createMetrics } from '../../src/health';
import { createQueue, defineJob, every, onJob, startQueue, type JobHandler, type JobQueue } from '../../src/jobs';
import type { JobSchedule, RunningQueue } from '../../src/jobs';
import { createBoss } from '../../src/jobs/boss';
import { takeJobs } from '../../src/jobs/carryOutJob';
import { freshDatabase, migrationsFolder } from '../support/database';
import { freshServerDatabase } from '../support/postgres';
import { silentLog } from '../support/silentLog';
import { until } from './until';

const hurry = { lookMs: 20, expireMs: 100, scheduleMs: 20, graceMs: 300 };

/** Carries a job out by writing it down. */
const into =
  (done: number[]) =>
  ({ n }: { n: number }) => {
    done.push(n);
    return Promise.resolve();
  };

let names = 0;
/** A kind of job that no other test knows. */
const freshJob = (options: Parameters<typeof defineJob>[1] = {}) =>
  defineJob<{ n: number }>(`test-${(names += 1)}`, { retryDelaySeconds: 0, ...options });

describe.each<[string, () => Promise<Database>]>([
  ['the embedded database', freshDatabase],
  ['a server', freshServerDatabase],
])('the job queue on %s', (_name, fresh) => {
  let database: Database;
  let queue: JobQueue;
  const running: RunningQueue[] = [];
  const logged: object[] = [];
  const metrics = createMetrics(false);
  const note = (message: string, fields?: object) => void logged.push({ message, ...fields });
  const log = { ...silentLog, warn: note, error: note };
  const start = async (handlers: JobHandler[], schedules: JobSchedule[] = [], times = hurry) => {
    const started = await startQueue({ database, log, metrics, handlers, schedules }, times);
    running.push(started);
    return started;
  };
  beforeAll(async () => {
    database = await fresh();
    queue = createQueue(database);
  });
  afterEach(async () => {
    for (const one of running.splice(0)) await one.stop();
    logged.length = 0;
  });
  afterAll(() => database.close());

  const stateOf = async (name: string) =>
    database.query<{ state: string; data: { n: number }; output: { message: string } | null }>(
      'SELECT state::text, data, output FROM pgboss.job WHERE name = $1 ORDER BY created_on, id',
      [name],
    );

  it('carries out a job when the transaction of its cause commits, and never when it does not', async () => {
    const job = freshJob();
    const done: number[] = [];
    await start([onJob(job, into(done))]);
    const rollback = database.prisma.$transaction(async (tx) => {
      await queue.send(job, { n: 1 }, { within: tx });
      throw new Error('changed my mind');
    });
    await expect(rollback).rejects.toThrow('changed my mind');
    await database.prisma.$transaction((tx) => queue.send(job, { n: 2 }, { within: tx }));
    await until(async () => (await stateOf(job.name))[0]?.state === 'completed');
    expect(done).toEqual([2]);
    expect(await stateOf(job.name)).toHaveLength(1);
  });

  it('keeps a job that nobody carries out yet, even of a kind no server has ever known', async () => {
    const [job, other] = [freshJob(), freshJob()];
    await queue.send(job, { n: 1 });
    await database.prisma.$transaction((tx) => queue.send(other, { n: 2 }, { within: tx }));
    const done: number[] = [];
    await start([onJob(job, into(done)), onJob(other, into(done))]);
    await until(() => done.length === 2);
  });

  it('begins no job before its time', async () => {
    const job = freshJob();
    await queue.send(job, { n: 1 }, { startAfter: new Date(Date.now() + 3_600_000) });
    await queue.send(job, { n: 2 }, { startAfter: new Date(Date.now() - 1_000) });
    const done: number[] = [];
    await start([onJob(job, into(done))]);
    await until(() => done.length > 0);
    expect(done).toEqual([2]);
    expect((await stateOf(job.name)).filter(({ state }) => state === 'created')).toMatchObject([{ data: { n: 1 } }]);
  });

  it('has one waiting job of a key, also while it waits to be tried again', async () => {
    const job = freshJob({ retryDelaySeconds: 3_600 });
    const send = (n: number, singletonKey: string) => queue.send(job, { n }, { singletonKey });
    await send(1, 'a');
    await send(2, 'a');
    await send(3, 'b');
    await database.prisma.$transaction((tx) => queue.send(job, { n: 4 }, { within: tx, singletonKey: 'a' }));
    expect((await stateOf(job.name)).map(({ data }) => data.n)).toEqual([1, 3]);
    const worker = await start([onJob(job, () => Promise.reject(new Error('not today')))]);
    await until(async () => (await stateOf(job.name)).every(({ state }) => state === 'retry'));
    await worker.stop();
    await send(5, 'a');
    expect((await stateOf(job.name)).map(({ data }) => data.n).sort()).toEqual([1, 3]);
  });

  it('takes another job of a key once the first has begun', async () => {
    const job = freshJob();
    const boss = createBoss(database);
    await queue.send(job, { n: 1 }, { singletonKey: 'a' });
    await takeJobs(boss, job.name, 1);
    await queue.send(job, { n: 2 }, { singletonKey: 'a' });
    expect(await stateOf(job.name)).toMatchObject([{ state: 'active' }, { state: 'created', data: { n: 2 } }]);
  });

  it('tries a failed job again, gives it up at last, counts both and logs nothing of its data', async () => {
    const job = freshJob({ retryLimit: 2 });
    let tries = 0;
    const fail = () => {
      tries += 1;
      return Promise.reject(new Error('not today'));
    };
    await queue.send(job, { n: 123456 });
    await start([onJob(job, fail)]);
    await until(async () => (await stateOf(job.name))[0]?.state === 'failed');
    expect(tries).toBe(3);
    expect((await stateOf(job.name))[0]?.output).toEqual({ message: 'not today' });
    expect(logged.map((line) => (line as { message: string }).message)).toEqual([
      'A job failed and will be tried again',
      'A job failed and will be tried again',
      'A job failed for the last time',
    ]);
    expect(JSON.stringify(logged)).not.toContain('123456');
    const counted = await metrics.jobs.get();
    const of = (outcome: string) =>
      counted.values.find(({ labels }) => labels.job === job.name && labels.outcome === outcome)?.value;
    expect([of('failed'), of('given_up'), of('done')]).toEqual([2, 1, undefined]);
  });

  it('sends a scheduled job once in its slot, however often and by however many it is looked for', async () => {
    const job = freshJob();
    const done: number[] = [];
    const handlers = [onJob(job, into(done))];
    const schedules = [every(86_400, job, { n: 1 })];
    await start(handlers, schedules);
    await start(handlers, schedules);
    await until(() => done.length > 0);
    await sleep(200);
    expect(done).toEqual([1]);
  });

  it('lets what has begun come to its end when it stops, and gives back what does not end in time', async () => {
    const [short, long] = [freshJob(), freshJob()];
    let [shortDone, longBegun] = [false, false];
    const worker = await start([
      onJob(short, async () => {
        await sleep(150);
        shortDone = true;
      }),
      onJob(long, () => {
        longBegun = true;
        return new Promise<void>(() => undefined);
      }),
    ]);
    await queue.send(short, { n: 1 });
    await queue.send(long, { n: 2 });
    await until(async () => longBegun && (await stateOf(short.name))[0]?.state === 'active');
    await worker.stop();
    expect(shortDone).toBe(true);
    expect(await stateOf(short.name)).toMatchObject([{ state: 'completed' }]);
    expect(await stateOf(long.name)).toMatchObject([{ state: 'retry' }]);
  });

  it('refuses a schedule nobody carries out, or that is too quick or too slow', async () => {
    const job = freshJob();
    const handlers = [onJob(job, () => Promise.resolve())];
    const starting = (schedule: JobSchedule, by: JobHandler[]) => start(by, [schedule]);
    await expect(starting(every(60, job, { n: 1 }), [])).rejects.toThrow('Nobody carries out');
    await expect(starting(every(59, job, { n: 1 }), handlers)).rejects.toThrow('every 59 seconds');
    await expect(starting(every(86_401, job, { n: 1 }), handlers)).rejects.toThrow('every 86401 seconds');
  });
});

it('on the embedded database, a job whose process has died is carried out as soon as the next one starts', async () => {
  const database = await freshDatabase();
  const job = defineJob<{ n: number }>('orphan', { retryDelaySeconds: 0 });
  await createQueue(database).send(job, { n: 1 });
  await takeJobs(createBoss(database), job.name, 1);
  const done: number[] = [];
  const handlers = [onJob(job, into(done))];
  const dependencies = { database, log: silentLog, metrics: createMetrics(false), handlers, schedules: [] };
  const worker = await startQueue(dependencies, { ...hurry, expireMs: 3_600_000 });
  await until(() => done.length > 0);
  await worker.stop();
  await database.close();
  expect(done).toEqual([1]);
});

describe('several processes on one server', () => {
  let database: Database & { readonly url: string };
  beforeAll(async () => {
    database = await freshServerDatabase();
  });
  afterAll(() => database.close());

  it('carry out each job exactly once', async () => {
    const job = defineJob<{ n: number }>('shared', { parallel: 5 });
    const other = await openServerDatabase(database.url, migrationsFolder);
    const done: number[] = [];
    const seen = new Set<string>();
    const handle = async (who: string, n: number) => {
      done.push(n);
      seen.add(who);
      // Nobody is so quick that the other has nothing left.
      await until(() => seen.size === 2);
    };
    const startAs = (who: string, on: Database) =>
      startQueue(
        {
          database: on,
          log: silentLog,
          metrics: createMetrics(false),
          handlers: [onJob(job, ({ n }) => handle(who, n))],
          schedules: [],
        },
        hurry,
      );
    // They also make the queue at the same moment.
    const workers = await Promise.all([startAs('one', database), startAs('two', other)]);
    const queue = createQueue(database);
    const numbers = Array.from({ length: 200 }, (_, n) => n);
    await Promise.all(numbers.map((n) => queue.send(job, { n })));
    await until(() => done.length >= numbers.length);
    await sleep(200);
    for (const worker of workers) await worker.stop();
    await other.close();
    expect(done.sort((one, two) => one - two)).toEqual(numbers);
    expect(seen).toEqual(new Set(['one', 'two']));
  });

  it('leave a job with the one that is at it, however long that takes', async () => {
    const job = defineJob<{ n: number }>('slow', { leaseSeconds: 1, retryDelaySeconds: 0 });
    let [begun, ended] = [0, 0];
    const handle = async () => {
      begun += 1;
      await sleep(4_000);
      ended += 1;
    };
    const handlers = [onJob(job, handle)];
    const dependencies = { log: silentLog, metrics: createMetrics(false), handlers, schedules: [] };
    const other = await openServerDatabase(database.url, migrationsFolder);
    const worker = await startQueue({ ...dependencies, database }, hurry);
    await createQueue(database).send(job, { n: 1 });
    await until(() => begun > 0);
    // Whoever starts on a server leaves the jobs of the others alone, too.
    const workers = [worker, await startQueue({ ...dependencies, database: other }, hurry)];
    await until(() => ended > 0);
    for (const worker of workers) await worker.stop();
    await other.close();
    expect(begun).toBe(1);
  });

  it('take over the job of one that was killed', async () => {
    const job = defineJob<{ n: number }>('taken-over', { leaseSeconds: 1, retryDelaySeconds: 0 });
    await createQueue(database).send(job, { n: 1 });
    const script = path.join(__dirname, '../support/jobProcess.ts');
    const victim = spawn(process.execPath, ['--import', 'tsx', script, database.url, job.name], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    await once(victim.stdout, 'data');
    victim.kill('SIGKILL');
    await once(victim, 'exit');
    const done: number[] = [];
    const handlers = [onJob(job, into(done))];
    const worker = await startQueue(
      { database, log: silentLog, metrics: createMetrics(false), handlers, schedules: [] },
      hurry,
    );
    await until(() => done.length > 0);
    await worker.stop();
    expect(done).toEqual([1]);
  });
});

import type { Database, Prisma } from '../../src/db';
import type { JobQueue } from '../../src/jobs';
import { carryOutRefresh, RefreshRequests, sweepMetadata } from '../../src/metadata';
import { freshDatabase } from '../support/database';
import { freshServerDatabase } from '../support/postgres';
import { serveMetadata, type MetadataServer } from '../support/metadataServer';
import { makeSite } from '../support/site';

const now = new Date('2026-11-22T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

/** Remembers what was sent. */
function recordingQueue(): JobQueue & {
  readonly sent: { data: object; startAfter: Date | undefined; key: string | undefined }[];
} {
  const sent: { data: object; startAfter: Date | undefined; key: string | undefined }[] = [];
  return {
    sent,
    send: (_job, data, options) => {
      sent.push({ data, startAfter: options?.startAfter, key: options?.singletonKey });
      return Promise.resolve();
    },
  };
}

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.prisma.site.deleteMany());

const metadataUrl = 'https://idp.acme.test/metadata';
type Check = Omit<Prisma.MetadataCheckUncheckedCreateInput, 'connectionId' | 'siteId'>;

describe('the sweep', () => {
  it.each<[string, boolean, Check | null, object, object]>([
    ['never looked at', true, null, {}, {}],
    ['asked for, never looked at', true, { requestedAt: ago(5) }, {}, {}],
    ['looked at a day ago', true, { checkedAt: ago(24 * 60), outcome: 'unchanged' }, {}, {}],
    ['looked at two hours ago', false, { checkedAt: ago(120), outcome: 'unchanged' }, {}, {}],
    ['not reached two hours ago', true, { checkedAt: ago(120), outcome: 'unreachable', problem: 'Gone.' }, {}, {}],
    ['not reached just now', false, { checkedAt: ago(30), outcome: 'unreachable', problem: 'Gone.' }, {}, {}],
    ['without an address', false, null, { metadataUrl: null }, {}],
    ['switched off', false, null, { enabled: false }, {}],
    ['of a site that is switched off', false, null, {}, { ssoEnabled: false }],
  ])('of a connection %s: %s', async (_is, isDue, check, connection, site) => {
    const { siteId, connectionId } = await makeSite(database, { site, connection: { metadataUrl, ...connection } });
    if (check !== null) await database.prisma.metadataCheck.create({ data: { siteId, connectionId, ...check } });
    const queue = recordingQueue();
    await sweepMetadata({ database, queue }, now);
    expect(queue.sent.map(({ data }) => data)).toEqual(isDue ? [{ connectionId }] : []);
  });

  it('spreads the looks over the hour, always alike for one connection, and sends one at a time for each', async () => {
    for (const slug of ['a', 'b', 'c', 'd', 'e', 'f'])
      await makeSite(database, { site: { slug }, connection: { metadataUrl } });
    const sweep = async () => {
      const queue = recordingQueue();
      await sweepMetadata({ database, queue }, now);
      return queue.sent;
    };
    const sent = await sweep();
    expect(new Set(sent.map(({ startAfter }) => startAfter?.getTime())).size).toBe(6);
    for (const { data, startAfter, key } of sent) {
      expect(data).toEqual({ connectionId: key });
      expect((startAfter?.getTime() ?? 0) - now.getTime()).toBeGreaterThanOrEqual(0);
      expect((startAfter?.getTime() ?? Infinity) - now.getTime()).toBeLessThan(3_600_000);
    }
    expect(await sweep()).toEqual(sent);
  });
});

describe('carrying out', () => {
  let idp: MetadataServer;
  beforeAll(async () => {
    idp = await serveMetadata('http');
  });
  afterAll(() => idp.close());
  beforeEach(() => void (idp.asked.length = 0));

  it.each<[string, Check | null, number]>([
    ['that was never looked at', null, 1],
    ['that was looked at half an hour ago', { checkedAt: ago(30) }, 0],
    ['that was looked at before a response asked for it', { checkedAt: ago(30), requestedAt: ago(1) }, 1],
    ['that was looked at after a response asked for it', { checkedAt: ago(1), requestedAt: ago(30) }, 0],
    ['that was looked at an hour ago', { checkedAt: ago(60) }, 1],
  ])('looks at a connection %s at most once an hour', async (_which, check, looks) => {
    const address = `http://127.0.0.1:${idp.port}/`;
    const { siteId, connectionId } = await makeSite(database, { connection: { metadataUrl: address } });
    if (check !== null) await database.prisma.metadataCheck.create({ data: { siteId, connectionId, ...check } });
    const log = { info: () => undefined, warn: () => undefined };
    const rules = { allowedHosts: ['127.0.0.1'], allowHttp: true };
    await carryOutRefresh({ database, rules, log, clock: () => now }, connectionId);
    await carryOutRefresh({ database, rules, log, clock: () => now }, connectionId);
    expect(idp.asked).toHaveLength(looks);
  });
});

describe('asking, on a real server', () => {
  it('of many processes at once one sends the job, and all tell the same time', async () => {
    const server = await freshServerDatabase();
    const ids = await makeSite(server, { connection: { metadataUrl } });
    const queue = recordingQueue();
    const errors: unknown[] = [];
    const log = { error: (_message: string, fields?: object) => void errors.push(fields) };
    const processes = Array.from({ length: 8 }, () => new RefreshRequests({ database: server, queue, log }));
    const asked = await Promise.all(processes.map((one, index) => one.ask(ids, new Date(now.getTime() + index))));
    expect(errors).toEqual([]);
    expect(queue.sent).toHaveLength(1);
    expect(new Set(asked.map((at) => at?.getTime())).size).toBe(1);
    await server.close();
  });

  it('a database that cannot take it is no reason to answer with anything but the refusal', async () => {
    const ids = await makeSite(database, { connection: { metadataUrl } });
    const queue: JobQueue = { send: () => Promise.reject(new Error('full')) };
    const errors: object[] = [];
    const requests = new RefreshRequests({
      database,
      queue,
      log: { error: (_m, fields) => void errors.push(fields ?? {}) },
    });
    expect(await requests.ask(ids, now)).toBeNull();
    expect(errors).toHaveLength(1);
    // The claim went with the job: the next one may ask.
    expect(await database.prisma.metadataCheck.count()).toBe(0);
  });
});

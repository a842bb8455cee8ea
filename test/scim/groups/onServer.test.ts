import { Client } from 'pg';
import type { Database } from '../../../src/db';
import { openServerDatabase } from '../../../src/db';
import { createQueue } from '../../../src/jobs';
import { createScimGroups } from '../../../src/scim/groups';
import { defaultProjection } from '../../../src/scim/protocol/projection';
import { migrationsFolder } from '../../support/database';
import { freshServerDatabase } from '../../support/postgres';
import { makeSite } from '../../support/site';
import {
  adding,
  callOf,
  join,
  makePeople,
  makeProvisioning,
  makeWorkspace,
  membersOf,
  removing,
  replacing,
  silently,
} from './groupsSite';

// A server starts here, and thousands of people are made.
jest.setTimeout(180_000);

let database: Database & { readonly url: string };
beforeAll(async () => {
  database = await freshServerDatabase();
  // The first welcome of all makes the queue.
  const { ids, people, call, groups } = await site(1);
  await groups.patch(call(), ids.workspace, adding(...people), silently);
});
afterAll(async () => {
  await database.close();
  jest.restoreAllMocks();
});

const serviceOf = (on: Database) => createScimGroups({ database: on, queue: createQueue(on), clock: () => new Date() });

let sites = 0;
async function site(count: number) {
  const { siteId } = await makeSite(database, { site: { slug: `site-${(sites += 1)}` } });
  const ids = await makeWorkspace(database, siteId);
  const people = (await makePeople(database, siteId, count)).sort();
  const provisioning = await makeProvisioning(database, siteId, { brakePercent: 100 });
  const call = () => callOf(provisioning, new Date());
  return { siteId, ids, people, provisioning, call, groups: serviceOf(database) };
}

/** Runs something and answers the statements it sent, those that begin and end transactions included. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const spy = jest.spyOn(Client.prototype, 'query');
  try {
    await work();
    return spy.mock.calls.map(([query]: unknown[]) =>
      typeof query === 'string' ? query : (query as { text: string }).text,
    );
  } finally {
    spy.mockRestore();
  }
}

describe('many requests at once', () => {
  it('each with one person into or out of one group, lose nobody', async () => {
    const { siteId, ids, people, call, groups } = await site(160);
    await join(database, siteId, ids.workspace, people);
    const [coming, going] = [people.slice(0, 80), people.slice(80)];
    await join(database, siteId, ids.role, going);
    const before = await groups.read(call(), ids.role, defaultProjection);
    const requests = [...coming.map((id) => adding(id)), ...going.map((id) => removing(id))];
    let next = 0;
    const workers = Array.from({ length: 16 }, async () => {
      for (let mine = requests[next++]; mine !== undefined; mine = requests[next++]) {
        expect(await groups.patch(call(), ids.role, mine, silently)).toMatchObject({ outcome: 'changed' });
      }
    });
    await Promise.all(workers);
    expect(await membersOf(database, ids.role)).toEqual(coming);
    const after = await groups.read(call(), ids.role, defaultProjection);
    const versionOf = (text: string) => Number(/\d+/.exec(text)?.[0]);
    expect(versionOf(after.version) - versionOf(before.version)).toBe(160);
  });

  it('with the same people in opposite directions all succeed, and leave one of the wished sets', async () => {
    const { siteId, ids, people, call, groups } = await site(200);
    await join(database, siteId, ids.workspace, people);
    const [one, other] = [people.slice(0, 100), people.slice(100)];
    const swap = (come: string[], go: string[]) =>
      groups.patch(call(), ids.role, [...removing(...go), ...adding(...come)], silently);
    const whole = (come: string[]) => groups.patch(call(), ids.role, replacing(...come), silently);
    const requests = [() => swap(one, other), () => swap(other, one), () => whole(one), () => whole(other)];
    await Promise.all(Array.from({ length: 6 }).flatMap(() => requests.map((request) => request())));
    const members = await membersOf(database, ids.role);
    expect([one, other]).toContainEqual(members);
  });

  it('that each replace all members leave those of one of them, never of both', async () => {
    const { siteId, ids, people, call, groups } = await site(40);
    await join(database, siteId, ids.workspace, people);
    const lists = [0, 10, 20, 30].map((from) => people.slice(from, from + 10));
    for (let round = 0; round < 5; round += 1) {
      await groups.patch(call(), ids.role, replacing(), silently);
      await Promise.all(lists.map((list) => groups.patch(call(), ids.role, replacing(...list), silently)));
      expect(lists).toContainEqual(await membersOf(database, ids.role));
    }
  });

  it('that each remove the same group remove it once: the others find nothing, and one line tells of it', async () => {
    const { siteId, call, groups } = await site(1);
    const made = await groups.create(call(), { displayName: 'Short-lived' }, silently);
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => groups.remove(call(), made.id, silently)));
    const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : []));
    expect(refusals).toEqual(Array(7).fill(expect.objectContaining({ id: 1, status: 404 })));
    expect(await database.prisma.activity.count({ where: { siteId, action: 'group.remove' } })).toBe(1);
  });

  it('leave nobody with a role who has left its workspace', async () => {
    const { siteId, ids, people, call, groups } = await site(40);
    await join(database, siteId, ids.workspace, people);
    const hurried = () => {
      const hurry = call();
      setTimeout(() => hurry.hangUp(), 100);
      return hurry;
    };
    await Promise.all(
      people.flatMap((id) => [
        groups
          .patch(hurried(), ids.role, adding(id), silently)
          .catch((error: unknown) => expect(error).toMatchObject({ id: 26 })),
        groups.patch(call(), ids.workspace, removing(id), silently),
      ]),
    );
    expect(await membersOf(database, ids.workspace)).toEqual([]);
    expect(await membersOf(database, ids.role)).toEqual([]);
  });
});

describe('a request that waits', () => {
  it('goes on when somebody joins through another process, told by the database', async () => {
    const { ids, people, call, groups } = await site(1);
    const other = await openServerDatabase(database.url, migrationsFolder);
    const [person = ''] = people;
    const waiting = call();
    const request = groups.patch(waiting, ids.role, adding(person), silently);
    await untilWaiting(1);
    await serviceOf(other).patch(call(), ids.workspace, adding(person), silently);
    expect(await request).toMatchObject({ outcome: 'changed' });
    expect(await membersOf(database, ids.role)).toEqual([person]);
    await other.close();
  });

  it('is found by looking when no notification arrives', async () => {
    const { siteId, ids, people, call } = await site(1);
    const deaf = serviceOf({ ...database, listen: () => Promise.reject(new Error('away')) });
    const request = deaf.patch(call(), ids.role, adding(...people), silently);
    await untilWaiting(1);
    await join(database, siteId, ids.workspace, people);
    expect(await request).toMatchObject({ outcome: 'changed' });
  });

  it('holds no connection, no transaction and no lock, however many wait: others are served', async () => {
    const { siteId, ids, people, call, groups } = await site(60);
    const requests = people.map((id) => groups.patch(call(), ids.role, adding(id), silently));
    await untilWaiting(60);
    const busy = await database.query<{ open: number; locks: number }>(
      `SELECT (SELECT count(*)::integer FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%') AS open,
         (SELECT count(*)::integer FROM pg_locks WHERE pid <> pg_backend_pid() AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS locks`,
      [],
    );
    expect(busy).toEqual([{ open: 0, locks: 0 }]);
    expect(await groups.read(call(), ids.role, defaultProjection)).toMatchObject({ outcome: 'read' });
    await join(database, siteId, ids.workspace, people);
    await Promise.all(requests);
    expect(await membersOf(database, ids.role)).toEqual(people);
    expect(await database.prisma.scimWait.count()).toBe(0);
  });

  async function untilWaiting(count: number): Promise<void> {
    while ((await database.prisma.scimWait.count()) < count) await new Promise((resolve) => setTimeout(resolve, 20));
    // The one who took the place begins to watch after that.
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
});

describe('statements of a request', () => {
  const ends = (statements: string[]) => statements.filter((sql) => /^(?:BEGIN|COMMIT|ROLLBACK)/.test(sql));

  it.each<[string, number, (of: Awaited<ReturnType<typeof site>>) => [string, ReturnType<typeof adding>]]>([
    ['adding one to a role', 2, ({ ids, people }) => [ids.role, adding(people[0] ?? '')]],
    ['removing one from a role', 2, ({ ids, people }) => [ids.group, removing(people[0] ?? '')]],
    [
      'adding one to a workspace, who is welcomed by mail',
      7,
      ({ ids, people }) => [ids.workspace, adding(people[1] ?? '')],
    ],
    ['what is so already', 1, ({ ids, people }) => [ids.group, adding(people[0] ?? '')]],
  ])('%s: at most %d, transaction included', async (_, most, what) => {
    const of = await site(2);
    await join(database, of.siteId, of.ids.workspace, of.people.slice(0, 1));
    await join(database, of.siteId, of.ids.group, of.people.slice(0, 1));
    const [id, operations] = what(of);
    const statements = await statementsOf(() => of.groups.patch(of.call(), id, operations, silently));
    expect(statements).toHaveLength(most);
    expect(ends(statements)).toHaveLength(most > 2 ? 2 : 0);
  });

  it('do not grow with the members: 10,000 in a PUT take no more than one, fewer where few differ, and few more with welcome mails', async () => {
    const { siteId, ids, people, call, groups } = await site(10_000);
    await join(database, siteId, ids.workspace, people);
    const put = async (id: string, displayName: string, ids: readonly string[]) => {
      const members = ids.map((value) => ({ value }));
      return (await statementsOf(() => groups.replace(call(), id, { displayName, members }, silently))).length;
    };
    const counts = [];
    for (const members of [people, people, people.slice(100), people.slice(0, 9_900), [], people.slice(0, 1)]) {
      counts.push(await put(ids.role, 'workspace:Audit:role:Manager', members));
    }
    expect(counts).toEqual([6, 1, 3, 3, 7, 3]);
    expect(await membersOf(database, ids.role)).toEqual(people.slice(0, 1));
    expect(await put(ids.workspace, 'workspace:Audit', [])).toBe(7);
    expect(await put(ids.workspace, 'workspace:Audit', people)).toBe(8);
  });

  it('of a list do not grow with groups and members', async () => {
    const { siteId, ids, people, call, groups } = await site(50);
    await join(database, siteId, ids.workspace, people);
    const query = {
      filter: null,
      startIndex: 1,
      count: 100,
      sortBy: null,
      sortOrder: 'ascending' as const,
      projection: defaultProjection,
    };
    expect(await statementsOf(() => groups.list(call(), query))).toHaveLength(2);
  });
});

describe('rows that a change of one member touches', () => {
  it('are the same few whether the group has ten members or ten thousand', async () => {
    const touched = async (size: number) => {
      const { siteId, ids, people, call, groups } = await site(size);
      await join(database, siteId, ids.workspace, people);
      await join(database, siteId, ids.role, people.slice(1));
      await database.query('ANALYZE', []);
      const [first = ''] = people;
      const read = async () => {
        const [row] = await database.query<{ scanned: number; fetched: number }>(
          `SELECT sum(seq_tup_read)::integer AS scanned, sum(idx_tup_fetch)::integer AS fetched FROM pg_stat_user_tables
            WHERE relname IN ('entitlement_members', 'accounts')`,
          [],
        );
        return (row?.scanned ?? 0) + (row?.fetched ?? 0);
      };
      const settledRead = async () => {
        await database.query('SELECT pg_stat_force_next_flush()', []);
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        return read();
      };
      const before = await settledRead();
      await groups.patch(call(), ids.role, adding(first), silently);
      await groups.patch(call(), ids.role, removing(first), silently);
      return (await settledRead()) - before;
    };
    const [few, many] = [await touched(10), await touched(10_000)];
    expect(many).toBeLessThan(few + 100);
  });
});

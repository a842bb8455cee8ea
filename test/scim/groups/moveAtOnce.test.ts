import { listActivity } from '../../../src/activity';
import type { Database } from '../../../src/db';
import { createQueue } from '../../../src/jobs';
import { createScimGroups } from '../../../src/scim/groups';
import { refusal } from '../users/usersSite';
import { freshDatabase } from '../../support/database';
import { makeSite, testNow } from '../../support/site';
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

let database: Database;

let sites = 0;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const isMove = (sql: string) => sql.includes('usher_move_group_members');
type Meet = (send: () => Promise<unknown[]>) => Promise<unknown[]>;
const inTurn: Meet = () => Promise.resolve([{ result: { applied: false, guard: 'members' } }]);

/** The workspace Audit with three members, and a client whose one-statement moves go through `meet`. */
async function siteWhereMoves(meet: Meet) {
  sites += 1;
  const { siteId } = await makeSite(database, { site: { slug: `move-${sites}` } });
  const ids = await makeWorkspace(database, siteId);
  const people = (await makePeople(database, siteId, 3)) as [string, string, string];
  for (const [n, id] of people.entries()) {
    const name = `person-${n}@acme.test`;
    const keys = { username: name, usernameKey: name, confusableKey: name };
    await database.prisma.account.update({ where: { id }, data: keys });
  }
  await join(database, siteId, ids.workspace, people);
  const provisioning = await makeProvisioning(database, siteId, { name: 'Okta' });
  const watched: Database = {
    ...database,
    query: <Row>(sql: string, values: readonly unknown[]) => {
      const send = () => database.query<Row>(sql, values);
      return (isMove(sql) ? meet(send) : send()) as Promise<Row[]>;
    },
  };
  const groups = createScimGroups({ database: watched, queue: createQueue(watched), clock: () => testNow });
  return { siteId, ids, people, provisioning, groups, call: callOf(provisioning) };
}

describe('members who come and go in one statement', () => {
  /** Does all the steps; tells what they left, without what a site makes different. */
  async function leftBy(meet: Meet) {
    const { siteId, ids, people, groups, call } = await siteWhereMoves(meet);
    const [first, second, third] = people;
    const steps = [
      [ids.role, adding(first, second)],
      [ids.role, adding(second, third)],
      [ids.role, adding(first)],
      [ids.role, [...removing(first), ...adding(third)]],
      [ids.role, removing(first)],
      [ids.role, replacing(first, third)],
      [ids.role, replacing(third)],
      [ids.role, replacing(third, first)],
      [ids.workspace, removing(third)],
      [ids.group, replacing(first)],
    ] as const;
    const answers: unknown[] = [];
    for (const [id, operations] of steps) {
      const { outcome, changes, version } = await groups.patch(call, id, operations, silently);
      answers.push({ outcome, changes, version });
    }
    const rows = await database.prisma.entitlementMember.findMany({
      where: { siteId },
      include: {
        entitlement: { select: { displayName: true, version: true } },
        account: { select: { username: true } },
      },
      omit: { siteId: true, entitlementId: true, accountId: true },
      orderBy: [{ entitlement: { displayName: 'asc' } }, { account: { username: 'asc' } }],
    });
    const removals = await database.prisma.scimRemoval.findMany({ where: { siteId }, select: { at: true } });
    const lines = await listActivity(database, { siteId, limit: 100 });
    const activity = lines.map(({ at, actor, action, subject, before, after }) => ({
      ...{ at, actor, action, subject, before, after },
    }));
    // Who was put there by the test itself was put there at another moment.
    const members = rows.map((row) => (row.grantedBy === 'test' ? { ...row, grantedAt: null } : row));
    return { answers, members, removals, activity };
  }

  it('are left as a transaction leaves them, with the same answers and the same lines in the log', async () => {
    let moves = 0;
    const atOnce = await leftBy((send) => {
      moves += 1;
      return send();
    });
    expect(atOnce).toEqual(await leftBy(inTurn));
    expect(moves).toBe(8);
    expect(atOnce.activity).toHaveLength(8);
    expect(atOnce.removals).toHaveLength(3);
  });
});

it('a line of the log names no more of those who come and go than one of a transaction does', async () => {
  const [many, named] = [150, 100];
  for (const meet of [(send: () => Promise<unknown[]>) => send(), inTurn]) {
    const { siteId, ids, people, groups, call } = await siteWhereMoves(meet);
    const crowd = [...people, ...(await makePeople(database, siteId, many - people.length))];
    await join(database, siteId, ids.workspace, crowd);
    expect(await groups.patch(call, ids.role, replacing(...crowd), silently)).toMatchObject({ outcome: 'changed' });
    const [line] = await listActivity(database, { siteId, limit: 1 });
    const { count, members } = line?.after as { readonly count: number; readonly members: readonly string[] };
    expect([count, members.length]).toEqual([many, named]);
  }
});

describe('what somebody else does between reading and writing', () => {
  type Site = Awaited<ReturnType<typeof siteWhereMoves>>;
  const leave = (id: string, accountId: string) =>
    database.prisma.entitlementMember.deleteMany({ where: { entitlementId: id, accountId } });

  it.each<[string, (site: Site) => Promise<unknown>, string, number]>([
    [
      'who joins by another hand is a member once',
      ({ siteId, ids, people }) => join(database, siteId, ids.role, people.slice(0, 1)),
      'done',
      1,
    ],
    [
      'a group that is removed is not found',
      ({ ids }) => database.prisma.entitlement.delete({ where: { id: ids.role } }),
      '1 404 id',
      0,
    ],
    [
      'a person who is removed is not known',
      ({ people }) => database.prisma.account.delete({ where: { id: people[0] } }),
      '1 400 members.value',
      0,
    ],
    [
      'a guest cannot come',
      ({ people }) => database.prisma.account.update({ where: { id: people[0] }, data: { homeOrganization: 'other' } }),
      '1 400 members.value',
      0,
    ],
  ])('%s', async (_, meanwhile, expected, members) => {
    const site = await siteWhereMoves(async (send) => {
      await meanwhile(site);
      return send();
    });
    const { ids, people, groups, call } = site;
    expect(await refusal(groups.patch(call, ids.role, adding(people[0]), silently))).toBe(expected);
    expect(await membersOf(database, ids.role)).toHaveLength(members);
  });

  it('who leaves the workspace does not get a role in it', async () => {
    const site = await siteWhereMoves(async (send) => {
      await leave(site.ids.workspace, site.people[0]);
      const answer = await send();
      // So that nothing is waited for.
      site.call.hangUp();
      return answer;
    });
    const { ids, people, groups, call } = site;
    expect(await refusal(groups.patch(call, ids.role, adding(people[0]), silently))).toBe('26 400 members.value');
    expect(await membersOf(database, ids.role)).toEqual([]);
  });

  it('who has left already is not counted as removed', async () => {
    const site = await siteWhereMoves(async (send) => {
      await leave(site.ids.role, site.people[0]);
      return send();
    });
    const { siteId, ids, people, groups, call } = site;
    await join(database, siteId, ids.role, people.slice(0, 1));
    expect(await groups.patch(call, ids.role, removing(people[0]), silently)).toMatchObject({ outcome: 'unchanged' });
    expect(await database.prisma.scimRemoval.count({ where: { siteId } })).toBe(0);
  });

  it('who was a member and is taken out by another hand comes with those who were none', async () => {
    const site = await siteWhereMoves(async (send) => {
      await leave(site.ids.role, site.people[0]);
      return send();
    });
    const { siteId, ids, people, groups, call } = site;
    await join(database, siteId, ids.role, people.slice(0, 1));
    await groups.patch(call, ids.role, adding(people[0], people[1]), silently);
    expect(await membersOf(database, ids.role)).toEqual([people[0], people[1]].sort());
  });

  it.each<[string, (site: Site) => Promise<unknown>]>([
    ['who joins', ({ siteId, ids, people }) => join(database, siteId, ids.role, people.slice(2))],
    ['who leaves', ({ ids, people }) => leave(ids.role, people[1])],
  ])(
    'a group that is replaced has the members sent, whatever becomes of somebody %s by another hand',
    async (_, meanwhile) => {
      const site = await siteWhereMoves(async (send) => {
        await meanwhile(site);
        return send();
      });
      const { siteId, ids, people, groups, call } = site;
      await join(database, siteId, ids.role, people.slice(1, 2));
      await groups.patch(call, ids.role, replacing(people[0], people[1]), silently);
      expect(await membersOf(database, ids.role)).toEqual([people[0], people[1]].sort());
    },
  );

  it('a provisioning that is held takes nobody out', async () => {
    const site = await siteWhereMoves(async (send) => {
      const { id } = site.provisioning;
      await database.prisma.provisioning.update({ where: { id }, data: { heldSince: testNow } });
      return send();
    });
    const { siteId, ids, people, groups, call } = site;
    await join(database, siteId, ids.role, people);
    expect(await refusal(groups.patch(call, ids.role, removing(people[0]), silently))).toBe('brake_held 429');
    expect(await membersOf(database, ids.role)).toHaveLength(3);
  });
});

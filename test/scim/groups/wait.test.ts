import type { Database } from '../../../src/db';
import { createQueue } from '../../../src/jobs';
import { newId } from '../../../src/newId';
import { createScimGroups, type Timers } from '../../../src/scim/groups';
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
  replacing,
  silently,
} from './groupsSite';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

/** Time that passes only when the test says so. */
class TestTime implements Timers {
  private ms = 0;
  private due: { readonly at: number; readonly then: () => void }[] = [];

  readonly clock = () => new Date(testNow.getTime() + this.ms);

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.ms + ms, then };
    this.due.push(timer);
    return () => (this.due = this.due.filter((one) => one !== timer));
  }

  /** Lets seconds pass, with all that happens in them. */
  async pass(seconds: number): Promise<void> {
    const end = this.ms + seconds * 1000;
    for (;;) {
      await settled();
      const next = this.due.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
      if (next === undefined) break;
      this.due = this.due.filter((one) => one !== next);
      this.ms = next.at;
      next.then();
    }
    this.ms = end;
  }
}

/** The embedded database answers in the order of the questions: what was asked before has been answered after these. */
async function settled(): Promise<void> {
  for (let times = 0; times < 25; times += 1) await database.query('SELECT 1', []);
}

let sites = 0;
/** A site with a workspace that nobody is in, two people, and a service whose time stands still. */
async function site({ hears = true } = {}) {
  const { siteId } = await makeSite(database, { site: { slug: `site-${(sites += 1)}` } });
  const ids = await makeWorkspace(database, siteId);
  const people = (await makePeople(database, siteId, 2)).sort() as [string, string];
  const provisioning = await makeProvisioning(database, siteId);
  const time = new TestTime();
  const deaf: Database = {
    ...database,
    query: (sql, values) => database.query(sql, values),
    listen: () => Promise.reject(new Error('away')),
  };
  const groups = createScimGroups({
    database: hears ? database : deaf,
    queue: createQueue(database),
    clock: time.clock,
    timers: time,
  });
  const waits = () => database.prisma.scimWait.findMany({ where: { provisioningId: provisioning.id } });
  return { siteId, ids, people, provisioning, time, groups, call: callOf(provisioning), waits };
}

/** How a request ended, or that it has not. */
function watched(request: Promise<{ readonly outcome: string }>) {
  const state: { ended: string | null } = { ended: null };
  void request.then(
    ({ outcome }) => (state.ended = outcome),
    (error: unknown) => (state.ended = String((error as { id?: unknown }).id)),
  );
  return state;
}

describe('a role in a workspace for somebody who is no member yet', () => {
  it('is given when they join at 29.9 seconds, though no notification arrives', async () => {
    const { siteId, ids, people, time, groups, call, waits } = await site({ hears: false });
    const request = groups.patch(call, ids.role, adding(people[0]), silently);
    const state = watched(request);
    await time.pass(29.9);
    expect(state.ended).toBeNull();
    expect(await waits()).toMatchObject([{ siteId, until: new Date(testNow.getTime() + 30_000) }]);
    await join(database, siteId, ids.workspace, [people[0]]);
    await time.pass(0.1);
    expect(await request).toMatchObject({ outcome: 'changed' });
    expect(await membersOf(database, ids.role)).toEqual([people[0]]);
    expect(await waits()).toEqual([]);
    expect(call.notes).toEqual(['waited 30.0 s for membership of the workspace']);
  });

  it('is refused with row 26 after 30 seconds, and nothing of the request is applied', async () => {
    const { siteId, ids, people, time, groups, call, waits } = await site();
    await join(database, siteId, ids.workspace, [people[0]]);
    const request = groups.patch(call, ids.role, adding(...people), silently);
    const state = watched(request);
    await time.pass(29.999);
    expect(state.ended).toBeNull();
    await time.pass(0.001);
    await expect(request).rejects.toMatchObject({
      id: 26,
      status: 400,
      note: `no member of the workspace after 30 seconds: ${people[1]}`,
    });
    expect(await membersOf(database, ids.role)).toEqual([]);
    expect(await waits()).toEqual([]);
    expect(call.recorded).toEqual([]);
  });

  it('is given as soon as the database tells that they joined', async () => {
    const { ids, people, time, groups, call } = await site();
    const request = groups.patch(call, ids.role, adding(people[0]), silently);
    await time.pass(5);
    const other = callOf(await database.prisma.provisioning.findUniqueOrThrow({ where: { id: call.provisioning.id } }));
    await groups.patch(other, ids.workspace, adding(people[0]), silently);
    // No time passes: what follows is the notification alone.
    expect(await request).toMatchObject({ outcome: 'changed' });
    expect(call.notes).toEqual(['waited 5.0 s for membership of the workspace']);
  });

  it('waits once for all: not for each who is missing anew', async () => {
    const { siteId, ids, people, time, groups, call } = await site({ hears: false });
    const request = groups.patch(call, ids.role, replacing(...people), silently);
    const state = watched(request);
    await time.pass(20);
    await join(database, siteId, ids.workspace, [people[0]]);
    await time.pass(9.9);
    expect(state.ended).toBeNull();
    await time.pass(0.1);
    await expect(request).rejects.toMatchObject({ id: 26 });
  });

  it('goes on when the last of several joins', async () => {
    const { siteId, ids, people, time, groups, call } = await site();
    const request = groups.patch(call, ids.role, adding(...people), silently);
    await time.pass(1);
    await join(database, siteId, ids.workspace, [people[0]]);
    await time.pass(1);
    await join(database, siteId, ids.workspace, [people[1]]);
    await request;
    expect(await membersOf(database, ids.role)).toEqual(people);
  });

  it('is decided anew after the wait: what was right before may be wrong by then', async () => {
    const { siteId, ids, people, time, groups, call } = await site();
    const request = groups.patch(call, ids.role, adding(people[0]), silently);
    watched(request);
    await time.pass(2);
    await database.prisma.account.update({ where: { id: people[0] }, data: { homeOrganization: 'Elsewhere' } });
    await join(database, siteId, ids.workspace, [people[0]]);
    await expect(request).rejects.toMatchObject({ id: 1, attribute: 'members.value' });
  });

  it('waits on, to the same end, when they left again before it could be given', async () => {
    const { siteId, ids, people, time, groups, call } = await site({ hears: false });
    const request = groups.patch(call, ids.role, adding(people[0]), silently);
    const state = watched(request);
    await time.pass(10);
    await join(database, siteId, ids.workspace, [people[0]]);
    const query = database.query.bind(database);
    const spy = jest.spyOn(database, 'query').mockImplementation(async (sql, values) => {
      if (sql.includes('usher_move_group_members')) {
        spy.mockRestore();
        await database.prisma.entitlementMember.deleteMany({ where: { entitlementId: ids.workspace } });
      }
      return query(sql, values);
    });
    await time.pass(19.9);
    expect(state.ended).toBeNull();
    await time.pass(0.1);
    await expect(request).rejects.toMatchObject({ id: 26 });
  });

  it('is not waited for any more once the client hangs up', async () => {
    const { ids, people, time, groups, call, waits } = await site();
    const request = groups.patch(call, ids.role, adding(people[0]), silently);
    watched(request);
    await time.pass(3);
    call.hangUp();
    await expect(request).rejects.toMatchObject({ id: 26, note: expect.stringContaining('hung up') as string });
    expect(await waits()).toEqual([]);
    const late = groups.patch(call, ids.role, adding(people[0]), silently);
    await expect(late).rejects.toMatchObject({ id: 26 });
  });

  it('is refused at once while 100 requests of the provisioning wait, in whatever process', async () => {
    const { siteId, ids, people, provisioning, time, groups, call, waits } = await site();
    const rowsOf = (provisioningId: string, count: number, until: Date) =>
      Array.from({ length: count }, () => ({ id: newId(), siteId, provisioningId, until }));
    const [live, over] = [new Date(testNow.getTime() + 1), testNow];
    const other = await makeProvisioning(database, siteId);
    await database.prisma.scimWait.createMany({
      data: [...rowsOf(provisioning.id, 99, live), ...rowsOf(provisioning.id, 9, over), ...rowsOf(other.id, 50, live)],
    });
    const hundredth = groups.patch(call, ids.role, adding(people[0]), silently);
    const state = watched(hundredth);
    await settled();
    await expect(groups.patch(call, ids.group, adding(people[0]), silently)).rejects.toMatchObject({
      id: 26,
      note: '100 requests of this provisioning wait already',
    });
    expect(await waits()).toHaveLength(109);
    expect(state.ended).toBeNull();
    await time.pass(30);
    await expect(hundredth).rejects.toMatchObject({ id: 26 });
  });

  it('keeps nobody waiting who is a member, or only leaves', async () => {
    const { siteId, ids, people, groups, call } = await site();
    await join(database, siteId, ids.workspace, [people[0]]);
    await expect(groups.patch(call, ids.role, adding(people[0]), silently)).resolves.toMatchObject({
      outcome: 'changed',
    });
    await expect(groups.patch(call, ids.role, replacing(), silently)).resolves.toMatchObject({ outcome: 'changed' });
    expect(call.notes).toEqual([]);
  });
});

import { listActivity } from '../../../src/activity';
import type { Database } from '../../../src/db';
import { newId } from '../../../src/newId';
import { countedSince, countRemovals, decideBrake, releaseBrake, underBrake } from '../../../src/scim/brake';
import { freshDatabase } from '../../support/database';
import { makeSite, testNow } from '../../support/site';
import { callOf, makePeople, makeProvisioning } from '../groups/groupsSite';

const limits = { count: 20, percent: 20, windowMinutes: 60 };
const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);

describe('what is too much', () => {
  it.each<[string, number, number, 'pass' | 'hold']>([
    ['as many as the limit', 20, 50, 'pass'],
    ['more than the limit, and more than the share', 21, 50, 'hold'],
    ['more than the limit, but just the share', 21, 105, 'pass'],
    ['more than the limit, and one over the share', 22, 105, 'hold'],
    ['everybody, where few are', 20, 20, 'pass'],
  ])('%s', (_, removed, accounts, outcome) => {
    expect(decideBrake(limits, { removed, accounts }).outcome).toBe(outcome);
  });

  it('never holds what may take everybody', () => {
    expect(decideBrake({ ...limits, percent: 100 }, { removed: 1_000, accounts: 1_000 }).outcome).toBe('pass');
  });

  it.each<[string, Date | null, Date | null]>([
    ['one window back', null, later(-60)],
    ['not at all within a window after a release', later(-59), null],
    ['from the end of that window on', later(-90), later(-30)],
    ['one window back when the release is long past', later(-300), later(-60)],
  ])('counts %s', (_, releasedAt, since) => {
    expect(countedSince({ ...limits, releasedAt }, testNow)).toEqual(since);
  });
});

describe('a provisioning that takes from people', () => {
  let database: Database;
  let siteId: string;
  let people: string[];
  beforeAll(async () => {
    database = await freshDatabase();
    ({ siteId } = await makeSite(database, { site: { seats: 100 } }));
    people = await makePeople(database, siteId, 50);
  });
  afterAll(() => database.close());

  const stored = (id: string) => database.prisma.provisioning.findUniqueOrThrow({ where: { id } });
  const rows = (provisioningId: string) => database.prisma.scimRemoval.count({ where: { provisioningId } });

  async function holder(now = testNow, limitsOf: object = {}) {
    const provisioning = await makeProvisioning(database, siteId, limitsOf);
    const call = async (moment = now) => callOf(await stored(provisioning.id), moment);
    /** A request that takes something from these people, with what else it wrote. */
    const strip = async (ids: readonly string[], moment = now) => {
      const calling = await call(moment);
      return underBrake(database, calling, () =>
        database.prisma.$transaction(async (tx) => {
          await tx.site.update({ where: { id: siteId }, data: { partnerId: provisioning.id } });
          await countRemovals(tx, calling, ids);
        }),
      );
    };
    return { id: provisioning.id, strip, name: provisioning.name };
  }

  it('is held at the 21st person, and that request is undone', async () => {
    const { id, strip, name } = await holder();
    for (const person of people.slice(0, 20)) await strip([person]);
    await database.prisma.site.update({ where: { id: siteId }, data: { partnerId: 'before' } });
    await expect(strip(people.slice(20, 21))).rejects.toMatchObject({
      id: 'brake_held',
      status: 429,
      note: '21 of 50 accounts would be deactivated or lose something within 60 minutes; the limits are 20 accounts and 20 %',
    });
    expect(await stored(id)).toMatchObject({
      heldSince: testNow,
      heldReason: expect.stringContaining('21 of 50') as string,
    });
    expect(await rows(id)).toBe(20);
    const site = await database.prisma.site.findUniqueOrThrow({ where: { id: siteId } });
    expect(site.partnerId).toBe('before');
    const [line] = await listActivity(database, { siteId, limit: 1 });
    expect(line).toMatchObject({ action: 'provisioning.hold', subject: name, actor: 'schedule' });
  });

  it('is not held when those who should be told of it cannot be told', async () => {
    const provisioning = await makeProvisioning(database, siteId);
    const tellHeld = () => Promise.reject(new Error('no outbox'));
    const calling = { ...callOf(await stored(provisioning.id)), tellHeld };
    const strip = () => database.prisma.$transaction((tx) => countRemovals(tx, calling, people));
    await expect(underBrake(database, calling, strip)).rejects.toThrow('no outbox');
    expect(await stored(provisioning.id)).toMatchObject({ heldSince: null, heldReason: null });
  });

  it('counts a person once, whatever is taken from them', async () => {
    const { strip } = await holder();
    for (let times = 0; times < 30; times += 1) await strip(people.slice(0, 20));
    await expect(strip(people.slice(20, 21))).rejects.toMatchObject({ id: 'brake_held' });
  });

  it('refuses every removal while it is held, without counting it or moving the hold', async () => {
    const { id, strip } = await holder();
    await expect(strip(people)).rejects.toMatchObject({ id: 'brake_held' });
    const lines = await listActivity(database, { siteId, limit: 1000 });
    for (let minutes = 1; minutes <= 5; minutes += 1) {
      await expect(strip(people.slice(0, 1), later(minutes))).rejects.toMatchObject({
        id: 'brake_held',
        note: `held since ${testNow.toISOString()}`,
      });
    }
    expect(await stored(id)).toMatchObject({ heldSince: testNow });
    expect(await rows(id)).toBe(0);
    expect(await listActivity(database, { siteId, limit: 1000 })).toHaveLength(lines.length);
  });

  it('lets who loses nothing pass while it is held', async () => {
    const { strip } = await holder();
    await expect(strip(people)).rejects.toMatchObject({ id: 'brake_held' });
    await expect(strip([])).resolves.toBeUndefined();
  });

  it('goes on once an administrator says so: to its end, for one window, and is counted anew after that', async () => {
    const { id, strip } = await holder();
    await expect(strip(people)).rejects.toMatchObject({ id: 'brake_held' });
    const release = { siteId, provisioningId: id, heldSince: testNow, actor: 'account:ada@acme.test', now: later(10) };
    expect(await releaseBrake(database, { ...release, heldSince: later(-90) })).toBe(false);
    expect((await stored(id)).heldSince).toEqual(testNow);
    expect(await releaseBrake(database, release)).toBe(true);
    expect(await releaseBrake(database, release)).toBe(false);
    for (const person of people.slice(0, 40)) await strip([person], later(20));
    await strip(people.slice(0, 20), later(71));
    await expect(strip(people.slice(20, 21), later(72))).rejects.toMatchObject({ id: 'brake_held' });
    const lines = await listActivity(database, { siteId, limit: 10, actor: 'account:ada@acme.test' });
    expect(lines.map(({ action }) => action)).toEqual(['provisioning.release']);
  });

  it('forgets what is longer ago than its window', async () => {
    const { strip } = await holder();
    await strip(people.slice(0, 20));
    await expect(strip(people.slice(20, 21), later(59))).rejects.toMatchObject({ id: 'brake_held' });
    const { strip: other } = await holder();
    await other(people.slice(0, 20));
    await expect(other(people.slice(20, 21), later(61))).resolves.toBeUndefined();
  });

  it('measures the share by who was there before it began to deactivate', async () => {
    const { strip } = await holder(testNow, { brakePercent: 50 });
    await strip(people.slice(0, 25));
    await database.prisma.account.updateMany({
      where: { id: { in: people.slice(0, 25) } },
      data: { status: 'deactivated' },
    });
    await expect(strip(people.slice(0, 25))).resolves.toBeUndefined();
    await expect(strip(people.slice(25, 26))).rejects.toMatchObject({
      note: expect.stringMatching(/^26 of 50 /) as string,
    });
  });

  it('is not released through another site', async () => {
    const { id, strip } = await holder();
    await expect(strip(people)).rejects.toMatchObject({ id: 'brake_held' });
    const elsewhere = { siteId: newId(), provisioningId: id, heldSince: testNow, actor: 'account:eve', now: later(1) };
    expect(await releaseBrake(database, elsewhere)).toBe(false);
    expect((await stored(id)).heldSince).not.toBeNull();
  });
});

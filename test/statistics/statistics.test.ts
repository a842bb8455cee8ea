import type { Database } from '../../src/db';
import { newId } from '../../src/newId';
import { keepStatistics, readAttemptStatistics, readSeatDays } from '../../src/statistics';
import { freshDatabase } from '../support/database';
import { makeAccount, makeSite, testNow } from '../support/site';

const hourMs = 3_600_000;
const ago = (hours: number) => new Date(testNow.getTime() - hours * hourMs);

describe('how a site stands over time', () => {
  let database: Database;
  let siteId: string;
  let connectionId: string;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  beforeEach(async () => {
    ({ siteId, connectionId } = await makeSite(database));
  });
  afterEach(async () => {
    await database.prisma.site.deleteMany();
    await database.prisma.attempt.deleteMany();
    await database.prisma.installation.deleteMany({ where: { name: 'attempts_counted_until' } });
  });
  afterAll(() => database.close());

  const attempt = (
    at: Date,
    outcome: 'passed' | 'refused' | 'parked' | 'restarted',
    code: number | null,
    site = siteId,
    kind: 'acs' | 'test' | 'logout' = 'acs',
  ) =>
    database.prisma.attempt.create({
      data: { id: newId(), at, siteId: site, connectionId, reference: newId(), kind, outcome, code },
    });
  const read = (days = 3) => readAttemptStatistics(database, siteId, days, testNow);

  /** 22 November is today, noon. */
  async function arrangeAttempts(): Promise<void> {
    const { siteId: other } = await makeSite(database, { site: { slug: 'globex' }, connection: { name: 'door' } });
    await attempt(ago(0.1), 'passed', null);
    await attempt(ago(1.5), 'refused', 31);
    await attempt(ago(11), 'refused', 31);
    await attempt(ago(13), 'refused', 19);
    await attempt(ago(14), 'passed', null);
    await attempt(ago(14), 'parked', null);
    await attempt(ago(14), 'restarted', null);
    await attempt(ago(14), 'passed', null, other);
    await attempt(ago(24 * 10), 'refused', 15);
    for (const hours of [0.1, 14]) {
      await attempt(ago(hours), 'refused', 31, siteId, 'test');
      await attempt(ago(hours), 'refused', 27, siteId, 'logout');
    }
  }

  const expected = {
    days: [
      { day: '2026-11-20', passed: 0, refused: 0 },
      { day: '2026-11-21', passed: 1, refused: 1 },
      { day: '2026-11-22', passed: 1, refused: 2 },
    ],
    codes: [
      { code: 31, attempts: 2 },
      { code: 19, attempts: 1 },
    ],
  };

  it('tells the same before anything was counted, after, and after counting again', async () => {
    await arrangeAttempts();
    expect(await read()).toEqual(expected);
    await keepStatistics(database, testNow);
    expect(await database.prisma.attemptCount.count()).toBeGreaterThan(0);
    expect(await read()).toEqual(expected);
    await keepStatistics(database, testNow);
    await keepStatistics(database, ago(5));
    expect(await read()).toEqual(expected);
  });

  it('counts an hour only when it is over and nothing of it can still come', async () => {
    await attempt(new Date('2026-11-22T10:59:59.999Z'), 'passed', null);
    await keepStatistics(database, new Date('2026-11-22T11:09:59Z'));
    expect(await database.prisma.attemptCount.count()).toBe(0);
    await keepStatistics(database, new Date('2026-11-22T11:10:00Z'));
    expect(await database.prisma.attemptCount.findMany()).toMatchObject([
      { hour: new Date('2026-11-22T10:00:00Z'), outcome: 'passed', code: 0, attempts: 1 },
    ]);
    await attempt(new Date('2026-11-22T11:00:00.000Z'), 'refused', 31);
    expect((await read(1)).days).toEqual([{ day: '2026-11-22', passed: 1, refused: 1 }]);
  });

  it('needs no attempt that is older than what was counted: the numbers stay when attempts are gone', async () => {
    await arrangeAttempts();
    await keepStatistics(database, testNow);
    await database.prisma.attempt.deleteMany({ where: { at: { lt: ago(3) } } });
    expect(await read()).toEqual(expected);
  });

  it('forgets after 400 days', async () => {
    await attempt(ago(24), 'passed', null);
    await keepStatistics(database, testNow);
    await keepStatistics(database, new Date(testNow.getTime() + 401 * 24 * hourMs));
    expect(await database.prisma.attemptCount.count()).toBe(0);
    expect(await database.prisma.seatDay.count()).toBe(1);
  });

  it('knows the seats of every day: a day nobody looked has what the one before ended with', async () => {
    const seats = (used: number) => readSeatDays(database, { id: siteId, used, seats: 25 }, 4, testNow);
    expect(await seats(0)).toEqual([
      ...['2026-11-19', '2026-11-20', '2026-11-21'].map((day) => ({ day, used: null, seats: null })),
      { day: '2026-11-22', used: 0, seats: 25 },
    ]);
    await makeAccount(database, siteId);
    await keepStatistics(database, ago(24 * 8));
    await makeAccount(database, siteId, { username: 'bob@acme.test' });
    await keepStatistics(database, ago(24 * 2));
    await database.prisma.site.update({ where: { id: siteId }, data: { seats: 30 } });
    await keepStatistics(database, ago(24 * 2 - 1));
    expect(await seats(7)).toEqual([
      { day: '2026-11-19', used: 1, seats: 25 },
      { day: '2026-11-20', used: 2, seats: 30 },
      { day: '2026-11-21', used: 2, seats: 30 },
      { day: '2026-11-22', used: 7, seats: 25 },
    ]);
  });

  it('counts accounts by status whatever happens to them', async () => {
    const counts = async () => {
      const row = await database.prisma.seatUse.findUniqueOrThrow({ where: { siteId } });
      const { used, active, pending, deactivated, locked, expired } = row;
      return { used, active, pending, deactivated, locked, expired };
    };
    const none = { used: 0, active: 0, pending: 0, deactivated: 0, locked: 0, expired: 0 };
    const host = await makeAccount(database, siteId);
    const guest = await makeAccount(database, siteId, { username: 'g@acme.test', type: 'attendee', status: 'pending' });
    expect(await counts()).toEqual({ ...none, used: 1, active: 1, pending: 1 });
    const setStatus = (id: string, status: 'active' | 'locked' | 'expired' | 'deactivated') =>
      database.prisma.account.update({ where: { id }, data: { status } });
    await setStatus(host, 'locked');
    await setStatus(guest, 'active');
    expect(await counts()).toEqual({ ...none, used: 1, active: 1, locked: 1 });
    await database.prisma.account.updateMany({ where: { siteId }, data: { status: 'expired' } });
    expect(await counts()).toEqual({ ...none, expired: 2 });
    await setStatus(host, 'deactivated');
    await database.prisma.account.update({ where: { id: host }, data: { type: 'attendee', firstName: 'A' } });
    expect(await counts()).toEqual({ ...none, expired: 1, deactivated: 1 });
    await database.prisma.account.delete({ where: { id: guest } });
    expect(await counts()).toEqual({ ...none, deactivated: 1 });
  });
});

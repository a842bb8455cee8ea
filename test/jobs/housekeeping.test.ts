import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/db';
import { keepHouse } from '../../src/jobs';
import { newId } from '../../src/newId';
import { freshDatabase } from '../support/database';

const now = new Date('2026-11-22T12:00:00Z');
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);

describe('housekeeping', () => {
  let database: Database;
  const siteId = randomUUID();
  const connectionId = randomUUID();
  const keep = (moment = now) => keepHouse({ database, config: { attemptRetentionDays: 30 }, clock: () => moment });
  const partitions = async () =>
    (
      await database.query<{ name: string }>(
        "SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'attempts'::regclass ORDER BY 1",
        [],
      )
    ).map(({ name }) => name);
  const attempt = (at: Date) => ({
    data: {
      id: newId(at),
      at,
      siteId,
      connectionId,
      reference: 'AAA-AAA-AAA',
      kind: 'acs' as const,
      outcome: 'passed' as const,
    },
  });

  beforeAll(async () => {
    database = await freshDatabase();
    await database.prisma.site.create({ data: { id: siteId, slug: 'acme', name: 'Acme', seats: 5 } });
  });
  afterAll(() => database.close());

  it('makes the partitions of this week and four weeks ahead, once', async () => {
    await keep();
    await keep();
    expect(await partitions()).toEqual([
      'attempts_20261116',
      'attempts_20261123',
      'attempts_20261130',
      'attempts_20261207',
      'attempts_20261214',
      'attempts_default',
    ]);
  });

  it('drops attempts that are out of retention, whether they have a partition or not', async () => {
    await database.prisma.attempt.create(attempt(now));
    await database.prisma.attempt.create(attempt(days(-100)));
    await keep();
    expect(await database.prisma.attempt.count()).toBe(1);
    await keep(days(60));
    expect(await partitions()).not.toContain('attempts_20261116');
    expect(await database.prisma.attempt.count()).toBe(0);
  });

  it('forgets consumed assertions that can no longer be replayed, and only those', async () => {
    const consumed = (assertionId: string, expiresAt: Date) => ({ connectionId, assertionId, siteId, expiresAt });
    await database.prisma.consumedAssertion.createMany({
      data: [consumed('_old', days(-1)), consumed('_fresh', days(1))],
    });
    await keep();
    expect(await database.prisma.consumedAssertion.findMany({ select: { assertionId: true } })).toEqual([
      { assertionId: '_fresh' },
    ]);
  });

  it('lets accounts expire whose time is over, which gives the seat back', async () => {
    await database.prisma.account.create({
      data: {
        id: randomUUID(),
        siteId,
        username: 'temp',
        usernameKey: 'temp',
        confusableKey: 'temp',
        expiresAt: days(-1),
      },
    });
    await keep();
    expect(await database.prisma.account.findFirst({ where: { siteId } })).toMatchObject({ status: 'expired' });
    expect(await database.prisma.seatUse.findUnique({ where: { siteId } })).toMatchObject({ used: 0 });
    const told = await database.prisma.activity.findMany({ where: { siteId } });
    expect(told).toMatchObject([
      {
        actor: 'schedule',
        action: 'account.expire',
        subject: 'temp',
        before: { status: 'active' },
        after: { status: 'expired' },
      },
    ]);
    await keep();
    expect(await database.prisma.activity.count({ where: { siteId } })).toBe(1);
  });
});

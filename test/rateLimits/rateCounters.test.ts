import type { Database } from '../../src/db';
import { keepHouse } from '../../src/jobs';
import { countAgainst, type Limit } from '../../src/rateLimits';
import { freshDatabase } from '../support/database';
import { freshServerDatabase } from '../support/postgres';

const now = new Date('2026-11-22T12:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const own: Limit = { key: 'own', most: 3, seconds: 60 };
const common: Limit = { key: 'common', most: 5, seconds: 60 };

describe.each<[string, () => Promise<Database>]>([
  ['PostgreSQL', freshServerDatabase],
  ['the embedded database', freshDatabase],
])('counting on %s', (_, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(() => database.prisma.rateCounter.deleteMany());

  const times = async (count: number, limits: readonly Limit[], moment = now) => {
    const answers = [];
    for (let n = 0; n < count; n += 1) answers.push(await countAgainst(database, limits, moment));
    return answers;
  };
  const counts = async () =>
    Object.fromEntries((await database.prisma.rateCounter.findMany()).map(({ key, count }) => [key, count]));

  it('lets through as many as a limit says, and answers the end of the window to the rest', async () => {
    const full = { key: 'own', until: later(60) };
    expect(await times(5, [own])).toEqual([null, null, null, full, full]);
    expect(await countAgainst(database, [own], later(59))).toEqual(full);
    expect(await countAgainst(database, [own], later(60))).toBeNull();
    expect(await counts()).toEqual({ own: 1 });
  });

  it('takes nothing from the common limit once a client has used up its own', async () => {
    await times(20, [own, common]);
    expect(await counts()).toEqual({ own: 3, common: 3 });
    const other = { ...own, key: 'other' };
    expect(await times(3, [other, common])).toEqual([null, null, { key: 'common', until: later(60) }]);
  });

  it('lets through exactly as many when they come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => countAgainst(database, [own, common], now)));
    expect(answers.filter((answer) => answer === null)).toHaveLength(3);
  });

  it('forgets what is over when house is kept', async () => {
    await times(1, [own]);
    await keepHouse({ database, config: { attemptRetentionDays: 30 }, clock: () => later(61) });
    expect(await counts()).toEqual({});
  });
});

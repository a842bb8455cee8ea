import type { Database } from '../../../src/db';
import { findAttempts, readAttempt, type AttemptPlace, type AttemptSearch } from '../../../src/sso/attempts';
import { freshDatabase } from '../../support/database';
import { makeAccount, makeSite, testNow } from '../../support/site';

describe('finding attempts', () => {
  let database: Database;
  let siteId: string;
  let connectionId: string;
  let ada: string;
  let other: { siteId: string; connectionId: string };

  const attempt = (number: number, over: object = {}) => ({
    id: `00000000-0000-7000-8000-00000000000${number}`,
    // Pairs share their millisecond, so that the order needs the id, too.
    at: new Date(testNow.getTime() - Math.floor(number / 2) * 60_000),
    siteId,
    connectionId,
    reference: `ABC-DEF-00${number}`,
    kind: 'acs' as const,
    outcome: 'refused' as const,
    code: 31,
    findings: [{ reason: 'seat_unavailable', field: null, expected: '1', received: '0' }],
    username: 'Ada@acme.test',
    usernameKey: 'ada@acme.test',
    verified: true,
    ...over,
  });

  beforeAll(async () => {
    database = await freshDatabase();
    ({ siteId, connectionId } = await makeSite(database));
    other = await makeSite(database, { site: { slug: 'globex' } });
    ada = await makeAccount(database, siteId);
    await database.prisma.attempt.createMany({
      data: [
        ...[0, 1, 2, 3, 4, 5, 6].map((number) => attempt(number)),
        attempt(7, { usernameKey: 'lovelace', username: 'lovelace', accountId: ada, outcome: 'passed', code: null }),
        attempt(8, { usernameKey: 'bob@acme.test', username: 'bob@acme.test', findings: [] }),
        attempt(9, { ...other, accountId: ada }),
      ],
    });
    await database.prisma.attempt.updateMany({ where: { outcome: 'passed' }, data: { findings: [] } });
  });
  afterAll(() => database.close());

  const find = (over: Partial<AttemptSearch> = {}) =>
    findAttempts(database, { siteId, person: null, from: null, limit: 50, ...over });
  const numbers = (page: { lines: readonly { reference: string }[] }) =>
    page.lines.map(({ reference }) => Number(reference.slice(-1)));
  const adaKey = () => ({ nameKey: 'ada@acme.test', accountId: ada });

  it('lists those of one site alone, the newest first', async () => {
    const page = await find();
    expect(numbers(page)).toEqual([1, 0, 3, 2, 5, 4, 7, 6, 8]);
    expect(page).toMatchObject({ hasNewer: false, hasOlder: false });
    expect(page.lines[0]).toMatchObject({ connection: 'main', code: 31, reason: 'seat_unavailable', verified: true });
    expect(page.lines[6]).toMatchObject({ outcome: 'passed', code: null, reason: null });
  });

  it('finds a person by the name that was sent and by the account it led to, each attempt once', async () => {
    await database.prisma.attempt.updateMany({ where: { reference: 'ABC-DEF-000' }, data: { accountId: ada } });
    expect(numbers(await find({ person: adaKey() }))).toEqual([1, 0, 3, 2, 5, 4, 7, 6]);
    expect(numbers(await find({ person: { nameKey: 'ada@acme.test', accountId: null } }))).toEqual([
      1, 0, 3, 2, 5, 4, 6,
    ]);
    expect(numbers(await find({ person: { nameKey: 'nobody', accountId: null } }))).toEqual([]);
  });

  it.each([
    ['of everybody', null],
    ['of one person', 'ada'],
  ])('pages to the end and back without losing or doubling one: %s', async (_, who) => {
    const person = who === null ? null : adaKey();
    const all = numbers(await find({ person }));
    const seen: number[] = [];
    let place: AttemptPlace | null = null;
    for (;;) {
      const page = await find({ person, limit: 3, from: place && { towards: 'older', place } });
      seen.push(...numbers(page));
      expect(page.hasNewer).toBe(place !== null);
      place = page.lines.at(-1) ?? null;
      if (!page.hasOlder) break;
    }
    expect(seen).toEqual(all);
    const back: number[] = [];
    for (;;) {
      const page = await find({ person, limit: 3, from: place && { towards: 'newer', place } });
      back.unshift(...numbers(page));
      place = page.lines[0] ?? null;
      if (!page.hasNewer) break;
    }
    expect(back).toEqual(all.slice(0, -1));
  });

  it('reads one by its reference in any spelling, and never that of another site', async () => {
    const read = (reference: string, site = siteId) => readAttempt(database, site, reference, testNow);
    expect(await read('abc def oo1')).toMatchObject({
      reference: 'ABC-DEF-001',
      code: 31,
      connection: 'main',
      account: null,
      response: null,
      findings: [{ reason: 'seat_unavailable' }],
    });
    expect((await read('ABCDEF007'))?.account).toBe('ada@acme.test');
    expect(await read('ABC-DEF-009')).toBeNull();
    // An account of another site is never named, even if an attempt pointed at it.
    expect((await read('ABC-DEF-009', other.siteId))?.account).toBeNull();
    expect(await read('ABC-DEF-001', other.siteId)).toBeNull();
    expect(await read('not one')).toBeNull();
  });
});

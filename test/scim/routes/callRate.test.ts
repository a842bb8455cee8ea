import type { Database } from '../../../src/db';
import { CallRate } from '../../../src/scim/routes/callRate';
import { freshDatabase } from '../../support/database';
import { ScimSite } from './scimSite';

const start = new Date('2026-11-22T12:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);

/** A database that keeps the counter of the rates, as the table does. */
function counterDatabase() {
  const counts = new Map<string, number>();
  const asked: Promise<unknown>[] = [];
  const query = (_sql: string, [key, calls]: readonly unknown[]) => {
    const count = (counts.get(String(key)) ?? 0) + Number(calls);
    counts.set(String(key), count);
    const answer = Promise.resolve([{ count }]);
    asked.push(answer);
    return answer;
  };
  return { database: { kind: 'server', query } as unknown as Database, asked };
}

/** How many of so many calls at a moment are let through. */
function take(rate: CallRate, calls: number, now: Date, provisioning = 'p'): number {
  return Array.from({ length: calls }, () => rate.take(provisioning, now)).filter(({ allowed }) => allowed).length;
}

describe('the rate of calls', () => {
  it('lets 300 through at once and 100 a second from then on, each provisioning by itself', () => {
    const { database } = counterDatabase();
    const rate = new CallRate({ database, isOn: true });
    expect(take(rate, 400, start)).toBe(300);
    expect(take(rate, 400, after(1_000))).toBe(100);
    expect(take(rate, 400, after(1_500))).toBe(50);
    expect(take(rate, 400, after(1_500), 'other')).toBe(300);
    expect(take(rate, 1_000, after(600_000))).toBe(300);
  });

  it('says in whole seconds when to come again, and which refusal is worth a line: the first of each second', () => {
    const { database } = counterDatabase();
    const rate = new CallRate({ database, isOn: true });
    take(rate, 300, start);
    const refused = { allowed: false, retryAfterSeconds: 1 };
    expect(rate.take('p', start)).toEqual({ ...refused, isFirstOfSecond: true });
    expect(rate.take('p', start)).toEqual({ ...refused, isFirstOfSecond: false });
  });

  it('a call costs no statement: the other processes are told once a second', () => {
    const { database, asked } = counterDatabase();
    const rate = new CallRate({ database, isOn: true });
    for (let ms = 0; ms < 900; ms += 10) take(rate, 1, after(ms));
    expect(asked).toHaveLength(1);
  });

  it('processes keep the rate together: what one lets through is taken from the other', async () => {
    const { database, asked } = counterDatabase();
    const [one, other] = [new CallRate({ database, isOn: true }), new CallRate({ database, isOn: true })];
    let through = 0;
    for (let second = 0; second < 30; second += 1) {
      for (const rate of [one, other]) {
        through += take(rate, 200, after(second * 1_000));
        await Promise.all(asked.splice(0));
        await new Promise(setImmediate);
      }
    }
    // 300 at once and 100 a second would be 3,200; within the first second neither knows of the other.
    expect(through).toBeLessThanOrEqual(3_200 + 700);
    expect(through).toBeGreaterThanOrEqual(2_900);
  });

  it('the counter of the database adds up what all processes let through, and begins anew when it is over', async () => {
    const embedded = await freshDatabase();
    const asked: Promise<unknown>[] = [];
    const query = (sql: string, values: readonly unknown[]) => {
      const answer = embedded.query(sql, values);
      asked.push(answer);
      return answer;
    };
    const database = { kind: 'server', query } as unknown as Database;
    const [one, other] = [new CallRate({ database, isOn: true }), new CallRate({ database, isOn: true })];
    const count = async (rate: CallRate, calls: number, now: Date) => {
      take(rate, calls, now);
      await Promise.all(asked.splice(0));
      await new Promise(setImmediate);
      return (await embedded.query<{ count: number }>('SELECT count FROM rate_counters', []))[0]?.count;
    };
    // The first of a second tells what came before it; what follows is told with the next second.
    expect(await count(one, 10, start)).toBe(1);
    expect(await count(one, 1, after(1_000))).toBe(11);
    expect(await count(other, 5, after(1_000))).toBe(12);
    expect(await count(other, 1, after(2_000))).toBe(17);
    // Rested, it has 300: one call of its own, and the six of the other that it is told of.
    expect(await count(one, 1, after(2_000))).toBe(18);
    expect(take(one, 400, after(2_000))).toBe(293);
    expect(await count(one, 1, after(2 * 3_600_000))).toBe(294);
    await embedded.close();
  });

  it('RATE_LIMITS=off lets everything through', () => {
    const { database } = counterDatabase();
    expect(take(new CallRate({ database, isOn: false }), 1_000, start)).toBe(1_000);
  });

  it('what is too much is 429 with Retry-After in the shape of SCIM; wrong credentials end likewise, right ones go on', async () => {
    const database = await freshDatabase();
    const scim = await ScimSite.start(database, { rateLimits: true });
    // The embedded clock stands still but for a millisecond a call, which gives back a tenth of a call each.
    let answer = await scim.get('/Users?count=0');
    for (let calls = 0; calls < 400 && answer.status === 200; calls += 1) answer = await scim.get('/Me?attributes=id');
    expect([answer.status, answer.body.status, answer.headers.get('retry-after')]).toEqual([429, '429', '1']);
    expect(await scim.lastCall()).toMatchObject({ outcome: 'held', errorId: 'rate_limited' });
    await scim.close();
    await database.close();
  });
});

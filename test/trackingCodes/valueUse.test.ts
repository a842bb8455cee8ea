import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/db';
import { keepHouse } from '../../src/jobs';
import { readValueUse } from '../../src/trackingCodes';
import { freshDatabase } from '../support/database';
import { makeAccount, makeSite, testNow } from '../support/site';

let database: Database;
let siteId: string;
beforeAll(async () => {
  database = await freshDatabase();
  ({ siteId } = await makeSite(database));
});
afterAll(() => database.close());

const use = async (number = 1) => Object.fromEntries(await readValueUse(database, siteId, number, ['A', 'B', 'C']));
const join = () => keepHouse({ database, config: { attemptRetentionDays: 30 }, clock: () => testNow });
const rows = () => database.prisma.trackingCodeUse.count();
const change = (id: string, trackingCodes: object) =>
  database.prisma.account.update({ where: { id }, data: { trackingCodes } });

it('the accounts that have a value are counted with every change, by whatever statement, joined or not', async () => {
  const ada = await makeAccount(database, siteId, { username: 'ada', trackingCodes: { TC1: 'A', TC2: 'B' } });
  const bob = await makeAccount(database, siteId, { username: 'bob', trackingCodes: { TC1: 'A' } });
  await makeAccount(database, siteId, { username: 'eve' });
  expect([await use(1), await use(2)]).toEqual([{ A: 2 }, { B: 1 }]);

  await join();
  expect([await use(1), await use(2), await rows()]).toEqual([{ A: 2 }, { B: 1 }, 2]);

  await change(ada, { TC1: 'B', TC2: 'B' });
  expect([await use(1), await use(2)]).toEqual([{ A: 1, B: 1 }, { B: 1 }]);
  await database.prisma.account.update({ where: { id: bob }, data: { lastSignInAt: testNow } });
  await database.query("UPDATE accounts SET tracking_codes = tracking_codes - 'TC1' WHERE site_id = $1::uuid", [
    siteId,
  ]);
  await join();
  expect([await use(1), await use(2), await rows()]).toEqual([{}, { B: 1 }, 1]);

  await database.prisma.account.delete({ where: { id: ada } });
  expect(await use(2)).toEqual({});
  await join();
  expect(await rows()).toBe(0);
});

it('nobody of another site is counted', async () => {
  await makeAccount(database, siteId, { username: 'mallory', trackingCodes: { TC1: 'C' } });
  expect(await use()).toEqual({ C: 1 });
  expect((await readValueUse(database, randomUUID(), 1, ['C'])).size).toBe(0);
});

it('counting reads neither accounts nor more of the counts than it was asked for', async () => {
  await database.query(
    `INSERT INTO tracking_code_use (site_id, number, value, accounts, joined)
       SELECT $1::uuid, 2, 'value ' || i, 1, true FROM generate_series(1, 5000) AS i`,
    [siteId],
  );
  await database.query('ANALYZE tracking_code_use', []);
  const plan = await database.query<Record<string, string>>(
    `EXPLAIN SELECT value, sum(accounts) FROM tracking_code_use
      WHERE site_id = '${siteId}' AND number = 2 AND value = ANY(ARRAY['value 1', 'value 2']) GROUP BY value`,
    [],
  );
  const text = plan.map((row) => Object.values(row)[0]).join('\n');
  expect(text).toContain('tracking_code_use_site_id_number_value_idx');
  expect(text).not.toContain('Seq Scan');
});

import { Client } from 'pg';
import type { Database } from '../../../src/db';
import { signInAdmin } from '../../support/admin';
import { freshServerDatabase } from '../../support/postgres';
import { UsherUnderTest } from '../../support/usher';

/**
 * A site of 100,000 accounts, with a list of 5,000 values, 30,000 attempts and a log of 100,000 lines. Without triggers:
 * what they count is put in beside.
 */
async function fill(database: Database, { siteId, connectionId }: UsherUnderTest): Promise<void> {
  await database.script(
    `SET session_replication_role = replica;
     INSERT INTO tracking_codes (site_id, number, label, input, usage) VALUES ('${siteId}', 1, 'Division', 'dropdown', 'optional');
     INSERT INTO tracking_code_values (id, site_id, number, value, position)
       SELECT gen_random_uuid(), '${siteId}', 1, 'Value ' || i, i FROM generate_series(0, 4999) AS i;
     INSERT INTO accounts (id, site_id, username, username_key, confusable_key, type, status, roles, tracking_codes)
       SELECT gen_random_uuid(), '${siteId}', 'p' || i, 'p' || i, 'p' || i, 'attendee', 'active', '{}',
         jsonb_build_object('TC1', 'Value ' || (i % 5000)) FROM generate_series(1, 100000) AS i;
     INSERT INTO attempts (id, at, site_id, connection_id, reference, kind, outcome, findings, verified, attributes)
       SELECT gen_random_uuid(), '2026-11-22T11:00:00Z'::timestamptz - i * interval '1 second', '${siteId}', '${connectionId}',
         'R' || i, 'acs', 'refused',
         CASE WHEN i % 100 = 0 THEN '[{"reason": "tracking_code_not_listed", "field": "TC1"}]'::jsonb ELSE '[]'::jsonb END,
         true, jsonb_build_object('TC1', jsonb_build_array('value ' || (i % 30)))
       FROM generate_series(1, 30000) AS i;
     INSERT INTO activity (id, at, site_id, actor, action, subject, after)
       SELECT gen_random_uuid(), '2026-11-22T11:00:00Z'::timestamptz - i * interval '1 second', '${siteId}',
         CASE WHEN i % 1000 = 0 THEN 'account:p' || i ELSE 'jit:main' END,
         CASE WHEN i % 500 = 0 THEN 'trackingCode.update' ELSE 'account.create' END, 'p' || i, '{"firstName": "P"}'
       FROM generate_series(1, 100000) AS i;
     INSERT INTO tracking_code_use (site_id, number, value, accounts, joined)
       SELECT '${siteId}', 1, 'Value ' || i, 20, true FROM generate_series(0, 4999) AS i;
     SET session_replication_role = origin;`,
  );
  await database.script('ANALYZE');
}

let database: Database;
let usher: UsherUnderTest;
beforeAll(async () => {
  database = await freshServerDatabase();
  usher = await UsherUnderTest.start(database);
  await fill(database, usher);
}, 240_000);
afterAll(async () => {
  await usher.close();
  await database.close();
});

interface Sent {
  readonly text: string;
  readonly values: unknown[];
}

/** The statements of one request, after one that warmed everything up. */
async function statementsOf(path: string): Promise<Sent[]> {
  const { browser } = await signInAdmin(usher, ['Org User Admin']);
  expect((await browser.get(path)).status).toBe(200);
  const watch = jest.spyOn(Client.prototype, 'query');
  await browser.get(path);
  const calls = watch.mock.calls as unknown as [string | Sent, unknown[] | undefined][];
  watch.mockRestore();
  return calls.map(([query, values]) =>
    typeof query === 'string'
      ? { text: query, values: values ?? [] }
      : { text: query.text, values: query.values ?? values ?? [] },
  );
}

/** The tables that a statement reads from their beginning to their end. */
async function readThrough({ text, values }: Sent): Promise<string[]> {
  const [row] = await database.query<Record<string, unknown>>(`EXPLAIN (FORMAT JSON) ${text}`, values);
  return [...JSON.stringify(row).matchAll(/"Node Type":"(?:Parallel )?Seq Scan"[^{}]*?"Relation Name":"([^"]+)"/g)].map(
    ([, table = '']) => table,
  );
}

const large = /^(?:accounts|attempts.*|activity|tracking_code_use)$/;

test.each([
  ['accounts', 'SELECT id FROM accounts WHERE first_name = $1'],
  ['activity', 'SELECT id FROM activity WHERE subject LIKE $1'],
  ['tracking_code_use', 'SELECT number FROM tracking_code_use WHERE accounts::text = $1'],
  ['attempts', 'SELECT id FROM attempts WHERE client_address = $1 ORDER BY reference LIMIT 1'],
])('a statement that reads %s through is seen to do so', async (table, text) => {
  const through = await readThrough({ text, values: ['nothing like it'] });
  expect(through.filter((one) => large.test(one) && one.startsWith(table))).not.toEqual([]);
});

test.each([
  ['the ten codes', '/admin/acme/tracking-codes', 5],
  ['a long list', '/admin/acme/tracking-codes/1?page=20', 6],
  ['the activity log', '/admin/acme/activity', 4],
  ['the activity of one person', '/admin/acme/activity?who=account&name=p5000', 4],
  ['the activity of people', '/admin/acme/activity?who=account', 4],
  ['the activity about one kind of thing', '/admin/acme/activity?kind=trackingCode', 4],
  ['the activity about one account', '/admin/acme/activity?kind=account&subject=P77', 4],
  ['the activity of a day', '/admin/acme/activity?from=2026-11-21&until=2026-11-21', 4],
])('%s takes a few statements, none of which reads a large table through', async (_page, path, most) => {
  const sent = await statementsOf(path);
  expect(sent.length).toBeGreaterThan(1);
  expect(sent.length).toBeLessThanOrEqual(most);
  const through = await Promise.all(sent.map(readThrough));
  expect(through.flat().filter((table) => large.test(table))).toEqual([]);
});

it('the list tells how many accounts have each value, and what arrived', async () => {
  const { browser } = await signInAdmin(usher, ['Org User Admin']);
  const page = await (await browser.get('/admin/acme/tracking-codes/1?page=20')).text();
  expect(page).toMatch(/>Value 1900<\/th>.*?class="numeric">20</s);
  expect(page).toContain('Values 1,901 to 2,000 of 5,000');
  expect(page).toContain('differs by case from “Value 10”');
});

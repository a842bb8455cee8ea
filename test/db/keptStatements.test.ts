import type { Database } from '../../src/db';
import { freshServerDatabase } from '../support/postgres';

let database: Database;
beforeAll(async () => {
  database = await freshServerDatabase();
});
afterAll(() => database.close());

const text = 'SELECT $1::integer + 1 AS next';
const next = (value: number) => database.query<{ next: number }>(text, [value], 'kept');
/** The pool gives the connection that was used last, so one after the other they all are of one session. */
const kept = () =>
  database.query<{ name: string; uses: string }>(
    `SELECT name, (generic_plans + custom_plans)::text AS uses FROM pg_prepared_statements WHERE statement = $1`,
    [text],
  );

describe('a statement whose plan is kept', () => {
  it('is planned once in a connection, under a name that no other text has', async () => {
    for (const value of [1, 2, 3]) expect(await next(value)).toEqual([{ next: value + 1 }]);
    expect(await kept()).toEqual([{ name: expect.stringMatching(/^usher_[0-9a-f]{32}$/) as string, uses: '3' }]);
  });

  it('passes on what the server refuses, and goes on', async () => {
    await expect(database.query('SELECT 1 / $1::integer', [0], 'kept')).rejects.toMatchObject({ code: '22012' });
    expect(await database.query<object>('SELECT 4 / $1::integer AS half', [2], 'kept')).toEqual([{ half: 2 }]);
  });

  it('is answered all the same where a pooler forgets it, and is planned each time from then on', async () => {
    await next(1);
    await database.script('DEALLOCATE ALL');
    expect(await next(7)).toEqual([{ next: 8 }]);
    expect(await next(8)).toEqual([{ next: 9 }]);
    expect(await kept()).toEqual([]);
  });
});

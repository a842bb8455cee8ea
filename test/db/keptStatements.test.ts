import { kept, openServerDatabase, migrationsFolder, type Database } from '../../src/db';
import { freshServerDatabase } from '../support/postgres';

let database: Database & { readonly url: string };
beforeAll(async () => {
  database = await freshServerDatabase();
});
afterAll(() => database.close());

const text = kept('SELECT $1::integer + 1 AS next');
const next = (value: number) => database.query<{ next: number }>(text, [value]);
/** The pool gives the connection that was used last, so one after the other they all are of one session. */
const inSession = (on: Database = database) =>
  on.query<{ name: string; uses: string }>(
    `SELECT name, (generic_plans + custom_plans)::text AS uses FROM pg_prepared_statements WHERE statement = $1`,
    [text],
  );

describe('a statement whose plan is kept', () => {
  it('is planned once in a connection, under a name that no other text has', async () => {
    for (const value of [1, 2, 3]) expect(await next(value)).toEqual([{ next: value + 1 }]);
    expect(await inSession()).toEqual([{ name: expect.stringMatching(/^usher_[0-9a-f]{32}$/) as string, uses: '3' }]);
  });

  it('passes on what the server refuses, and goes on', async () => {
    await expect(database.query(kept('SELECT 1 / $1::integer'), [0])).rejects.toMatchObject({ code: '22012' });
    expect(await database.query<object>(kept('SELECT 4 / $1::integer AS half'), [2])).toEqual([{ half: 2 }]);
  });

  it('is kept for transactions as well, and one that is not marked never', async () => {
    const marked = kept('SELECT $1::integer + 2 AS next');
    const bare = 'SELECT $1::integer + 3 AS next';
    const statements = await database.prisma.$transaction(async (tx) => {
      for (const sql of [marked, bare]) await tx.$queryRawUnsafe(sql, 1);
      return tx.$queryRawUnsafe<{ statement: string }[]>('SELECT statement FROM pg_prepared_statements');
    });
    expect(statements).toContainEqual({ statement: marked });
    expect(statements).not.toContainEqual({ statement: bare });
  });

  it('is not kept where the address says that a pooler does not follow it', async () => {
    const pooled = await openServerDatabase(`${database.url}?pgbouncer=true`, migrationsFolder);
    try {
      expect(await pooled.query(text, [1])).toEqual([{ next: 2 }]);
      expect(await inSession(pooled)).toEqual([]);
    } finally {
      await pooled.close();
    }
  });

  it('is answered all the same where a pooler forgets it, and is planned each time from then on', async () => {
    await next(1);
    await database.script('DEALLOCATE ALL');
    expect(await next(7)).toEqual([{ next: 8 }]);
    expect(await next(8)).toEqual([{ next: 9 }]);
    expect(await inSession()).toEqual([]);
  });
});

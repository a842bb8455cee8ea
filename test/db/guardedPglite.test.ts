import { kept } from '../../src/db';
import type { Database } from '../../src/db';
import { freshDatabase } from '../support/database';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const inSession = (text: string) =>
  database.query<{ uses: number }>(
    'SELECT (generic_plans + custom_plans)::integer AS uses FROM pg_prepared_statements WHERE statement = $1',
    [text],
  );

describe('a statement whose plan the embedded database keeps', () => {
  it('is prepared once and carried out each time', async () => {
    const text = kept('SELECT $1::integer + 1 AS next');
    for (const value of [1, 2, 3]) expect(await database.query(text, [value])).toEqual([{ next: value + 1 }]);
    expect(await inSession(text)).toEqual([{ uses: 3 }]);
  });

  it('takes and gives values of every type as one that is not kept', async () => {
    const text = `SELECT $1::text AS text, $2::integer AS number, $3::boolean AS yes, $4::jsonb AS json, $5::uuid[] AS list,
      $6::timestamptz AS at, $7::text AS nothing, $8::bigint AS large, $9::text[] AS words`;
    const id = '0190a3b0-0000-7000-8000-000000000001';
    const values = [
      'ø\'"\\',
      7,
      true,
      '{"a": [1, null]}',
      [id],
      '2026-11-22T12:00:00Z',
      null,
      '9007199254740993',
      ['a', '"b"'],
    ];
    expect(await database.query(kept(text), values)).toEqual(await database.query(text, values));
  });

  it('passes on what is refused, with its code, and goes on', async () => {
    const text = kept('SELECT 4 / $1::integer AS part');
    await expect(database.query(text, [0])).rejects.toMatchObject({ code: '22012' });
    await expect(database.query(kept('SELECT nothing FROM nowhere'), [])).rejects.toMatchObject({ code: '42P01' });
    await expect(database.query(kept('SELECT nothing FROM nowhere'), [])).rejects.toMatchObject({ code: '42P01' });
    expect(await database.query(text, [2])).toEqual([{ part: 2 }]);
  });

  it('waits for a transaction that is under way, and sees what it wrote', async () => {
    const text = kept('SELECT count(*)::integer AS count FROM installation WHERE name = $1');
    const waiting: Promise<unknown>[] = [];
    await database.prisma.$transaction(async (tx) => {
      await tx.$executeRaw`INSERT INTO installation (name, value) VALUES ('kept', 'x')`;
      waiting.push(database.query(text, ['kept']));
      await tx.$executeRaw`UPDATE installation SET value = 'y' WHERE name = 'kept'`;
    });
    expect(await Promise.all(waiting)).toEqual([[{ count: 1 }]]);
  });

  it('is asked for many times at once', async () => {
    const text = kept('SELECT $1::integer * 2 AS twice');
    const numbers = Array.from({ length: 50 }, (_, n) => n);
    const answers = await Promise.all(numbers.map((n) => database.query<{ twice: number }>(text, [n])));
    expect(answers.map(([row]) => row?.twice)).toEqual(numbers.map((n) => 2 * n));
  });
});

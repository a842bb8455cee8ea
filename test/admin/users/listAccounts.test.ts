import { listAccounts, listStatement, pageSize } from '../../../src/admin/users/list/listAccounts';
import { listParameters, parseListQuery, sorts, type ListQuery } from '../../../src/admin/users/list/listQuery';
import type { Database } from '../../../src/db';
import { accountStatuses } from '../../../src/jit';
import { FormValues } from '../../../src/web';
import { freshDatabase } from '../../support/database';
import { freshServerDatabase } from '../../support/postgres';
import { makeSite } from '../../support/site';

const everybody: ListQuery = {
  search: '',
  activeOnly: false,
  status: null,
  sort: 'username',
  descending: false,
  cursor: null,
};
const query = (fields: Record<string, string>) =>
  parseListQuery(FormValues.ofQuery({ query: fields } as unknown as Parameters<typeof FormValues.ofQuery>[0]));

describe('the address of the list', () => {
  test.each<[what: string, fields: Record<string, string>, expected: Partial<ListQuery>]>([
    ['nothing shows active accounts only', {}, { activeOnly: true, status: null, sort: 'username' }],
    ['a search with the box cleared shows all', { asked: 'on', search: ' ada ' }, { activeOnly: false, search: 'ada' }],
    ['a search with the box ticked shows active ones', { asked: 'on', active: 'on' }, { activeOnly: true }],
    [
      'a status wins over the box',
      { asked: 'on', active: 'on', status: 'locked' },
      { activeOnly: false, status: 'locked' },
    ],
    [
      'what is no status, order or place reads as absent',
      { status: 'x', sort: 'x', after: 'x y' },
      { status: null, sort: 'username', cursor: null },
    ],
    // JavaScript reads all but the first, the database none.
    ...['2026-13-45T12', '2026-02-30T12', '2026-01-01T24', '0000-01-01T12'].map(
      (hour): [string, Record<string, string>, Partial<ListQuery>] => [
        `a place in the order of time must be a time, which ${hour} is not`,
        {
          sort: 'lastSignIn',
          after: `0199c1d2-6f3e-7a21-9d0c-4b7e2f1a8c55 ${hour}:00:00.000Z`,
        },
        { cursor: null },
      ],
    ),
  ])('%s', (_, fields, expected) => {
    expect(query(fields)).toMatchObject(expected);
  });

  it('reads back what it was written from', () => {
    const cursor = { direction: 'before', id: '0199c1d2-6f3e-7a21-9d0c-4b7e2f1a8c55', key: 'a b c' } as const;
    for (const wanted of [
      everybody,
      { ...everybody, activeOnly: true, cursor },
      { ...everybody, search: 'ä b', sort: 'name', descending: true } as const,
      { ...everybody, status: 'locked', sort: 'email' } as const,
    ]) {
      expect(query(Object.fromEntries(new URLSearchParams(listParameters(wanted))))).toEqual(wanted);
    }
  });
});

const databases: [string, () => Promise<Database>][] = [
  ['the embedded database', freshDatabase],
  ['PostgreSQL', freshServerDatabase],
];

describe.each(databases)('a site of 1,000 accounts on %s', (_, open) => {
  let database: Database;
  let siteId: string;
  beforeAll(async () => {
    database = await open();
    ({ siteId } = await makeSite(database, { site: { seats: 1_000_000 } }));
    await fill(database, siteId, 1_000);
    const other = await makeSite(database, { site: { slug: 'other', seats: 1_000_000 } });
    await fill(database, other.siteId, 10);
  });
  afterAll(() => database.close());

  /** Every user name in the order of the pages, read forwards to the end and back to the beginning. */
  async function walk(wanted: ListQuery): Promise<string[]> {
    const pages: string[][] = [];
    let page = await listAccounts(database, siteId, wanted, 90);
    for (;;) {
      pages.push(page.accounts.map(({ username }) => username));
      if (page.next === null) break;
      page = await listAccounts(database, siteId, { ...wanted, cursor: page.next }, 90);
    }
    const back = [page.accounts.map(({ username }) => username)];
    while (page.previous !== null) {
      page = await listAccounts(database, siteId, { ...wanted, cursor: page.previous }, 90);
      back.unshift(page.accounts.map(({ username }) => username));
    }
    expect(back).toEqual(pages);
    return pages.flat();
  }

  test.each(sorts.flatMap((sort) => [[sort, false] as const, [sort, true] as const]))(
    'is walked through both ways by %s (descending: %s) without losing or repeating anybody',
    async (sort, descending) => {
      const rows = await database.prisma.account.findMany({ where: { siteId } });
      const key = (row: (typeof rows)[number]) =>
        ({
          username: row.usernameKey,
          name: (row.displayName ?? row.username).toLowerCase(),
          email: row.emailKey ?? '',
          lastSignIn: row.lastSignInAt?.toISOString() ?? '',
          created: '',
        })[sort];
      const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
      const expected = rows
        .toSorted((one, other) => compare(key(one), key(other)) || compare(one.id, other.id))
        .map(({ username }) => username);
      const walked = await walk({ ...everybody, sort, descending });
      expect(walked).toEqual(descending ? expected.toReversed() : expected);
    },
  );

  it('shows those of one status alone', async () => {
    const active = await walk({ ...everybody, activeOnly: true });
    const locked = await walk({ ...everybody, status: 'locked' });
    expect([active.length, locked.length]).toEqual([200, 200]);
  });

  it('finds by the beginning of user name, e-mail address or name, each once', async () => {
    expect(await walk({ ...everybody, search: 'PERSON-00001' })).toEqual([
      'person-000010@acme.test',
      ...Array.from({ length: 9 }, (__, index) => `person-00001${index + 1}@acme.test`),
    ]);
    expect(await walk({ ...everybody, search: 'mail-000777' })).toEqual(['person-000777@acme.test']);
    expect(await walk({ ...everybody, search: 'Name 000262' })).toHaveLength(1);
    expect(await walk({ ...everybody, search: 'p' })).toHaveLength(1_000);
    expect(await walk({ ...everybody, search: '%' })).toEqual([]);
    expect(await walk({ ...everybody, activeOnly: true, search: 'person-00000' })).toEqual(['person-000005@acme.test']);
  });

  it('shows where a page ends when nothing is behind it', async () => {
    const { accounts, next, previous } = await listAccounts(database, siteId, everybody);
    expect([accounts.length, next?.key, previous]).toEqual([pageSize, 'person-000050@acme.test', null]);
  });
});

describe('with 100,000 accounts', () => {
  let database: Database;
  let siteId: string;
  beforeAll(async () => {
    database = await freshServerDatabase();
    ({ siteId } = await makeSite(database, { site: { seats: 1_000_000 } }));
    await fill(database, siteId, 100_000);
    await database.query('ANALYZE accounts', []);
  }, 120_000);
  afterAll(() => database.close());

  const middle = { direction: 'after', id: '0199c1d2-6f3e-7a21-9d0c-4b7e2f1a8c55' } as const;
  const lists = sorts.flatMap((sort) => {
    const cursor = { ...middle, key: sort === 'lastSignIn' ? '2026-01-01T00:00:00.000Z' : 'person-05' };
    return [
      [`by ${sort}`, { ...everybody, sort, cursor }],
      [`active ones by ${sort}, descending`, { ...everybody, activeOnly: true, sort, cursor, descending: true }],
    ] as [string, ListQuery][];
  });
  test.each<[string, ListQuery]>([
    ...lists,
    ['those found', { ...everybody, search: 'person-0' }],
    [
      'active ones found, further on',
      { ...everybody, activeOnly: true, search: 'p', cursor: { ...middle, key: 'person-05' } },
    ],
  ])('a page of %s reads a page, in the order of an index', async (__, wanted) => {
    const { sql, values } = listStatement(siteId, wanted, pageSize + 1);
    const explain = `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`;
    const [plan] = await database.query<Record<string, unknown>>(explain, values);
    const nodes = nodesOf(plan?.['QUERY PLAN']);
    expect(nodes.filter(({ type }) => type.startsWith('Seq Scan') || type.startsWith('Bitmap'))).toEqual([]);
    const scans = nodes.filter(({ type }) => type.startsWith('Index'));
    expect(scans.length).toBeGreaterThanOrEqual(1);
    // Each branch reads what could be on the page; what is merged is no more than these.
    for (const { rows } of nodes) expect(rows).toBeLessThanOrEqual((pageSize + 1) * accountStatuses.length * 3);
    for (const { removed } of scans) expect(removed).toBe(0);
  });
});

interface PlanNode {
  readonly type: string;
  readonly rows: number;
  readonly removed: number;
}

function nodesOf(plan: unknown): PlanNode[] {
  if (Array.isArray(plan)) return plan.flatMap(nodesOf);
  if (typeof plan !== 'object' || plan === null) return [];
  const node = plan as Record<string, unknown>;
  const inner = nodesOf(node['Plan'] ?? node['Plans'] ?? []);
  const type = node['Node Type'];
  if (typeof type !== 'string') return inner;
  return [{ type, rows: Number(node['Actual Rows']), removed: Number(node['Rows Removed by Filter'] ?? 0) }, ...inner];
}

/** Accounts in all statuses; every third has signed in, one in ten has no address. Without triggers: nobody counts them. */
async function fill(database: Database, siteId: string, count: number): Promise<void> {
  await database.script(
    `SET session_replication_role = replica;
     INSERT INTO accounts (id, site_id, username, username_key, confusable_key, display_name, email, email_key, type, status,
       roles, last_sign_in_at, created_at)
     SELECT gen_random_uuid(), '${siteId}', name, name, name, 'Name ' || lpad((i * 7919 % ${count})::text, 6, '0'), email, email,
       'attendee', (enum_range(NULL::"AccountStatus"))[1 + i % 5], '{}',
       CASE WHEN i % 3 = 0 THEN '2026-01-01T00:00:00Z'::timestamptz + (i * 7919 % ${count}) * interval '1 minute' END, now()
     FROM generate_series(1, ${count}) AS i,
       LATERAL (SELECT 'person-' || lpad(i::text, 6, '0') || '@acme.test' AS name,
         CASE WHEN i % 10 > 0 THEN 'mail-' || lpad(i::text, 6, '0') || '@acme.test' END AS email) AS names;
     RESET session_replication_role;`,
  );
}

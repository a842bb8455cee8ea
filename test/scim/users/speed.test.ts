import { Client } from 'pg';
import type { Database } from '../../../src/db';
import { parseFilter } from '../../../src/scim/protocol/filter';
import { defaultProjection, parseProjection } from '../../../src/scim/protocol/projection';
import { parseAttributePath, userResourceType } from '../../../src/scim/protocol/schema';
import type { ScimQuery } from '../../../src/scim/services';
import { freshServerDatabase } from '../../support/postgres';
import { makeSite } from '../../support/site';
import { callOf, join, makeProvisioning, makeWorkspace, type CallUnderTest } from '../groups/groupsSite';
import { clientOf, person, setActive } from './usersSite';

const people = 20_000;
let database: Database;
let siteId: string;
let call: CallUnderTest;
let sent: { sql: string; values: readonly unknown[] }[];
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
  database = await freshServerDatabase();
  ({ siteId } = await makeSite(database, { site: { seats: 1_000_000 } }));
  const provisioning = await makeProvisioning(database, siteId, { name: 'Okta', brakeCount: 1_000 });
  call = callOf(provisioning);
  await fill(siteId, people);
  const other = await makeSite(database, { site: { slug: 'other', seats: 1_000_000 } });
  await fill(other.siteId, 2_000);
  await database.query(
    `INSERT INTO account_profiles (account_id, site_id, attributes, other_emails)
     SELECT id, site_id, '{"title": "Builder"}', jsonb_build_array(jsonb_build_object('value', 'p@' || username, 'valueKey', 'p@' || username))
       FROM accounts WHERE type = 'attendee'`,
    [],
  );
  await database.query(
    `INSERT INTO scim_links (provisioning_id, account_id, site_id, external_id, hidden_at)
     SELECT $1::uuid, id, site_id, 'x-' || username, CASE WHEN username LIKE '%99@acme.test' THEN now() END
       FROM accounts WHERE site_id = $2::uuid`,
    [provisioning.id, siteId],
  );
  await database.script('VACUUM ANALYZE accounts');
  await database.script('VACUUM ANALYZE scim_links');
  await database.script('ANALYZE account_profiles');
  const watched: Database = {
    ...database,
    query: (sql, values) => {
      sent.push({ sql, values });
      return database.query(sql, values);
    },
  };
  client = clientOf(watched);
});
afterAll(() => database.close());
beforeEach(() => {
  sent = [];
});

async function fill(site: string, count: number): Promise<void> {
  await database.query(
    `INSERT INTO accounts (id, site_id, username, username_key, confusable_key, first_name, last_name, display_name, email, email_key, type,
        roles, created_at, updated_at)
     SELECT gen_random_uuid(), $1::uuid, name, name, name, 'P', 'Q', 'P Q', name, name, 'attendee', '{}', moment, moment
       FROM generate_series(1, $2::integer) AS n, LATERAL (SELECT 'person-' || n || '@acme.test' AS name,
         '2026-01-01'::timestamptz + n * interval '1 second' AS moment) AS made`,
    [site, count],
  );
}

interface PlanNode {
  readonly type: string;
  readonly relation: string;
  readonly index: string;
  readonly rows: number;
  readonly fetched: number;
}

/** The nodes of the plans of what a call sent, as they were carried out. */
async function plansOf(work: () => Promise<unknown>): Promise<PlanNode[]> {
  await work();
  const all: PlanNode[] = [];
  for (const { sql, values } of sent) {
    const [plan] = await database.query<Record<string, unknown>>(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, values);
    all.push(...nodesOf(plan?.['QUERY PLAN']));
  }
  return all;
}

function nodesOf(plan: unknown): PlanNode[] {
  if (Array.isArray(plan)) return plan.flatMap(nodesOf);
  if (typeof plan !== 'object' || plan === null) return [];
  const node = plan as Record<string, unknown>;
  const inner = [...nodesOf(node['Plan'] ?? []), ...nodesOf(node['Plans'] ?? [])];
  const type = node['Node Type'];
  if (typeof type !== 'string') return inner;
  const text = (key: string) => (typeof node[key] === 'string' ? node[key] : '');
  const rows = Number(node['Actual Rows']) * Number(node['Actual Loops']);
  const fetched = Number(node['Heap Fetches'] ?? 0);
  return [{ type, relation: text('Relation Name'), index: text('Index Name'), rows, fetched }, ...inner];
}

const query = (filter: string, wanted: Partial<ScimQuery> = {}): Partial<ScimQuery> => ({
  filter: parseFilter(filter, userResourceType).filter,
  ...wanted,
});

it.each<[string, string]>([
  ['user name', 'userName eq "PERSON-777@acme.test"'],
  ['main address', 'emails[type eq "work"].value eq "person-777@acme.test"'],
  ['any address', 'emails.value eq "p@person-777@acme.test"'],
  ['external id', 'externalId eq "x-person-777@acme.test"'],
  ['user name among the active', 'userName eq "person-777@acme.test" and active eq true'],
])('a look-up by %s reads a handful of rows by an index, whatever the size of the site', async (_, filter) => {
  const nodes = await plansOf(async () => {
    const { total } = await client.list(call, query(filter));
    expect(total).toBe(1);
  });
  expect(sent).toHaveLength(1);
  // The entitlements of this site are so few that no index is worth it.
  expect(nodes.filter(({ type, relation }) => type === 'Seq Scan' && relation !== 'entitlements')).toEqual([]);
  for (const node of nodes) expect(node.rows).toBeLessThanOrEqual(20);
});

it('a look-up by id reads a handful of rows', async () => {
  const [someone] = await database.query<{ id: string }>(
    `SELECT id FROM accounts WHERE username = $1 AND site_id = $2::uuid`,
    ['person-777@acme.test', siteId],
  );
  const nodes = await plansOf(async () => {
    expect((await client.list(call, query(`id eq "${someone?.id}"`))).total).toBe(1);
    await client.get(call, someone?.id ?? '');
  });
  expect(sent).toHaveLength(2);
  for (const node of nodes) expect(node.rows).toBeLessThanOrEqual(20);
});

it('a deep page skips in the index alone, reads only its own rows, and counts nobody but those who are hidden', async () => {
  const nodes = await plansOf(async () => {
    const page = await client.list(call, { startIndex: 15_001, count: 100 });
    expect(page.resources).toHaveLength(100);
    expect(page.total).toBe(people - people / 100);
  });
  expect(sent).toHaveLength(2);
  const skipping = nodes.filter(({ relation, rows }) => relation === 'accounts' && rows > 1_000);
  expect(skipping.map(({ type, index }) => `${type} ${index}`)).toEqual(['Index Only Scan accounts_scim_order']);
  for (const { fetched } of skipping) expect(fetched).toBe(0);
  for (const { relation, rows } of nodes) if (relation === 'account_profiles') expect(rows).toBeLessThanOrEqual(100);
});

it('groups are read for a page only when they are shown', async () => {
  const projection = parseProjection({ excludedAttributes: 'groups' }, userResourceType);
  const nodes = await plansOf(() => client.list(call, { count: 100, projection }));
  expect(nodes.filter(({ relation }) => relation === 'entitlement_members')).toEqual([]);
  sent = [];
  const shown = await plansOf(() => client.list(call, { count: 100, projection: defaultProjection }));
  expect(shown.some(({ relation }) => relation === 'entitlement_members')).toBe(true);
});

it('all pages together show everybody once, also by another order and through a filter', async () => {
  const other = await database.prisma.site.findUniqueOrThrow({ where: { slug: 'other' } });
  const otherCall = callOf(await makeProvisioning(database, other.id));
  const sortBy = parseAttributePath('userName', userResourceType);
  const descending = { sortBy, sortOrder: 'descending' as const };
  for (const wanted of [{}, descending, query('title eq "builder"')]) {
    const names: unknown[] = [];
    for (let startIndex = 1; startIndex <= 2_000; startIndex += 200) {
      const page = await client.list(otherCall, { ...wanted, startIndex, count: 200 });
      expect(page.total).toBe(2_000);
      names.push(...page.resources.map(({ userName }) => userName));
    }
    expect(new Set(names).size).toBe(2_000);
  }
  const [first] = (await client.list(otherCall, { ...descending, count: 1 })).resources;
  // "@" stands behind the digits.
  expect(first).toMatchObject({ userName: 'person-9@acme.test' });
});

it('a count of 0 tells the total alone; beyond the end there is nobody', async () => {
  const total = people - people / 100;
  expect(await client.list(call, { count: 0 })).toEqual({ total, startIndex: 1, resources: [] });
  expect(await client.list(call, { startIndex: 30_000 })).toEqual({ total, startIndex: 30_000, resources: [] });
  expect(await client.list(call, query('userName eq "nobody"'))).toEqual({ total: 0, startIndex: 1, resources: [] });
});

describe('statements, BEGIN and COMMIT included', () => {
  const spy = jest.spyOn(Client.prototype, 'query');
  afterAll(() => spy.mockRestore());
  const count = async (work: () => Promise<unknown>) => {
    spy.mockClear();
    await work();
    return spy.mock.calls.length;
  };

  it('of each call are few, and no more for somebody in many groups', async () => {
    const made = await client.post(
      call,
      person({ userName: 'first@acme.test', emails: [{ value: 'first@acme.test' }] }),
    );
    const title = (value: string) => ({ op: 'replace', path: 'title', value });
    const measured = {
      create: await count(() => client.post(call, person())),
      read: await count(() => client.get(call, made.id)),
      list: await count(() => client.list(call, { count: 100 })),
      lookup: await count(() => client.list(call, query('userName eq "first@acme.test"'))),
      patch: await count(() =>
        client.patch(call, made.id, title('Director'), { op: 'add', path: 'externalId', value: '1' }),
      ),
      patchProfileOnly: await count(() => client.patch(call, made.id, title('Builder'))),
      patchUnchanged: await count(() => client.patch(call, made.id, title('Builder'))),
      put: await count(() =>
        client.put(
          call,
          made.id,
          person({ userName: 'first@acme.test', emails: [{ value: 'first@acme.test' }], displayName: 'F' }),
        ),
      ),
      deactivate: await count(() => client.patch(call, made.id, setActive(false))),
      activate: await count(() => client.patch(call, made.id, setActive(true))),
    };
    expect(measured).toEqual({
      create: 3,
      read: 1,
      list: 2,
      lookup: 1,
      patch: 3,
      patchProfileOnly: 3,
      patchUnchanged: 1,
      put: 3,
      deactivate: 3,
      activate: 3,
    });
    for (let n = 0; n < 5; n += 1) {
      const { workspace, role, group } = await makeWorkspace(database, siteId, `W${n}`);
      for (const part of [workspace, role, group]) await join(database, siteId, part, [made.id]);
    }
    expect(await count(() => client.get(call, made.id))).toBe(1);
    expect((await client.get(call, made.id))['groups']).toHaveLength(15);
    expect(await count(() => client.remove(call, made.id))).toBe(10);
  });
});

describe('at the same moment', () => {
  const outcomes = async (calls: readonly Promise<unknown>[]) =>
    (await Promise.allSettled(calls))
      .map((one) => (one.status === 'fulfilled' ? 'done' : String((one.reason as { status?: number }).status)))
      .toSorted();

  it('two POSTs of one user name make one person and one conflict', async () => {
    const twice = [1, 2, 3, 4].map(() =>
      client.post(call, person({ userName: 'race@acme.test', emails: [{ value: 'race@acme.test' }] })),
    );
    expect(await outcomes(twice)).toEqual(['409', '409', '409', 'done']);
  });

  it('the last seat goes to one of several', async () => {
    const site = await makeSite(database, { site: { slug: 'small', seats: 1 } });
    const small = callOf(await makeProvisioning(database, site.siteId, { name: 'Okta' }));
    const hosts = ['a', 'b', 'c'].map((name) =>
      client.post(small, person({ userName: name, emails: [{ value: `${name}@acme.test` }], userType: 'host' })),
    );
    expect(await outcomes(hosts)).toEqual(['403', '403', 'done']);
  });

  it('PATCHes of one person lose nothing of each other', async () => {
    const { id } = await client.post(
      call,
      person({ userName: 'many@acme.test', emails: [{ value: 'many@acme.test' }] }),
    );
    const ops = ['title', 'nickName', 'displayName'].map((path) =>
      client.patch(call, id, { op: 'replace', path, value: `new ${path}` }),
    );
    expect(await outcomes(ops)).toEqual(['done', 'done', 'done']);
    expect(await client.get(call, id)).toMatchObject({
      title: 'new title',
      nickName: 'new nickName',
      displayName: 'new displayName',
    });
  });

  it('a POST and a DELETE of one person, and a POST again, end in one account', async () => {
    const { id } = await client.post(
      call,
      person({ userName: 'again@acme.test', emails: [{ value: 'again@acme.test' }] }),
    );
    const body = person({ userName: 'again@acme.test', emails: [{ value: 'again@acme.test' }] });
    await Promise.allSettled([client.remove(call, id), client.post(call, body), client.post(call, body)]);
    const rows = await database.prisma.account.findMany({ where: { siteId, usernameKey: 'again@acme.test' } });
    expect(rows.map((row) => row.id)).toEqual([id]);
  });
});

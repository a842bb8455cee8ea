import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/db';
import { keepHouse } from '../../src/jobs';
import { newId } from '../../src/newId';
import { freshDatabase } from '../support/database';
import { makeProvisioning, makeSecret } from '../support/provisioning';

const now = new Date('2026-11-22T12:00:00Z');
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);

describe('housekeeping', () => {
  let database: Database;
  const siteId = randomUUID();
  const connectionId = randomUUID();
  const keep = (moment = now) => keepHouse({ database, config: { attemptRetentionDays: 30 }, clock: () => moment });
  const partitions = async () =>
    (
      await database.query<{ name: string }>(
        "SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'attempts'::regclass ORDER BY 1",
        [],
      )
    ).map(({ name }) => name);
  const attempt = (at: Date) => ({
    data: {
      id: newId(at),
      at,
      siteId,
      connectionId,
      reference: 'AAA-AAA-AAA',
      kind: 'acs' as const,
      outcome: 'passed' as const,
    },
  });

  beforeAll(async () => {
    database = await freshDatabase();
    await database.prisma.site.create({ data: { id: siteId, slug: 'acme', name: 'Acme', seats: 5 } });
  });
  afterAll(() => database.close());

  it('makes the partitions of this week and four weeks ahead, once', async () => {
    await keep();
    await keep();
    expect(await partitions()).toEqual([
      'attempts_20261116',
      'attempts_20261123',
      'attempts_20261130',
      'attempts_20261207',
      'attempts_20261214',
      'attempts_default',
    ]);
  });

  it('drops attempts that are out of retention, whether they have a partition or not', async () => {
    await database.prisma.attempt.create(attempt(now));
    await database.prisma.attempt.create(attempt(days(-100)));
    await keep();
    expect(await database.prisma.attempt.count()).toBe(1);
    await keep(days(60));
    expect(await partitions()).not.toContain('attempts_20261116');
    expect(await database.prisma.attempt.count()).toBe(0);
  });

  it('forgets consumed assertions that can no longer be replayed, and only those', async () => {
    const consumed = (assertionId: string, expiresAt: Date) => ({ connectionId, assertionId, siteId, expiresAt });
    await database.prisma.consumedAssertion.createMany({
      data: [consumed('_old', days(-1)), consumed('_fresh', days(1))],
    });
    await keep();
    expect(await database.prisma.consumedAssertion.findMany({ select: { assertionId: true } })).toEqual([
      { assertionId: '_fresh' },
    ]);
  });

  /** A row of any table that ends then, its other columns filled with whatever they take; its keys point nowhere. */
  const makeRow = async (table: string, end: Date, column = 'expires_at') => {
    const columns = await database.query<{ name: string; value: string }>(
      `SELECT a.attname AS name, CASE
           WHEN a.attname = $3 THEN quote_literal($2) || '::timestamptz'
           WHEN t.typtype = 'e' THEN format('(enum_range(NULL::%s))[1]', a.atttypid::regtype)
           WHEN t.typcategory = 'A' THEN format('''{}''::%s', a.atttypid::regtype)
           WHEN t.typcategory = 'N' THEN '1'
           WHEN t.typcategory = 'B' THEN 'false'
           WHEN t.typcategory = 'D' THEN 'now()'
           WHEN t.typname = 'uuid' THEN 'gen_random_uuid()'
           WHEN t.typname = 'jsonb' THEN '''{}''::jsonb'
           WHEN t.typname = 'bytea' THEN 'decode(''00'', ''hex'')'
           ELSE 'gen_random_uuid()::text' END AS value
         FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
          AND (a.attname = $3 OR (a.attnotnull AND NOT a.atthasdef))`,
      [table, end.toISOString(), column],
    );
    await database.script(
      `SET session_replication_role = replica;
       INSERT INTO ${table} (${columns.map(({ name }) => name).join(', ')}) VALUES (${columns.map(({ value }) => value).join(', ')});
       SET session_replication_role = origin;`,
    );
  };
  // Also whatever is made later. Accounts end without going, and secrets of provisionings stay in view for a while.
  it('of every table whose rows end deletes those that have, and only those', async () => {
    const tables = await database.query<{ name: string }>(
      `SELECT c.table_name AS name FROM information_schema.columns c
        WHERE c.table_schema = 'public' AND c.column_name = 'expires_at' AND c.table_name NOT IN ('accounts', 'provisioning_secrets') ORDER BY 1`,
      [],
    );
    expect(tables.length).toBeGreaterThanOrEqual(13);
    for (const { name } of tables) {
      await database.query(`DELETE FROM ${name}`, []);
      await makeRow(name, days(-1));
      await makeRow(name, days(1));
    }
    await keep();
    const left: Record<string, number> = {};
    for (const { name } of tables) {
      const rows = await database.query<{ at: Date }>(`DELETE FROM ${name} RETURNING expires_at AS at`, []);
      left[name] = rows.filter(({ at }) => new Date(at) > now).length * 10 + rows.length;
    }
    // One row, and that the one that has not ended.
    expect(left).toEqual(Object.fromEntries(tables.map(({ name }) => [name, 11])));
  });

  it('forgets secrets of provisionings 90 days after they ended or were revoked, and no others', async () => {
    const { id: provisioningId } = await makeProvisioning(database, siteId);
    await database.prisma.provisioningSecret.deleteMany();
    const ends: readonly [name: string, expiresAt: Date | null, revokedAt: Date | null][] = [
      ['ended 91 days ago', days(-91), null],
      ['revoked 91 days ago', null, days(-91)],
      ['revoked 91 days ago before its end', days(300), days(-91)],
      ['ended 91 days ago and revoked later', days(-91), days(-1)],
      ['ended 89 days ago', days(-89), null],
      ['revoked 89 days ago', null, days(-89)],
      ['ends in a year', days(365), null],
      ['has no end', null, null],
    ];
    for (const [createdBy, expiresAt, revokedAt] of ends) {
      await makeSecret(database, siteId, provisioningId, { createdBy, expiresAt, revokedAt });
    }
    await keep();
    const left = await database.prisma.provisioningSecret.findMany({ orderBy: { id: 'asc' } });
    expect(left.map(({ createdBy }) => createdBy)).toEqual(ends.slice(4).map(([name]) => name));
  });

  it.each([
    ['a wait for a membership ends with its time', 'scim_waits', 'until', days(-0.001), days(0.001)],
    ['what the brake counts, after two days', 'scim_removals', 'at', days(-2.001), days(-1.999)],
    ['an activity is kept', 'activity', 'at', null, days(-400)],
  ])('%s', async (_what, table, column, over, current) => {
    await database.query(`DELETE FROM ${table}`, []);
    if (over !== null) await makeRow(table, over, column);
    await makeRow(table, current, column);
    await keep();
    const rows = await database.query<{ at: Date }>(`DELETE FROM ${table} RETURNING ${column} AS at`, []);
    expect(rows.map(({ at }) => new Date(at))).toEqual([current]);
  });

  it('forgets calls of SCIM clients with the attempts', async () => {
    const call = async (at: Date) => {
      await makeRow('scim_calls', at, 'at');
      await database.query('UPDATE scim_calls SET id = $1::uuid WHERE at = $2::timestamptz', [
        newId(at),
        at.toISOString(),
      ]);
    };
    await call(days(-31));
    await call(days(-29));
    await keep();
    const rows = await database.query<{ at: Date }>('DELETE FROM scim_calls RETURNING at', []);
    expect(rows.map(({ at }) => new Date(at))).toEqual([days(-29)]);
  });

  it('joins what was counted of the values of tracking codes', async () => {
    const counted = [1, 1, -1].map((accounts) => ({ siteId, number: 1, value: 'CC-100', accounts }));
    await database.prisma.trackingCodeUse.createMany({ data: counted });
    await keep();
    const rows = await database.prisma.trackingCodeUse.findMany();
    expect(rows).toMatchObject([{ number: 1, value: 'CC-100', accounts: 1, joined: true }]);
  });

  it('deletes and lets expire more than one batch, and leaves a lock that an administrator set', async () => {
    await database.script(
      `SET session_replication_role = replica;
       INSERT INTO consumed_assertions (connection_id, assertion_id, site_id, expires_at)
         SELECT '${connectionId}', 'a' || i, '${siteId}', '2026-11-21' FROM generate_series(1, 5001) AS i;
       INSERT INTO accounts (id, site_id, username, username_key, confusable_key, type, status, roles, expires_at)
         SELECT gen_random_uuid(), '${siteId}', 'p' || i, 'p' || i, 'p' || i, 'attendee',
           CASE WHEN i = 1 THEN 'locked' ELSE 'active' END::"AccountStatus", '{}', '2026-11-21' FROM generate_series(1, 502) AS i;
       SET session_replication_role = origin;`,
    );
    await keep();
    expect(await database.prisma.consumedAssertion.count({ where: { expiresAt: { lt: now } } })).toBe(0);
    const statuses = await database.prisma.account.groupBy({
      by: ['status'],
      _count: { _all: true },
      orderBy: { status: 'asc' },
    });
    expect(statuses.map(({ status, _count }) => [status, _count._all])).toEqual(
      expect.arrayContaining([
        ['locked', 1],
        ['expired', 501],
      ]),
    );
    await database.prisma.account.deleteMany();
    await database.prisma.activity.deleteMany();
  });

  it('lets accounts expire whose time is over, which gives the seat back', async () => {
    await database.prisma.account.create({
      data: {
        id: randomUUID(),
        siteId,
        username: 'temp',
        usernameKey: 'temp',
        confusableKey: 'temp',
        expiresAt: days(-1),
      },
    });
    await keep();
    expect(await database.prisma.account.findFirst({ where: { siteId } })).toMatchObject({ status: 'expired' });
    expect(await database.prisma.seatUse.findUnique({ where: { siteId } })).toMatchObject({ used: 0 });
    const told = await database.prisma.activity.findMany({ where: { siteId } });
    expect(told).toMatchObject([
      {
        actor: 'schedule',
        action: 'account.expire',
        subject: 'temp',
        before: { status: 'active' },
        after: { status: 'expired' },
      },
    ]);
    await keep();
    expect(await database.prisma.activity.count({ where: { siteId } })).toBe(1);
  });
});

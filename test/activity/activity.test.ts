import { randomUUID } from 'node:crypto';
import { activityEntry, listActivity, recordActivity, type ActivityFacts } from '../../src/activity';
import type { Database } from '../../src/db';
import { freshDatabase } from '../support/database';

const siteId = randomUUID();
const at = new Date('2026-11-22T09:00:00Z');
const facts = (more: Partial<ActivityFacts> = {}): ActivityFacts => ({
  at,
  siteId,
  actor: 'command',
  action: 'account.update',
  subject: 'ada@acme.test',
  before: null,
  after: null,
  ...more,
});

it('never holds a secret, at any depth, but tells that it changed', () => {
  const entry = activityEntry(
    facts({
      before: { password: 'swordfish', bypass: true, passwordRequired: true },
      after: { nested: [{ clientSecret: 'x', privateKeyEncrypted: 'y', at }], password: null },
    }),
  );
  expect(entry.before).toEqual({ password: '[hidden]', bypass: true, passwordRequired: true });
  expect(entry.after).toEqual({
    nested: [{ clientSecret: '[hidden]', privateKeyEncrypted: '[hidden]', at }],
    password: null,
  });
});

describe('the stored log', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  it('is listed newest first, of one site alone, in pages', async () => {
    const entries = ['one', 'two', 'three'].map((subject) => activityEntry(facts({ subject, after: { at } })));
    await recordActivity(database.prisma, [...entries, activityEntry(facts({ siteId: null, subject: 'all sites' }))]);
    const listed = await listActivity(database, { siteId, limit: 2 });
    expect(listed.map(({ subject }) => subject)).toEqual(['three', 'two']);
    expect(listed[0]).toMatchObject({ at, actor: 'command', before: null, after: { at: at.toISOString() } });
    const next = await listActivity(database, { siteId, limit: 2, before: listed[1]?.id ?? '' });
    expect(next.map(({ subject }) => subject)).toEqual(['one']);
    expect(await listActivity(database, { siteId: null, limit: 9 })).toHaveLength(1);
  });

  it('keeps nothing when the transaction of its cause fails', async () => {
    const subject = 'never happened';
    await database.prisma
      .$transaction(async (tx) => {
        await recordActivity(tx, [activityEntry(facts({ subject }))]);
        throw new Error('undo');
      })
      .catch(() => undefined);
    expect(await database.prisma.activity.count({ where: { subject } })).toBe(0);
  });
});

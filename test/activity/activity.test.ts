import { randomUUID } from 'node:crypto';
import {
  activityEntry,
  everyActivity,
  listActivity,
  recordActivity,
  type ActivityCriteria,
  type ActivityFacts,
} from '../../src/activity';
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
    const [newest, second] = listed;
    if (!newest || !second) throw new Error('two lines were listed');
    const next = await listActivity(database, { siteId, limit: 2, before: second });
    expect(next.map(({ subject }) => subject)).toEqual(['one']);
    const [last] = next;
    if (!last) throw new Error('one more line was listed');
    const back = await listActivity(database, { siteId, limit: 1, after: last });
    expect(back.map(({ subject }) => subject)).toEqual(['two']);
    expect(await listActivity(database, { siteId, limit: 2, after: newest })).toEqual([]);
    expect(await listActivity(database, { siteId: null, limit: 9 })).toHaveLength(1);
  });

  describe('is narrowed down', () => {
    const other = randomUUID();
    const hour = (hours: number) => new Date(at.getTime() + hours * 3_600_000);
    beforeAll(async () => {
      const line = (subject: string, more: Partial<ActivityFacts>) =>
        activityEntry(facts({ siteId: other, subject, ...more }));
      await recordActivity(database.prisma, [
        line('1', { actor: 'file', action: 'site.update' }),
        line('2', { actor: 'account:Ada@acme.test', at: hour(1) }),
        line('3', { actor: 'account:bob', at: hour(2), action: 'trackingCode.update' }),
        line('ADA', { actor: 'jit:main', at: hour(3), reference: 'AAA-111-AAA' }),
      ]);
    });

    test.each<[string, ActivityCriteria, string[]]>([
      ['to nothing in particular', {}, ['ADA', '3', '2', '1']],
      ['to a kind of actor', { actorKind: 'account' }, ['3', '2']],
      ['to one actor, in any case', { actor: 'account:ada@ACME.test' }, ['2']],
      ['to a kind of thing', { kind: 'trackingCode' }, ['3']],
      ['to a subject, in any case', { subject: 'ada' }, ['ADA']],
      ['to a range of time, whose end is open', { from: hour(1), until: hour(3) }, ['3', '2']],
      ['by all of these at once', { actorKind: 'account', kind: 'account', from: hour(0), until: hour(9) }, ['2']],
      ['to nobody by what SQL would read', { actor: "' OR 1=1 --" }, []],
    ])('%s', async (_title, criteria, subjects) => {
      const listed = await listActivity(database, { ...criteria, siteId: other, limit: 10 });
      expect(listed.map(({ subject }) => subject)).toEqual(subjects);
    });

    it('and is read to its end in pages, none twice', async () => {
      const third = randomUUID();
      const many = Array.from({ length: 2001 }, (_, index) =>
        activityEntry(facts({ siteId: third, subject: String(index), at: hour(index % 3) })),
      );
      await recordActivity(database.prisma, many);
      const seen = [];
      for await (const { id } of everyActivity(database, { siteId: third })) seen.push(id);
      expect(seen).toHaveLength(2001);
      expect(new Set(seen).size).toBe(2001);
    });
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

import { Pool } from 'pg';
import { freshServerDatabase } from '../support/postgres';
import { countRows, firstSignIn, seedSite, settingsVersion, type Applied } from '../support/signInEffect';
import { untilSomebodyWaits } from '../support/untilSomebodyWaits';

type ServerDatabase = Awaited<ReturnType<typeof freshServerDatabase>>;

/** As many connections as sign-ins: all of them are inside the database at once. */
const parallel = 50;

describe('sign-ins that race on a real PostgreSQL', () => {
  let database: ServerDatabase;
  let pool: Pool;
  beforeAll(async () => {
    database = await freshServerDatabase();
    pool = new Pool({ connectionString: database.url, max: parallel });
    // Connect them all first, so that the race is between statements.
    await Promise.all(Array.from({ length: parallel }, () => pool.query('SELECT pg_sleep(0.05)')));
  });
  afterAll(async () => {
    await pool.end();
    await database.close();
  });

  const apply = async (effect: Record<string, unknown>): Promise<Applied> => {
    const { rows } = await pool.query<{ answer: Applied }>('SELECT usher_apply_sign_in($1::jsonb) AS answer', [
      JSON.stringify(effect),
    ]);
    return rows[0]?.answer ?? { applied: false, guard: 'no answer' };
  };
  const outcomes = (answers: Applied[]) => ({
    applied: answers.filter((answer) => answer.applied).length,
    guards: [...new Set(answers.flatMap((answer) => answer.guard ?? []))].sort(),
  });
  const all = { accounts: 1, attempts: 1, bindings: 1, parked: 1, consumed: 1, seatsUsed: 1, seatsRecounted: 1 };

  it('makes one account of fifty first sign-ins of one person, and writes nothing of the other forty-nine', async () => {
    const site = await seedSite(database, 100);
    const version = await settingsVersion(database, site.siteId);
    const answers = await Promise.all(Array.from({ length: parallel }, () => apply(firstSignIn(site, version, 'ada'))));
    const { applied, guards } = outcomes(answers);
    expect(applied).toBe(1);
    expect(guards.every((guard) => guard.startsWith('accounts_') || guard.startsWith('name_id_bindings_'))).toBe(true);
    expect(await countRows(database, site.siteId)).toEqual(all);
  });

  it('gives the last seat to exactly one of fifty people', async () => {
    const site = await seedSite(database, 1);
    const version = await settingsVersion(database, site.siteId);
    const answers = await Promise.all(
      Array.from({ length: parallel }, (_, n) => apply(firstSignIn(site, version, `person-${n}`))),
    );
    expect(outcomes(answers)).toEqual({ applied: 1, guards: ['seats'] });
    expect(await countRows(database, site.siteId)).toEqual(all);
  });

  it('consumes an assertion once, however many copies of it arrive together', async () => {
    const site = await seedSite(database, 100);
    const version = await settingsVersion(database, site.siteId);
    const answers = await Promise.all(
      Array.from({ length: parallel }, (_, n) => apply(firstSignIn(site, version, `copy-${n}`, '_one'))),
    );
    expect(outcomes(answers)).toEqual({ applied: 1, guards: ['assertion'] });
    expect(await countRows(database, site.siteId)).toEqual(all);
  });

  it('serves fifty people of one site at once when there are seats for all, and counts them right', async () => {
    const site = await seedSite(database, parallel);
    const version = await settingsVersion(database, site.siteId);
    const answers = await Promise.all(
      Array.from({ length: parallel }, (_, n) => apply(firstSignIn(site, version, `colleague-${n}`))),
    );
    expect(outcomes(answers)).toEqual({ applied: parallel, guards: [] });
    expect(await countRows(database, site.siteId)).toMatchObject({ seatsUsed: parallel, seatsRecounted: parallel });
  });

  it('a first sign-in waits for an administrator who is changing the settings, and writes nothing under the old ones', async () => {
    const site = await seedSite(database, 100);
    const version = await settingsVersion(database, site.siteId);
    const administrator = await pool.connect();
    try {
      await administrator.query('BEGIN');
      await administrator.query('SELECT id FROM sites WHERE id = $1 FOR UPDATE', [site.siteId]);
      const answer = apply(firstSignIn(site, version, 'late'));
      await untilSomebodyWaits(administrator);
      await administrator.query(`UPDATE sites SET blocked_email_domains = '{acme.test}' WHERE id = $1`, [site.siteId]);
      await administrator.query('COMMIT');
      expect(await answer).toEqual({ applied: false, guard: 'settings' });
    } finally {
      administrator.release();
    }
    expect(await countRows(database, site.siteId)).toMatchObject({ accounts: 0, attempts: 0 });
  });

  it('lets a sign-in that rests on older settings write nothing, while an administrator changes them', async () => {
    const site = await seedSite(database, 100);
    const version = await settingsVersion(database, site.siteId);
    const changing = database.prisma.site.update({ where: { id: site.siteId }, data: { seats: 0 } });
    const answers = await Promise.all([
      ...Array.from({ length: parallel }, (_, n) => apply(firstSignIn(site, version, `late-${n}`))),
      changing.then((): Applied => ({ applied: false })),
    ]);
    const { applied, guards } = outcomes(answers);
    expect(guards.filter((guard) => guard !== 'settings' && guard !== 'seats')).toEqual([]);
    expect(await countRows(database, site.siteId)).toMatchObject({
      accounts: applied,
      seatsUsed: applied,
      seatsRecounted: applied,
    });
    expect(await apply(firstSignIn(site, version, 'after'))).toEqual({ applied: false, guard: 'settings' });
  });

  it('lets a sign-in and a deactivation of the same account take turns: the later one sees the earlier', async () => {
    const site = await seedSite(database, 100);
    const version = await settingsVersion(database, site.siteId);
    await apply(firstSignIn(site, version, 'eve'));
    const account = await database.prisma.account.findFirstOrThrow({ where: { siteId: site.siteId } });
    const again = () => ({
      ...firstSignIn(site, version, 'eve'),
      ...{ create: null, bind: null, park: null, unchanged: { id: account.id, version: account.version } },
    });
    const answers = await Promise.all([
      ...Array.from({ length: 20 }, () => apply(again())),
      database.prisma.account
        .update({ where: { id: account.id }, data: { status: 'deactivated' } })
        .then((): Applied => ({ applied: false })),
      ...Array.from({ length: 20 }, () => apply(again())),
    ]);
    expect(outcomes(answers).guards.filter((guard) => guard !== 'account')).toEqual([]);
    expect(await apply(again())).toEqual({ applied: false, guard: 'account' });
  });

  it('decides again instead of failing when two changes wait for each other', async () => {
    const site = await seedSite(database, 100);
    const version = await settingsVersion(database, site.siteId);
    await apply(firstSignIn(site, version, 'ann'));
    await apply(firstSignIn(site, version, 'bea'));
    const find = (username: string) =>
      database.prisma.account.findFirstOrThrow({ where: { siteId: site.siteId, username } });
    const [ann, bea] = [await find('ann'), await find('bea')];
    const other = await pool.connect();
    try {
      await other.query('BEGIN');
      await other.query(`UPDATE accounts SET email_key = 'ann@new.test' WHERE id = $1`, [ann.id]);
      // Bea's sign-in takes over the address that Ann is giving up, and waits for the end of that change …
      const signIn = apply({
        ...firstSignIn(site, version, 'bea'),
        ...{ create: null, bind: null, park: null },
        change: { id: bea.id, version: bea.version, set: { emailKey: ann.emailKey } },
      });
      await untilSomebodyWaits(other);
      // … which in turn waits for Bea's account.
      const change = other.query(`UPDATE accounts SET first_name = 'Bea' WHERE id = $1`, [bea.id]);
      const [answer] = await Promise.all([signIn, change]);
      expect(answer).toEqual({ applied: false, guard: 'deadlock' });
    } finally {
      await other.query('ROLLBACK');
      other.release();
    }
  });
});

import { debianPostgres, startPostgres, type PostgresServer } from '../support/postgres';
import { countRows, firstSignIn, seedSite, settingsVersion, type Applied } from '../support/signInEffect';
import { migrateServer, migrationsFolder, openServerDatabase, readMigrations } from '../../src/db';

const programs = debianPostgres(15);
if (programs === null)
  console.warn('PostgreSQL 15 is not installed (apt-get install postgresql-15): its test is skipped.');

(programs === null ? describe.skip : describe)('PostgreSQL 15, the oldest we support', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres(programs ?? undefined);
  });
  afterAll(() => server.stop());

  it('takes all migrations once, whoever of several starters is first, and applies a sign-in', async () => {
    const url = server.url('postgres');
    const names = (await readMigrations(migrationsFolder)).map((migration) => migration.name);
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrateServer(url, migrationsFolder)));
    expect(applied.filter((list) => list.length > 0)).toEqual([names]);

    const database = await openServerDatabase(url, migrationsFolder);
    const site = await seedSite(database, 1);
    const effect = firstSignIn(site, await settingsVersion(database, site.siteId), 'ada');
    const [row] = await database.query<{ answer: Applied }>('SELECT usher_apply_sign_in($1::jsonb) AS answer', [
      JSON.stringify(effect),
    ]);
    expect(row?.answer).toEqual({ applied: true });
    expect(await countRows(database, site.siteId)).toMatchObject({ accounts: 1, seatsUsed: 1, seatsRecounted: 1 });
    await database.close();
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../src/db';
import { freshDatabase } from '../support/database';
import { freshServerDatabase } from '../support/postgres';

/** Waits for what happens on another connection; fails by the time limit of the test. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}

describe.each<[string, () => Promise<Database>]>([
  ['PostgreSQL', freshServerDatabase],
  ['the embedded database', freshDatabase],
])('listening on %s', (_, open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('hears what is told on its channel once it is committed, and nothing after it ended', async () => {
    const heard: string[] = [];
    const end = await database.listen('usher_test', (payload) => void heard.push(payload));
    await database.query(`SELECT pg_notify('usher_other', 'elsewhere')`, []);
    await database.query(`SELECT pg_notify('usher_test', 'one')`, []);
    await until(() => heard.length > 0);
    await end();
    const other: string[] = [];
    await database.listen('usher_test', (payload) => void other.push(payload));
    await database.query(`SELECT pg_notify('usher_test', 'two')`, []);
    await until(() => other.length > 0);
    expect({ heard, other }).toEqual({ heard: ['one'], other: ['two'] });
  });
});

describe('listening on a server', () => {
  it('hears again after its connection broke', async () => {
    const database = await freshServerDatabase();
    const heard: string[] = [];
    await database.listen('usher_test', (payload) => void heard.push(payload));
    const listening = `SELECT pid FROM pg_stat_activity WHERE query = 'LISTEN usher_test'`;
    await database.query(`SELECT pg_terminate_backend(pid) FROM (${listening}) AS l`, []);
    await until(async () => {
      await database.query(`SELECT pg_notify('usher_test', 'again')`, []);
      return heard.includes('again');
    });
    expect(heard).toContain('again');
    await database.close();
  });

  it('refuses a channel that is no plain name: it stands in the statement as it is', async () => {
    const database = await freshServerDatabase();
    await expect(database.listen('usher; DROP TABLE sites', () => undefined)).rejects.toThrow(/channel/);
    await database.close();
  });
});

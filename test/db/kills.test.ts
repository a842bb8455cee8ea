import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Pool } from 'pg';
import { openDatabase, type Database } from '../../src/db';
import { freshServerDatabase, serverOfThisFile } from '../support/postgres';
import { countRows, firstSignIn, seedSite, settingsVersion, type Applied } from '../support/signInEffect';

// Processes are started and killed here; on a busy machine each start takes seconds.
jest.setTimeout(180_000);

const seats = 100_000;
type Site = Awaited<ReturnType<typeof seedSite>>;

/** Every acknowledged person is there, nobody is there by half, and the seats are counted right. */
async function expectWhole(database: Database, site: Site, acknowledged: readonly string[]): Promise<void> {
  const accounts = await database.prisma.account.findMany({
    where: { siteId: site.siteId },
    select: { username: true },
  });
  const names = new Set(accounts.map((account) => account.username));
  expect(acknowledged.filter((username) => !names.has(username))).toEqual([]);
  const counts = await countRows(database, site.siteId);
  const everywhere = Object.fromEntries(Object.keys(counts).map((name) => [name, names.size]));
  expect(counts).toEqual(everywhere);
}

describe('a real PostgreSQL that dies in a storm of sign-ins', () => {
  /** Twenty connections sign people in until the server is gone; answers who was acknowledged. */
  async function storm(url: string, site: Site, version: number, prefix: string, kill: (pool: Pool) => Promise<void>) {
    const pool = new Pool({ connectionString: url, max: 21 });
    pool.on('error', () => undefined);
    const acknowledged: string[] = [];
    let killed = false;
    const workers = Array.from({ length: 20 }, async (_, worker) => {
      for (let n = 0; ; n += 1) {
        const username = `${prefix}-${worker}-${n}`;
        const effect = JSON.stringify(firstSignIn(site, version, username));
        try {
          const { rows } = await pool.query<{ answer: Applied }>('SELECT usher_apply_sign_in($1::jsonb) AS answer', [
            effect,
          ]);
          if (rows[0]?.answer.applied) acknowledged.push(username);
        } catch {
          return;
        }
        if (acknowledged.length >= 200 && !killed) {
          killed = true;
          await kill(pool);
        }
      }
    });
    await Promise.all(workers);
    await pool.end();
    return acknowledged;
  }

  it('loses no acknowledged account by kill -9 of the server, and counts the seats right', async () => {
    const database = await freshServerDatabase();
    const server = await serverOfThisFile();
    const site = await seedSite(database, seats);
    const version = await settingsVersion(database, site.siteId);
    const acknowledged = await storm(database.url, site, version, 'server', () => server.kill());
    expect(acknowledged.length).toBeGreaterThanOrEqual(200);
    await server.restart();
    // The pool of the running process finds its way back by itself.
    await expectWhole(database, site, acknowledged);
    await database.close();
  });

  it('loses no acknowledged account by kill -9 of one of its processes', async () => {
    const database = await freshServerDatabase();
    const site = await seedSite(database, seats);
    const version = await settingsVersion(database, site.siteId);
    const acknowledged = await storm(database.url, site, version, 'backend', async (pool) => {
      const { rows } = await pool.query<{ pid: number }>(
        `SELECT pid FROM pg_stat_activity WHERE query LIKE 'SELECT usher_apply%' AND pid <> pg_backend_pid() LIMIT 1`,
      );
      process.kill(rows[0]?.pid ?? NaN, 'SIGKILL');
    });
    expect(acknowledged.length).toBeGreaterThanOrEqual(200);
    await untilAnswering(database);
    await expectWhole(database, site, acknowledged);
    await database.close();
  });
});

/** After such a death PostgreSQL recovers for a moment and refuses everybody. */
async function untilAnswering(database: Database): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      await database.query('SELECT 1', []);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

describe('the embedded database whose process dies in a storm of sign-ins', () => {
  let dataDir: string;
  beforeAll(() => {
    dataDir = path.join(mkdtempSync(path.join(tmpdir(), 'usher-kills-')), 'data');
  });
  afterAll(() => rmSync(path.dirname(dataDir), { recursive: true, force: true }));

  const open = () =>
    openDatabase({ databaseUrl: null, dataDir }, (error) => {
      throw error;
    });

  it('loses no acknowledged account by kill -9, three times over, and counts the seats right', async () => {
    const first = await open();
    const site = await seedSite(first, seats);
    await first.close();
    const acknowledged: string[] = [];
    for (const prefix of ['first', 'second', 'third']) {
      const child = spawn(
        process.execPath,
        [
          '--import',
          'tsx',
          path.join(__dirname, '../support/signInStorm.ts'),
          dataDir,
          site.siteId,
          site.connectionId,
          prefix,
        ],
        { cwd: path.join(__dirname, '../..'), stdio: ['ignore', 'pipe', 'inherit'] },
      );
      let count = 0;
      for await (const username of createInterface({ input: child.stdout })) {
        acknowledged.push(username);
        count += 1;
        if (count === 100) child.kill('SIGKILL');
      }
      expect(count).toBeGreaterThanOrEqual(100);
    }
    const database = await open();
    await expectWhole(database, site, acknowledged);
    await database.close();
  });
});

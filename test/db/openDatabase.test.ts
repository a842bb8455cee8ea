import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { sendCommand } from '../../src/commandSocket';
import { openDatabase, type OpenDatabase } from '../../src/db';
import { freshServerDatabase } from '../support/postgres';
import { seedSite } from '../support/signInEffect';

// Processes are started and killed here; on a busy machine each start takes seconds.
jest.setTimeout(180_000);

describe('the embedded database in a data directory', () => {
  let dataDir: string;
  let database: OpenDatabase;
  const open = () =>
    openDatabase({ databaseUrl: null, dataDir }, (error) => {
      throw error;
    });
  beforeAll(async () => {
    dataDir = path.join(mkdtempSync(path.join(tmpdir(), 'usher-open-')), 'data');
    database = await open();
  });
  afterAll(() => rmSync(path.dirname(dataDir), { recursive: true, force: true }));

  it('refuses a second opener and lets a command be carried out by the first', async () => {
    await expect(open()).rejects.toMatchObject({ name: 'DataDirInUse', why: 'running' });
    const { siteId } = await seedSite(database, 3);
    database.serveCommands({
      seats: async () => (await database.prisma.site.findUniqueOrThrow({ where: { id: siteId } })).seats,
    });
    expect(await sendCommand(dataDir, 'seats', null)).toEqual({ ok: true, result: 3 });
  });

  it('finishes a command that is running before it closes, and opens again at once with the same data', async () => {
    let finish = (): void => undefined;
    let begun = (): void => undefined;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    database.serveCommands({
      slow: async () => {
        begun();
        await new Promise<void>((resolve) => (finish = resolve));
        return database.prisma.site.count();
      },
    });
    const answer = sendCommand(dataDir, 'slow', null);
    await hasBegun;
    const closing = database.close();
    finish();
    expect(await answer).toEqual({ ok: true, result: 1 });
    await closing;
    expect(await sendCommand(dataDir, 'slow', null)).toBeNull();
    database = await open();
    expect(await database.prisma.site.count()).toBe(1);
  });

  it('lets a process that slept write nothing after another one took the folder', async () => {
    const { siteId, connectionId } = await seedSite(database, 100_000);
    await database.close();
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', path.join(__dirname, '../support/signInStorm.ts'), dataDir, siteId, connectionId, 'sleeper'],
      { cwd: path.join(__dirname, '../..'), stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const exited = new Promise((resolve) => child.once('exit', resolve));
    let written = 0;
    createInterface({ input: child.stdout }).on('line', () => (written += 1));
    while (written < 20) await sleep(20);
    child.kill('SIGSTOP');
    // Longer than the lock trusts its last look.
    await sleep(2_500);
    const before = written;
    writeFileSync(path.join(dataDir, 'lock-999'), `held ${'0'.repeat(32)}\n`);
    child.kill('SIGCONT');
    await exited;
    // At most the statement in whose middle it fell asleep.
    expect(written - before).toBeLessThanOrEqual(1);
  });
});

describe('a server database', () => {
  it('is opened by its URL, and its commands open a connection of their own', async () => {
    const server = await freshServerDatabase();
    const database = await openDatabase({ databaseUrl: server.url, dataDir: '/nowhere' }, () => undefined);
    expect(database.kind).toBe('server');
    expect(await database.prisma.site.count()).toBe(0);
    await database.close();
    await server.close();
  });
});

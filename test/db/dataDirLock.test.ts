import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { lockDataDir } from '../../src/db/dataDirLock';

// Processes are started and killed here; on a busy machine each start takes seconds.
jest.setTimeout(180_000);

const root = path.join(__dirname, '../..');
const children: ChildProcess[] = [];
const folders: string[] = [];

/** A real process that tries to take the lock; `said` answers its next word. */
function owner(dataDir: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'test/support/lockOwner.ts'), dataDir], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, exited, said: async () => (await lines.next()).value as string | undefined };
}

function freshFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'usher-lock-'));
  folders.push(folder);
  return folder;
}

afterEach(() => {
  for (const child of children.splice(0)) {
    child.kill('SIGCONT');
    child.kill('SIGKILL');
  }
});
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describe('one process owns a data directory', () => {
  it('refuses a second starter while the owner lives, and lets it start at once after a clean end', async () => {
    const dataDir = freshFolder();
    const first = owner(dataDir);
    expect(await first.said()).toBe('held');
    expect(await owner(dataDir).said()).toBe('refused running');
    first.child.stdin?.end();
    expect(await first.exited).toBe(0);
    expect(await owner(dataDir).said()).toBe('held');
  });

  it('lets a restart issued at once after kill -9 succeed by itself', async () => {
    const dataDir = freshFolder();
    const killed = owner(dataDir);
    expect(await killed.said()).toBe('held');
    killed.child.kill('SIGKILL');
    const restarted = owner(dataDir);
    expect(await restarted.said()).toBe('held');
    expect(readdirSync(dataDir).sort()).toEqual(['command-2.sock', 'lock-2']);
  });

  it('asks no process id: a lock whose writer still lives somewhere else is nobody’s', async () => {
    const dataDir = freshFolder();
    expect(await owner(dataDir).said()).toBe('held');
    // The process that wrote this lock lives, as after a restart that got the number of the one before it.
    const copy = freshFolder();
    cpSync(path.join(dataDir, 'lock-1'), path.join(copy, 'lock-1'));
    expect(await owner(copy).said()).toBe('held');
  });

  it('gives a stale lock to exactly one of several starters', async () => {
    const dataDir = freshFolder();
    const killed = owner(dataDir);
    expect(await killed.said()).toBe('held');
    killed.child.kill('SIGKILL');
    await killed.exited;
    const starters = [1, 2, 3, 4].map(() => owner(dataDir));
    const said = await Promise.all(starters.map((starter) => starter.said()));
    expect(said.filter((word) => word === 'held')).toHaveLength(1);
    expect(said.filter((word) => word?.startsWith('refused'))).toHaveLength(3);
  });

  it('leaves the folder to an owner that is paused for ten seconds, and the owner goes on', async () => {
    const dataDir = freshFolder();
    const paused = owner(dataDir);
    expect(await paused.said()).toBe('held');
    paused.child.kill('SIGSTOP');
    const [second] = await Promise.all([owner(dataDir).said(), sleep(10_000)]);
    expect(second).toBe('refused silent');
    paused.child.kill('SIGCONT');
    // It renews again and finds nobody else's token.
    await sleep(1_500);
    expect(paused.child.exitCode).toBeNull();
    expect(await owner(dataDir).said()).toBe('refused running');
  });

  it('refuses while the token is being renewed, though nobody can be reached (another machine on a shared folder)', async () => {
    const dataDir = freshFolder();
    let round = 0;
    const renew = () => writeFileSync(path.join(dataDir, 'lock-7'), `held ${String(round++).padStart(32, '0')}\n`);
    renew();
    const renewing = setInterval(renew, 500);
    try {
      await expect(lockDataDir(dataDir, () => undefined)).rejects.toMatchObject({ why: 'elsewhere' });
    } finally {
      clearInterval(renewing);
    }
  });

  it('ends an owner that finds another token, or its folder gone', async () => {
    const dataDir = freshFolder();
    const taken = owner(dataDir);
    expect(await taken.said()).toBe('held');
    writeFileSync(path.join(dataDir, 'lock-2'), `held ${'0'.repeat(32)}\n`);
    expect(await taken.said()).toBe('lost');
    expect(await taken.exited).toBe(3);

    const emptied = freshFolder();
    const orphan = owner(emptied);
    expect(await orphan.said()).toBe('held');
    rmSync(emptied, { recursive: true });
    expect(await orphan.said()).toBe('lost');
  });
});

describe('the folder', () => {
  it('is made with mode 0700 and its socket with 0600, and an empty folder that was open is closed', async () => {
    const parent = freshFolder();
    for (const dataDir of [path.join(parent, 'new', 'data'), freshFolder()]) {
      const lock = await lockDataDir(dataDir, () => undefined);
      expect(statSync(dataDir).mode & 0o777).toBe(0o700);
      expect(statSync(path.join(dataDir, 'command-1.sock')).mode & 0o777).toBe(0o600);
      await lock.release();
    }
  });

  it('is refused, and not closed, when it is open and holds somebody else’s files', async () => {
    const home = freshFolder();
    writeFileSync(path.join(home, 'letter.txt'), 'Dear Ada');
    const { chmodSync } = await import('node:fs');
    chmodSync(home, 0o755);
    await expect(lockDataDir(home, () => undefined)).rejects.toThrow(/a folder of its own/);
    expect(statSync(home).mode & 0o777).toBe(0o755);
  });

  it('is refused with advice when the path of its socket does not fit', async () => {
    const deep = path.join(freshFolder(), 'x'.repeat(120));
    await expect(lockDataDir(deep, () => undefined)).rejects.toThrow(/shorter path/);
  });
});

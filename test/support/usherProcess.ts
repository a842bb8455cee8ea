import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './freePort';
import { startWatched, untilAnswering, type WatchedProcess } from './watchedProcess';

/** What a command came to. */
export interface CommandOutcome {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The real program as a process of its own, on a random port, with its data in a temporary folder. */
export interface UsherProcess {
  /** `http://localhost:port`. */
  readonly url: string;
  /** Its folder, which goes with it; the data lies below. */
  readonly folder: string;
  /** Starts the server and waits until it is ready. */
  start(): Promise<void>;
  /** Ends the server by kill -9, in whatever it is doing. */
  kill(): Promise<void>;
  /** Runs `usher <args>` with the settings of the server, whether that runs or not. */
  command(...args: readonly string[]): Promise<CommandOutcome>;
  /**
   * Runs a command with `--json`.
   *
   * @throws Error with what it printed when it exits with anything but 0
   */
  json<Result>(...args: readonly string[]): Promise<Result>;
  /** What the server has printed so far: for the message of a test that failed. */
  output(): string;
  /** Stops the server and removes its folder. */
  remove(): Promise<void>;
}

const root = path.join(__dirname, '../..');
const secretKey = Buffer.alloc(32, 'for tests on the loopback alone').toString('base64');

/**
 * Prepares one; it does not run yet. Null takes the embedded database.
 *
 * @param workers how many processes share the port; more than one need a server
 */
export async function usherProcess(databaseUrl: string | null, workers = 1): Promise<UsherProcess> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'usher-process-'));
  const dataDir = path.join(folder, 'data');
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    ...inherited(),
    PORT: String(port),
    PUBLIC_URL: url,
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    SECRET_KEY: secretKey,
    DEMO: 'off',
    LOG_FORMAT: 'text',
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  };
  let server: WatchedProcess | null = null;
  let output = '';

  const command = async (...args: readonly string[]): Promise<CommandOutcome> => {
    const running = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed = { stdout: '', stderr: '' };
    running.stdout.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text));
    running.stderr.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text));
    const exitCode = await new Promise<number | null>((resolve) => running.once('close', resolve));
    return { exitCode, ...printed };
  };
  return {
    url,
    folder,
    command,
    json: async <Result>(...args: readonly string[]) => {
      const { exitCode, stdout, stderr } = await command(...args, '--json');
      if (exitCode !== 0) throw new Error(`usher ${args.join(' ')} exited with ${exitCode}: ${stderr}${stdout}`);
      return JSON.parse(stdout) as Result;
    },
    start: async () => {
      server = startWatched(
        [process.execPath, '--import', 'tsx', ...(workers === 1 ? ['src/server.ts'] : serveBy(workers))],
        { folder, cwd: root, env },
        (text) => (output += text),
      );
      const printedBefore = output.length;
      await untilAnswering(`${url}/readyz`, server).catch((error: unknown) => {
        throw new Error(`The program did not come up:\n${output}`, { cause: error });
      });
      const allUp = workers === 1 ? 'Usher is at the door' : `${workers} processes share the port`;
      while (!output.slice(printedBefore).includes(allUp)) {
        if (server.child.exitCode !== null) throw new Error(`The program did not stay up:\n${output}`);
        await sleep(50);
      }
    },
    kill: async () => server?.kill(),
    output: () => output,
    remove: async () => {
      await server?.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function serveBy(workers: number): string[] {
  return ['src/cli/main.ts', 'serve', '--workers', String(workers)];
}

/** Settings of whoever runs the tests must not reach the program. */
function inherited(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }) };
}

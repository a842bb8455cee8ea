import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app';
import { backgroundWork } from './background';
import { commandHandlers } from './commands';
import { describeProblems, loadProcessConfig, readDotEnv, type Config } from './config';
import { databaseFailure, openDatabase, type Database } from './db';
import { createMetrics } from './health';
import { createQueue, keepHouse, startQueue } from './jobs';
import { openSecretBox } from './keys';
import { createLog, type Log } from './log';
import { createOperatorLink, operatorLinkAddress } from './operator';
import { CallLog } from './scim/calls';
import { hashPassword, verifyPassword } from './sessions';
import { isLoopbackHost } from './settings';
import { prepareDemo, type Demo } from './testIdp';

/** A server that answers. */
export interface RunningServer {
  readonly port: number;
  /** Null while DEMO is off. */
  readonly demo: Demo | null;
  /** Makes the first operator; null when there is one, or off loopback. */
  readonly setupLink: string | null;
  /** Answers what has begun, refuses what is new, closes the database. */
  stop(): Promise<void>;
}

/** A process that is asked to end waits this long for requests that have begun. */
const graceMs = 10_000;
/**
 * Idle connections stay open this long: longer than proxies keep theirs (mostly 60 s), so that it is never us who close one at the
 * moment a request is sent on it.
 */
const keepAliveMs = 75_000;

/**
 * Starts a process: database (migrated), keys, housekeeping, application, listener, job queue.
 *
 * @param config the settings; `port` 0 takes any free one
 * @param isFirst false for the further workers of one installation: making the operator's link again would close the
 *   one that is already on the terminal
 */
export async function startServer(config: Config, log: Log, isFirst = true): Promise<RunningServer> {
  const database = await openDatabase(config, (error) => {
    // Another process owns the data now: not one more statement may be sent, so nothing is closed either.
    log.error('DATA_DIR was taken over; this process ends', { error });
    process.exit(1);
  });
  try {
    const clock = () => new Date();
    const box = await openSecretBox(database, config);
    await keepHouse({ database, config, clock });
    const queue = createQueue(database);
    const passwords = { hash: hashPassword, verify: verifyPassword };
    const demoNeeds = { database, box, passwords, publicUrl: config.publicUrl, clock, random: randomBytes };
    const demo = config.demo ? await prepareDemo(demoNeeds) : null;
    let ready = false;
    const callLog = new CallLog({ database, box, log });
    const shared = { config, database, box, log, metrics: createMetrics(), queue, callLog, clock, random: randomBytes };
    const app = createApp({ ...shared, elapsed: () => performance.now(), isReady: () => ready, demo });
    const server = createServer({ keepAliveTimeout: keepAliveMs }, app);
    await listen(server, config);
    const running = await startQueue({ ...shared, ...backgroundWork(shared) });
    ready = true;
    // From now on commands that are started beside this process are carried out here.
    database.serveCommands(
      commandHandlers({ database, config, box: () => Promise.resolve(box), queue, clock, random: randomBytes }),
    );
    const stop = async () => {
      ready = false;
      await Promise.all([closeServer(server), running.stop()]);
      await callLog.flush();
      await database.close();
    };
    const setupLink = isFirst ? await firstOperatorLink(database, config, clock()) : null;
    return { port: (server.address() as AddressInfo).port, demo, setupLink, stop };
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function firstOperatorLink(database: Database, { publicUrl }: Config, now: Date): Promise<string | null> {
  if (!isLoopbackHost(new URL(publicUrl).hostname)) return null;
  const token = await createOperatorLink(database, now, randomBytes);
  return token === null ? null : operatorLinkAddress(publicUrl, token);
}

function listen(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A connection is idle as soon as its request is answered.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearInterval(idle);
      resolve();
    });
    setTimeout(() => server.closeAllConnections(), graceMs).unref();
  });
}

/**
 * Runs a server as this process until it is asked to end; exits 2 when the settings are wrong.
 *
 * @param isFirst false for the further workers of one installation, which say nothing
 */
export async function serve(isFirst = true): Promise<void> {
  readDotEnv();
  const loaded = loadProcessConfig();
  if ('problems' in loaded) {
    console.error(describeProblems(loaded.problems));
    process.exitCode = 2;
    return;
  }
  const { config } = loaded;
  const log = createLog(config);
  try {
    const running = await startServer(config, log, isFirst);
    if (isFirst) announce(config, running);
    endWhenAsked(running, log);
  } catch (error) {
    console.error(explainFailure(error, config));
    process.exitCode = 1;
  }
}

/** Straight to the terminal, not through the log: passwords and the operator's link are nobody else's business. */
function announce({ publicUrl, databaseUrl, dataDir }: Config, { demo, setupLink }: RunningServer): void {
  const where = databaseUrl === null ? `embedded, in ${dataDir}` : 'the server of DATABASE_URL';
  const lines = ['', `  Usher is at the door: ${publicUrl}/`, `  Database: ${where}`];
  if (demo) {
    lines.push(`  Demo: sign in as somebody at ${publicUrl}/test-idp`);
    for (const { who, username, password } of demo.signIns) {
      lines.push(`    ${who}: ${username}, password ${password}`);
    }
  }
  if (setupLink !== null) lines.push(`  First operator (30 minutes, once): ${setupLink}`);
  console.log([...lines, ''].join('\n'));
}

function endWhenAsked(running: RunningServer, log: Log): void {
  let ending = false;
  const end = (signal: string) => {
    if (ending) return;
    ending = true;
    log.info('Ending', { signal });
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('Could not end cleanly', { error });
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', () => end('SIGINT'));
  process.on('SIGTERM', () => end('SIGTERM'));
}

function explainFailure(error: unknown, config: Config): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') {
    return `Port ${config.port} is taken. Stop what listens there, or set PORT (and PUBLIC_URL) to another one.`;
  }
  const why = error instanceof Error ? `Usher could not start: ${error.message}` : 'Usher could not start.';
  return databaseFailure(error) ?? why;
}

if (require.main === module) void serve();

import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../test/support/freePort';
import { startPostgres } from '../test/support/postgresServer';
import { testKey } from '../test/support/samlResponse';

/** What a process has used so far. */
export interface ProcessUse {
  /** Milliseconds of CPU, user and system. */
  readonly cpuMs: number;
  /** Statements sent to the database, those of the job queue left out. */
  readonly statements: number;
  readonly rssMb: number;
  /** What 99 % of the event loop's turns were late by at most, in milliseconds, since it was asked before. */
  readonly delayP99Ms: number;
}

/** A server in a process of its own. */
export interface MeasuredProcess {
  readonly url: string;
  use(): Promise<ProcessUse>;
  stop(): Promise<void>;
}

/** A server of its own process on a real PostgreSQL, whose CPU time can be asked for. */
export interface ServingProcess {
  readonly url: string;
  /** Its database, for whoever fills it. */
  readonly databaseUrl: string;
  /** Milliseconds of CPU the process has used, user and system. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

export const idpEntityId = 'https://idp.acme.test/metadata';

/** SECRET_KEY of the servers that are measured. */
export const secretKey = Buffer.alloc(32, 1);

const root = path.join(__dirname, '..');
const run = ['--import', 'tsx'];
const siteFile = `
site: acme
name: Acme Corporation
partnerId: P-100200
seats: 100000
rawResponseDays: 0
singleSignOn: { autoCreate: true }
connections:
  - name: main
    entityId: ${idpEntityId}
    ssoUrl: https://idp.acme.test/sso
    certificates: [{ file: idp.pem }]
    enforceCertificateExpiry: false
    unsolicited: accept
`;

/** Starts one with the site `acme`, whose identity provider is the key `idp` of the tests. Rate limits are off. */
export async function startServing(): Promise<ServingProcess> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'usher-bench-'));
  const postgres = await startPostgres();
  const settings = await settingsOf(folder, { DATABASE_URL: postgres.url('postgres'), RATE_LIMITS: 'off' });
  writeFileSync(path.join(folder, 'idp.pem'), testKey('idp').certificatePem);
  writeFileSync(path.join(folder, 'site.yaml'), siteFile);
  const remove = async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const applied = spawnSync(process.execPath, [...run, 'src/cli/main.ts', 'apply', path.join(folder, 'site.yaml')], {
    cwd: root,
    env: { ...process.env, ...settings },
    encoding: 'utf8',
  });
  if (applied.status !== 0) {
    await remove();
    throw new Error(`The site could not be made: ${applied.stderr}`);
  }
  const measured = await startMeasured(settings);
  const stop = async () => {
    await measured.stop();
    await remove();
  };
  const cpuMs = async () => (await measured.use()).cpuMs;
  return { url: measured.url, databaseUrl: postgres.url('postgres'), cpuMs, stop };
}

/**
 * Settings of a server that is measured: on a free port, quiet, without the demo.
 *
 * @param folder its `DATA_DIR`
 * @param more what goes beside and over them
 */
export async function settingsOf(folder: string, more: Record<string, string>): Promise<Record<string, string>> {
  const port = String(await freePort());
  return {
    ...{ PORT: port, PUBLIC_URL: `http://localhost:${port}`, HOST: '127.0.0.1', DATA_DIR: folder, DEMO: 'off' },
    ...{ SECRET_KEY: secretKey.toString('base64'), LOG_LEVEL: 'error', ...more },
  };
}

/** Starts a server with settings of `settingsOf`; it answers when this is done. What it says goes to our standard error. */
export async function startMeasured(settings: Record<string, string>): Promise<MeasuredProcess> {
  const url = settings['PUBLIC_URL'] ?? '';
  const child = spawn(process.execPath, [...run, '--import', './bench/reportUse.mjs', 'src/server.ts'], {
    cwd: root,
    env: { ...process.env, ...settings },
    // Its log goes to standard output; passwords and links that it prints there are nobody's business here.
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  child.stdout?.on('data', (text: Buffer) => process.stderr.write(linesOfErrors(text.toString())));
  await untilReady(`${url}/readyz`, child);
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
  };
  return { url, use: () => useOf(child), stop };
}

function linesOfErrors(text: string): string {
  return text
    .split('\n')
    .filter((line) => /error/i.test(line))
    .map((line) => `${line}\n`)
    .join('');
}

async function untilReady(address: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('The server ended at once.');
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok === true) return;
    await sleep(100);
  }
}

async function useOf(child: ChildProcess): Promise<ProcessUse> {
  const answer = new Promise<ProcessUse>((resolve) => {
    child.once('message', (use) => resolve(use as ProcessUse));
  });
  child.send('use');
  return answer;
}

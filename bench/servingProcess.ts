import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../test/support/freePort';
import { startPostgres } from '../test/support/postgresServer';
import { testKey } from '../test/support/samlResponse';

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

const root = path.join(__dirname, '..');
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
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const env = {
    ...process.env,
    ...{ PORT: String(port), PUBLIC_URL: url, HOST: '127.0.0.1', DATA_DIR: folder, DEMO: 'off', RATE_LIMITS: 'off' },
    ...{
      DATABASE_URL: postgres.url('postgres'),
      SECRET_KEY: Buffer.alloc(32, 1).toString('base64'),
      LOG_LEVEL: 'error',
    },
  };
  writeFileSync(path.join(folder, 'idp.pem'), testKey('idp').certificatePem);
  writeFileSync(path.join(folder, 'site.yaml'), siteFile);
  const run = ['--import', 'tsx'];
  const remove = async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const applied = spawnSync(process.execPath, [...run, 'src/cli/main.ts', 'apply', path.join(folder, 'site.yaml')], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  if (applied.status !== 0) {
    await remove();
    throw new Error(`The site could not be made: ${applied.stderr}`);
  }
  const child = spawn(process.execPath, [...run, '--import', './bench/reportCpu.mjs', 'src/server.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await untilReady(`${url}/readyz`, child);
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
    await remove();
  };
  return { url, databaseUrl: postgres.url('postgres'), cpuMs: () => cpuMs(child), stop };
}

async function untilReady(address: string, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('The server ended at once.');
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok === true) return;
    await sleep(100);
  }
}

async function cpuMs(child: ChildProcess): Promise<number> {
  const answer = new Promise<NodeJS.CpuUsage>((resolve) => {
    child.once('message', (usage) => resolve(usage as NodeJS.CpuUsage));
  });
  child.send('cpu');
  const { user, system } = await answer;
  return (user + system) / 1000;
}

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../../test/support/freePort';
import type { PostgresServer } from '../../test/support/postgresServer';
import { pythonTools } from '../../test/support/pythonTools';
import { everyone, fill, type Org } from '../scim/data';
import { sizesOf } from '../scim/sizes';
import { settingsOf, startMeasured } from '../servingProcess';

/** A SCIM server that is measured, with the people and groups of `data`. */
export interface System {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a system; rejects with the reason when this machine cannot have it. */
export type Start = () => Promise<System>;

/** What every system has: the ids are the same, so that the requests are. */
export const data = {
  people: 20_000,
  /** Of the large group; the small one has ten. */
  members: 10_000,
} as const;

const packages = ['scimmy@1.3.5', 'scimmy-routers@1.3.2', 'express@4.22.3'];
const installed = path.join(__dirname, '../../node_modules/.cache/bench-peers');
const groups = [
  { id: everyone.small, name: 'workspace:Workspace 0:role:Part 0', members: 10 },
  { id: everyone.large, name: 'workspace:Workspace 0:group:Part 1', members: data.members },
  { id: everyone.empty, name: 'workspace:Workspace 0:role:Part 2', members: 0 },
];

/** Fills a database for Usher; its SCIM client is the one that all systems know. */
export async function fillUsher(folder: string, postgres: PostgresServer): Promise<{ org: Org; start: Start }> {
  const settings = await settingsOf(folder, { DATABASE_URL: postgres.url('postgres'), RATE_LIMITS: 'off' });
  const sizes = { ...sizesOf(undefined), ...data, waiting: 0, leavers: 0 };
  const { orgs } = await fill(settings, sizes);
  return { org: orgs[0], start: () => startMeasured(settings) };
}

/** scimmy-routers on a database of its own of the same PostgreSQL; `takesTurns` as scimmyServer.mjs explains. */
export async function scimmy(postgres: PostgresServer, org: Org, takesTurns: boolean): Promise<System> {
  installPackages();
  const database = takesTurns ? 'scimmy_in_turns' : 'scimmy';
  await makeDatabase(postgres, database);
  const more = { folder: installed, databaseUrl: postgres.url(database), takesTurns };
  return startPeer(org, process.execPath, [path.join(__dirname, 'scimmyServer.mjs')], more);
}

/** scim2-server, which keeps everything in memory. */
export async function scim2(org: Org): Promise<System> {
  const tools = pythonTools(path.join(__dirname, 'scim2Server.txt'));
  if ('missing' in tools) throw new Error(tools.missing);
  return startPeer(org, tools.python, [path.join(__dirname, 'scim2Server.py')], {});
}

async function startPeer(org: Org, program: string, args: readonly string[], more: object): Promise<System> {
  const port = await freePort();
  const base = `/scim/v2/${org.provisioningId}`;
  const peer = { port, base, secret: org.secret, people: data.people, groups, ...more };
  const child = spawn(program, args, {
    env: { ...process.env, NODE_ENV: 'production', PEER: JSON.stringify(peer) },
    // They end when our end of their input closes, even by kill -9.
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${program} ended at once.`);
    const answer = await fetch(`${url}${base}/ServiceProviderConfig`, {
      headers: { authorization: `Bearer ${org.secret}` },
    }).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok === true) return { url, stop };
    await sleep(100);
  }
}

/** Puts them beside Usher's own packages, not among them. */
function installPackages(): void {
  const complete = path.join(installed, 'complete');
  if (existsSync(complete) && readFileSync(complete, 'utf8') === packages.join(' ')) return;
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed, { recursive: true });
  const options = '--ignore-scripts --no-audit --no-fund --fetch-retries 1 --fetch-retry-mintimeout 1000'.split(' ');
  const { status, stderr, error } = spawnSync('npm', ['install', '--prefix', installed, ...options, ...packages], {
    encoding: 'utf8',
    timeout: 120_000,
  });
  if (status !== 0) {
    const said = stderr.split('\n').find((line) => line.startsWith('npm error'));
    throw new Error(error?.message ?? said ?? 'npm did not say why');
  }
  writeFileSync(complete, packages.join(' '));
}

async function makeDatabase(postgres: PostgresServer, name: string): Promise<void> {
  const client = new Client({ connectionString: postgres.url('postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
}

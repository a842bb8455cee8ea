/**
 * Asks Usher and other SCIM servers the same on this machine, part by part in turn, and says how they stand to Usher.
 * BENCH_SECONDS: how long a part may send requests, 20 when absent. BENCH_ONLY: names of peers, such as `scim2-server`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPostgres, type PostgresServer } from '../../test/support/postgresServer';
import type { Org } from '../scim/data';
import { scenarios, type Part } from './scenarios';
import { fillUsher, scim2, scimmy, type Start, type System } from './systems';

const warmingSeconds = 4;
const only = (process.env['BENCH_ONLY'] ?? '').split(',').filter(Boolean);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 20);

async function main(): Promise<void> {
  if (!(seconds > 0)) throw new Error(`BENCH_SECONDS is a number above 0, not ${process.env['BENCH_SECONDS']}.`);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'usher-bench-'));
  const postgres = await startPostgres();
  const systems = new Map<string, System>();
  try {
    const { org, start } = await fillUsher(folder, postgres);
    systems.set('Usher', await start());
    for (const [name, how] of peers(postgres, org)) {
      const peer = await started(how);
      if ('missing' in peer) console.log(`${name}: skipped: ${peer.missing}`);
      else systems.set(name, peer);
    }
    await compare(systems, org);
  } finally {
    for (const system of systems.values()) await system.stop();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function peers(postgres: PostgresServer, org: Org): readonly (readonly [string, Start])[] {
  const known: readonly (readonly [string, Start])[] = [
    ['scimmy-routers', () => scimmy(postgres, org, false)],
    ['scimmy-routers in turns', () => scimmy(postgres, org, true)],
    ['scim2-server', () => scim2(org)],
  ];
  return known.filter(([name]) => only.length === 0 || only.includes(name));
}

async function started(how: Start): Promise<System | { readonly missing: string }> {
  return how().catch((error: unknown) => ({ missing: String(error) }));
}

/** Part by part, so that what else the machine does at a time weighs on all of them. */
async function compare(systems: ReadonlyMap<string, System>, org: Org): Promise<void> {
  // What has just started compiles as it goes: that is nobody's speed.
  for (const [name, { url }] of systems)
    await scenarios[0]({ name, url, org, seconds: Math.min(seconds, warmingSeconds) });
  for (const scenario of scenarios) {
    const results: (readonly [string, readonly Part[]])[] = [];
    for (const [name, { url }] of systems) results.push([name, await scenario({ name, url, org, seconds })]);
    const ours = results[0]?.[1] ?? [];
    console.table(ours.flatMap((own, index) => results.map(([name, parts]) => rowOf(name, parts[index], own))));
  }
}

function rowOf(system: string, part: Part | undefined, { what, perSecond }: Part) {
  if (part === undefined) return { what, system };
  const { requests, p95Ms, errors, state } = part;
  const rate = { '/s': round(part.perSecond), 'times Usher': round(part.perSecond / perSecond) };
  return { what, system, requests, ...rate, 'p95 ms': Math.round(p95Ms), errors, afterwards: state };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

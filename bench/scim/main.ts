/**
 * Plays what SCIM clients do against a serving process, on PostgreSQL and on the embedded database, and says how it stands
 * against the pass lines. BENCH_SCALE: a part of 1, or `full`. BENCH_ONLY: names of scenarios or databases, such as `B3,embedded`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from '../../test/support/postgresServer';
import { settingsOf, startMeasured } from '../servingProcess';
import { abuse } from './abuse';
import type { Bench } from './bench';
import { fill } from './data';
import { floor, waiting } from './floor';
import { memberBurst, wholeGroups } from './groups';
import { importing } from './importing';
import { deprovisionStorm, incrementalCycle, initialCycle } from './people';
import { Report } from './report';
import { sizesOf, type Sizes } from './sizes';
import { tokenChecks } from './tokenChecks';

type Scenario = readonly [name: string, run: (bench: Bench) => Promise<void>];

const scenarios: readonly Scenario[] = [
  ['B10', tokenChecks],
  ['B1', initialCycle],
  ['B2', incrementalCycle],
  ['B3', memberBurst],
  ['B4', wholeGroups],
  ['B5', importing],
  ['B6', floor],
  ['B7', deprovisionStorm],
  // Last, because its welcome mails are written while whatever follows runs.
  ['B8', waiting],
];
/** These ask what the limits do, so they are on. */
const limited: readonly Scenario[] = [['B9', abuse]];
const databases = ['PostgreSQL', 'embedded'] as const;

const only = (process.env['BENCH_ONLY'] ?? '').split(/[\s,]+/).filter(Boolean);

function chosen<Name extends string>(names: readonly Name[]): readonly Name[] {
  const named = names.filter((name) => only.some((one) => one.toLowerCase() === name.toLowerCase()));
  return named.length === 0 ? names : named;
}

async function runOn(database: (typeof databases)[number], sizes: Sizes, names: readonly string[]): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'usher-bench-'));
  const postgres = database === 'PostgreSQL' ? await startPostgres() : null;
  const report = new Report(database);
  try {
    const settings = await settingsOf(folder, postgres === null ? {} : { DATABASE_URL: postgres.url('postgres') });
    const began = performance.now();
    const filled = await fill(settings, sizes);
    console.log(`${database}: filled in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
    for (const [rateLimits, some] of [
      ['off', scenarios],
      ['on', limited],
    ] as const) {
      const wanted = some.filter(([name]) => names.includes(name));
      if (wanted.length === 0) continue;
      const server = await startMeasured({ ...settings, RATE_LIMITS: rateLimits });
      try {
        for (const [, run] of wanted) await run({ server, filled, sizes, report });
      } finally {
        await server.stop();
      }
    }
    report.print();
  } finally {
    await postgres?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  const sizes = sizesOf(process.env['BENCH_SCALE']);
  const names = chosen([...scenarios, ...limited].map(([name]) => name));
  for (const database of chosen(databases)) await runOn(database, sizes, names);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

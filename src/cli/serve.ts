import cluster, { type Worker } from 'node:cluster';
import type { Command } from 'commander';
import { CommandError } from '../commandSocket';
import { serve } from '../server';
import { readConfig } from './carryOut';
import { wholeNumber } from './wholeNumber';

/** A worker that ends sooner than this after its start will not do better the next time. */
const soonMs = 5_000;

/** Adds `usher serve`, in this process or in several that share the port. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('serve PUBLIC_URL until told to end (SIGINT, SIGTERM)')
    .option(
      '--workers <number>',
      'processes that share the port; more than one need DATABASE_URL',
      wholeNumber(1, 64),
      1,
    )
    .action(({ workers }: { workers: number }) => {
      const config = readConfig();
      if (workers > 1 && config.databaseUrl === null) {
        throw new CommandError('The embedded database serves one process: set DATABASE_URL for --workers.', 2);
      }
      if (workers > 1 && cluster.isPrimary) return shareTheWork(workers);
      return serve(cluster.worker === undefined || cluster.worker.id === 1);
    });
}

/** Starts the workers, starts one anew when it crashes, and ends them all together. */
function shareTheWork(count: number): void {
  let ending = false;
  const startedAt = new Map<number, number>();
  const start = () => {
    const worker = cluster.fork();
    startedAt.set(worker.id, performance.now());
  };
  const endAll = (signal: NodeJS.Signals) => {
    ending = true;
    for (const worker of Object.values(cluster.workers ?? {})) worker?.kill(signal);
  };
  let listening = 0;
  cluster.on('listening', () => {
    listening += 1;
    if (listening === count) console.log(`  ${count} processes share the port.\n`);
  });
  cluster.on('exit', (worker: Worker, code: number) => {
    if (ending) return;
    const lasted = performance.now() - (startedAt.get(worker.id) ?? 0);
    startedAt.delete(worker.id);
    if (lasted >= soonMs) return start();
    // Wrong settings or a database that is away: it has said so itself.
    process.exitCode = code === 0 ? 1 : code;
    endAll('SIGTERM');
  });
  process.on('SIGINT', () => endAll('SIGINT'));
  process.on('SIGTERM', () => endAll('SIGTERM'));
  for (let made = 0; made < count; made += 1) start();
}

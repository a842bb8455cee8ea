/**
 * A process that takes a job and never gets done with it: for tests that kill it; it does not outlive them. It says "begun" on standard output.
 *
 *   node --import tsx test/support/jobProcess.ts <DATABASE_URL> <name of the job>
 */
import { migrationsFolder, openServerDatabase } from '../../src/db';
import { createMetrics } from '../../src/health';
import { defineJob, onJob, startQueue } from '../../src/jobs';
import { silentLog } from './silentLog';

async function main(url: string, name: string): Promise<void> {
  process.stdin.on('end', () => process.exit(0)).resume();
  const database = await openServerDatabase(url, migrationsFolder);
  const begin = () => {
    console.log('begun');
    return new Promise<void>(() => undefined);
  };
  const handlers = [onJob(defineJob(name, { leaseSeconds: 1 }), begin)];
  const metrics = createMetrics(false);
  await startQueue({ database, log: silentLog, metrics, handlers, schedules: [] });
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');

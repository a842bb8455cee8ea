import type { Command } from 'commander';
import { carryOut } from './carryOut';
import { print, type OutputOptions } from './output';

/** Adds `usher migrate`. */
export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to date (serve does this too)')
    .option('--json', 'print JSON')
    .action(async (output: OutputOptions) => {
      const result = await carryOut('migrate', { since: new Date().toISOString() });
      print(result, output, ({ applied, total }) => [
        ...applied.map((name) => `applied ${name}`),
        `The database is up to date: ${total} migrations, ${applied.length} of them applied now.`,
      ]);
    });
}

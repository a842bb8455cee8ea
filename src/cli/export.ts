import type { Command } from 'commander';
import { carryOut } from './carryOut';
import { print, type OutputOptions } from './output';

/** Adds `usher export`. */
export function addExport(program: Command): void {
  program
    .command('export')
    .description('print the site file of a site, without secrets and passwords')
    .argument('<site>', 'the site')
    .option('--json', 'print JSON: { "yaml": … }')
    .action(async (site: string, options: OutputOptions) => {
      const result = await carryOut('export', { site });
      print(result, options, ({ yaml }) => [yaml.trimEnd()]);
    });
}

import type { Command } from 'commander';
import { carryOut } from './carryOut';
import { print, type OutputOptions } from './output';

/** Adds `usher erase`. */
export function addErase(program: Command): void {
  program
    .command('erase')
    .description("erase a person's sign-in attempts and what is kept of their responses; the account stays")
    .requiredOption('--site <site>', 'the site')
    .requiredOption('--username <name>', 'the user name')
    .option('--json', 'print JSON')
    .action(async ({ site, username, ...output }: OutputOptions & { site: string; username: string }) => {
      const result = await carryOut('erase', { site, username });
      print(result, output, ({ erased }) => [`${erased} ${erased === 1 ? 'attempt' : 'attempts'} erased.`]);
    });
}

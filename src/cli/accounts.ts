import type { Command } from 'commander';
import { carryOut } from './carryOut';
import { columns, print, type OutputOptions } from './output';

/** Adds `usher accounts`. */
export function addAccounts(program: Command): void {
  program
    .command('accounts')
    .description('list the active accounts of a site')
    .requiredOption('--site <site>', 'the site')
    .option('--all', 'list pending, deactivated, locked and expired ones too')
    .option('--json', 'print JSON; the fields are those of the site file')
    .action(async ({ site, all, ...output }: OutputOptions & { site: string; all?: boolean }) => {
      const accounts = await carryOut('accounts', { site, all: all === true });
      print(accounts, output, (listed) =>
        listed.length === 0
          ? ['No accounts.']
          : columns(
              ['USER NAME', 'TYPE', 'STATUS', 'CONNECTION', 'E-MAIL', 'NAME'],
              listed.map(({ username, type, status, connection, email, displayName, firstName, lastName }) => [
                username,
                type,
                status,
                connection ?? '',
                email ?? '',
                displayName ?? [firstName, lastName].filter((name) => name !== null).join(' '),
              ]),
            ),
      );
    });
}

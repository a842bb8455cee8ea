import type { Command } from 'commander';
import { CommandError } from '../commandSocket';
import type { ShownAttempt } from '../sso';
import { carryOut } from './carryOut';
import { columns, print, type OutputOptions } from './output';
import { showAttempt } from './showAttempt';
import { wholeNumber } from './wholeNumber';

interface AttemptOptions extends OutputOptions {
  readonly site: string;
  readonly reference?: string;
  readonly code?: number;
  readonly limit?: number;
}

/** Adds `usher attempts`; exit code 1 when there is none with the reference. */
export function addAttempts(program: Command): void {
  program
    .command('attempts')
    .description('list sign-in attempts, newest first; with --reference, show one with its whole check-list')
    .requiredOption('--site <site>', 'the site')
    .option('--reference <reference>', 'the reference a refused person was shown; any case, any separators')
    .option('--code <number>', 'only refusals with this SSO code', wholeNumber(1, 32))
    .option('--limit <number>', 'at most this many (50)', wholeNumber(1, 1000))
    .option('--json', 'print JSON')
    .action(async ({ site, reference, code, limit, ...output }: AttemptOptions) => {
      const attempts = await carryOut('attempts', {
        site,
        ...(reference === undefined ? {} : { reference }),
        ...(code === undefined ? {} : { code }),
        ...(limit === undefined ? {} : { limit }),
      });
      print(attempts, output, reference === undefined ? listed : (found) => found.flatMap(showAttempt));
      if (reference !== undefined && attempts.length === 0) {
        throw new CommandError(`Site ${site} has no attempt ${reference}.`, 1);
      }
    });
}

function listed(attempts: readonly ShownAttempt[]): string[] {
  if (attempts.length === 0) return ['No attempts.'];
  return columns(
    ['AT', 'REFERENCE', 'CONNECTION', 'OUTCOME', 'CODE', 'USER NAME', 'REASONS'],
    attempts.map(({ at, reference, connection, outcome, code, username, reasons }) => [
      at,
      reference ?? '',
      connection,
      outcome,
      code === null ? '' : String(code),
      username ?? '',
      reasons.map(({ id }) => id).join(', '),
    ]),
  );
}

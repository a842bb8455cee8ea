import type { Command } from 'commander';
import type { ShownActivity } from '../commands';
import { carryOut } from './carryOut';
import { columns, print, showValue, type OutputOptions } from './output';
import { wholeNumber } from './wholeNumber';

interface ActivityOptions extends OutputOptions {
  readonly site: string;
  readonly limit?: number;
}

/** Adds `usher activity`. */
export function addActivity(program: Command): void {
  program
    .command('activity')
    .description('list what was changed in a site, by whom, newest first')
    .requiredOption('--site <site>', 'the site')
    .option('--limit <number>', 'at most this many (50)', wholeNumber(1, 1000))
    .option('--json', 'print JSON')
    .action(async ({ site, limit, ...output }: ActivityOptions) => {
      const entries = await carryOut('activity', { site, ...(limit === undefined ? {} : { limit }) });
      print(entries, output, (listed) =>
        listed.length === 0
          ? ['No activity.']
          : columns(
              ['AT', 'BY', 'ACTION', 'SUBJECT', 'CHANGE'],
              listed.map((entry) => [entry.at, entry.actor, entry.action, entry.subject, changeOf(entry)]),
            ),
      );
    });
}

function changeOf({ before, after }: ShownActivity): string {
  const [was, is] = [fieldsOf(before), fieldsOf(after)];
  if (before === null) return '';
  const fields = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return fields.map((field) => `${field}: ${showValue(was[field])} -> ${showValue(is[field])}`).join('; ');
}

function fieldsOf(side: object | null): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(side ?? {}));
}

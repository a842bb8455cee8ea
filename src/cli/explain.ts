import type { Command } from 'commander';
import { CommandError } from '../commandSocket';
import { carryOut } from './carryOut';
import { print, type OutputOptions } from './output';
import { readInput } from './readInput';
import { showAttempt } from './showAttempt';

interface ExplainOptions extends OutputOptions {
  readonly site: string;
  readonly connection: string;
  readonly now?: string;
}

/** Adds `usher explain`; exit code 1 when the response is refused. */
export function addExplain(program: Command): void {
  program
    .command('explain')
    .description("run the whole check-list on a kept response against today's settings; nobody is signed in")
    .argument('<file>', 'raw XML, base64, a saved form post or a HAR; - for standard input')
    .requiredOption('--site <site>', 'the site')
    .requiredOption('--connection <name>', 'the connection it was meant for')
    .option('--now <time>', 'judge for this moment, such as 2026-11-22T09:00:00Z, instead of the present one')
    .option('--json', 'print JSON')
    .action(async (file: string, { site, connection, now, ...output }: ExplainOptions) => {
      const moment = now === undefined ? {} : { now: readTime(now) };
      const attempt = await carryOut('explain', { site, connection, text: await readInput(file), ...moment });
      print(attempt, output, showAttempt);
      if (attempt.outcome === 'refused') process.exitCode = 1;
    });
}

function readTime(written: string): string {
  const isComplete = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/.test(written);
  const time = new Date(written);
  if (!isComplete || Number.isNaN(time.getTime())) {
    throw new CommandError(`--now must be a time with zone such as 2026-11-22T09:00:00Z, is ${written}.`, 2);
  }
  return time.toISOString();
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import type { CommandResult } from '../commands';
import { CommandError } from '../commandSocket';
import { listNamedFiles } from '../sites';
import { carryOut } from './carryOut';
import { print, showValue, type OutputOptions } from './output';
import { readInput } from './readInput';

interface ApplyOptions extends OutputOptions {
  readonly dryRun?: boolean;
  readonly forceAccounts?: boolean;
}

/** Adds `usher apply`; exit code 1 when the file is refused. */
export function addApply(program: Command): void {
  program
    .command('apply')
    .description('apply a site file: all of it or nothing; applied again it changes nothing')
    .argument('<file>', 'the site file (YAML), or - for standard input')
    .option('--dry-run', 'only tell what would change')
    .option('--force-accounts', 'write status, roles and password of accounts that exist already')
    .option('--json', 'print JSON')
    .action(async (file: string, options: ApplyOptions) => {
      const text = await readInput(file);
      const result = await carryOut('apply', {
        text,
        fileName: file === '-' ? 'standard input' : path.basename(file),
        files: await readNamedFiles(text, file === '-' ? '.' : path.dirname(file)),
        dryRun: options.dryRun === true,
        forceAccounts: options.forceAccounts === true,
      });
      if (result.outcome === 'refused') {
        if (options.json === true) print(result, options, () => []);
        const count = result.problems.length;
        const told = [...result.problems, `Nothing was changed: ${count} ${count === 1 ? 'problem' : 'problems'}.`];
        throw new CommandError(told.join('\n'), 1);
      }
      print(result, options, asText);
    });
}

/** Contents of the files a site file names, read with the rights of whoever runs the command. Those missing are left out. */
async function readNamedFiles(text: string, folder: string): Promise<Record<string, string>> {
  const read = await Promise.all(
    listNamedFiles(text).map(async (name) => {
      const bytes = await readFile(path.resolve(folder, name)).catch(() => null);
      return bytes === null ? [] : [[name, asTextFile(bytes)] as const];
    }),
  );
  return Object.fromEntries(read.flat());
}

/** A certificate may come as DER, which begins with a SEQUENCE; it goes on as base64. */
function asTextFile(bytes: Buffer): string {
  const isDer = bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x80;
  return isDer ? bytes.toString('base64') : bytes.toString('utf8');
}

function asText(result: CommandResult<'apply'>): string[] {
  if (result.outcome === 'refused') return [];
  const { site, outcome, changes, notes } = result;
  const lines = changes.flatMap(({ action, kind, subject, fields }) => [
    `${action} ${kind} ${showValue(subject)}`,
    ...(action === 'update'
      ? fields.map(({ field, before, after }) =>
          field === 'password' ? '  password' : `  ${field}: ${showValue(before)} -> ${showValue(after)}`,
        )
      : []),
  ]);
  const count = `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}`;
  const closing = {
    unchanged: `Site ${site}: no changes.`,
    applied: `Site ${site}: ${count} applied.`,
    would_change: `Site ${site}: ${count} would be applied.`,
  };
  return [...lines, ...notes.map((note) => `note: ${note}`), closing[outcome]];
}

import { CommanderError } from 'commander';
import { CommandError } from '../commandSocket';
import { DataDirInUse } from '../db';
import { buildProgram } from './program';

/** Runs one command; the exit code is 0 (done), 1 (refused, found something) or 2 (used wrongly). */
async function main(args: readonly string[]): Promise<void> {
  try {
    await buildProgram().parseAsync([...args], { from: 'user' });
  } catch (error) {
    process.exitCode = tell(error);
  }
}

/** Tells the user what went wrong and chooses the exit code. */
function tell(error: unknown): number {
  // Commander has printed its message already; help is not a mistake unless no command was given.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof CommandError) {
    console.error(error.message);
    return error.exitCode;
  }
  if (error instanceof DataDirInUse) {
    console.error(error.message);
    return 1;
  }
  console.error(describe(error));
  return 1;
}

function describe(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'ECONNREFUSED')
    return 'The database of DATABASE_URL does not answer. Start it, or correct DATABASE_URL.';
  return error instanceof Error ? error.message : 'The command failed.';
}

void main(process.argv.slice(2));

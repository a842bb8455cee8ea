import { CommanderError } from 'commander';
import { CommandError } from '../commandSocket';
import { databaseFailure } from '../db';
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
  console.error(databaseFailure(error) ?? (error instanceof Error ? error.message : 'The command failed.'));
  return 1;
}

void main(process.argv.slice(2));

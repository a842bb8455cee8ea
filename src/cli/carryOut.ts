import { randomBytes } from 'node:crypto';
import {
  commandHandlers,
  type CommandArgs,
  type CommandContext,
  type CommandName,
  type CommandResult,
} from '../commands';
import { CommandError, sendCommand } from '../commandSocket';
import { describeProblems, loadProcessConfig, readDotEnv, type Config } from '../config';
import { openDatabase } from '../db';
import { createQueue } from '../jobs';
import { openSecretBox } from '../keys';

/** The settings of this process. @throws CommandError (2) with all mistakes */
export function readConfig(): Config {
  readDotEnv();
  const loaded = loadProcessConfig();
  if ('problems' in loaded) throw new CommandError(describeProblems(loaded.problems), 2);
  return loaded.config;
}

/**
 * Carries a command out where the database is: in the server that holds the embedded one, or here. Nobody starts a server
 * in between: here the embedded database is opened behind the same lock.
 *
 * @throws CommandError with what its user should read
 */
export async function carryOut<Name extends CommandName>(
  name: Name,
  args: CommandArgs<Name>,
): Promise<CommandResult<Name>> {
  const config = readConfig();
  if (config.databaseUrl === null) {
    const answer = await sendCommand(config.dataDir, name, args);
    if (answer !== null) {
      if ('error' in answer) throw new CommandError(answer.error.message, answer.error.exitCode);
      return answer.result as CommandResult<Name>;
    }
  }
  return carryOutHere(config, name, args);
}

async function carryOutHere<Name extends CommandName>(
  config: Config,
  name: Name,
  args: CommandArgs<Name>,
): Promise<CommandResult<Name>> {
  const database = await openDatabase(config, (error) => {
    // Somebody else owns the data now; going on, or closing, would write into it.
    console.error(error.message);
    process.exit(1);
  });
  const context: CommandContext = {
    database,
    config,
    box: () => openSecretBox(database, config),
    queue: createQueue(database),
    clock: () => new Date(),
    random: randomBytes,
  };
  try {
    const handler = commandHandlers(context)[name];
    if (handler === undefined) throw new Error(`There is no command ${name}.`);
    return (await handler(args)) as CommandResult<Name>;
  } finally {
    await database.close();
  }
}

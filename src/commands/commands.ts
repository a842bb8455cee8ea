import { CommandError, type CommandHandlers } from '../commandSocket';
import { accounts } from './accounts';
import { activity } from './activity';
import { attempts, erase, explain } from './attempts';
import type { Command, CommandContext } from './context';
import { doctor } from './doctor';
import { keysRotate } from './keys';
import { mails, mailShow } from './mails';
import { metadataAccept, metadataDrop, metadataList, metadataRefresh } from './metadata';
import { migrate } from './migrate';
import { operatorAdd, operatorList, operatorRemove } from './operators';
import { provisioningCreate, provisioningList, provisioningRemove, provisioningRotate } from './provisionings';
import { apply, exportSite } from './siteFiles';

/** Every command that needs the database, by the name under which it crosses the command socket. */
export const commands = {
  accounts,
  activity,
  apply,
  attempts,
  doctor,
  erase,
  explain,
  export: exportSite,
  keysRotate,
  mails,
  mailShow,
  metadataAccept,
  metadataDrop,
  metadataList,
  metadataRefresh,
  migrate,
  operatorAdd,
  operatorList,
  operatorRemove,
  provisioningCreate,
  provisioningList,
  provisioningRemove,
  provisioningRotate,
} as const;

/** Name of a command, as it crosses the command socket. */
export type CommandName = keyof typeof commands;
/** Arguments of a command. */
export type CommandArgs<Name extends CommandName> =
  (typeof commands)[Name] extends Command<infer Args, unknown> ? Args : never;
/** Result of a command; plain JSON, so that it is the same on both sides of the socket. */
export type CommandResult<Name extends CommandName> = Awaited<ReturnType<(typeof commands)[Name]['run']>>;

/** The commands as the command socket and the command line call them; arguments that break their rule are an error (2). */
export function commandHandlers(context: CommandContext): CommandHandlers {
  return Object.fromEntries(
    Object.entries(commands as Readonly<Record<string, Command<unknown, unknown>>>).map(([name, { args, run }]) => [
      name,
      async (value: unknown) => {
        const parsed = args.safeParse(value);
        if (parsed.success) return run(context, parsed.data);
        const [issue] = parsed.error.issues;
        throw new CommandError(`${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not valid'}`, 2);
      },
    ]),
  );
}

/**
 * Owns: what each command of `usher` does, as typed functions of a context and arguments. The same functions run in the
 * command's own process or, over the command socket, in the server that holds the embedded database.
 * Owns not: arguments of the shell and printing (`cli`), and the socket (`commandSocket`).
 */
export type { CommandContext } from './context';
export { commandHandlers, commands, type CommandArgs, type CommandName, type CommandResult } from './commands';
export type { ShownActivity } from './activity';
export type { Finding } from './doctor';
export type { ShownMail } from './mails';
export type { ShownMetadata } from './metadata';
export type { ListedProvisioning, ShownSecret } from './provisionings';
export type { ShownKeyRotation, ShownRotation } from './keys';

import { chmodSync } from 'node:fs';
import net from 'node:net';
import { readLines, writeLine } from './lines';
import { CommandError, greeting, requestSchema } from './messages';
import { shortPath } from './socketPath';

/** What each command does. A handler checks its own arguments; it throws a CommandError for what its user should read. */
export type CommandHandlers = Readonly<Record<string, (args: unknown) => Promise<unknown>>>;

/** A bound command socket. Without handlers it greets (so a probe sees a living owner) and answers "busy". */
export interface CommandServer {
  /** From now on these commands are carried out; null: answer "busy" again. */
  setHandlers(handlers: CommandHandlers | null): void;
  /** Resolves when no command is running any more. */
  idle(): Promise<void>;
  /** Unbinds the socket and removes it; running commands lose their connection. */
  close(): Promise<void>;
}

/**
 * Binds a Unix socket (mode 0600, in a folder of mode 0700) and answers commands on it.
 *
 * @param socketPath where; not there yet
 * @param handlers the commands, or null until the owner is ready for them
 * @param onFailure told of an error that is not for the command's user; it goes to the log
 * @throws when the path is too long or already bound
 */
export async function serveCommands(
  socketPath: string,
  handlers: CommandHandlers | null,
  onFailure: (error: unknown, command: string) => void = () => undefined,
): Promise<CommandServer> {
  const connections = new Set<net.Socket>();
  const running = new Set<Promise<void>>();
  let current = handlers;

  const server = net.createServer((socket) => {
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    // A client that goes away is no news; its command runs to its end.
    socket.on('error', () => undefined);
    writeLine(socket, greeting);
    readLines(socket, (value) => {
      const answering = answer(value, current, onFailure).then((line) => {
        if (!socket.destroyed) writeLine(socket, line);
      });
      running.add(answering);
      void answering.finally(() => running.delete(answering));
    });
  });
  const bound = shortPath(socketPath);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(bound, resolve);
    // The socket alone is no reason for the process to stay.
    server.unref();
  });
  chmodSync(bound, 0o600);

  return {
    setHandlers: (next) => {
      current = next;
    },
    idle: async () => void (await Promise.all(running)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of connections) socket.destroy();
      }),
  };
}

/** The line that answers one request; it never throws. */
async function answer(
  value: unknown,
  handlers: CommandHandlers | null,
  onFailure: (error: unknown, command: string) => void,
): Promise<unknown> {
  const request = requestSchema.safeParse(value);
  if (!request.success) return refusal('The request is not one of { command, args }.', 2);
  if (handlers === null) return { busy: true };
  const { command, args } = request.data;
  const handler = Object.hasOwn(handlers, command) ? handlers[command] : undefined;
  if (!handler) return refusal(`The running server knows no command ${command}: is it of another version?`, 2);
  try {
    return { ok: true, result: await handler(args) };
  } catch (error) {
    if (error instanceof CommandError) return refusal(error.message, error.exitCode);
    // What it says may hold a secret or a statement: it belongs to the log alone.
    onFailure(error, command);
    return refusal('The running server failed to carry this out; its log says why.', 1);
  }
}

function refusal(message: string, exitCode: 1 | 2): unknown {
  return { error: { message, exitCode } };
}

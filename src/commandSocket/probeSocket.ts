import net from 'node:net';
import { readLines } from './lines';
import { greetingSchema } from './messages';
import { shortPath } from './socketPath';

/**
 * answered: somebody is awake. silent: the connection was accepted (the kernel does that for a paused process, too) but
 * nobody spoke. absent: nobody has the socket bound. closed: accepted and dropped at once, as by a process that is just
 * ending. failed: anything else.
 */
export type ProbeResult = 'answered' | 'silent' | 'absent' | 'closed' | 'failed';

/** Connects to a command socket and waits for its greeting, at most `timeoutMs`. */
export async function probeSocket(socketPath: string, timeoutMs: number): Promise<ProbeResult> {
  const connection = await greet(socketPath, timeoutMs);
  if ('socket' in connection) connection.socket.destroy();
  return connection.result;
}

/** The outcome of connecting, with the open connection where somebody greeted; lines after the greeting go to `onLine`. */
export type Greeted =
  { readonly result: 'answered'; readonly socket: net.Socket } | { readonly result: Exclude<ProbeResult, 'answered'> };

/** Connects and waits for the greeting; the caller ends the connection it is given. */
export function greet(
  socketPath: string,
  timeoutMs: number,
  onLine: (value: unknown) => void = () => undefined,
): Promise<Greeted> {
  return new Promise((resolve) => {
    const socket = net.connect(shortPath(socketPath));
    let greeted = false;
    const end = (result: Exclude<ProbeResult, 'answered'>) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ result });
    };
    const timer = setTimeout(() => end('silent'), timeoutMs);
    socket.on('error', (error: NodeJS.ErrnoException) => end(resultOf(error.code)));
    socket.on('close', () => end('closed'));
    readLines(socket, (value) => {
      if (greeted) return onLine(value);
      if (!greetingSchema.safeParse(value).success) return end('failed');
      greeted = true;
      clearTimeout(timer);
      resolve({ result: 'answered', socket });
    });
  });
}

function resultOf(code: string | undefined): Exclude<ProbeResult, 'answered'> {
  switch (code) {
    case 'ECONNREFUSED':
    case 'ENOENT':
      return 'absent';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'closed';
    // The queue of a listener that accepts nobody is full.
    case 'EAGAIN':
      return 'silent';
    default:
      return 'failed';
  }
}

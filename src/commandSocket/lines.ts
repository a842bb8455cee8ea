import type { Socket } from 'node:net';
import { longestLine } from './messages';

/** Writes one value as one line of JSON. */
export function writeLine(socket: Socket, value: unknown): void {
  socket.write(`${JSON.stringify(value)}\n`);
}

/**
 * Calls `onLine` with every line that arrives, parsed; a line that is too long or no JSON ends the connection.
 */
export function readLines(socket: Socket, onLine: (value: unknown) => void): void {
  let pieces: string[] = [];
  let length = 0;
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const [first = '', ...rest] = chunk.split('\n');
    pieces.push(first);
    length += first.length;
    if (length > longestLine) return void socket.destroy(new Error('The line is too long.'));
    for (const next of rest) {
      const line = pieces.join('');
      pieces = [next];
      length = next.length;
      const value = parse(line);
      if (value === undefined) return void socket.destroy(new Error('The line is not JSON.'));
      onLine(value.json);
    }
  });
}

function parse(line: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(line) as unknown };
  } catch {
    return undefined;
  }
}

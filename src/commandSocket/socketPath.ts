import { readdirSync } from 'node:fs';
import path from 'node:path';

/** What fits into `sun_path` on every system we know, without its closing zero byte. */
const longestPath = 103;

/**
 * The command socket of the owner with this number. Every owner binds a name of its own, so that none can remove the
 * socket of its successor.
 */
export function commandSocketPath(dataDir: string, generation: number): string {
  return path.join(dataDir, `command-${generation}.sock`);
}

/** The newest command socket in `dataDir`; null where none lies there. It may be a dead one. */
export function findCommandSocket(dataDir: string): string | null {
  const newest = listGenerations(dataDir, /^command-(\d+)\.sock$/).at(-1);
  return newest === undefined ? null : commandSocketPath(dataDir, newest);
}

/** The numbers in the names of a folder's files that match `pattern`, ascending; empty for a folder that is not there. */
export function listGenerations(dataDir: string, pattern: RegExp): number[] {
  let names: string[];
  try {
    names = readdirSync(dataDir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return names
    .flatMap((name) => {
      const number = pattern.exec(name)?.[1];
      return number === undefined ? [] : [Number(number)];
    })
    .sort((a, b) => a - b);
}

/**
 * The spelling of a socket's path that is short enough for the operating system: relative to the working folder where
 * that is shorter.
 *
 * @throws when both spellings are longer than 103 bytes
 */
export function shortPath(socketPath: string): string {
  const absolute = path.resolve(socketPath);
  const relative = path.relative(process.cwd(), absolute);
  const shorter = Buffer.byteLength(relative) < Buffer.byteLength(absolute) ? relative : absolute;
  const bytes = Buffer.byteLength(shorter);
  if (bytes > longestPath) {
    throw new Error(
      `The path of the command socket has ${bytes} bytes; the system allows ${longestPath}: ${shorter}. ` +
        'Choose a DATA_DIR with a shorter path, or start Usher from a folder nearer to it.',
    );
  }
  return shorter;
}

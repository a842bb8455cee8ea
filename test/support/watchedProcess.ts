import { spawn, type ChildProcess } from 'node:child_process';

/**
 * Runs the program and ends it when our end of the pipe closes, even by kill -9 of the tests; then removes $FOLDER. The word
 * "kill" ends it by kill -9 and leaves the folder, as does the end of the program by itself. Ends with its exit code.
 */
const watchdog = `
trap "" INT
exec 3<&0
"$@" </dev/null & program=$!
# Nobody may be left to read what the shell has to say of those it ends.
exec >/dev/null 2>&1
{
  read -r word <&3; trap "" TERM
  if [ "$word" = kill ]; then kill -KILL $program; exit 1; fi
  kill -TERM $program; exit 0
} & watcher=$!
wait $program; code=$?
kill -TERM $watcher
wait $watcher && rm -rf "$FOLDER"
exit $code
`;

/** A program that does not outlive the tests. */
export interface WatchedProcess {
  readonly child: ChildProcess;
  /** Asks it to end (SIGTERM) and waits until it has, and its folder is gone. */
  end(): Promise<void>;
  /** Ends it by kill -9; its folder stays. */
  kill(): Promise<void>;
}

/**
 * Starts a program that lives in `folder`, which goes with it.
 *
 * @param onOutput takes what it prints, both streams
 */
export function startWatched(
  command: readonly [program: string, ...args: string[]],
  options: { readonly folder: string; readonly cwd: string; readonly env: NodeJS.ProcessEnv },
  onOutput: (text: string) => void = () => undefined,
): WatchedProcess {
  const child = spawn('sh', ['-c', watchdog, 'watchdog', ...command], {
    cwd: options.cwd,
    env: { ...options.env, FOLDER: options.folder },
    stdio: 'pipe',
  });
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', onOutput);
  // Writing to a shell that has ended already is no failure: that is what was wanted.
  child.stdin.on('error', () => undefined);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const finish = async (word: string) => {
    child.stdin.end(word);
    await exited;
  };
  return { child, end: () => finish(''), kill: () => finish('kill\n') };
}

/** Waits until `address` answers. @throws Error when the program ends before, or after a minute */
export async function untilAnswering(address: string, { child }: WatchedProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(address).catch(() => null);
    if (answer !== null && answer.status !== 503) return;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Nothing answers at ${address}${child.exitCode === null ? '' : `; exit code ${child.exitCode}`}`);
}

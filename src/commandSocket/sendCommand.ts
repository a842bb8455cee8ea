import { setTimeout as sleep } from 'node:timers/promises';
import { answerSchema, type CommandAnswer } from './messages';
import { greet } from './probeSocket';
import { findCommandSocket } from './socketPath';

/** How long a living server may take to greet, and how long an owner that is starting or stopping is waited for. */
const patienceMs = { greeting: 5_000, busy: 30_000, betweenTries: 200 };

/**
 * Lets the server that runs on this `DATA_DIR` carry out a command.
 *
 * @returns what came of it; null when no server runs, and the caller may open the database itself
 * @throws when somebody holds the socket but does not answer, or went away after it had been asked
 */
export async function sendCommand(
  dataDir: string,
  command: string,
  args: unknown,
  patience: typeof patienceMs = patienceMs,
): Promise<CommandAnswer | null> {
  const giveUpAt = performance.now() + patience.busy;
  for (;;) {
    const answer = await sendOnce(dataDir, { command, args }, patience.greeting);
    if (answer === null || !('busy' in answer)) return answer;
    if (performance.now() > giveUpAt) {
      throw new Error(`Another Usher process is using ${dataDir} and did not finish: try again when it has.`);
    }
    await sleep(patience.betweenTries);
  }
}

async function sendOnce(
  dataDir: string,
  request: { command: string; args: unknown },
  greetingMs: number,
): Promise<CommandAnswer | { busy: true } | null> {
  const socketPath = findCommandSocket(dataDir);
  if (socketPath === null) return null;
  let onAnswer: (value: unknown) => void = () => undefined;
  const answered = new Promise<unknown>((resolve) => {
    onAnswer = resolve;
  });
  const connection = await greet(socketPath, greetingMs, (value) => onAnswer(value));
  if (connection.result === 'absent' || connection.result === 'closed') return null;
  if (connection.result !== 'answered') {
    throw new Error(`An Usher process holds ${dataDir} but does not answer: it is paused, or very busy.`);
  }
  const { socket } = connection;
  const gone = new Promise<never>((_, reject) => {
    socket.on('close', () =>
      reject(new Error('The server went away before it answered; whether it carried out the command is not known.')),
    );
  });
  try {
    socket.write(`${JSON.stringify(request)}\n`);
    return answerSchema.parse(await Promise.race([answered, gone]));
  } finally {
    gone.catch(() => undefined);
    socket.destroy();
  }
}

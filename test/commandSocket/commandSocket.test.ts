import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CommandError,
  commandSocketPath,
  probeSocket,
  sendCommand,
  serveCommands,
  type CommandServer,
} from '../../src/commandSocket';

let dataDir: string;
let server: CommandServer | null;
const failures: unknown[] = [];

const handlers = {
  echo: (args: unknown) => Promise.resolve(args),
  refuse: () => Promise.reject(new CommandError('No site acme.', 1)),
  misuse: () => Promise.reject(new CommandError('--limit must be a number.', 2)),
  break: () => Promise.reject(new Error('password of the database: hunter2')),
};

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'usher-socket-'));
  server = await serveCommands(commandSocketPath(dataDir, 3), handlers, (error) => failures.push(error));
});
afterEach(async () => {
  await server?.close();
  rmSync(dataDir, { recursive: true });
});

/** Sends raw text and answers all lines that came back until the server closed or `count` lines were there. */
function raw(text: string, count: number): Promise<string[]> {
  return new Promise((resolve) => {
    let received = '';
    const socket = net.connect(commandSocketPath(dataDir, 3), () => socket.write(text));
    const done = () => resolve(received.split('\n').filter(Boolean));
    socket.on('data', (chunk) => {
      received += chunk.toString();
      if (received.split('\n').length > count) socket.destroy();
    });
    socket.on('close', done);
    socket.on('error', () => undefined);
  });
}

describe('a command beside a running server', () => {
  it.each([
    ['a small value', { site: 'acme' }],
    ['nothing', null],
    ['text beyond ASCII and line ends', 'Åse\nØst\u2028'],
    ['several megabytes', 'é'.repeat(3_000_000)],
  ])('is carried out by the server with %s as its arguments', async (_, args) => {
    expect(await sendCommand(dataDir, 'echo', args)).toEqual({ ok: true, result: args });
  });

  it.each([
    ['refuse', { message: 'No site acme.', exitCode: 1 }],
    ['misuse', { message: '--limit must be a number.', exitCode: 2 }],
    ['unheard', { message: 'The running server knows no command unheard: is it of another version?', exitCode: 2 }],
    ['toString', { message: 'The running server knows no command toString: is it of another version?', exitCode: 2 }],
  ])('says what its user should read: %s', async (command, error) => {
    expect(await sendCommand(dataDir, command, null)).toEqual({ error });
  });

  it('keeps the text of an unexpected error for the log', async () => {
    const answer = await sendCommand(dataDir, 'break', null);
    expect(JSON.stringify(answer)).not.toContain('hunter2');
    expect(failures.map(String)).toEqual([expect.stringContaining('hunter2')]);
  });

  it.each(['SELECT 1', '{"command":5}', '{"sql":"SELECT 1"}', '[]'])(
    'refuses %s, which is no request',
    async (line) => {
      const lines = await raw(`${line}\n`, 2);
      expect(lines.filter((answer) => answer.includes('"ok"'))).toEqual([]);
    },
  );

  it('answers several commands at once, each with its own result', async () => {
    const answers = await Promise.all([1, 2, 3, 4, 5].map((n) => sendCommand(dataDir, 'echo', n)));
    expect(answers).toEqual([1, 2, 3, 4, 5].map((result) => ({ ok: true, result })));
  });

  it('waits for an owner that is starting, and gives up on one that never gets ready', async () => {
    server?.setHandlers(null);
    const waiting = sendCommand(dataDir, 'echo', 'later');
    setTimeout(() => server?.setHandlers(handlers), 100);
    expect(await waiting).toEqual({ ok: true, result: 'later' });
    server?.setHandlers(null);
    const patience = { greeting: 1_000, busy: 50, betweenTries: 10 };
    await expect(sendCommand(dataDir, 'echo', 1, patience)).rejects.toThrow(/did not finish/);
  });

  it('answers null when no server runs: no socket, or one that nobody has bound', async () => {
    expect(await sendCommand(path.join(dataDir, 'not-there'), 'echo', 1)).toBeNull();
    await server?.close();
    server = null;
    expect(await sendCommand(dataDir, 'echo', 1)).toBeNull();
  });

  it('asks the newest socket, not one that a dead owner left behind', async () => {
    const older = await serveCommands(commandSocketPath(dataDir, 2), { echo: () => Promise.resolve('older') });
    expect(await sendCommand(dataDir, 'echo', 'newer')).toEqual({ ok: true, result: 'newer' });
    await older.close();
  });

  it('tells when the server goes away in the middle', async () => {
    server?.setHandlers({ echo: () => new Promise(() => undefined) });
    const answer = sendCommand(dataDir, 'echo', 1);
    setTimeout(() => void server?.close(), 100);
    await expect(answer).rejects.toThrow(/not known/);
    server = null;
  });
});

describe('the probe of a socket', () => {
  it('tells an owner that answers from nobody and from one that accepts and stays silent', async () => {
    expect(await probeSocket(commandSocketPath(dataDir, 3), 1_000)).toBe('answered');
    expect(await probeSocket(commandSocketPath(dataDir, 4), 1_000)).toBe('absent');
    const silent = net.createServer(() => undefined).listen(commandSocketPath(dataDir, 5));
    expect(await probeSocket(commandSocketPath(dataDir, 5), 100)).toBe('silent');
    silent.close();
  });
});

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const script = path.join(__dirname, '../../scripts/takeTurns.mjs');

describe('processes that prepare one folder take turns', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'usher-turns-'));
  const children: ChildProcess[] = [];
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });

  /** A process that says "waits" and "works", and works until its standard input ends. */
  function worker() {
    const child = spawn(
      process.execPath,
      [
        ...['--input-type=module', '-e'],
        `import { takeTurns } from ${JSON.stringify(script)};
         const endTurn = await takeTurns(process.argv[1], () => console.log('waits'));
         console.log('works');
         for await (const chunk of process.stdin);
         endTurn();`,
        folder,
      ],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    children.push(child);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    return { child, said: async () => (await lines.next()).value as string | undefined };
  }

  it('lets the second wait until the first has ended, also by kill -9', async () => {
    const first = worker();
    expect(await first.said()).toBe('works');
    const second = worker();
    expect(await second.said()).toBe('waits');
    first.child.stdin?.end();
    expect(await second.said()).toBe('works');
    const third = worker();
    expect(await third.said()).toBe('waits');
    second.child.kill('SIGKILL');
    expect(await third.said()).toBe('works');
    third.child.stdin?.end();
    await once(third.child, 'exit');
    expect(third.child.exitCode).toBe(0);
  });
});

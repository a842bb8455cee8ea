import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { usherProcess, type UsherProcess } from '../support/usherProcess';

const fixtures = path.join(__dirname, '../../fixtures');

/** The real program, several times over: starting it and its database takes seconds. */
const patience = 300_000;

describe('the command line on the embedded database', () => {
  let usher: UsherProcess;
  let file: string;
  beforeAll(async () => {
    usher = await usherProcess(null);
    const folder = path.join(usher.folder, 'files');
    mkdirSync(folder);
    file = path.join(folder, 'acme.yaml');
    writeFileSync(file, readFileSync(path.join(fixtures, 'siteFiles/acme.yaml')));
    writeFileSync(path.join(folder, 'acme-idp.xml'), readFileSync(path.join(fixtures, 'metadata/acme-idp.xml')));
  });
  afterAll(() => usher.remove());

  it(
    'applies a file with what lies beside it; afterwards, beside a running server, it applies nothing',
    async () => {
      const first = await usher.command('apply', file);
      expect(first).toMatchObject({ exitCode: 0, stderr: '' });
      expect(first.stdout).toMatch(/create connection main\n[\s\S]*Site acme: 7 changes applied\.\n$/);
      await usher.start();
      expect(await usher.command('apply', file)).toEqual({
        exitCode: 0,
        stdout: 'Site acme: no changes.\n',
        stderr: '',
      });
      const accounts = await usher.json<{ username: string }[]>('accounts', '--site', 'acme');
      expect(accounts.map(({ username }) => username)).toEqual(['Ada@acme.test', 'bob']);
    },
    patience,
  );

  it(
    'exits 1 for a file with a mistake and names its line, 2 for a wrong use, and prints nothing to standard output',
    async () => {
      writeFileSync(file, 'site: acme\nseats: -1\n');
      const [mistaken, missing, misused] = await Promise.all([
        usher.command('apply', file),
        usher.command('apply', path.join(usher.folder, 'none.yaml')),
        usher.command('attempts', '--site', 'acme', '--limit', 'many'),
      ]);
      expect(mistaken).toEqual({
        exitCode: 1,
        stdout: '',
        stderr: 'acme.yaml:2 seats: must be 0 to 1000000000, is -1\nNothing was changed: 1 problem.\n',
      });
      expect(missing).toMatchObject({
        exitCode: 2,
        stdout: '',
        stderr: expect.stringContaining('no such file') as string,
      });
      expect(misused).toMatchObject({ exitCode: 2, stdout: '' });
    },
    patience,
  );
});

it(
  'tells every wrong setting and exits 2; more workers than one need a server',
  async () => {
    const run = (args: string[], env: NodeJS.ProcessEnv) =>
      new Promise<{ exitCode: number | null; stderr: string }>((resolve) => {
        const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], {
          cwd: path.join(__dirname, '../..'),
          env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
        });
        let stderr = '';
        child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
        child.once('close', (exitCode) => resolve({ exitCode, stderr }));
      });
    const wrong = await run(['serve'], { PORT: 'x', LOG_LEVEL: 'loud' });
    expect(wrong.exitCode).toBe(2);
    expect(wrong.stderr).toMatch(/2 settings are wrong:\n {2}PORT must be[^\n]*\n {2}LOG_LEVEL must be/);
    expect(await run(['serve', '--workers', '2'], {})).toEqual({
      exitCode: 2,
      stderr: 'The embedded database serves one process: set DATABASE_URL for --workers.\n',
    });
  },
  patience,
);

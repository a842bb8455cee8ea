// npm run bench [-- NAME]: measures Usher; each folder of bench is a set of measurements. Timing is never asserted.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { prepare, root } from './prepare.mjs';

const [name = 'hostile', ...rest] = process.argv.slice(2);
if (await prepare(['install', 'generate'], console.error)) {
  const program = path.join(root, 'bench', name, 'main.ts');
  const options = ['--disable-warning=ExperimentalWarning', '--import', 'tsx'];
  const child = spawn(process.execPath, [...options, program, ...rest], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // Ctrl-C reaches the child by itself; we wait for it to end.
  process.on('SIGINT', () => undefined);
  child.on('exit', (code) => (process.exitCode = code ?? 1));
} else {
  process.exitCode = 1;
}

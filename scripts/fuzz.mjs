// npm run fuzz [-- --minutes N] [--seed N]: changes good responses at random for as long as asked; test/fuzz says what must hold.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { prepare, root } from './prepare.mjs';

if (await prepare(['install', 'generate'], console.error)) {
  const program = path.join(root, 'test/fuzz/main.ts');
  const options = ['--disable-warning=ExperimentalWarning', '--import', 'tsx'];
  const child = spawn(process.execPath, [...options, program, ...process.argv.slice(2)], {
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

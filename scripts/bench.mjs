// npm run bench [-- NAME…]: measures Usher; each folder of bench is a set of measurements, and without a name all are run.
// Timing is never asserted.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { prepare, root } from './prepare.mjs';

const folder = path.join(root, 'bench');
const all = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const named = process.argv.slice(2);
const unknown = named.filter((name) => !all.includes(name));

/** @returns {Promise<number>} the exit code */
function run(name) {
  const options = ['--disable-warning=ExperimentalWarning', '--import', 'tsx'];
  const child = spawn(process.execPath, [...options, path.join(folder, name, 'main.ts')], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.once(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}

// Ctrl-C reaches the child by itself; we wait for it to end.
process.on('SIGINT', () => undefined);
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}; there are ${all.join(', ')}.`);
  process.exitCode = 2;
} else if (await prepare(['install', 'generate'], console.error)) {
  for (const name of named.length > 0 ? named : all) {
    console.log(`\n${name}`);
    const code = await run(name);
    if (code !== 0) process.exitCode = code;
    if (code > 128) break;
  }
} else {
  process.exitCode = 1;
}

// npm test [-- jest arguments]: the tests that need Node alone. With "browser" or "interop" first: those that need programs
// of the machine, after saying which are missing.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { prepare, root } from './prepare.mjs';

/** What a project needs: any one of the files, by its name in PATH or its place, and the Debian package that brings it. */
const needs = {
  node: [],
  browser: [
    { anyOf: [process.env.CHROMIUM_PATH, 'chromium', 'chromium-browser', 'google-chrome'], debian: 'chromium' },
  ],
  interop: [
    { anyOf: [process.env.CHROMIUM_PATH, 'chromium', 'chromium-browser', 'google-chrome'], debian: 'chromium' },
    { anyOf: ['nginx', '/usr/sbin/nginx'], debian: 'nginx' },
    { anyOf: ['xmlsec1'], debian: 'xmlsec1' },
    { anyOf: ['php'], debian: 'php-cli php-xml' },
    { anyOf: ['/usr/share/simplesamlphp'], debian: 'simplesamlphp' },
    { anyOf: ['python3'], debian: 'python3 python3-venv' },
  ],
};

const [first, ...rest] = process.argv.slice(2);
const isProject = first !== undefined && Object.hasOwn(needs, first);
const project = isProject ? first : 'node';
const jestArguments = isProject ? rest : process.argv.slice(2);

const missing = needs[project].filter(({ anyOf }) => !anyOf.some(isThere)).map(({ debian }) => debian);
if (missing.length > 0) {
  console.error(`The ${project} tests need programs that are not here. On Debian or Ubuntu:`);
  console.error(`  apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`);
  process.exitCode = 1;
} else if (await prepare(['install', 'generate'], console.error)) {
  const jest = path.join(root, 'node_modules/jest/bin/jest.js');
  // Workers even on two cores, renewed when an embedded database has made them large.
  const workers = [`--maxWorkers=${Math.max(2, availableParallelism() - 1)}`, '--workerIdleMemoryLimit=1GB'];
  const child = spawn(process.execPath, [jest, ...workers, ...jestArguments, '--selectProjects', project], {
    cwd: root,
    stdio: 'inherit',
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // Ctrl-C reaches jest by itself; we wait for it to end.
  process.on('SIGINT', () => undefined);
  child.on('exit', (code) => (process.exitCode = code ?? 1));
} else {
  process.exitCode = 1;
}

function isThere(program) {
  if (!program) return false;
  if (path.isAbsolute(program)) return existsSync(program);
  return (process.env.PATH ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, program)));
}

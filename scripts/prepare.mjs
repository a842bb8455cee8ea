// What has to be done before anything of Usher can run: packages, the generated database client, the compiled program.
// Each step runs only when it is out of date. Node alone: nothing is imported that has to be installed first.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeTurns } from './takeTurns.mjs';

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const inRoot = (...names) => path.join(root, ...names);
const oldestNode = [20, 19];

/** A step failed; the message says what to do, `output` what the program printed. */
class StepFailed extends Error {
  constructor(message, output) {
    super(message);
    this.output = output;
  }
}

const install = {
  title: 'Installing packages (about a minute, once)',
  isDone: () => isInstalledAsLocked(),
  // Development packages hold the compiler; packages' own install scripts are not needed for anything.
  run: () =>
    npm(['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund'], {
      NODE_ENV: 'development',
    }),
  advice:
    'Can this machine reach the npm registry, and is there room on the disk? Then start again, or run "npm ci" to see more.',
};

const generate = {
  title: 'Generating the database client',
  isDone: () => isStamped('generated', generateInputs()) && existsSync(inRoot('src/db/generated/client.ts')),
  run: async () => {
    await node([inRoot('node_modules/prisma/build/index.js'), 'generate'], {
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    });
    stamp('generated', generateInputs());
  },
  advice: 'Is prisma/schema.prisma valid? "npm run generate" shows more.',
};

const build = {
  title: 'Building',
  isDone: () => isStamped('built', buildInputs()) && existsSync(inRoot('dist/server.js')),
  run: async () => {
    // A program that was not finished, or whose folder was emptied, is built anew: the compiler would skip what it wrote once.
    if (!existsSync(stampFile('built')) || !existsSync(inRoot('dist/server.js'))) {
      rmSync(inRoot('dist'), { recursive: true, force: true });
    }
    rmSync(stampFile('built'), { force: true });
    const inputs = buildInputs();
    await node([inRoot('node_modules/typescript/bin/tsc'), '-p', inRoot('tsconfig.build.json')]);
    copyAssets();
    stamp('built', inputs);
  },
  advice: 'The program does not compile: see the lines above.',
};

const steps = { install, generate, build };

/**
 * Brings the named steps up to date, in this order, taking turns with other processes that do the same here.
 *
 * @param {('install' | 'generate' | 'build')[]} names
 * @param {(line: string) => void} say told one line for each step that has to run
 * @returns {Promise<boolean>} false when a step failed, after printing what to do
 */
export async function prepare(names, say) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    console.error(
      `Usher needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}. See https://nodejs.org.`,
    );
    return false;
  }
  if (names.every((name) => steps[name].isDone())) return true;
  const endTurn = await takeTurns(root, () => say('Waiting for another process that is preparing this folder …'));
  try {
    for (const name of names) {
      // Looked at again: the process before us may have done it.
      if (!steps[name].isDone()) await runStep(steps[name], say);
    }
    return true;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    console.error(error.output.trimEnd());
    console.error(error.message);
    return false;
  } finally {
    endTurn();
  }
}

async function runStep(step, say) {
  say(`${step.title} …`);
  try {
    await step.run();
  } catch (error) {
    throw new StepFailed(`${step.title}: failed. ${step.advice}`, String(error.output ?? error.stack ?? error));
  }
}

/** True when node_modules holds exactly the versions of package-lock.json; npm writes its own list last. */
function isInstalledAsLocked() {
  const installedList = inRoot('node_modules/.package-lock.json');
  if (!existsSync(installedList)) return false;
  const installed = JSON.parse(readFileSync(installedList, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(([place, wanted]) => {
    if (place === '') return true;
    const found = installed[place];
    // Optional packages are those of other systems.
    if (!found) return wanted.optional === true || wanted.peer === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

function generateInputs() {
  return [inRoot('prisma/schema.prisma'), inRoot('prisma.config.ts'), inRoot('node_modules/prisma/package.json')];
}

function buildInputs() {
  return [
    ...filesBelow(inRoot('src')),
    inRoot('tsconfig.json'),
    inRoot('tsconfig.build.json'),
    inRoot('package-lock.json'),
  ];
}

function filesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function stampFile(name) {
  return inRoot('node_modules/.cache/usher', name);
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${path.relative(root, file)} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

function isStamped(name, files) {
  const file = stampFile(name);
  return existsSync(file) && files.every((input) => existsSync(input)) && readFileSync(file, 'utf8') === hashOf(files);
}

function stamp(name, files) {
  mkdirSync(path.dirname(stampFile(name)), { recursive: true });
  writeFileSync(stampFile(name), hashOf(files));
}

/** What the compiler leaves behind in src (style sheets, pictures) goes to the same place below dist. */
function copyAssets() {
  for (const file of filesBelow(inRoot('src'))) {
    if (/\.tsx?$/.test(file)) continue;
    const copy = inRoot('dist', path.relative(inRoot('src'), file));
    mkdirSync(path.dirname(copy), { recursive: true });
    copyFileSync(file, copy);
  }
}

function npm(args, environment) {
  const npmCli = process.env.npm_execpath;
  if (npmCli?.endsWith('npm-cli.js')) return run(process.execPath, [npmCli, ...args], environment);
  return run('npm', args, environment, process.platform === 'win32');
}

function node(args, environment) {
  return run(process.execPath, args, environment);
}

/** Runs a program in the project's folder; what it prints is kept and shown only when it fails. */
function run(program, args, environment = {}, shell = false) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell,
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => reject(Object.assign(error, { output: `${program}: ${error.message}` })));
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(Object.assign(new Error(`${program} ended with ${code}`), { output })),
    );
  });
}

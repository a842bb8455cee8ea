import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const cache = path.join(__dirname, '../../node_modules/.cache');

/** A Python with what a test asked for, or why there is none. */
export type PythonTools = { readonly python: string } | { readonly missing: string };

/**
 * A virtual environment with the packages of a requirements file, kept between runs until the file changes. Made while a
 * test file is read, so that its tests can be told to be skipped when the package index does not answer.
 *
 * @param requirements path of the file
 * @throws Error when this machine cannot make virtual environments
 */
export function pythonTools(requirements: string): PythonTools {
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 16);
  const folder = path.join(cache, `python-${wanted}`);
  const python = path.join(folder, 'bin/python');
  const complete = path.join(folder, 'complete');
  if (existsSync(complete)) return { python };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const made = run('python3', ['-m', 'venv', folder]);
  if (made.status !== 0) {
    throw new Error(`python3 -m venv failed (apt-get install python3-venv): ${made.error?.message ?? made.stderr}`);
  }
  const installed = run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements]);
  if (installed.status !== 0) return { missing: lastLine(installed.stderr) };
  writeFileSync(complete, '');
  return { python };
}

function run(program: string, args: readonly string[]) {
  return spawnSync(program, args, { encoding: 'utf8', timeout: 600_000 });
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? 'pip did not say why';
}

import Module from 'node:module';
import path from 'node:path';
import { root } from './prepare.mjs';

/**
 * Turns this process into the compiled program, as `node dist/…` would: signals, standard input and the exit code are its
 * own, with no parent in between.
 *
 * @param {string} file below dist
 * @param {string[]} args
 */
export function runProgram(file, args) {
  process.argv.splice(1, process.argv.length, path.join(root, 'dist', file), ...args);
  process.setSourceMapsEnabled(true);
  Module.runMain();
}

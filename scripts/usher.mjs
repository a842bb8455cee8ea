// npm run usher -- <command>: the command line, brought up to date first. Standard output belongs to the command alone.
import { prepare } from './prepare.mjs';
import { runProgram } from './runProgram.mjs';

if (await prepare(['install', 'generate', 'build'], console.error)) runProgram('cli/main.js', process.argv.slice(2));
else process.exitCode = 1;

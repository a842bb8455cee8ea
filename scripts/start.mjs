// npm start: on a fresh clone with nothing but Node it installs, builds and serves; later only what is out of date.
import { prepare } from './prepare.mjs';
import { runProgram } from './runProgram.mjs';

if (await prepare(['install', 'generate', 'build'], console.log)) runProgram('server.js', process.argv.slice(2));
else process.exitCode = 1;

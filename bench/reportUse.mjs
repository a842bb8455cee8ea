// Loaded into the server that is measured: answers every message of its parent with what it has used so far. Statements of the
// job queue are left out, because it looks for work whether anybody calls or not.
import { createRequire } from 'node:module';
import { monitorEventLoopDelay } from 'node:perf_hooks';

// The modules the server itself gets, which is CommonJS: another copy would count nothing.
const require = createRequire(import.meta.url);
const { Client } = require('pg');
const { PGlite } = require('@electric-sql/pglite');

const ofJobQueue = /pgboss/i;
let statements = 0;

const query = Client.prototype.query;
Client.prototype.query = function counted(statement, ...rest) {
  const text = typeof statement === 'string' ? statement : (statement?.text ?? '');
  if (!ofJobQueue.test(text)) statements += 1;
  return query.call(this, statement, ...rest);
};

// Messages of PostgreSQL's protocol, of which one buffer may hold several: Q is a whole statement; E carries out what the P, or
// the B of a statement with a name, before it said. Each begins with its letter and the length of the rest.
const [simple, parse, bind, execute] = ['Q', 'P', 'B', 'E'].map((letter) => letter.charCodeAt(0));
const decoder = new TextDecoder();
const send = PGlite.prototype.execProtocolRawSync;
let isOfJobQueue = false;
PGlite.prototype.execProtocolRawSync = function counted(buffer, ...rest) {
  const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.byteLength);
  for (let at = 0; at < buffer.length; at += 1 + view.getInt32(at + 1)) count(buffer.subarray(at));
  return send.call(this, buffer, ...rest);
};

function count(message) {
  if (message[0] === parse || message[0] === simple) isOfJobQueue = ofJobQueue.test(decoder.decode(message));
  // Bound to a statement with a name, which was parsed long ago: none of the job queue's has one.
  if (message[0] === bind && message[5] === 0 && message[6] !== 0) isOfJobQueue = false;
  if ((message[0] === simple || message[0] === execute) && !isOfJobQueue) statements += 1;
}

const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({
    cpuMs: (user + system) / 1000,
    statements,
    rssMb: process.memoryUsage.rss() / 1_048_576,
    // Since the message before; the resolution itself is no delay.
    delayP99Ms: Math.max(0, delay.percentile(99) / 1e6 - 10),
  });
  delay.reset();
});

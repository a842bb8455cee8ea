// Two terminals may prepare the same folder at once ("npm start" and "npm run usher"): one works, the other waits.
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Waits until no other process has its turn in this folder, and takes it. The turn is a bound socket: it ends with its
 * process, however that ends.
 *
 * @param {string} folder
 * @param {() => void} onWait called once when somebody else has the turn
 * @returns {Promise<() => void>} ends the turn
 */
export async function takeTurns(folder, onWait) {
  const address = addressOf(folder);
  let told = false;
  for (;;) {
    const endTurn = await bind(address);
    if (endTurn) return endTurn;
    if (!told) onWait();
    told = true;
    await untilGone(address);
  }
}

/** A name the operating system frees by itself where it can: an abstract socket on Linux, a pipe on Windows. */
function addressOf(folder) {
  const name = `usher-prepare-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`;
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return path.join(tmpdir(), `${name}.sock`);
}

/** Answers how to end the turn, or null when somebody else has it. */
function bind(address) {
  return new Promise((resolve, reject) => {
    const waiting = new Set();
    const server = net.createServer((socket) => {
      waiting.add(socket);
      socket.on('error', () => undefined);
    });
    server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(address, () =>
      resolve(() => {
        server.close();
        for (const socket of waiting) socket.destroy();
      }),
    );
  });
}

/** Stays connected to whoever has the turn until that process ends it. */
function untilGone(address) {
  return new Promise((resolve) => {
    const socket = net.connect(address);
    socket.on('error', (error) => {
      // Only where the name is a file can a dead one stay behind.
      if (error.code === 'ECONNREFUSED' && !address.startsWith('\0')) rmSync(address, { force: true });
    });
    socket.on('close', () => resolve());
    socket.resume();
  });
}

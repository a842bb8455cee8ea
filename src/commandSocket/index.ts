/**
 * Owns: typed requests from a command to the running process, over a Unix socket in `DATA_DIR`, and the probe of that
 * socket by which the lock on `DATA_DIR` tells a living owner from a dead one.
 * Owns not: what the commands do (the handlers come from the caller). SQL never crosses this socket.
 */
export { commandSocketPath, findCommandSocket, listGenerations } from './socketPath';
export { CommandError, type CommandAnswer } from './messages';
export { serveCommands, type CommandHandlers, type CommandServer } from './serveCommands';
export { sendCommand } from './sendCommand';
export { probeSocket, type ProbeResult } from './probeSocket';

import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  commandSocketPath,
  listGenerations,
  probeSocket,
  serveCommands,
  type CommandServer,
  type ProbeResult,
} from '../commandSocket';
import { openDataDir } from './dataDir';

/** Times of the lock in milliseconds; tests do not change them, since other processes rely on the same ones. */
const lockTimes = { renewal: 1_000, unchanged: 3_000, greeting: 3_000, betweenLooks: 200 } as const;

/** Somebody else holds `DATA_DIR`; the message says who and what to do. */
export class DataDirInUse extends Error {
  constructor(
    readonly dataDir: string,
    readonly why: 'running' | 'silent' | 'elsewhere' | 'unclear',
  ) {
    super(`DATA_DIR ${dataDir} is in use: ${explanations[why]}`);
    this.name = 'DataDirInUse';
  }
}

const explanations = {
  running: 'another Usher process runs on it. Stop that one first, or give this one a DATA_DIR of its own.',
  silent:
    'a process holds its command socket but does not answer (paused, or very busy). Let it go on or end it, then start again.',
  elsewhere: 'its lock is being renewed, perhaps from another machine or container. Stop that process first.',
  unclear:
    'its command socket cannot be reached (not even to learn that nobody is there). Check who may read the folder.',
} as const;

/** The lock, held. */
export interface DataDirLock {
  /** Bound from the first moment on: it is the probe by which others see that the owner lives. */
  readonly commands: CommandServer;
  /**
   * Throws when the folder has been taken over. Looks for itself when the last look was too long ago, so that a process
   * that slept writes nothing before it knows.
   */
  readonly assertHeld: () => void;
  /** Gives the folder free. Call it last, when nothing writes any more. */
  release(): Promise<void>;
}

/*
 * The owners of a folder are numbered. `lock-<n>` is made exclusively, so that of any number of starters exactly one
 * becomes owner n; the highest number is the owner. The file holds a random token that its owner replaces every second.
 * Nobody removes or overwrites the file of a higher number, and the last one stays behind ("free") for the next to count on.
 */
const lockName = /^lock-(\d+)$/;
const lockPath = (dataDir: string, generation: number) => path.join(dataDir, `lock-${generation}`);
const held = () => `held ${randomBytes(16).toString('hex')}\n`;
const free = () => `free ${randomBytes(16).toString('hex')}\n`;

/**
 * Takes the lock on `dataDir`, which is made when it is not there.
 *
 * A lock left behind by a killed process is taken when nobody listens on its command socket and its token has not changed
 * for three seconds, measured here: neither process ids nor file times are trusted.
 *
 * @param onLost called once when another owner is found: stop writing and end the process
 * @throws DataDirInUse when somebody else holds it
 */
export async function lockDataDir(dataDir: string, onLost: (error: Error) => void): Promise<DataDirLock> {
  openDataDir(dataDir);
  for (;;) {
    const newest = readNewest(dataDir);
    if (newest !== null && newest.content.startsWith('held') && !(await isAbandoned(dataDir, newest))) continue;
    const lock = await claim(dataDir, (newest?.generation ?? 0) + 1, onLost);
    if (lock !== null) return lock;
  }
}

interface LockFile {
  readonly generation: number;
  readonly content: string;
}

function readNewest(dataDir: string): LockFile | null {
  const generation = listGenerations(dataDir, lockName).at(-1);
  if (generation === undefined) return null;
  try {
    return { generation, content: readFileSync(lockPath(dataDir, generation), 'utf8') || 'held' };
  } catch (error) {
    // Removed by a newer owner between the two looks.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { generation, content: 'held' };
    throw error;
  }
}

/** True when the owner is gone; false when the lock has changed hands or was freed, so that the caller looks again. */
async function isAbandoned(dataDir: string, first: LockFile): Promise<boolean> {
  let seen = first;
  let since = performance.now();
  let renewals = 0;
  for (;;) {
    refuseUnlessAbsent(dataDir, await probeSocket(commandSocketPath(dataDir, seen.generation), lockTimes.greeting));
    const now = readNewest(dataDir);
    if (now === null || now.generation !== seen.generation || now.content.startsWith('free')) return false;
    if (now.content !== seen.content) {
      // One renewal may be the last breath of a process that is being killed; several are not.
      renewals += 1;
      if (renewals >= 3) throw new DataDirInUse(dataDir, 'elsewhere');
      seen = now;
      since = performance.now();
    } else if (performance.now() - since >= lockTimes.unchanged) return true;
    await sleep(lockTimes.betweenLooks);
  }
}

function refuseUnlessAbsent(dataDir: string, probe: ProbeResult): void {
  if (probe === 'answered') throw new DataDirInUse(dataDir, 'running');
  if (probe === 'silent') throw new DataDirInUse(dataDir, 'silent');
  if (probe === 'failed') throw new DataDirInUse(dataDir, 'unclear');
}

/** Becomes owner number `generation`; null when somebody else was quicker. */
async function claim(dataDir: string, generation: number, onLost: (error: Error) => void): Promise<DataDirLock | null> {
  const file = lockPath(dataDir, generation);
  const token = held();
  try {
    writeFileSync(file, token, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return null;
    throw error;
  }
  const renewal = keepRenewed(dataDir, generation, token, onLost);
  let commands: CommandServer;
  try {
    commands = await serveCommands(commandSocketPath(dataDir, generation), null);
  } catch (error) {
    renewal.free();
    throw error;
  }
  // Only now, with the socket bound, can a later starter tell a paused owner from a dead one: was there one already?
  if (renewal.isLost()) {
    await commands.close();
    return null;
  }
  renewal.begin();
  removeOlder(dataDir, generation);
  return {
    commands,
    assertHeld: renewal.assertHeld,
    release: async () => {
      renewal.free();
      await commands.close();
    },
  };
}

/** Replaces the token every second and looks whether the folder still is ours. */
function keepRenewed(dataDir: string, generation: number, firstToken: string, onLost: (error: Error) => void) {
  const file = lockPath(dataDir, generation);
  let token = firstToken;
  let lookedAt = performance.now();
  let lost: Error | null = null;
  let begun = false;
  let ended = false;

  const lose = () => {
    lost = new Error(`DATA_DIR ${dataDir} has been taken over by another process: nothing more may be written to it.`);
    clearInterval(timer);
    if (begun) onLost(lost);
  };
  const look = () => {
    if (lost !== null || ended) return;
    const newest = readNewest(dataDir);
    if (newest === null || newest.generation !== generation || newest.content !== token) return lose();
    lookedAt = performance.now();
  };
  const timer = setInterval(() => {
    try {
      look();
      if (lost !== null) return;
      const next = held();
      // r+ neither makes nor shortens the file; all tokens have one length.
      writeFileSync(file, next, { flag: 'r+' });
      token = next;
    } catch {
      // A full or broken disk: the next turn may succeed, and the bound socket keeps others away until then.
    }
  }, lockTimes.renewal);
  timer.unref();

  return {
    begin: () => {
      begun = true;
    },
    isLost: () => {
      look();
      return lost !== null;
    },
    assertHeld: () => {
      if (performance.now() - lookedAt > 2 * lockTimes.renewal) look();
      if (lost !== null) throw lost;
    },
    free: () => {
      clearInterval(timer);
      if (lost === null && !ended) writeFileSync(file, free(), { flag: 'r+' });
      ended = true;
    },
  };
}

function removeOlder(dataDir: string, generation: number): void {
  for (const older of listGenerations(dataDir, lockName)) {
    if (older >= generation) continue;
    rmSync(lockPath(dataDir, older), { force: true });
    rmSync(commandSocketPath(dataDir, older), { force: true });
  }
}

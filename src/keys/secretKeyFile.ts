import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

const keyBytes = 32;

/**
 * The SECRET_KEY of an embedded installation: read from `secret.key` in the data folder, or made there (mode 0600) when
 * there is none. Of two makers at once one wins and both get its key.
 *
 * @throws {Error} when the file is there and does not hold a key: it is never replaced, because what it encrypted would be
 *   lost
 */
export async function keepSecretKey(dataDir: string, random: (bytes: number) => Buffer = randomBytes): Promise<Buffer> {
  const file = path.join(dataDir, 'secret.key');
  const kept = await readKey(file);
  if (kept !== null) return kept;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${file}.${random(8).toString('hex')}`;
  await writeFile(draft, `${random(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    await chmod(draft, 0o600);
    // A link, unlike a rename, fails when somebody else was quicker.
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(draft, { force: true });
  }
  const made = await readKey(file);
  if (made === null) throw new Error(`${file} vanished while it was made.`);
  return made;
}

async function readKey(file: string): Promise<Buffer | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length < keyBytes) {
    throw new Error(`${file} does not hold a key. Put it back from a backup; what it encrypted needs it.`);
  }
  return key;
}

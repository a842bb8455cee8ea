import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openEmbeddedDatabase, readMigrations, type Database } from '../../src/db';

export const migrationsFolder = path.join(__dirname, '../../prisma/migrations');
const cacheFolder = path.join(__dirname, '../../node_modules/.cache/usher');

/**
 * A fresh, migrated PostgreSQL in this process. The first caller migrates and keeps a snapshot, named by the hash of the
 * migrations; later ones restore it, which takes a second. Close it: an instance takes about 300 MB.
 *
 * @param dataFolder where it lives; in memory when absent
 */
export async function freshDatabase(dataFolder: string | null = null): Promise<Database> {
  const migrations = await readMigrations(migrationsFolder);
  const hash = createHash('sha256')
    .update(migrations.map((migration) => migration.checksum).join())
    .digest('hex');
  const snapshot = path.join(cacheFolder, `${hash.slice(0, 16)}.tar`);
  const kept = await readFile(snapshot).catch(() => null);
  if (kept) return openEmbeddedDatabase(dataFolder, migrationsFolder, { loadDataDir: new Blob([kept]) });
  const database = await openEmbeddedDatabase(dataFolder, migrationsFolder);
  const dump = await database.pglite.dumpDataDir('none');
  await mkdir(cacheFolder, { recursive: true });
  const draft = `${snapshot}.${process.pid}`;
  await writeFile(draft, Buffer.from(await dump.arrayBuffer()));
  await rename(draft, snapshot);
  await removeOldSnapshots();
  return database;
}

/** Each change of a migration leaves a snapshot of 40 MB behind; those of today's branches stay. */
async function removeOldSnapshots(): Promise<void> {
  const yesterday = Date.now() - 24 * 3_600_000;
  for (const name of await readdir(cacheFolder)) {
    const file = path.join(cacheFolder, name);
    // Another test file may be quicker to remove it.
    const made = name.includes('.tar') ? await stat(file).catch(() => null) : null;
    if (made !== null && made.mtimeMs < yesterday) await rm(file, { force: true });
  }
}

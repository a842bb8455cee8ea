import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** One database session on which scripts run whole, as simple queries. */
export interface MigrationSession {
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  /** Runs a script of several statements as one simple query, which makes it one transaction. */
  script(sql: string): Promise<void>;
}

/** Prisma's own advisory lock, so that `prisma migrate deploy` and several of our processes take turns. */
const prismaLock = 72707369;

const historyTable = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Reads `<folder>/<timestamp>_<name>/migration.sql` in the order of their names. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Applies every migration that has not been applied yet and records it exactly as Prisma records its own, so that
 * Prisma's commands stay usable. Several starters at once take turns.
 *
 * @returns the names that were applied now
 * @throws when an earlier migration failed or its file was changed since, or when a script fails; nothing of a failed
 *   script remains, and its error stays in `_prisma_migrations.logs` until somebody resolves it
 */
export async function migrate(session: MigrationSession, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder);
  await session.query(`SELECT pg_advisory_lock(${prismaLock})`);
  try {
    await session.script(historyTable);
    const { rows } = await session.query(
      'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    );
    const history = new Map(rows.map((row) => [row['migration_name'], row]));
    const applied: string[] = [];
    for (const migration of migrations) {
      const recorded = history.get(migration.name);
      if (recorded) refuseBrokenHistory(migration, recorded);
      else {
        await applyOne(session, migration);
        applied.push(migration.name);
      }
    }
    return applied;
  } finally {
    await session.query(`SELECT pg_advisory_unlock(${prismaLock})`);
  }
}

function refuseBrokenHistory(migration: Migration, recorded: Record<string, unknown>): void {
  if (recorded['finished_at'] === null) {
    throw new Error(
      `Migration ${migration.name} failed earlier. Read _prisma_migrations.logs, mend the cause, then mark it with ` +
        '`prisma migrate resolve`.',
    );
  }
  if (recorded['checksum'] !== migration.checksum) {
    throw new Error(`Migration ${migration.name} was changed after it had been applied. Restore its file.`);
  }
}

async function applyOne(session: MigrationSession, migration: Migration): Promise<void> {
  const id = randomUUID();
  await session.query('INSERT INTO _prisma_migrations (id, checksum, migration_name) VALUES ($1, $2, $3)', [
    id,
    migration.checksum,
    migration.name,
  ]);
  try {
    await session.script(migration.sql);
  } catch (error) {
    await session.query('UPDATE _prisma_migrations SET logs = $2 WHERE id = $1', [id, String(error)]);
    throw new Error(`Migration ${migration.name} failed: ${String(error)}`, { cause: error });
  }
  await session.query('UPDATE _prisma_migrations SET finished_at = now(), applied_steps_count = 1 WHERE id = $1', [id]);
}

import type { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { Database } from './database';
import { PrismaClient } from './generated/client';
import { GuardedPGlite } from './guardedPglite';
import { isKept } from './keptStatements';
import { migrate } from './migrate';

/** How to open the embedded database. */
export interface EmbeddedOptions {
  /** A dump to start from instead of an empty database. */
  readonly loadDataDir?: Blob;
  /** Called before every message to the database; what it throws keeps the message away from the data. */
  readonly beforeStatement?: () => void;
}

/**
 * Opens the embedded PostgreSQL and applies what migrations are missing. The caller holds the lock on the folder: two
 * processes on one folder would destroy it.
 *
 * @param dataFolder where it lives; null keeps it in memory (tests)
 */
export async function openEmbeddedDatabase(
  dataFolder: string | null,
  migrationsFolder: string,
  options: EmbeddedOptions = {},
): Promise<Database & { readonly pglite: PGlite }> {
  const { loadDataDir } = options;
  const pglite = new GuardedPGlite({
    ...(dataFolder === null ? {} : { dataDir: dataFolder }),
    ...(loadDataDir === undefined ? {} : { loadDataDir }),
  });
  pglite.beforeStatement = options.beforeStatement;
  await pglite.waitReady;
  await migrate(
    {
      query: (sql, values) => pglite.query<Record<string, unknown>>(sql, values),
      script: async (sql) => void (await pglite.exec(sql)),
    },
    migrationsFolder,
  );
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(pglite) });
  return {
    kind: 'embedded',
    prisma,
    pglite,
    query: async <Row>(sql: string, values: readonly unknown[]) =>
      isKept(sql) ? pglite.queryKept<Row>(sql, values) : (await pglite.query<Row>(sql, [...values])).rows,
    script: async (sql) => void (await pglite.exec(sql)),
    listen: async (channel, heard) => {
      const end = await pglite.listen(channel, heard);
      return () => end();
    },
    close: async () => {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}

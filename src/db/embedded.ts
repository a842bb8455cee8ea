import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { Database } from './database';
import { PrismaClient } from './generated/client';
import { migrate } from './migrate';

/**
 * Opens the embedded PostgreSQL and applies what migrations are missing. The caller holds the lock on the folder: two
 * processes on one folder would destroy it.
 *
 * @param dataFolder where it lives; null keeps it in memory (tests)
 * @param loadDataDir a dump to start from instead of an empty database
 */
export async function openEmbeddedDatabase(
  dataFolder: string | null,
  migrationsFolder: string,
  loadDataDir?: Blob,
): Promise<Database & { readonly pglite: PGlite }> {
  const pglite = await PGlite.create({
    ...(dataFolder === null ? {} : { dataDir: dataFolder }),
    ...(loadDataDir === undefined ? {} : { loadDataDir }),
  });
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
    query: async <Row>(sql: string, values: readonly unknown[]) => (await pglite.query<Row>(sql, [...values])).rows,
    close: async () => {
      await prisma.$disconnect();
      await pglite.close();
    },
  };
}

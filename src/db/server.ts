import { PrismaPg } from '@prisma/adapter-pg';
import { Client, Pool } from 'pg';
import type { Database } from './database';
import { PrismaClient } from './generated/client';
import { KeptStatements } from './keptStatements';
import { createListener } from './listener';
import { migrate } from './migrate';

/** Connections a process holds at most; a sign-in needs one for about a millisecond. */
const poolSize = 10;

/**
 * Opens a PostgreSQL server (15 to 18) and applies what migrations are missing.
 *
 * @param url `DATABASE_URL`
 * @param migrationsFolder the folder `prisma/migrations`
 */
export async function openServerDatabase(url: string, migrationsFolder: string): Promise<Database> {
  await migrateServer(url, migrationsFolder);
  const pool = new Pool({ connectionString: url, max: poolSize });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const kept = new KeptStatements(pool);
  const listener = createListener(url);
  return {
    kind: 'server',
    prisma,
    query: async <Row>(sql: string, values: readonly unknown[], plan?: 'kept') =>
      plan === 'kept' ? kept.query<Row>(sql, values) : ((await pool.query(sql, [...values])).rows as Row[]),
    script: async (sql) => void (await pool.query(sql)),
    listen: listener.listen,
    close: async () => {
      await listener.close();
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/**
 * Applies the migrations over one direct connection: session locks do not survive a pooler in transaction mode.
 *
 * @returns the names applied now
 */
export async function migrateServer(url: string, migrationsFolder: string): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await migrate(
      {
        query: async (sql, values) => ({ rows: (await client.query<Record<string, unknown>>(sql, values)).rows }),
        script: async (sql) => void (await client.query(sql)),
      },
      migrationsFolder,
    );
  } finally {
    await client.end();
  }
}

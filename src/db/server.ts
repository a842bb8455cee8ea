import { PrismaPg } from '@prisma/adapter-pg';
import { Client, Pool } from 'pg';
import type { Database } from './database';
import { PrismaClient } from './generated/client';
import { StatementNames } from './keptStatements';
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
  const names = new StatementNames(!isBehindOldPooler(url));
  const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => names.of(sql) as string });
  const prisma = new PrismaClient({ adapter });
  const listener = createListener(url);
  return {
    kind: 'server',
    prisma,
    query: <Row>(sql: string, values: readonly unknown[]) => names.query<Row>(pool, sql, values),
    script: async (sql) => void (await pool.query(sql)),
    listen: listener.listen,
    close: async () => {
      await listener.close();
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** `pgbouncer=true` in the address, as Prisma has it: a pooler that does not follow prepared statements. */
function isBehindOldPooler(url: string): boolean {
  return URL.canParse(url) && new URL(url).searchParams.get('pgbouncer') === 'true';
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

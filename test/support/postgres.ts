import { Client } from 'pg';
import { migrateServer, migrationsFolder, openServerDatabase, type Database } from '../../src/db';
import { startPostgres, type PostgresServer } from './postgresServer';

export { debianPostgres, startPostgres, type PostgresServer } from './postgresServer';

let shared: Promise<PostgresServer> | null = null;
let databases = 0;

/** The server of this test file; it starts with the first call and ends with the file. */
export function serverOfThisFile(): Promise<PostgresServer> {
  shared ??= startPostgres().then(async (server) => {
    await execute(server.url('postgres'), 'CREATE DATABASE usher_template');
    await migrateServer(server.url('usher_template'), migrationsFolder);
    return server;
  });
  return shared;
}

afterAll(async () => {
  if (shared) await (await shared).stop();
});

/**
 * A fresh, migrated database on a real PostgreSQL server, where races can be seen. Close it when done.
 *
 * @returns the database, and its `DATABASE_URL`
 */
export async function freshServerDatabase(): Promise<Database & { readonly url: string }> {
  const server = await serverOfThisFile();
  const name = `usher_${(databases += 1)}`;
  await execute(server.url('postgres'), `CREATE DATABASE ${name} TEMPLATE usher_template`);
  const url = server.url(name);
  return { ...(await openServerDatabase(url, migrationsFolder)), url };
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

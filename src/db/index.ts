/**
 * Owns: the one database, how it is opened, migrated and closed, embedded (behind the lock on `DATA_DIR`) or on a server.
 * Owns not: what is stored; every capability keeps its own queries.
 */
export type { Database } from './database';
export { openDatabase, migrationsFolder, type DatabaseSettings, type OpenDatabase } from './openDatabase';
export { openServerDatabase, migrateServer } from './server';
export { openEmbeddedDatabase } from './embedded';
export { kept } from './keptStatements';
export { migrate, readMigrations } from './migrate';
export { databaseFailure, isDatabaseUnavailable } from './unavailable';
export { Prisma, PrismaClient } from './generated/client';
export type * from './generated/client';

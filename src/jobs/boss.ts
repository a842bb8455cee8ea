import PgBoss from 'pg-boss';
import type { Database, Prisma } from '../db';

/** What pg-boss sends its statements through. */
export type BossDatabase = PgBoss.Db;

const daySeconds = 86_400;

/** The longest a schedule may take from one job to the next; jobs that are done are kept longer, so that a slot stays taken. */
export const longestScheduleSeconds = daySeconds;

/** pg-boss on this database, without its own timers: it makes no connection and starts nothing by itself. */
export function createBoss(database: Database): PgBoss {
  return new PgBoss({
    db: throughDatabase(database),
    migrate: false,
    supervise: false,
    schedule: false,
    archiveCompletedAfterSeconds: 2 * daySeconds,
    archiveFailedAfterSeconds: 30 * daySeconds,
    deleteAfterDays: 1,
  });
}

/** Statements of their own, each committed at once. */
export function throughDatabase(database: Database): BossDatabase {
  return {
    executeSql: async (text: string, values: readonly unknown[] = []) => {
      const script = transactionIn(text);
      if (script === null) return { rows: await database.query(text, bindable(values)) };
      await database.script(script);
      return { rows: [] };
    },
  };
}

/** Statements inside somebody's transaction. */
export function throughTransaction(tx: Prisma.TransactionClient): BossDatabase {
  return {
    executeSql: async (text: string, values: readonly unknown[] = []) => ({
      rows: await tx.$queryRawUnsafe<unknown[]>(text, ...bindable(values)),
    }),
  };
}

/**
 * The statements between BEGIN and COMMIT of a text that brings its own transaction; null for any other. Sent whole they are
 * one transaction anyway, and a failure does not leave the connection inside it.
 */
function transactionIn(text: string): string | null {
  return /^\s*BEGIN;(.*)COMMIT;\s*$/s.exec(text)?.[1] ?? null;
}

/** Values in the one form that pg, PGlite and Prisma bind alike. */
function bindable(values: readonly unknown[]): unknown[] {
  return values.map((value) => {
    if (value === undefined || value === null) return null;
    return typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : value;
  });
}

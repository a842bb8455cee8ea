import { z } from 'zod';
import { command } from './context';

/** `usher migrate`: opening the database has applied what was missing; this tells what. */
export const migrate = command(
  z.strictObject({ since: z.iso.datetime() }),
  async ({ database }, { since }): Promise<{ applied: string[]; total: number }> => {
    const rows = await database.query<{ name: string; isNew: boolean }>(
      `SELECT migration_name AS name, finished_at >= $1::timestamptz AS "isNew" FROM _prisma_migrations
       WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name`,
      [since],
    );
    return { applied: rows.filter(({ isNew }) => isNew).map(({ name }) => name), total: rows.length };
  },
);

import { Prisma, type Database } from '../db';
import type { ActivityEntry } from './activityEntry';

/** Writes lines of the log in the transaction of what they tell of. */
export async function recordActivity(tx: Prisma.TransactionClient, entries: readonly ActivityEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.activity.createMany({
    data: entries.map((entry) => ({ ...entry, before: asJson(entry.before), after: asJson(entry.after) })),
  });
}

/** Which lines to list, newest first. */
export interface ActivityFilter {
  /** Null lists what concerns all sites. */
  readonly siteId: string | null;
  /** At most this many; 1 to 1000. */
  readonly limit: number;
  /** Only lines before this one (its id), for paging. */
  readonly before?: string;
}

/** Lists the activity of one site, newest first. */
export async function listActivity(database: Database, filter: ActivityFilter): Promise<ActivityEntry[]> {
  const rows = await database.prisma.activity.findMany({
    where: { siteId: filter.siteId, ...(filter.before === undefined ? {} : { id: { lt: filter.before } }) },
    orderBy: { id: 'desc' },
    take: Math.min(Math.max(filter.limit, 1), 1000),
  });
  return rows.map((row) => ({ ...row, before: row.before as object | null, after: row.after as object | null }));
}

function asJson(value: object | null): Prisma.InputJsonValue | typeof Prisma.DbNull {
  // Dates and the like become text here, as they would in the column.
  return value === null ? Prisma.DbNull : (JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue);
}

import { Prisma, type Database } from '../db';
import type { ActivityEntry } from './activityEntry';

/** Writes lines of the log in the transaction of what they tell of. */
export async function recordActivity(tx: Prisma.TransactionClient, entries: readonly ActivityEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await tx.activity.createMany({
    data: entries.map((entry) => ({ ...entry, before: asJson(entry.before), after: asJson(entry.after) })),
  });
}

/** A place in the log: a line, by its time and its id. */
export type ActivityPlace = Pick<ActivityEntry, 'at' | 'id'>;

/** Which lines are meant; what is absent does not matter. */
export interface ActivityCriteria {
  /** Who, to the colon: `account`, `operator`, `jit`, `file` … */
  readonly actorKind?: string;
  /** Who, as the log names them, in any case: `account:ada@acme.test`. */
  readonly actor?: string;
  /** What kind of thing was changed: the action up to its dot, such as `account`. */
  readonly kind?: string;
  /** To whom or what, in any case. */
  readonly subject?: string;
  /** From this moment on. */
  readonly from?: Date;
  /** Before this moment. */
  readonly until?: Date;
}

/** Which lines to list, newest first. */
export interface ActivityFilter extends ActivityCriteria {
  /** Null lists what concerns all sites. */
  readonly siteId: string | null;
  /** At most this many; 1 to 1000. */
  readonly limit: number;
  /** Only lines older than this one, for paging. */
  readonly before?: ActivityPlace;
  /** Only lines newer than this one: those next to it. */
  readonly after?: ActivityPlace;
}

/**
 * Lists the activity of one site, newest first. One statement; each criterion alone has an index in the order of the list.
 */
export async function listActivity(database: Database, filter: ActivityFilter): Promise<ActivityEntry[]> {
  const { conditions, values } = conditionsOf(filter);
  const towardsNewer = filter.after !== undefined && filter.before === undefined;
  const direction = towardsNewer ? 'ASC' : 'DESC';
  const limit = Math.min(Math.max(filter.limit, 1), 1000);
  const rows = await database.query<Omit<ActivityEntry, 'at'> & { readonly at: Date | string }>(
    `SELECT id, at, site_id AS "siteId", actor, action, subject, before, after, reference FROM activity
      WHERE ${conditions.join(' AND ')} ORDER BY at ${direction}, id ${direction} LIMIT ${limit}`,
    values,
  );
  const entries = rows.map((row) => ({ ...row, at: new Date(row.at) }));
  return towardsNewer ? entries.toReversed() : entries;
}

/** Every line that is meant, newest first, read in pages: for exports, which may be longer than memory. */
export async function* everyActivity(
  database: Database,
  filter: ActivityCriteria & Pick<ActivityFilter, 'siteId'>,
): AsyncGenerator<ActivityEntry> {
  let before: ActivityPlace | undefined;
  for (;;) {
    const page = await listActivity(database, { ...filter, limit: 1000, ...(before === undefined ? {} : { before }) });
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < 1000) return;
    before = last;
  }
}

/** The conditions in SQL, with values for what comes from outside. */
function conditionsOf(filter: ActivityFilter): { conditions: string[]; values: unknown[] } {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const add = (condition: (...places: string[]) => string, ...given: readonly (string | undefined)[]) => {
    if (given.includes(undefined)) return;
    values.push(...given);
    conditions.push(condition(...given.map((_, index) => `$${values.length - given.length + index + 1}`)));
  };
  if (filter.siteId === null) conditions.push('site_id IS NULL');
  else add((site) => `site_id = ${site}::uuid`, filter.siteId);
  add((kind) => `split_part(actor, ':', 1) = ${kind}`, filter.actorKind);
  add((actor) => `lower(actor) = lower(${actor})`, filter.actor);
  add((kind) => `split_part(action, '.', 1) = ${kind}`, filter.kind);
  add((subject) => `lower(subject) = lower(${subject})`, filter.subject);
  add((from) => `at >= ${from}::timestamptz`, filter.from?.toISOString());
  add((until) => `at < ${until}::timestamptz`, filter.until?.toISOString());
  const { before, after } = filter;
  add((at, id) => `(at, id) < (${at}::timestamptz, ${id}::uuid)`, before?.at.toISOString(), before?.id);
  add((at, id) => `(at, id) > (${at}::timestamptz, ${id}::uuid)`, after?.at.toISOString(), after?.id);
  return { conditions, values };
}

function asJson(value: object | null): Prisma.InputJsonValue | typeof Prisma.DbNull {
  // Dates and the like become text here, as they would in the column.
  return value === null ? Prisma.DbNull : (JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue);
}

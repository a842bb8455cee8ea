import type { Database } from '../db';
import { sealedPlaces, type SealedPlace } from './sealedPlaces';
import { sealedPattern, type SecretBox } from './secretBox';

/** What resealing did. */
export interface ResealReport {
  /** Secrets that were under another key and are under SECRET_KEY now. */
  readonly resealed: number;
  /** Secrets that neither key opens, or that were damaged; they are left as they are. */
  readonly unreadable: number;
}

/** Rows of one statement: kept responses are up to half a megabyte each. */
const batch = 50;

interface Row {
  readonly key: string;
  readonly sealed: string;
}

/** The same secret, sealed anew. */
interface Resealed extends Row {
  readonly fresh: string;
}

/**
 * Encrypts every secret at rest under the current SECRET_KEY. Each batch is one statement, so a kill at any moment leaves
 * every secret readable under one of the two keys, and the next run goes on. Servers may run meanwhile with SECRET_KEY and
 * SECRET_KEY_PREVIOUS: a row is replaced only while it is as it was read.
 */
export async function resealSecrets(database: Database, box: SecretBox): Promise<ResealReport> {
  let [resealed, unreadable] = [0, 0];
  for (const place of sealedPlaces) {
    let last = '';
    for (;;) {
      const rows = await readBatch(database, box, place, last);
      const opened = rows.map((row) => reseal(box, place, row)).filter((row) => row !== null);
      resealed += await replace(database, place, opened);
      unreadable += rows.length - opened.length;
      if (rows.length < batch) break;
      last = rows.at(-1)?.key ?? last;
    }
  }
  return { resealed, unreadable };
}

/** How many secrets are not under the current SECRET_KEY. */
export async function countSealedElsewhere(database: Database, box: SecretBox): Promise<number> {
  let count = 0;
  for (const { table, column } of sealedPlaces) {
    const [row] = await database.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM ${table} WHERE left(${column}, 20) ~ $1 AND NOT starts_with(${column}, $2)`,
      [sealedPattern, box.prefix],
    );
    count += row?.count ?? 0;
  }
  return count;
}

function readBatch(database: Database, box: SecretBox, { table, key, column }: SealedPlace, last: string) {
  return database.query<Row>(
    `SELECT ${key}::text AS key, ${column} AS sealed FROM ${table}
      WHERE left(${column}, 20) ~ $1 AND NOT starts_with(${column}, $2) AND ${key}::text > $3
      ORDER BY ${key}::text LIMIT ${batch}`,
    [sealedPattern, box.prefix, last],
  );
}

function reseal(box: SecretBox, { table }: SealedPlace, { key, sealed }: Row): Resealed | null {
  const context = `${table}:${key}`;
  let plain: string;
  try {
    plain = box.open(sealed, context);
  } catch {
    // The only reason to throw is that it cannot be opened, and one damaged row must not hold up all others.
    return null;
  }
  return { key, sealed, fresh: box.seal(plain, context) };
}

async function replace(
  database: Database,
  { table, key, column }: SealedPlace,
  rows: readonly Resealed[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const done = await database.query(
    `UPDATE ${table} t SET ${column} = n.fresh
       FROM unnest($1::text[], $2::text[], $3::text[]) AS n(key, was, fresh)
      WHERE t.${key}::text = n.key AND t.${column} = n.was RETURNING 1`,
    [rows.map((row) => row.key), rows.map((row) => row.sealed), rows.map((row) => row.fresh)],
  );
  return done.length;
}

import type { Database } from '../db';

/**
 * How many accounts of a site have each of these values of a tracking code. One statement, which reads no account: the
 * database counts along with every change.
 *
 * @returns the values that somebody has
 */
export async function readValueUse(
  database: Database,
  siteId: string,
  number: number,
  values: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (values.length === 0) return new Map();
  const rows = await database.query<{ value: string; accounts: number }>(
    `SELECT value, sum(accounts)::integer AS accounts FROM tracking_code_use
      WHERE site_id = $1::uuid AND number = $2::integer AND value = ANY($3::text[]) GROUP BY value`,
    [siteId, number, [...values]],
  );
  return new Map(rows.flatMap(({ value, accounts }) => (accounts > 0 ? [[value, accounts] as const] : [])));
}

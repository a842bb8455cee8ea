import type { Database } from '../../db';

/**
 * How many accounts that may sign in, now or after approval, belong to a connection or are known to it by a NameID. Takes as
 * long as the site has accounts.
 */
export async function countOpenAccounts(database: Database, siteId: string, connectionId: string): Promise<number> {
  const rows = await database.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM accounts
      WHERE site_id = $1::uuid AND status IN ('active', 'locked', 'pending')
        AND (connection_id = $2::uuid
             OR id IN (SELECT account_id FROM name_id_bindings WHERE connection_id = $2::uuid))`,
    [siteId, connectionId],
  );
  return rows[0]?.count ?? 0;
}

import type { Database } from '../../db';

/** What the newest response of a connection whose signature verified said of its person. */
export interface LastAttributes {
  readonly at: Date;
  /** By name; the subject stands under `NameID`. */
  readonly sent: ReadonlyMap<string, readonly string[]>;
}

/** Attempts of the site that are looked through. */
const mostLookedThrough = 500;

/** Reads the newest attributes of a connection, tests included; null when there are none lately. One statement. */
export async function readLastAttributes(
  database: Database,
  siteId: string,
  connection: string,
): Promise<LastAttributes | null> {
  type Row = { at: string | Date; attributes: Record<string, string[]>; nameId: { value: string } | null };
  const rows = await database.query<Row>(
    `SELECT t.at, t.attributes, t.name_id AS "nameId" FROM (
       SELECT at, attributes, name_id, connection_id, verified FROM attempts
        WHERE site_id = $1::uuid ORDER BY at DESC LIMIT $3::integer) AS t
       JOIN connections c ON c.id = t.connection_id AND c.site_id = $1::uuid AND c.name = $2
      WHERE t.verified AND t.attributes IS NOT NULL ORDER BY t.at DESC LIMIT 1`,
    [siteId, connection, mostLookedThrough],
  );
  const row = rows[0];
  if (row === undefined) return null;
  const subject: [string, string[]][] = row.nameId === null ? [] : [['NameID', [row.nameId.value]]];
  return { at: new Date(row.at), sent: new Map([...Object.entries(row.attributes), ...subject]) };
}

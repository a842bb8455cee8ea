import type { Database } from '../../db';

/** A value of a tracking code that verified sign-ins brought and that was not in its list. */
export interface UnlistedValue {
  /** 1 to 10. */
  readonly number: number;
  readonly value: string;
  /** How many sign-ins it made fail, of those that were looked through. */
  readonly attempts: number;
  readonly lastAt: Date;
}

/** At most this many refused sign-ins are looked through, the newest. */
const mostLookedThrough = 5_000;
const mostValues = 100;

/**
 * The values that arrived in verified sign-ins and were in no list, the newest first; what has been put into a list since
 * is still among them. One statement; it reads no attempt but those that failed for this reason.
 */
export async function listUnlistedValues(database: Database, siteId: string): Promise<UnlistedValue[]> {
  const rows = await database.query<Omit<UnlistedValue, 'lastAt'> & { readonly lastAt: Date | string }>(
    `WITH recent AS (
       SELECT at, findings, attributes FROM attempts
        WHERE site_id = $1::uuid AND verified AND findings @> '[{"reason": "tracking_code_not_listed"}]'
        ORDER BY at DESC LIMIT $2::integer),
     arrived AS (
       SELECT finding->>'field' AS field, r.attributes->(finding->>'field')->>0 AS value, r.at
         FROM recent r, jsonb_array_elements(r.findings) AS finding
        WHERE finding->>'reason' = 'tracking_code_not_listed')
     SELECT substr(field, 3)::integer AS number, value, count(*)::integer AS attempts, max(at) AS "lastAt"
       FROM arrived WHERE field ~ '^TC([1-9]|10)$' AND btrim(value) <> ''
      GROUP BY field, value ORDER BY max(at) DESC, value LIMIT $3::integer`,
    [siteId, mostLookedThrough, mostValues],
  );
  return rows.map((row) => ({ ...row, lastAt: new Date(row.lastAt) }));
}

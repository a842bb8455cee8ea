import type { Database } from '../db';
import type { SiteLine } from './OperatorHomePage';

const dayMs = 24 * 3_600_000;

/** Which sites to list, by their short names. */
export interface SiteSearch {
  /** Part of a short name or name; empty: all. */
  readonly text: string;
  /** `after` or `before` this short name; null: from the first. */
  readonly from: { readonly towards: 'after' | 'before'; readonly slug: string } | null;
  readonly limit: number;
}

/** Sites of one page, and whether there are more on either side. */
export interface SitePage {
  readonly sites: readonly SiteLine[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

/**
 * Sites with their seats, accounts and how their sign-ins went in the last 24 hours. One statement: full hours and accounts
 * come from their counts, so that it takes as long for large sites as for small ones.
 */
export async function listSiteLines(database: Database, search: SiteSearch, now: Date): Promise<SitePage> {
  const { text, from, limit } = search;
  const isBefore = from?.towards === 'before';
  const [comparison, order] = isBefore ? ['<', 'DESC'] : ['>', 'ASC'];
  const rows = await database.query<SiteLine>(
    `WITH counted AS (
       SELECT COALESCE((SELECT value::timestamptz FROM installation WHERE name = 'attempts_counted_until'),
         '-infinity'::timestamptz) AS until),
     shown AS (
       SELECT id, slug, name, sso_enabled, seats, partner_id FROM sites
        WHERE ($2::text IS NULL OR slug ${comparison} $2::text)
          AND ($3 = '' OR slug ILIKE $3 OR name ILIKE $3)
        ORDER BY slug ${order} LIMIT $4::integer)
     SELECT s.slug, s.name, s.partner_id AS "partnerId", s.sso_enabled AS "ssoEnabled", s.seats, u.used AS "seatsUsed",
         u.active + u.pending + u.deactivated + u.locked + u.expired AS accounts, t.passed, t.refused
       FROM shown s
       JOIN seat_use u ON u.site_id = s.id
       CROSS JOIN LATERAL (
         SELECT COALESCE(sum(attempts) FILTER (WHERE outcome = 'passed'), 0)::integer AS passed,
             COALESCE(sum(attempts) FILTER (WHERE outcome = 'refused'), 0)::integer AS refused
           FROM (
             SELECT outcome, attempts FROM attempt_counts WHERE site_id = s.id AND hour >= $1::timestamptz
             UNION ALL
             SELECT outcome, 1 FROM attempts, counted
              WHERE site_id = s.id AND at >= GREATEST($1::timestamptz, counted.until)
                AND kind NOT IN ('test', 'logout')) AS each) AS t
      ORDER BY s.slug`,
    [new Date(now.getTime() - dayMs).toISOString(), from?.slug ?? null, pattern(text), limit + 1],
  );
  const hasMore = rows.length > limit;
  const sites = !hasMore ? rows : isBefore ? rows.slice(1) : rows.slice(0, limit);
  return { sites, hasBefore: isBefore ? hasMore : from !== null, hasAfter: isBefore ? true : hasMore };
}

/** A pattern for ILIKE that takes what was typed literally. */
function pattern(text: string): string {
  return text === '' ? '' : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

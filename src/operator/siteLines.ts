import type { Database } from '../db';
import type { SiteLine } from './OperatorHomePage';

const dayMs = 24 * 3_600_000;
/** More sites than a page can show are not shown: searching comes with the site administration. */
const mostSites = 200;

/** Every site with its seats and how its sign-ins went in the last 24 hours, by name. */
export async function listSiteLines(database: Database, now: Date): Promise<SiteLine[]> {
  return database.query<SiteLine>(
    `SELECT s.slug, s.name, s.sso_enabled AS "ssoEnabled", s.seats, u.used AS "seatsUsed",
         (SELECT count(*)::integer FROM accounts a WHERE a.site_id = s.id) AS accounts,
         t.passed, t.refused
       FROM sites s
       JOIN seat_use u ON u.site_id = s.id
       CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE outcome = 'passed')::integer AS passed,
             count(*) FILTER (WHERE outcome = 'refused')::integer AS refused
           FROM attempts WHERE site_id = s.id AND at > $1::timestamptz) t
      ORDER BY s.name, s.slug LIMIT ${mostSites}`,
    [new Date(now.getTime() - dayMs).toISOString()],
  );
}

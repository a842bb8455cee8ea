import { connectionFindings, doctoredConnection, type Finding } from '../../findings';
import type { Database } from '../../db';
import { parsePinnedCertificate } from '../../saml';

/** How a connection stands. */
export interface ConnectionHealth {
  readonly name: string;
  /** What doctor finds, also of a connection that is switched off. */
  readonly findings: readonly Finding[];
  /** When the last of its usable certificates ends; null without any. */
  readonly certificateEndsAt: Date | null;
  /** Among the newest sign-ins of the site; null when there is none. */
  readonly lastPassedAt: Date | null;
}

/** Attempts of the site that are looked through for the last passed sign-in of each connection. */
const mostLookedThrough = 2_000;

/** How the connections of a site stand, by name. Two round trips, whatever there is. */
export async function readConnectionHealth(database: Database, siteId: string, now: Date): Promise<ConnectionHealth[]> {
  const [connections, passed] = await Promise.all([
    database.prisma.connection.findMany({ where: { siteId }, include: doctoredConnection, orderBy: { name: 'asc' } }),
    database.query<{ connectionId: string; at: string | Date }>(
      `SELECT connection_id AS "connectionId", max(at) AS at FROM (
         SELECT connection_id, at, outcome, kind FROM attempts WHERE site_id = $1::uuid ORDER BY at DESC LIMIT $2::integer
       ) AS recent WHERE outcome = 'passed' AND kind = 'acs' GROUP BY connection_id`,
      [siteId, mostLookedThrough],
    ),
  ]);
  return connections.map((connection) => {
    const ends = connection.certificates.flatMap(({ pem }) => {
      const certificate = parsePinnedCertificate(pem);
      return 'problem' in certificate ? [] : [certificate.notAfter.getTime()];
    });
    const last = passed.find(({ connectionId }) => connectionId === connection.id);
    // What would stand in the way is told before it is switched on.
    const asIfOn = { ...connection, enabled: true, site: { ...connection.site, ssoEnabled: true } };
    return {
      name: connection.name,
      findings: connectionFindings(asIfOn, now),
      certificateEndsAt: ends.length === 0 ? null : new Date(Math.max(...ends)),
      lastPassedAt: last === undefined ? null : new Date(last.at),
    };
  });
}

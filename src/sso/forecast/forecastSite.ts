import type { Database } from '../../db';
import type { PolicySettings } from '../../jit';
import type { ConnectionCache } from '../../sites';
import { forecastChange, joinForecasts, type Forecast } from './forecast';
import { readPassedSignIns } from './passedSignIns';

/** What a forecast needs. */
export interface ForecastDependencies {
  readonly database: Database;
  readonly connections: ConnectionCache;
}

/**
 * What a change of a site's settings would have refused of its newest sign-ins that passed, over all of its connections.
 *
 * @param change the settings of a connection as they would be; called for each connection that people came through
 */
export async function forecastSite(
  { database, connections }: ForecastDependencies,
  site: { readonly id: string; readonly slug: string },
  change: (before: PolicySettings) => PolicySettings,
): Promise<Forecast> {
  const signIns = await readPassedSignIns(database, site.id);
  const named = await database.prisma.connection.findMany({
    where: { siteId: site.id, id: { in: [...signIns.keys()] } },
    select: { id: true, name: true },
  });
  const forecasts = await Promise.all(
    named.map(async ({ id, name }) => {
      const loaded = await connections.current(site.slug, name);
      if (loaded === null) return [];
      return [forecastChange(loaded.policy, change(loaded.policy), signIns.get(id) ?? [])];
    }),
  );
  return joinForecasts(forecasts.flat());
}

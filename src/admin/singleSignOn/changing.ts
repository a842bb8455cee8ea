import type { Request } from 'express';
import type { PolicySettings } from '../../jit';
import {
  changeSite,
  noAccounts,
  readStoredSite,
  type SiteChangeRequest,
  type SiteChangeResult,
  type StoredSite,
} from '../../sites';
import { forecastSite, type Forecast } from '../../sso';
import { administratorOf } from '../administrator';
import type { AreaDependencies } from '../dependencies';

/** The site of whoever asks, as it is stored. */
export async function storedSiteOf(req: Request, { database }: AreaDependencies): Promise<StoredSite> {
  const stored = await readStoredSite(database.prisma, administratorOf(req).site, noAccounts);
  if (stored === null) throw new Error('The site was removed meanwhile.');
  return stored;
}

/** A change of a site by whoever asks, as a page makes it. */
export type PageChange = Pick<SiteChangeRequest, 'change' | 'expected' | 'files' | 'dryRun'>;

/** Changes the site of whoever asks. */
export function changeSiteOf(
  req: Request,
  { database, passwords, clock, insecureLoopback }: AreaDependencies,
  change: PageChange,
): Promise<SiteChangeResult> {
  const { site, actor, isOperator } = administratorOf(req);
  const allowHttp = insecureLoopback;
  return changeSite({ database, passwords, site, actor, vouches: isOperator, allowHttp, now: clock(), ...change });
}

/** What came of a change that people are warned of. */
export type WarnedResult = SiteChangeResult | { readonly outcome: 'would_refuse'; readonly forecast: Forecast };

/**
 * Changes the site of whoever asks, unless that would refuse people who passed lately and nobody has confirmed it.
 *
 * @param policy the settings of a connection as the change leaves them
 */
export async function changeWithForecast(
  req: Request,
  dependencies: AreaDependencies,
  request: PageChange & { readonly policy: (before: PolicySettings) => PolicySettings; readonly isConfirmed: boolean },
): Promise<WarnedResult> {
  const { policy, isConfirmed, ...change } = request;
  if (!isConfirmed) {
    const dry = await changeSiteOf(req, dependencies, { ...change, dryRun: true });
    if (dry.outcome !== 'would_change') return dry;
    const { siteId: id, site: slug } = administratorOf(req);
    const forecast = await forecastSite(dependencies, { id, slug }, policy);
    if (forecast.refused.length > 0) return { outcome: 'would_refuse', forecast };
  }
  return changeSiteOf(req, dependencies, change);
}

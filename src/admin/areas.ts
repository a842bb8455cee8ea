import type { Permission } from './rights';

/** The areas of a site's administration, in the order of the navigation. */
export type Area =
  | 'siteInformation'
  | 'users'
  | 'workspaces'
  | 'trackingCodes'
  | 'singleSignOn'
  | 'provisioning'
  | 'emailDomains'
  | 'activity'
  | 'support';

/** An area as the navigation knows it. */
export interface AreaPlace {
  readonly area: Area;
  /** The right that shows it. */
  readonly permission: Permission;
  /** Where it begins. */
  readonly href: (site: string) => string;
}

const below = (path: string) => (site: string) => `/admin/${site}${path}`;

/** Every area with its address and the right it takes to see it. */
export const areas: readonly AreaPlace[] = [
  { area: 'siteInformation', permission: 'site.view', href: below('') },
  { area: 'users', permission: 'people.view', href: below('/users') },
  { area: 'workspaces', permission: 'workspaces.view', href: below('/workspaces') },
  { area: 'trackingCodes', permission: 'trackingCodes.view', href: below('/tracking-codes') },
  { area: 'singleSignOn', permission: 'sso.view', href: below('/single-sign-on') },
  { area: 'provisioning', permission: 'provisioning.view', href: below('/provisioning') },
  { area: 'emailDomains', permission: 'domains.view', href: below('/email-domains') },
  { area: 'activity', permission: 'activity.view', href: below('/activity') },
  { area: 'support', permission: 'attempts.view', href: (site) => `/support/${site}` },
];

/** Where an area of a site begins. */
export function areaHref(area: Area, site: string): string {
  const place = areas.find((one) => one.area === area);
  if (place === undefined) throw new Error(`There is no area ${area}.`);
  return place.href(site);
}

import { areaHref } from '../areas';

/** Where the pages of single sign-on are. */
export const ssoHref = {
  home: (site: string) => areaHref('singleSignOn', site),
  create: (site: string) => `${areaHref('singleSignOn', site)}/new`,
  keys: (site: string) => `${areaHref('singleSignOn', site)}/keys`,
  connection: (site: string, name: string) =>
    `${areaHref('singleSignOn', site)}/connections/${encodeURIComponent(name)}`,
  certificates: (site: string, name: string) => `${ssoHref.connection(site, name)}/certificates`,
  metadata: (site: string, name: string) => `${ssoHref.connection(site, name)}/metadata`,
  setUp: (site: string, name: string) => `${ssoHref.connection(site, name)}/set-up`,
  test: (site: string, name: string) => `${ssoHref.connection(site, name)}/test`,
  rename: (site: string, name: string) => `${ssoHref.connection(site, name)}/rename`,
  remove: (site: string, name: string) => `${ssoHref.connection(site, name)}/remove`,
} as const;

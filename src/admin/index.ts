/**
 * Owns: the pages of a site's administration, one folder an area; who may use which (`rights.ts`); the guard and the
 * frame they share.
 * Owns not: any rule about what is changed (`sites`, `accounts`, `trackingCodes` …): pages read a form, call those, and
 * show what they answer. Nor what concerns all sites (`operator`).
 */
export { areaHref, type Area } from './areas';
export type { ResolveTxt } from './emailDomains';
export { permissionsOf, type Permission } from './rights';
export { adminRoutes } from './routes';
export { accountImport, carryOutImport } from './users';

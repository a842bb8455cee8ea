/**
 * Owns: the pages of a site's administration, one folder an area; who may use which (`rights.ts`); the guard and the
 * frame they share with the support desk.
 * Owns not: any rule about what is changed (`sites`, `accounts`, `trackingCodes` …): pages read a form, call those, and
 * show what they answer. Nor what concerns all sites (`operator`).
 */
export { AdminPage, type AdminPageReader, type Crumb } from './AdminPage';
export { administratorOf, type Administrator } from './administrator';
export { areaHref, type Area } from './areas';
export { requireAdmin, type AdminSessionDependencies, type RequireAdmin } from './requireAdmin';
export { mayEditAccount, permissionsOf, type Permission } from './rights';
export { adminRoutes } from './routes';

/**
 * Owns: the site file (design 4.4): reading it, comparing it with what is stored, applying it as a whole, writing it back.
 * Owns not: reading files from disk (whoever applies sends their contents along) and printing (`cli`).
 */
export { applySiteFile, type ApplyFacts, type ApplyResult, type Passwords } from './applySiteFile';
export { exportSiteFile } from './exportSiteFile';
export { listNamedFiles, parseSiteFile, type SiteFileInput } from './parseSiteFile';
export type { Change } from './sitePlan';
export type { FieldChange } from './fieldChanges';
export type { AccountState } from './siteState';
export { accountState } from './storedSite';
export { readMoment } from './fieldRules';

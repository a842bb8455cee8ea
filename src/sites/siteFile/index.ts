/**
 * Owns: the site file (design 4.4): reading it, comparing it with what is stored, applying it as a whole, writing it back.
 * Owns not: reading files from disk and fetching addresses (whoever applies sends their contents along), and printing (`cli`).
 */
export type { Passwords } from './applyFile';
export { applySiteFile, type ApplyFacts, type ApplyResult } from './applySiteFile';
export { changeSite, type SiteChange, type SiteChangeRequest, type SiteChangeResult } from './changeSite';
export { domainProof, provesDomain, type DomainProof } from './provesDomain';
export type { FieldProblem } from './describeIssues';
export { tagOf, type ExpectedStates } from './expectedStates';
export type { FieldRule, FieldRuleOf } from './fieldRule';
export { exportSiteFile } from './exportSiteFile';
export type { NamedFiles } from './resolveConnection';
export { addressProblems, providerState, type ProviderState } from './resolveConnection';
export { listNamedAddresses, listNamedFiles, parseSiteFile, type SiteFileInput } from './parseSiteFile';
export type { Change } from './sitePlan';
export type { FieldChange } from '../../activity';
export {
  holdsSeat,
  newAccount,
  newConnection,
  newTrackingCode,
  type AccountState,
  type ConnectionState,
  type SiteState,
  type TrackingCodeState,
} from './siteState';
export { accountState } from '../../accounts/change';
export { noAccounts, readStoredSite, type AccountKeys, type StoredSite } from './storedSite';
export { readMoment } from './fieldRules';
export { readTrackingCodes } from './readTrackingCodes';

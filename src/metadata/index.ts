/**
 * Owns: where the metadata of identity providers comes from by address, and what becomes of it: the guarded fetch, the
 * decision what may be applied by itself, what waits for an administrator, and looking again from time to time.
 * Owns not: reading metadata and verifying its signature (`saml/metadata`), what a connection is and how it is written
 * (`sites`), and the queue (`jobs`).
 */
export { compareMetadata, type MetadataComparison } from './compareMetadata';
export type { MetadataTrust } from './decideRefresh';
export { fetchAll } from './fetchAll';
export { fetchMetadata, type FetchOptions, type FetchResult, type Resolve } from './fetchMetadata';
export { acceptHeld, dropHeld, type HeldDecision, type HeldResult } from './heldMetadata';
export { importMetadata, type MetadataImport } from './importMetadata';
export { listMetadata, type ListedMetadata, type ShownProvider } from './listMetadata';
export { parseMetadataAddress, type AddressRules } from './parseAddress';
export { refreshConnection, shownProvider, type RefreshDependencies, type RefreshResult } from './refreshConnection';
export {
  carryOutRefresh,
  metadataRefresh,
  metadataSweep,
  RefreshRequests,
  sweepEverySeconds,
  sweepMetadata,
} from './refreshJobs';

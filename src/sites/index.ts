/**
 * Owns: sites and their connections as they are stored and configured, and the cache a sign-in reads them from.
 * Owns not: judging by them (`saml/gate`, `jit`), accounts (`accounts`), and who may change them.
 */
export { ConnectionCache } from './connectionCache';
export { ConnectionUnreadableError, loadConnection, type LoadDeps } from './loadConnection';
export * from './loadedConnection';
export * from './siteFile';

/**
 * Owns: telling people in time of what ends: certificates of identity providers, our own key pairs, exceptions for weak
 * algorithms. One rule says when, for the log, the mails, the metric and the doctor alike.
 * Owns not: what happens at the end (`saml/gate`), rotating our own keys (`saml`), and the texts of mails (`mail`).
 */
export { daysUntil, expiryThresholds, expiryWarnings } from './decideExpiryWarnings';
export type { Expiring, ExpiringKind, ExpiryWarning } from './decideExpiryWarnings';
export { ExpiryGauge } from './measureExpiry';
export { readExpiring } from './readExpiring';
export { expiryNotices, sendExpiryNotices, type ExpiryDependencies } from './sendExpiryNotices';

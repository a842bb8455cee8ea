/**
 * Owns: what an account consists of, what its user name and e-mail address are compared by, which of them are
 * acceptable, how long its fields may be by each door, which roles it can have and what they allow.
 * Owns not: who gets an account at a sign-in (`jit`), changing accounts by the other doors (`accounts/change`), tracking
 * codes (`trackingCodes`), sessions (`sessions`).
 */
export * from './names';
export * from './email';
export * from './fieldLimits';
export * from './organizationRoles';
export * from './rights';
export * from './accountState';
export * from './displayName';
export * from './textRule';
export * from './timeZone';

/**
 * Owns: what an account's user name and e-mail address are compared by, which of them are acceptable, how long its
 * fields may be by each door, and which roles it can have.
 * Owns not: who gets an account at a sign-in (`jit`), tracking codes (`trackingCodes`), sessions (`sessions`).
 */
export * from './names';
export * from './email';
export * from './fieldLimits';
export * from './organizationRoles';

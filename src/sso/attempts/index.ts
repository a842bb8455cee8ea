/**
 * Owns: what is kept of every sign-in attempt, its reference, and how it is listed, shown and erased.
 * Owns not: judging (`saml/gate`, `jit`) and the transaction that writes an attempt with its effect (`sso/signIn.ts`).
 */
export * from './attempt';
export * from './attemptStore';
export * from './findAttempts';
export * from './keptResponse';
export * from './readAttempt';
export * from './reference';
export * from './refusedAttempt';
export * from './unlistedValues';

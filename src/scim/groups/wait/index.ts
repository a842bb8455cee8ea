/**
 * Owns: holding a request that gives a role or group in a workspace to somebody who is no member of it yet, for up to 30
 * seconds and over all processes, without a transaction, a lock or a connection (W1 to W6).
 * Owns not: what the request does once they are members, which is decided anew (`scim/groups`).
 */
export { MembershipMissing } from './membershipMissing';
export { MembershipWatch, membershipChannel, type Arrival } from './membershipWatch';
export { systemTimers, type Timers } from './timers';
export { longestWaitMs, mostWaiting, waitForMembership, type WaitDependencies } from './waitForMembership';

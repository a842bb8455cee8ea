/**
 * Owns: how many refused posts, refused completions, wrong passwords, requests for links, sign-in starts, and wrong
 * secrets and access tokens of SCIM clients a client address, a connection and a provisioning may cause in a minute, counted by all processes
 * together in one table, and what each process remembers of it. A passed sign-in counts
 * nowhere: a whole company signs in from one address at nine.
 * Owns not: wrong passwords of one name (`sessions`), the answer 429 (`web`), deleting counters that are over (`jobs`).
 */
export { clientNetwork } from './clientNetwork';
export {
  callWithinLimits,
  countAgainst,
  countBack,
  readUsedUp,
  type UsedUp,
  type UsedUpRow,
  type WithinLimits,
} from './rateCounters';
export type { Counted, CountedOfClient, CountedOfPerson, Limit } from './limits';
export { RateLimits } from './rateLimits';

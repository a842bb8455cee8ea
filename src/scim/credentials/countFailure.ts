import type { Database } from '../../db';
import { countAgainst, type Limit, type RateLimits } from '../../rateLimits';

/** What counting needs. */
interface CountingDependencies {
  readonly database: Database;
  readonly rateLimits: RateLimits;
}

/**
 * Counts a request with a wrong secret or token, for the network it came from and for the provisioning it was sent to. Right
 * ones are never counted here and never turned away by it: identity providers send for all their customers from the same addresses.
 *
 * @param provisioningId as it stands in the address
 * @param address the client's; null when unknown
 * @returns until when failures are answered with 429; null while they are within the limits
 */
export async function countFailure(
  dependencies: CountingDependencies,
  provisioningId: string,
  address: string | null,
  now: Date,
): Promise<Date | null> {
  return count(dependencies, dependencies.rateLimits.of('scim', address, provisioningId.toLowerCase()), now);
}

/**
 * Counts an access token that is about to be given to whoever showed the right secret.
 *
 * @returns until when none is given any more; null while it is within the limit
 */
export async function countToken(
  dependencies: CountingDependencies,
  provisioningId: string,
  now: Date,
): Promise<Date | null> {
  return count(dependencies, dependencies.rateLimits.ofClient('token', provisioningId), now);
}

async function count(
  { database, rateLimits }: CountingDependencies,
  limits: readonly Limit[],
  now: Date,
): Promise<Date | null> {
  const known = rateLimits.usedUp(limits, now);
  if (known !== null) return known;
  const usedUp = await countAgainst(database, limits, now);
  if (usedUp === null) return null;
  rateLimits.remember(usedUp);
  return usedUp.until;
}

import type { Database } from '../../db';
import { countAgainst, type RateLimits } from '../../rateLimits';

/**
 * Counts a request with a wrong secret or token, for the network it came from and for the provisioning it was sent to. Right
 * ones are never counted and never turned away: identity providers send for all their customers from the same addresses.
 *
 * @param provisioningId as it stands in the address
 * @param address the client's; null when unknown
 * @returns until when failures are answered with 429; null while they are within the limits
 */
export async function countFailure(
  { database, rateLimits }: { readonly database: Database; readonly rateLimits: RateLimits },
  provisioningId: string,
  address: string | null,
  now: Date,
): Promise<Date | null> {
  const limits = rateLimits.of('scim', address, provisioningId.toLowerCase());
  const known = rateLimits.usedUp(limits, now);
  if (known !== null) return known;
  const usedUp = await countAgainst(database, limits, now);
  if (usedUp === null) return null;
  rateLimits.remember(usedUp);
  return usedUp.until;
}

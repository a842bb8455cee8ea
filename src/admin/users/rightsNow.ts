import type { Prisma } from '../../db';
import type { Administrator } from '../administrator';
import { allPermissions, permissionsOf, type Permission } from '../rights';

/** Somebody lost a right between asking and being served. */
export class RightLost extends Error {
  constructor(readonly permission: Permission) {
    super(`The right ${permission} was taken away meanwhile.`);
  }
}

/** Whose rights are asked for: an account of the site; null stands for an operator, who has all. */
export type RightsHolder = Pick<Administrator, 'siteId' | 'accountId'>;

/** What somebody may do at this moment: nothing once the account is not active, has expired, or is a guest. */
export async function rightsNow(
  tx: Prisma.TransactionClient,
  { siteId, accountId }: RightsHolder,
  now: Date,
): Promise<ReadonlySet<Permission>> {
  if (accountId === null) return new Set(allPermissions);
  const account = await tx.account.findFirst({
    where: { id: accountId, siteId, status: 'active', homeOrganization: null },
    select: { roles: true, expiresAt: true },
  });
  const lives = account !== null && (account.expiresAt === null || account.expiresAt > now);
  return permissionsOf(lives ? account.roles : []);
}

/**
 * Asks inside the transaction that acts whether whoever asked still may. Roles change under the lock of their site, so
 * whoever holds that lock is told what counts.
 *
 * @param asked those of these rights that the decision counts on
 * @returns every right they have now
 * @throws RightLost, which undoes the transaction
 */
export async function requireStill(
  tx: Prisma.TransactionClient,
  administrator: RightsHolder,
  asked: readonly Permission[],
  now: Date,
): Promise<ReadonlySet<Permission>> {
  const rights = await rightsNow(tx, administrator, now);
  const lost = asked.find((permission) => !rights.has(permission));
  if (lost !== undefined) throw new RightLost(lost);
  return rights;
}

import type { Prisma } from '../../db';
import type { AccountState } from '../accountState';
import { securityRole } from '../organizationRoles';

/** What of an account decides whether it is a rescuer. */
export type RescueFields = Pick<AccountState, 'status' | 'roles' | 'bypass' | 'email' | 'expiresAt'>;

/**
 * True when the owner of an account could mend single sign-on while it lets nobody in: an active Org Security Admin with
 * bypass and a password, or an address to which a link that sets one is mailed. A site that demands single sign-on keeps
 * one (design 1: an administrator must never be locked out).
 */
export function isRescuer(account: RescueFields, hasPassword: boolean, now: Date): boolean {
  const { status, roles, bypass, email, expiresAt } = account;
  const lives = status === 'active' && (expiresAt === null || new Date(expiresAt) > now);
  return lives && bypass && roles.includes(securityRole) && (hasPassword || email !== null);
}

/** True when a rescuer does not end by itself: only such a one makes another dispensable. */
export function lasts({ expiresAt }: Pick<AccountState, 'expiresAt'>): boolean {
  return expiresAt === null;
}

/**
 * The field by which a change takes a rescuer away or gives it an end; null when the account was none or stays one.
 *
 * @param after null when the account is removed
 */
export function rescuerLostBy(
  before: { readonly state: RescueFields; readonly hasPassword: boolean },
  after: { readonly state: RescueFields; readonly hasPassword: boolean } | null,
  now: Date,
): 'username' | 'status' | 'roles' | 'bypass' | 'email' | 'expiresAt' | null {
  if (!isRescuer(before.state, before.hasPassword, now)) return null;
  if (after === null) return 'username';
  const { state } = after;
  if (!lasts(state) && state.expiresAt !== before.state.expiresAt) return 'expiresAt';
  if (isRescuer(state, after.hasPassword, now)) return null;
  if (state.status !== 'active') return 'status';
  if (!state.roles.includes(securityRole)) return 'roles';
  return state.bypass ? 'email' : 'bypass';
}

/** Ids of the rescuers of a site that last: what `isRescuer` and `lasts` say, asked of the database. */
export async function readRescuers(tx: Prisma.TransactionClient, siteId: string): Promise<ReadonlySet<string>> {
  // The conditions on role and status are spelled as their partial index spells them.
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM accounts
    WHERE site_id = ${siteId}::uuid AND 'Org Security Admin' = ANY (roles) AND status = 'active'
      AND home_organization IS NULL AND expires_at IS NULL AND bypass AND (password_hash IS NOT NULL OR email IS NOT NULL)`;
  return new Set(rows.map(({ id }) => id));
}

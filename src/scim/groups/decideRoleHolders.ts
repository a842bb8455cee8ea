import { scimError } from '../protocol/errors';
import type { MemberWish } from './memberWish';

/** Somebody a request gives an organization role, or who has it. */
export interface RoleCandidate {
  readonly id: string;
  readonly username: string;
  readonly version: number;
  readonly roles: readonly string[];
  /** May sign in without the identity provider. */
  readonly bypass: boolean;
}

/** The roles somebody has afterwards. */
export interface RoleChange {
  readonly candidate: RoleCandidate;
  readonly roles: readonly string[];
  readonly gains: boolean;
}

/**
 * Whose organization roles a request changes, and to what. Pure.
 *
 * @param candidates whom the wish names, and where it replaces, everybody who has the role
 * @param actingId whom the provisioning acts as
 * @throws ScimError account_protected when it would take the role from somebody who signs in by password, or from whom the
 *   provisioning acts as: a mistake in the identity provider must not shut out those who can mend it (design 8)
 */
export function decideRoleHolders(
  role: string,
  candidates: readonly RoleCandidate[],
  { add }: Pick<MemberWish, 'add'>,
  actingId: string,
): RoleChange[] {
  const wished = new Set(add);
  const changes = candidates.flatMap((candidate): RoleChange[] => {
    const { id, username, roles, bypass } = candidate;
    const gains = wished.has(id);
    if (roles.includes(role) === gains) return [];
    if (gains) return [{ candidate, roles: [...roles, role], gains }];
    if (bypass) throw scimError('account_protected', { note: `${username} signs in by password` });
    if (id === actingId) throw scimError('account_protected', { note: `the provisioning acts as ${username}` });
    return [{ candidate, roles: roles.filter((one) => one !== role), gains }];
  });
  // Who comes is there before who goes: else the last administrator could not be replaced by another.
  return changes.sort((one, other) => Number(other.gains) - Number(one.gains));
}

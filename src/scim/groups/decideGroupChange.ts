import { permissionsOf, type Permission } from '../../accounts';
import type { ActingAccount, Provisioning } from '../call';
import { scimError } from '../protocol/errors';
import type { GroupFacts } from './groupFacts';
import type { GroupKind } from './groupRow';

/** What whoever a provisioning acts as must be allowed to do, for it to make, change or fill groups of a kind. */
export const needed: Readonly<Record<GroupKind, Permission>> = {
  org_role: 'roles.edit',
  workspace: 'workspaces.edit',
  workspace_role: 'workspaces.edit',
  workspace_group: 'workspaces.edit',
  inert: 'people.edit',
};

/** Strangers that a refusal names at most. */
const mostStrangers = 10;

/**
 * Refuses what whoever the provisioning acts as may not do.
 *
 * @throws ScimError row 27
 */
export function requireRight({ roles, username }: ActingAccount, kind: GroupKind): void {
  if (permissionsOf(roles).has(needed[kind])) return;
  throw scimError(27, { note: `the acting user ${username} has no organization role that allows ${needed[kind]}` });
}

/**
 * Refuses people who are none of the site, or whom the provisioning does not see.
 *
 * @throws ScimError row 1
 */
export function requireKnownPeople({ strangers }: Pick<GroupFacts, 'strangers'>): void {
  if (strangers.length === 0) return;
  const named = strangers.slice(0, mostStrangers).join(', ');
  const more = strangers.length - mostStrangers;
  throw scimError(1, {
    attribute: 'members.value',
    note: more > 0 ? `no such people: ${named} and ${more} more` : `no such people: ${named}`,
  });
}

/** What becomes of a group that is to be removed. */
export type RemovalVerdict = 'remove' | 'not_allowed';

/**
 * Whether a group may be removed by a provisioning (decision D6): what grants nothing, and groups of workspaces where the
 * provisioning may. Pure.
 */
export function decideRemoval(
  kind: GroupKind,
  { deleteWorkspaceGroups }: Pick<Provisioning, 'deleteWorkspaceGroups'>,
): RemovalVerdict {
  return kind === 'inert' || (kind === 'workspace_group' && deleteWorkspaceGroups) ? 'remove' : 'not_allowed';
}

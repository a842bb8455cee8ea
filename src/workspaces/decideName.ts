import { textFault, type TextFault } from '../accounts';

/** What an entitlement is: an organization role, a workspace, a role or group in one, or a group that grants nothing. */
export type EntitlementKind = 'org_role' | 'workspace' | 'workspace_role' | 'workspace_group' | 'inert';
/** What a workspace consists of. */
export type PartKind = 'workspace_role' | 'workspace_group';

/** What is wrong with a name somebody wants for a workspace, a role or a group. */
export type NameFault = TextFault | 'taken';

/** Longest name of a workspace, a role or a group, in characters. */
export const longestName = 255;

/**
 * The name under which clients and applications see an entitlement (design 8).
 *
 * @param workspace name of the workspace of a role or group; null for everything else
 */
export function displayNameOf(kind: EntitlementKind, name: string, workspace: string | null): string {
  switch (kind) {
    case 'org_role':
      return `role:${name}`;
    case 'workspace':
      return `workspace:${name}`;
    case 'workspace_role':
      return `workspace:${workspace}:role:${name}`;
    case 'workspace_group':
      return `workspace:${workspace}:group:${name}`;
    case 'inert':
      return name;
  }
}

/**
 * Whether a name will do. Names may hold colons, so a workspace called "Audit:role:Manager" and the role Manager of the
 * workspace Audit would be one and the same to a client: the second is refused.
 *
 * @param isTaken true when another entitlement of the site shows under the name it would have
 */
export function judgeName(name: string, isTaken: boolean): NameFault | null {
  return textFault(name, longestName) ?? (isTaken ? 'taken' : null);
}

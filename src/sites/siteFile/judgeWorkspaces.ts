import { usernameKey } from '../../accounts';
import { displayNameOf } from '../../workspaces';
import type { FieldProblem } from './describeIssues';
import { problemAt } from './fieldRule';
import type { WorkspaceState } from './siteState';
import type { FieldPath } from './yamlSource';

/**
 * Whether everything the file names in its workspaces shows under a name of its own, among what there will be: a workspace
 * called "Audit:role:Manager" and the role Manager of the workspace Audit would be one to SCIM clients.
 *
 * @param written the file's list, in its order, as it will be; null for one that is removed
 * @param others the site's other workspaces
 */
export function judgeWorkspaces(
  written: readonly (WorkspaceState | null)[],
  others: readonly WorkspaceState[],
): FieldProblem[] {
  const taken = new Set(others.flatMap(namesOf).map(({ displayName }) => usernameKey(displayName)));
  return written.flatMap((workspace, index) => {
    if (workspace === null) return [];
    return namesOf(workspace).flatMap(({ path, displayName }) => {
      const key = usernameKey(displayName);
      const isTaken = taken.has(key);
      taken.add(key);
      return isTaken ? [problemAt(['workspaces', index, ...path], { id: 'entitlement_taken', name: displayName })] : [];
    });
  });
}

function namesOf({ name, roles, groups }: WorkspaceState): { path: FieldPath; displayName: string }[] {
  return [
    { path: ['name'], displayName: displayNameOf('workspace', name, null) },
    ...roles.map((role, index) => ({
      path: ['roles', index],
      displayName: displayNameOf('workspace_role', role, name),
    })),
    ...groups.map((group, index) => ({
      path: ['groups', index],
      displayName: displayNameOf('workspace_group', group, name),
    })),
  ];
}

/**
 * Owns: workspaces with their roles and groups, which are entitlements: what somebody may have beside their account; who
 * has them, and the mail that welcomes new members.
 * Owns not: organization roles (`accounts`), how SCIM clients name and fill entitlements (`scim/groups`).
 */
export { addMembers, removeMember, type MemberFault, type MembersChange } from './changeMembers';
export {
  addPart,
  makeWorkspace,
  removeEntitlement,
  renameEntitlement,
  type WorkspaceChange,
  type WorkspaceFacts,
} from './changeWorkspaces';
export { displayNameOf, longestName, type EntitlementKind, type NameFault, type PartKind } from './decideName';
export {
  countMembers,
  listInertGroups,
  listMembers,
  listOrgRoles,
  listWorkspaces,
  readEntitlement,
  readHeld,
  type EntitlementLine,
  type HeldEntitlement,
  type Member,
  type MembersPage,
  type WorkspacesPage,
} from './readEntitlements';
export { readMemberships, type Membership } from './readMemberships';
export {
  carryOutWelcomes,
  sendWelcomes,
  welcomeMembers,
  type NewMembers,
  type WelcomeDependencies,
} from './welcomeMembers';
export { writeWorkspace, type WorkspaceParts } from './writeWorkspace';

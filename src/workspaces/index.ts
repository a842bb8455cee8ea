/**
 * Owns: workspaces with their roles and groups, which are entitlements: what somebody may have beside their account.
 * Owns not: organization roles (`accounts`), how SCIM clients name and fill entitlements (`scim/groups`).
 */
export { readMemberships, type Membership } from './readMemberships';
export {
  carryOutWelcomes,
  sendWelcomes,
  welcomeMembers,
  type NewMembers,
  type WelcomeDependencies,
} from './welcomeMembers';
export { writeWorkspace, type WorkspaceParts } from './writeWorkspace';

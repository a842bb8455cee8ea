/**
 * Owns: the pages of workspaces, their roles and groups, and of who has what.
 * Owns not: the rules (`workspaces`), organization roles (`admin/users`), what SCIM clients send (`scim`).
 */
export { HeldEntitlements } from './HeldEntitlements';
export { workspacesRoutes } from './routes';

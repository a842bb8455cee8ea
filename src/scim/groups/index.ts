/**
 * Owns: groups as SCIM clients see them: entitlements of the site, and groups of their own that grant nothing; reading and
 * listing them, filling and emptying them in sets (G1 to G12, D4, D6, D7), waiting for membership of a workspace (W1 to W6).
 * Owns not: what entitlements are and how pages change them (`workspaces`, `accounts` for organization roles), what a body
 * or a filter means (`scim/protocol`), the brake (`scim/brake`), HTTP (`scim/routes`).
 */
export { createScimGroups, type GroupsDependencies } from './createScimGroups';
export type { Timers } from './wait';

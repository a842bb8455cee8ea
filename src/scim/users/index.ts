/**
 * Owns: people as SCIM clients see and change them (design 8): reading and listing, creating, replacing, patching,
 * suspending and taking up again, what of a resource is stored where, and which provisioning owns an account.
 * Owns not: reading bodies, filters and PATCH (`scim/protocol`), the rules of every door and the rows of accounts
 * (`accounts/change`), memberships (`scim/groups`), the brake (`scim/brake`), HTTP and the call log (`scim/routes`, `scim/calls`).
 */
export { createScimUsers } from './createScimUsers';

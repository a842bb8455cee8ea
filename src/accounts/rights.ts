import { organizationRoles } from './organizationRoles';

/** An organization role of a site (design 10). */
export type OrganizationRole = (typeof organizationRoles)[number];

/** What somebody may do on a site, `<area>.<what>`. Who may edit an area may also view it. */
export type Permission =
  | 'site.view'
  | 'site.edit'
  | 'people.view'
  | 'people.edit'
  | 'roles.edit'
  | 'trackingCodes.view'
  | 'trackingCodes.edit'
  | 'sso.view'
  | 'sso.edit'
  | 'domains.view'
  | 'domains.edit'
  | 'provisioning.view'
  | 'provisioning.edit'
  | 'workspaces.view'
  | 'workspaces.edit'
  | 'activity.view'
  | 'attempts.view';

/**
 * Who may do what on a site.
 *
 * | permission        | Security Admin | User Admin | Workspace Admin | Support | what it is                                       |
 * | ----------------- | -------------- | ---------- | --------------- | ------- | ------------------------------------------------ |
 * | site.view         | x              | x          | x               | x       | Site Information: seats, sign-ins, what waits    |
 * | site.edit         | x              |            |                 |         | name, partner ID, seats, contact                 |
 * | people.view       | x              | x          | x               | x       | accounts, whatever their status                  |
 * | people.edit       | x              | x          |                 |         | make, change, approve, activate, import          |
 * | roles.edit        | x              |            |                 |         | give and take roles; bypass; edit administrators |
 * | trackingCodes.*   | view, edit     | view, edit |                 | view    | labels, lists                                    |
 * | sso.*             | view, edit     |            |                 | view    | connections, certificates, rules of creation     |
 * | domains.*         | view, edit     | view       |                 | view    | e-mail and sign-in domains                       |
 * | provisioning.*    | view, edit     |            |                 | view    | SCIM clients                                     |
 * | workspaces.*      | view, edit     | view       | view, edit      | view    | workspaces and their groups                      |
 * | activity.view     | x              | x          |                 | x       | who changed what                                 |
 * | attempts.view     | x              | x          |                 | x       | sign-in attempts, the support desk of the site   |
 *
 * Several roles add up. Operators may do everything on every site. A guest has no rights, whatever roles a row names:
 * they belong to another organization. A User Admin makes and changes people but neither roles nor those who have any:
 * else whoever may change an administrator's e-mail address could become that administrator.
 */
const permissionsOfRole: Readonly<Record<OrganizationRole, readonly Permission[]>> = {
  // prettier-ignore
  'Org Security Admin': [
    'site.view', 'site.edit', 'people.view', 'people.edit', 'roles.edit', 'trackingCodes.view', 'trackingCodes.edit',
    'sso.view', 'sso.edit', 'domains.view', 'domains.edit', 'provisioning.view', 'provisioning.edit', 'workspaces.view',
    'workspaces.edit', 'activity.view', 'attempts.view',
  ],
  // prettier-ignore
  'Org User Admin': [
    'site.view', 'people.view', 'people.edit', 'trackingCodes.view', 'trackingCodes.edit', 'domains.view',
    'workspaces.view', 'activity.view', 'attempts.view',
  ],
  'Org Workspace Admin': ['site.view', 'people.view', 'workspaces.view', 'workspaces.edit'],
  // prettier-ignore
  'Org Support': [
    'site.view', 'people.view', 'trackingCodes.view', 'sso.view', 'domains.view', 'provisioning.view',
    'workspaces.view', 'activity.view', 'attempts.view',
  ],
};

/** Everything there is; what an operator may do. */
export const allPermissions: readonly Permission[] = permissionsOfRole['Org Security Admin'];

/** What the holder of these roles may do; roles that are none of ours give nothing. */
export function permissionsOf(roles: readonly string[]): ReadonlySet<Permission> {
  const known = organizationRoles.filter((role) => roles.includes(role));
  return new Set(known.flatMap((role) => permissionsOfRole[role]));
}

/** The roles that may do something, to tell a person whom to ask. */
export function rolesThatMay(permission: Permission): readonly OrganizationRole[] {
  return organizationRoles.filter((role) => permissionsOfRole[role].includes(permission));
}

/**
 * Whether somebody may change an account, its password and its address included.
 *
 * @param account as it is before the change
 */
export function mayEditAccount(
  can: (permission: Permission) => boolean,
  account: { readonly roles: readonly string[] },
): boolean {
  return can('roles.edit') || (can('people.edit') && account.roles.length === 0);
}

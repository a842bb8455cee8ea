import { organizationRoles } from '../../src/accounts';
import { mayEditAccount, permissionsOf, type Permission } from '../../src/admin/rights';
import { allPermissions, rolesThatMay } from '../../src/admin/rights';

const [security, user, workspace, support] = organizationRoles;

test.each<[Permission, readonly string[]]>([
  ['site.view', [security, user, workspace, support]],
  ['site.edit', [security]],
  ['people.view', [security, user, workspace, support]],
  ['people.edit', [security, user]],
  ['roles.edit', [security]],
  ['trackingCodes.view', [security, user, support]],
  ['trackingCodes.edit', [security, user]],
  ['sso.view', [security, support]],
  ['sso.edit', [security]],
  ['domains.view', [security, user, support]],
  ['domains.edit', [security]],
  ['provisioning.view', [security, support]],
  ['provisioning.edit', [security]],
  ['workspaces.view', [security, user, workspace, support]],
  ['workspaces.edit', [security, workspace]],
  ['activity.view', [security, user, support]],
  ['attempts.view', [security, user, support]],
])('%s belongs to %j', (permission, roles) => {
  expect(rolesThatMay(permission)).toEqual(roles);
  for (const role of organizationRoles) expect(permissionsOf([role]).has(permission)).toBe(roles.includes(role));
});

test('operators have every right there is', () => {
  for (const role of organizationRoles)
    expect(allPermissions).toEqual(expect.arrayContaining([...permissionsOf([role])]));
});

test('several roles add up, and a role that is none of ours gives nothing', () => {
  expect(permissionsOf([workspace, support])).toEqual(
    new Set([...permissionsOf([workspace]), ...permissionsOf([support])]),
  );
  expect(permissionsOf([])).toEqual(new Set());
  expect(permissionsOf(['org security admin', 'Org Security Admin ', 'constructor', '__proto__'])).toEqual(new Set());
});

test('who may edit an area may view it', () => {
  for (const role of organizationRoles) {
    const permissions = permissionsOf([role]);
    const edited = [...permissions].filter((one) => one.endsWith('.edit') && one !== 'roles.edit');
    const views = edited.map((one) => one.replace('.edit', '.view') as Permission);
    expect(views.filter((one) => !permissions.has(one))).toEqual([]);
  }
});

test.each<[string, string, readonly string[], boolean]>([
  ['a person without a role', user, [], true],
  ['a person without a role', security, [], true],
  ['a person without a role', support, [], false],
  ['another User Admin', user, [user], false],
  ['a Security Admin', user, [security], false],
  ['somebody of Support', user, [support], false],
  ['another Security Admin', security, [security], true],
])('%s may be edited by %s: having the roles %j: %j', (_who, editor, roles, may) => {
  const permissions = permissionsOf([editor]);
  expect(mayEditAccount((permission) => permissions.has(permission), { roles })).toBe(may);
});

// The pages ask for rights here; other doors (SCIM) have the same ones.
export {
  allPermissions,
  mayEditAccount,
  permissionsOf,
  rolesThatMay,
  type OrganizationRole,
  type Permission,
} from '../accounts';

/**
 * Owns: SCIM clients of a site (provisionings), their secrets and OAuth tokens, and telling from a request which of them is
 * calling (RFC 7617, RFC 6750, RFC 6749 section 4.4).
 * Owns not: what a client may do with people and groups (`scim/users`, `scim/groups`), the answers of SCIM addresses
 * (`scim/routes`), the pages on which provisionings are administered (`admin/provisioning`).
 */
export { accessTokenSeconds, accessTokenType } from './accessToken';
export { provisioningAddress, tokenAddress } from './address';
export { authenticate, challenges, type Authenticated, type CredentialDependencies } from './authenticate';
export { countFailure } from './countFailure';
export { actingRoles, decideStop, type ActingState, type StopReason } from './decideStop';
export { oauthTokenRoutes, type OauthTokenDependencies } from './oauthTokenRoutes';
export { SecretHashes } from './secretHashes';
export {
  changeProvisioning,
  createProvisioning,
  removeProvisioning,
  type ProvisioningChange,
} from './provisionings/changeProvisioning';
export { readProvisionings, type LiveSecret, type ShownProvisioning } from './provisionings/readProvisionings';
export {
  makeSecret,
  mostOverlapDays,
  rotateSecret,
  secretLifetimes,
  type RotatedSecret,
  type RotationWish,
} from './provisionings/secrets';
export {
  brakeBounds,
  newProvisioning,
  type ProvisioningProblem,
  type ProvisioningReason,
  type ProvisioningSettings,
} from './provisionings/settings';

/**
 * Owns: what applications are told about who is signed in: `/auth/verify`, the tokens it gives and the keys that sign
 * them, and how a sign-in reaches an application on another host.
 * Owns not: sessions (`sessions`), SCIM tokens (`scim`).
 */
export { authTokenSeconds, authTokenType, signAuthToken, verifyAuthToken } from './authToken';
export type { AuthTokenFrame, AuthTokenSubject } from './authToken';
export { handoverRoutes, type HandoverDependencies } from './handoverRoutes';
export { rotateSigningKeys, signingKeyRotation, type SigningKeyRotation } from './rotateSigningKeys';
export { ensureSigningKey, SigningKeys, type PublicJwk, type SigningKeyDeps } from './signingKeys';
export { tokenRoutes, type TokenDependencies } from './verifyRoutes';

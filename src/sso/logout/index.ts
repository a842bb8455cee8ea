/**
 * Owns: single logout over HTTP: the address for logout messages of both directions, what a sign-out here tells the
 * identity provider, and what the database remembers of both.
 * Owns not: whether a message is genuine (`saml/gate/logout`), how ours are made (`saml`), the form that signs out (`signIn`).
 */
export { logoutRoutes } from './logoutRoutes';
export type { LogoutDependencies } from './dependencies';
export { sendLogoutMessage } from './sendLogoutMessage';
export { startLogout, type EndedSignIn } from './startLogout';

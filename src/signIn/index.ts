/**
 * Owns: the sign-in start (`GET /`), the password form of accounts with bypass, signing out.
 * Owns not: what happens at an identity provider and after it (`sso`), sessions and passwords themselves (`sessions`).
 */
export { signInRoutes, type SignInDependencies } from './routes';
export type { DemoLinks } from './DemoPanel';
export { signOutRoutes } from './signOutRoutes';

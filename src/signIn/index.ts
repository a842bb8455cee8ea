/**
 * Owns: the sign-in start (`GET /`), the password form of accounts with bypass, forgotten passwords and what is behind
 * mailed links, signing out.
 * Owns not: what happens at an identity provider and after it (`sso`), sessions and passwords themselves (`sessions`).
 */
export type { SignInDependencies } from './dependencies';
export { signInRoutes } from './routes';
export type { DemoLinks } from './DemoPanel';
export { signOutRoutes } from './signOutRoutes';

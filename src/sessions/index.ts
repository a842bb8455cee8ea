/**
 * Owns: sessions of people: the cookie, the row behind it, how long it lasts, reading and ending it; the secrets that
 * cookies and one-time codes are made of; passwords and their throttle.
 * Owns not: how somebody gets one through SAML (`sso`), what applications are told (`tokens`), operators (`operator`).
 */
export { HostCookies, secretOf, SessionCookies, type CookieName } from './cookies';
export { absoluteLimitHours, idleLimitHours, sessionLifetime } from './lifetime';
export { hashSecret, newSecret } from './secret';
export { currentSession, type SessionDependencies } from './currentSession';
export {
  endOwnSession,
  endSession,
  listSessions,
  readSession,
  startSession,
  type EndedSession,
  type ListedSession,
  type NewSession,
  type Session,
} from './sessionStore';
export { hashPassword, longestPassword, shortestPassword, verifyPassword } from './password';
export { judgePassword, type PasswordQuestion, type PasswordVerdict } from './passwordSignIn';
export { countPassword, forgivePasswords, mostWrongPasswords, type ThrottledName } from './passwordThrottle';

/**
 * Owns: sessions of people: the cookie, the row behind it, how long it lasts, reading and ending it; the secrets that
 * cookies and one-time codes are made of; passwords and their throttle; the mailed links by which their owners choose them
 * and show that an address is theirs.
 * Owns not: how somebody gets one through SAML (`sso`), what applications are told (`tokens`), operators (`operator`).
 */
export { HostCookies, secretOf, SessionCookies, type CookieName } from './cookies';
export { absoluteLimitHours, idleLimitHours, sessionLifetime } from './lifetime';
export { hashSecret, newSecret } from './secret';
export { currentSession, type SessionDependencies } from './currentSession';
export {
  endOtherSessions,
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
export { hashPassword, isUsablePassword, longestPassword, shortestPassword, verifyPassword } from './password';
export { judgePassword, type PasswordQuestion, type PasswordVerdict } from './passwordSignIn';
export { countPassword, forgivePasswords, mostWrongPasswords, type ThrottledName } from './passwordThrottle';
export { mostRecentLinks, readAccountLink, useAccountLink, type AccountOfLink } from './accountLinks';
export type { LinkPurpose } from './decideAccountLink';
export {
  answerForgottenPassword,
  forgottenPassword,
  forgottenPasswordKey,
  makePasswordLink,
  sendEmailLink,
  sendPasswordLink,
  type LinkDependencies,
  type PasswordLink,
  type SentLink,
} from './sendAccountLink';
export { setOwnPassword, type ChosenPassword } from './setPassword';

/**
 * Owns: the verdict on logout messages of an identity provider (SAML Core 3.7, Profiles 4.4), by redirect and by POST: how
 * they are read, what signs them, and every claim in them. Pure, with the rules and limits of the gate.
 * Owns not: the sessions that end and the answer (`sso/logout`), and the messages we send (`saml/buildLogout.ts`).
 */
export { logoutChecks, logoutCheckIds, type LogoutCheckId } from './checks';
export { refuseLogout, runLogoutGate } from './runLogoutGate';
export type * from './types';

/** Who can mend the cause of a refusal. */
export type WhoActs = 'person' | 'site_admin' | 'idp_admin' | 'operator';

/** How much a refusal should worry the people who watch: `attack` is worth a look even when it happens once. */
export type Severity = 'info' | 'warning' | 'error' | 'attack';

/**
 * The public SSO codes 1 to 32 and their titles. Numbers are never reused; 22 belongs to WS-Federation and is answered
 * only when such a message is posted here.
 */
export const ssoCodes = {
  1: 'SSO protocol error',
  2: 'No user name found in SAML assertion',
  3: 'No user account found in the system',
  4: 'No X.509 certificate found in the system',
  5: 'Only POST request is supported',
  6: 'Incorrect SAML SSO POST data',
  7: 'The site is not allowed to use SSO',
  8: 'Incorrect X.509 certificate to validate SAML assertion',
  9: 'Loading configuration error',
  10: 'NameQualifier does not match site URL',
  11: 'Unable to reach assertion party',
  12: 'Failed to resolve SAML artifact',
  13: 'Invalid SAML assertion',
  14: 'Recipient does not match',
  15: 'X.509 certificate has expired',
  16: 'User account is locked',
  17: 'User account is expired',
  18: 'User account has been deactivated',
  19: 'SAML assertion is expired',
  20: 'SAML assertion is unsigned',
  21: 'User role is not allowed to sign in',
  22: 'Invalid RequestedSecurityToken',
  23: 'Invalid digital signature',
  24: 'Untrusted issuer',
  25: 'Name identifier format is incorrect',
  26: 'Unable to generate AuthnRequest',
  27: 'Unable to generate LogoutRequest',
  28: 'InResponseTo does not match the request ID',
  29: 'Invalid response message',
  30: 'Invalid request message',
  31: 'Auto Account Creation failed',
  32: 'Auto Account Update failed',
} as const;

/** A public SSO code, 1 to 32. */
export type SsoCode = keyof typeof ssoCodes;

/** True when `value` is one of the public SSO codes. */
export function isSsoCode(value: number): value is SsoCode {
  return Object.hasOwn(ssoCodes, value);
}

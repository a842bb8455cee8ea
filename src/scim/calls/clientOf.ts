/** Clients whose ways are known. */
export type ScimClient =
  'okta' | 'entra' | 'onelogin' | 'jumpcloud' | 'pingfederate' | 'sailpoint' | 'google' | 'other';

const agents: readonly (readonly [ScimClient, RegExp])[] = [
  ['okta', /okta/i],
  ['entra', /microsoft|azure|entra/i],
  ['onelogin', /onelogin/i],
  ['jumpcloud', /jumpcloud/i],
  ['pingfederate', /ping(?:federate|one|identity)/i],
  ['sailpoint', /sailpoint|identityiq/i],
  ['google', /google/i],
];

/** Which client sent a call, by what it says of itself; Entra ID often says nothing but puts its flag into the query. */
export function clientOf(call: { readonly userAgent: string | null; readonly query: string | null }): ScimClient {
  const agent = call.userAgent ?? '';
  const found = agents.find(([, pattern]) => pattern.test(agent));
  if (found) return found[0];
  return /aadoptscim|azureadscimpatch/i.test(call.query ?? '') ? 'entra' : 'other';
}

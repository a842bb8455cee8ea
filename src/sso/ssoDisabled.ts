import type { Refusal } from './catalogue';

/** Code 7 for an address that belongs to no site or connection; nothing is stored. */
export function addressUnknown(path: string | null): Refusal {
  return ssoDisabled('an address of this installation', path);
}

/** Code 7 for a site or connection whose single sign-on is switched off. */
export function switchedOff(): Refusal {
  return ssoDisabled('single sign-on switched on', 'switched off');
}

function ssoDisabled(expected: string, received: string | null): Refusal {
  return { code: 7, findings: [{ reason: 'sso_disabled', field: null, expected, received }] };
}

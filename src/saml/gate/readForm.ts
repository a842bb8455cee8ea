import type { ReasonId, Refusal, SsoCode } from '../../sso/catalogue';
import { fail, type FailureDetail } from './judgement';

/** A form post of the ACS as read, or why it is none. */
export type FormReading =
  | { readonly outcome: 'form'; readonly samlResponse: string; readonly relayState: string | null }
  | { readonly outcome: 'refused'; readonly refusal: Refusal; readonly why: string };

const mostFields = 8;

/**
 * Judges the fields of the posted form (SAML Bindings 3.5.4): SAMLResponse exactly once, RelayState at most once.
 *
 * @param fields name and value of every field in the order sent, percent-decoded
 */
export function readForm(fields: readonly (readonly [string, string])[]): FormReading {
  const named = (name: string) => fields.filter(([field]) => field === name).map(([, value]) => value);
  if (fields.length > mostFields) {
    return refuse(6, 'too_large', {
      why: `The form has more than ${mostFields} fields.`,
      received: `${fields.length}`,
    });
  }
  if (named('SAMLart').length > 0) {
    return refuse(11, 'artifact_unsupported', { why: 'The form holds an artifact.', field: 'SAMLart' });
  }
  const responses = named('SAMLResponse');
  if (responses.length === 0 && (named('wresult').length > 0 || named('wa').length > 0)) {
    return refuse(22, 'ws_federation', { why: 'The form is one of WS-Federation.', field: 'wresult' });
  }
  const odd = fields.map(([name]) => name).find((name) => /^(?:SAMLResponse|RelayState)\W/.test(name));
  if (odd !== undefined) return unusable('A field name has brackets or other signs behind it.', printable(odd));
  if (named('SAMLRequest').length > 0) return unusable('The form holds a SAMLRequest.', 'SAMLRequest');
  const [samlResponse] = responses;
  if (samlResponse === undefined || responses.length > 1) {
    return unusable(`SAMLResponse stands ${responses.length} times in the form.`, 'SAMLResponse');
  }
  if (samlResponse === '') return unusable('SAMLResponse is empty.', 'SAMLResponse');
  const relayStates = named('RelayState');
  if (relayStates.length > 1) return unusable('RelayState stands several times in the form.', 'RelayState');
  return { outcome: 'form', samlResponse, relayState: relayStates[0] ?? null };
}

/** A field name may hold anything, also U+0000, which no database stores. */
function printable(name: string): string {
  return name.replace(/[^\x20-\x7E]/g, '?');
}

function unusable(why: string, field: string): FormReading {
  return refuse(6, 'form_unusable', { why, field });
}

function refuse(code: SsoCode, reason: ReasonId, detail: FailureDetail): FormReading {
  return { outcome: 'refused', refusal: { code, findings: [fail(code, reason, detail).finding] }, why: detail.why };
}

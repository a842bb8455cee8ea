import { namespaces, statusSuccess } from '../names';
import { clockHint, parseDateTime } from './dates';
import { attributeOf, childrenNamed, isNamed, textOf } from './element';
import { fail, pass, type Judgement } from './judgement';
import { isNcName } from './signatureShape';
import type { GateSettings } from './types';
import { skewMs } from './claims';

const wsTrust = /^RequestSecurityTokenResponse(?:Collection)?$|^RequestedSecurityToken$/;

/** The root must be a samlp:Response by its expanded name. */
export function judgeRoot(root: Element): Judgement {
  if (isNamed(root, namespaces.samlp, 'Response')) return pass('The message is a samlp:Response.');
  const received = `{${root.namespaceURI ?? ''}}${root.localName}`;
  if (wsTrust.test(root.localName)) {
    return fail(22, 'ws_federation', { why: 'The message is a WS-Federation token.', field: 'message', received });
  }
  return fail(29, 'not_a_response', {
    why: 'The message is not a SAML 2.0 Response.',
    field: 'message',
    expected: `{${namespaces.samlp}}Response`,
    received,
  });
}

/** What SAML Core 3.2.2 demands of every Response. */
export function judgeEnvelope(response: Element, settings: GateSettings, now: Date): Judgement {
  const version = attributeOf(response, 'Version');
  if (version !== '2.0') return malformed('Version', 'The Version is not 2.0.', '2.0', version);
  const id = attributeOf(response, 'ID');
  if (id === null || !isNcName(id)) return malformed('ID', 'The Response has no usable ID.', 'an XML name', id);
  return judgeStatusShape(response) ?? judgeResponseInstant(response, settings, now);
}

function malformed(field: string, why: string, expected: string, received: string | null, hint?: string): Judgement {
  return fail(29, 'response_malformed', { why, field, expected, received, hint });
}

function judgeStatusShape(response: Element): Judgement | null {
  const statuses = childrenNamed(response, namespaces.samlp, 'Status');
  const [status] = statuses;
  if (status === undefined || statuses.length > 1) {
    return malformed('Status', 'The Response has not exactly one Status.', 'one', String(statuses.length));
  }
  const codes = childrenNamed(status, namespaces.samlp, 'StatusCode');
  const [code] = codes;
  if (code === undefined || codes.length > 1 || attributeOf(code, 'Value') === null) {
    return malformed('StatusCode', 'The Status has not exactly one StatusCode.', 'one', String(codes.length));
  }
  return null;
}

function judgeResponseInstant(response: Element, settings: GateSettings, now: Date): Judgement {
  const text = attributeOf(response, 'IssueInstant');
  const instant = text === null ? null : parseDateTime(text);
  if (instant === null) return malformed('IssueInstant', 'IssueInstant is missing or unreadable.', 'a UTC time', text);
  if (instant.getTime() > now.getTime() + skewMs(settings)) {
    const why = 'IssueInstant of the Response lies in the future.';
    return malformed('IssueInstant', why, `at most ${now.toISOString()}`, text, clockHint(instant, now));
  }
  return pass('ID, Version, IssueInstant and Status are there.');
}

/** Anything but Success is the identity provider's own refusal; its words are reported as received. */
export function judgeStatus(response: Element): Judgement {
  const status = childrenNamed(response, namespaces.samlp, 'Status')[0];
  const values: string[] = [];
  let code = status && childrenNamed(status, namespaces.samlp, 'StatusCode')[0];
  while (code !== undefined) {
    values.push(attributeOf(code, 'Value') ?? '');
    code = childrenNamed(code, namespaces.samlp, 'StatusCode')[0];
  }
  if (values[0] === statusSuccess) return pass('The status is Success.');
  const message = status && childrenNamed(status, namespaces.samlp, 'StatusMessage')[0];
  const words = message ? (textOf(message) ?? '') : '';
  return fail(1, 'idp_status', {
    why: 'The identity provider answered with an error.',
    field: 'Status',
    expected: statusSuccess,
    received: values.join(' > ') + (words === '' ? '' : `: ${words}`),
  });
}

import { namespaces } from '../../names';
import { judgeUniqueIds } from '../assertionSet';
import { clockHint, maxAssertionAgeMs, parseDateTime } from '../dates';
import { attributeOf, childrenNamed, elementChildren, isNamed } from '../element';
import { fail, pass, type Judgement } from '../judgement';
import { identifierHint } from '../nearMiss';
import { isNcName } from '../signatureShape';
import type { LogoutGateSettings } from './types';

/** A logout message a pinned key vouches for, and what it is judged by. */
export interface LogoutClaims {
  readonly kind: 'request' | 'response';
  readonly root: Element;
  readonly settings: LogoutGateSettings;
  readonly now: Date;
}

/** The children the schema knows (SAML Core 3.7.1, 3.2.2). */
const known = {
  request: ['Issuer', 'Signature', 'Extensions', 'BaseID', 'NameID', 'EncryptedID', 'SessionIndex'],
  response: ['Issuer', 'Signature', 'Extensions', 'Status'],
} as const;

/** The message by its expanded name, in the parameter that is meant for it. */
export function judgeLogoutRoot(kind: 'request' | 'response', root: Element): Judgement {
  const expected = kind === 'request' ? 'LogoutRequest' : 'LogoutResponse';
  if (isNamed(root, namespaces.samlp, expected)) return pass(`The message is a samlp:${expected}.`);
  return malformed(kind, {
    why: `The message is not a SAML 2.0 ${expected}.`,
    field: 'message',
    expected: `{${namespaces.samlp}}${expected}`,
    received: `{${root.namespaceURI ?? ''}}${root.localName}`,
  });
}

/** What SAML Core 3.2.1 and 3.2.2 demand of every message, and no child that the schema does not know. */
export function judgeLogoutEnvelope({ kind, root, settings, now }: LogoutClaims): Judgement {
  const version = attributeOf(root, 'Version');
  if (version !== '2.0') {
    return malformed(kind, { why: 'The Version is not 2.0.', field: 'Version', expected: '2.0', received: version });
  }
  const id = attributeOf(root, 'ID');
  if (id === null || !isNcName(id)) {
    return malformed(kind, {
      why: 'The message has no usable ID.',
      field: 'ID',
      expected: 'an XML name',
      received: id,
    });
  }
  if (judgeUniqueIds(root).passed === false) {
    return malformed(kind, { why: 'Two elements carry the same ID.', field: 'ID', expected: null, received: id });
  }
  const names: readonly string[] = known[kind];
  const odd = elementChildren(root).find((child) => !names.includes(child.localName));
  if (odd !== undefined) {
    const why = 'The message holds an element that does not belong there.';
    return malformed(kind, { why, field: 'message', expected: names.join(', '), received: odd.localName });
  }
  return judgeInstant(kind, root, settings, now);
}

function judgeInstant(kind: 'request' | 'response', root: Element, { gate }: LogoutGateSettings, now: Date): Judgement {
  const text = attributeOf(root, 'IssueInstant');
  const instant = text === null ? null : parseDateTime(text);
  const isFuture = instant !== null && instant.getTime() > now.getTime() + gate.clockSkewSeconds * 1000;
  if (instant !== null && !isFuture) return pass('ID, Version and IssueInstant are there.');
  const why = isFuture ? 'IssueInstant lies in the future.' : 'IssueInstant is missing or unreadable.';
  const hint = instant === null ? undefined : clockHint(instant, now);
  return malformed(kind, { why, field: 'IssueInstant', expected: 'a UTC time', received: text, hint });
}

/** A signed message must name the address it is sent to (SAML Bindings 3.4.5.2, 3.5.5.2). */
export function judgeLogoutDestination({ root, settings: { logoutUrl } }: LogoutClaims): Judgement {
  const destination = attributeOf(root, 'Destination');
  if (destination === logoutUrl) return pass('Destination is our logout address.');
  return fail(14, 'logout_destination_wrong', {
    why: destination === null ? 'The message names no Destination.' : 'Destination is another address.',
    field: 'Destination',
    expected: logoutUrl,
    received: destination,
    hint: destination === null ? undefined : identifierHint(logoutUrl, destination),
  });
}

/** At most ten minutes old and, for a request, not past its NotOnOrAfter; the skew of the connection on top. */
export function judgeLogoutTime({ kind, root, settings: { gate }, now }: LogoutClaims): Judgement {
  const skewMs = gate.clockSkewSeconds * 1000;
  const instant = parseDateTime(attributeOf(root, 'IssueInstant') ?? '');
  if (instant !== null && instant.getTime() < now.getTime() - maxAssertionAgeMs - skewMs) {
    return expired('IssueInstant', 'The message is more than ten minutes old.', instant, now);
  }
  const text = kind === 'request' ? attributeOf(root, 'NotOnOrAfter') : null;
  if (text === null) return pass('The message is fresh.');
  const end = parseDateTime(text);
  if (end === null) {
    const why = 'NotOnOrAfter is unreadable.';
    return malformed(kind, { why, field: 'NotOnOrAfter', expected: 'a UTC time', received: text });
  }
  if (end.getTime() <= now.getTime() - skewMs) return expired('NotOnOrAfter', 'The message has expired.', end, now);
  return pass('The message is fresh and has not expired.');
}

function expired(field: string, why: string, time: Date, now: Date): Judgement {
  const received = time.toISOString();
  return fail(19, 'logout_expired', { why, field, received, expected: now.toISOString(), hint: clockHint(time, now) });
}

const success = 'urn:oasis:names:tc:SAML:2.0:status:Success';

/** The status of a LogoutResponse (SAML Core 3.2.2.2). Another one than Success refuses nothing: our session has ended. */
export function judgeLogoutStatus(root: Element): Judgement {
  const status = childrenNamed(root, namespaces.samlp, 'Status');
  const codes = status[0] === undefined ? [] : childrenNamed(status[0], namespaces.samlp, 'StatusCode');
  const value = codes[0] === undefined ? null : attributeOf(codes[0], 'Value');
  if (status.length !== 1 || codes.length !== 1 || value === null) {
    const why = 'The LogoutResponse has not exactly one StatusCode.';
    return malformed('response', { why, field: 'Status', expected: 'one', received: String(codes.length) });
  }
  const below = codes[0] === undefined ? [] : childrenNamed(codes[0], namespaces.samlp, 'StatusCode');
  const more = below[0] === undefined ? null : attributeOf(below[0], 'Value');
  // PartialLogout may stand below Success (SAML Core 3.7.3.2).
  if (value === success && more === null) return pass('The identity provider has ended its session.');
  return fail(1, 'logout_status', {
    why: 'The identity provider has not ended every session.',
    field: 'Status',
    expected: success,
    received: more === null ? value : `${value} > ${more}`,
  });
}

interface MalformedDetail {
  readonly why: string;
  readonly field: string;
  readonly expected: string | null;
  readonly received: string | null;
  readonly hint?: string | undefined;
}

/** 30 for a request, 29 for a response. */
export function malformed(kind: 'request' | 'response', detail: MalformedDetail): Judgement {
  const hinted = { ...detail, hint: detail.hint ?? detail.why };
  return kind === 'request' ? fail(30, 'logout_request_invalid', hinted) : fail(29, 'logout_response_invalid', hinted);
}

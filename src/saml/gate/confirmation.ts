import { bearerMethod, namespaces } from '../names';
import { skewMs, type AssertionClaims } from './claims';
import { clockHint, parseDateTime } from './dates';
import { attributeOf, childrenNamed } from './element';
import { fail, pass, skip, type Judgement } from './judgement';
import { identifierHint } from './nearMiss';

/** How one SubjectConfirmation fares, step by step; later steps are skipped after a failure. */
export interface ConfirmationReading {
  readonly confirmation: Judgement;
  readonly recipient: Judgement;
  readonly time: Judgement;
  readonly agreement: Judgement;
  /** The request it answers; null when it names none. */
  readonly inResponseTo: string | null;
}

const longestRequestId = 256;

/**
 * Judges all confirmations and reports the one that got furthest: one good bearer confirmation suffices (SAML Profiles
 * 4.1.4.3). Address is ignored, as behind proxies it says nothing.
 */
export function readConfirmation(confirmations: readonly Element[], claims: AssertionClaims): ConfirmationReading {
  const readings = confirmations.map((element) => readOne(element, claims));
  const best = readings.reduce<ConfirmationReading | null>(
    (found, one) => (found === null || steps(one) > steps(found) ? one : found),
    null,
  );
  return best ?? stopped(missing('There is no SubjectConfirmation.', null));
}

function steps({ confirmation, recipient, time, agreement }: ConfirmationReading): number {
  return [confirmation, recipient, time, agreement].filter((step) => step.passed === true).length;
}

function stopped(
  confirmation: Judgement,
  recipient: Judgement = notReached,
  time: Judgement = notReached,
): ConfirmationReading {
  return { confirmation, recipient, time, agreement: notReached, inResponseTo: null };
}

const notReached = skip('No confirmation got that far.');

function missing(why: string, received: string | null): Judgement {
  return fail(13, 'confirmation_missing', { why, field: 'SubjectConfirmation', expected: bearerMethod, received });
}

function readOne(element: Element, claims: AssertionClaims): ConfirmationReading {
  const method = attributeOf(element, 'Method');
  if (method !== bearerMethod) return stopped(missing('The confirmation is not of the bearer kind.', method));
  const all = childrenNamed(element, namespaces.saml, 'SubjectConfirmationData');
  const [data] = all;
  if (data === undefined || all.length > 1) return stopped(missing('The confirmation has no single data.', null));
  if (attributeOf(data, 'NotOnOrAfter') === null) {
    return stopped(missing('The confirmation does not say until when it holds.', null));
  }
  const confirmation = pass('There is a bearer confirmation with its data.');
  const recipient = judgeRecipient(data, claims);
  if (recipient.passed === false) return stopped(confirmation, recipient);
  const time = judgeTime(data, claims);
  if (time.passed === false) return stopped(confirmation, recipient, time);
  const inResponseTo = attributeOf(data, 'InResponseTo');
  return { confirmation, recipient, time, agreement: judgeAgreement(inResponseTo, claims), inResponseTo };
}

function judgeRecipient(data: Element, { settings }: AssertionClaims): Judgement {
  const recipient = attributeOf(data, 'Recipient');
  if (recipient === settings.acsUrl) return pass('Recipient is our address.');
  return fail(14, 'recipient_wrong', {
    why: recipient === null ? 'The confirmation names no Recipient.' : 'Recipient is another address.',
    field: 'Recipient',
    expected: settings.acsUrl,
    received: recipient,
    hint: recipient === null ? undefined : identifierHint(settings.acsUrl, recipient),
  });
}

function judgeTime(data: Element, { settings, now }: AssertionClaims): Judgement {
  const skew = skewMs(settings);
  const endText = attributeOf(data, 'NotOnOrAfter') ?? '';
  const startText = attributeOf(data, 'NotBefore');
  const end = parseDateTime(endText);
  const start = startText === null ? null : parseDateTime(startText);
  if (end === null) return unreadable('NotOnOrAfter', endText);
  if (startText !== null && start === null) return unreadable('NotBefore', startText);
  if (start !== null && now.getTime() < start.getTime() - skew) {
    return fail(13, 'confirmation_not_yet_valid', {
      why: 'The confirmation is not valid yet.',
      field: 'NotBefore',
      expected: `not after ${now.toISOString()}`,
      received: startText,
      hint: clockHint(start, now),
    });
  }
  if (now.getTime() >= end.getTime() + skew) {
    return fail(19, 'confirmation_expired', {
      why: 'The confirmation has expired.',
      field: 'NotOnOrAfter',
      expected: `after ${now.toISOString()}`,
      received: endText,
      hint: clockHint(end, now),
    });
  }
  return pass(`The confirmation holds until ${end.toISOString()}.`);
}

function unreadable(field: string, received: string): Judgement {
  return fail(13, 'date_invalid', { why: `${field} of the confirmation is not a UTC time.`, field, received });
}

/** The value below the assertion's signature decides; the one on the Response may only repeat it. */
function judgeAgreement(confirmed: string | null, { response, settings }: AssertionClaims): Judgement {
  const named = attributeOf(response, 'InResponseTo');
  const field = 'InResponseTo';
  if (confirmed === null && named === null) {
    if (settings.unsolicited !== 'refuse') return pass('The response is unsolicited, which this connection allows.');
    const why = 'The response answers no request, and this connection refuses such responses.';
    return fail(28, 'unsolicited_refused', { why, field, expected: 'the ID of our request' });
  }
  if (confirmed === null) {
    const why = 'The Response names a request, its subject confirmation names none.';
    return fail(28, 'in_response_to_missing', { why, field, expected: named });
  }
  if (named !== null && named !== confirmed) {
    const why = 'Response and subject confirmation name different requests.';
    return fail(28, 'in_response_to_mismatch', { why, field, expected: confirmed, received: named });
  }
  if (confirmed === '' || confirmed.length > longestRequestId) {
    const why = 'The request named cannot be one of ours.';
    return fail(28, 'in_response_to_unknown', { why, field, received: confirmed });
  }
  return pass('Response and confirmation answer the same request.');
}

import { namespaces } from '../names';
import { skewMs, type AssertionClaims } from './claims';
import { clockHint, maxAssertionAgeMs, parseDateTime } from './dates';
import { attributeOf, childrenNamed, elementChildren, textOf } from './element';
import { fail, pass, skip, type Judgement } from './judgement';
import { identifierHint } from './nearMiss';
import type { GateSettings } from './types';

/** The conditions as judged. */
export interface ConditionsReading {
  readonly conditions: Judgement;
  readonly time: Judgement;
  readonly audience: Judgement;
}

const understood = ['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'];

/** Judges the one Conditions element (SAML Core 2.5.1). A condition that is not understood makes the assertion invalid. */
export function readConditions({ assertion, settings, now }: AssertionClaims): ConditionsReading {
  const all = childrenNamed(assertion, namespaces.saml, 'Conditions');
  const [conditions] = all;
  if (conditions === undefined || all.length > 1) {
    const why = all.length > 1 ? 'There are several Conditions elements.' : 'There is no Conditions element.';
    const nothing = skip('There is not one Conditions element.');
    return { conditions: invalid(why, String(all.length)), time: nothing, audience: nothing };
  }
  return {
    conditions: judgeKinds(conditions),
    time: judgeTimes(conditions, settings, now),
    audience: judgeAudience(conditions, settings),
  };
}

function invalid(why: string, received: string | null): Judgement {
  return fail(13, 'conditions_invalid', { why, field: 'Conditions', received });
}

function judgeKinds(conditions: Element): Judgement {
  const children = elementChildren(conditions);
  const foreign = children.find(
    (child) => child.namespaceURI !== namespaces.saml || !understood.includes(child.localName),
  );
  if (foreign !== undefined) return invalid('A condition is of a kind we do not know.', foreign.localName);
  for (const name of ['OneTimeUse', 'ProxyRestriction']) {
    if (childrenNamed(conditions, namespaces.saml, name).length > 1) return invalid(`${name} stands twice.`, name);
  }
  return pass('Every condition is understood.');
}

function judgeTimes(conditions: Element, settings: GateSettings, now: Date): Judgement {
  const skew = skewMs(settings);
  const startText = attributeOf(conditions, 'NotBefore');
  const endText = attributeOf(conditions, 'NotOnOrAfter');
  const start = startText === null ? null : parseDateTime(startText);
  const end = endText === null ? null : parseDateTime(endText);
  if (startText !== null && start === null) return unreadable('NotBefore', startText);
  if (endText !== null && end === null) return unreadable('NotOnOrAfter', endText);
  if (start !== null && end !== null && start.getTime() >= end.getTime()) {
    return invalid('NotBefore is not earlier than NotOnOrAfter.', `${startText} to ${endText}`);
  }
  if (start !== null && now.getTime() < start.getTime() - skew) {
    return notYetValid('The assertion is not valid yet.', 'NotBefore', startText, clockHint(start, now), now);
  }
  if (end !== null && now.getTime() >= end.getTime() + skew) {
    return fail(19, 'assertion_expired', {
      why: 'The assertion has expired.',
      field: 'NotOnOrAfter',
      expected: `after ${now.toISOString()}`,
      received: endText,
      hint: clockHint(end, now),
    });
  }
  return pass('The conditions are in time.');
}

function unreadable(field: string, received: string | null): Judgement {
  return fail(13, 'date_invalid', { why: `${field} is not a UTC time.`, field, received });
}

function notYetValid(why: string, field: string, received: string | null, hint: string, now: Date): Judgement {
  return fail(13, 'not_yet_valid', { why, field, expected: `not after ${now.toISOString()}`, received, hint });
}

/** Every restriction must name us (SAML Core 2.5.1.4); without any, the assertion could be meant for anybody. */
function judgeAudience(conditions: Element, { spEntityId }: GateSettings): Judgement {
  const restrictions = childrenNamed(conditions, namespaces.saml, 'AudienceRestriction');
  const audiences = restrictions.map((restriction) =>
    childrenNamed(restriction, namespaces.saml, 'Audience').map((audience) => textOf(audience) ?? ''),
  );
  const without = restrictions.length === 0 ? [] : audiences.find((names) => !names.includes(spEntityId));
  if (without === undefined) return pass('The assertion is meant for us.');
  const hint = without.map((name) => identifierHint(spEntityId, name)).find((found) => found !== undefined);
  return fail(13, 'audience_wrong', {
    why: without.length === 0 ? 'The assertion names no audience.' : 'The assertion is meant for somebody else.',
    field: 'Audience',
    expected: spEntityId,
    received: without.join(', ') || null,
    hint,
  });
}

/** A fresh assertion: issued at most ten minutes ago and not in the future, each with the skew of the connection. */
export function judgeIssueInstant({ assertion, settings, now }: AssertionClaims): Judgement {
  const text = attributeOf(assertion, 'IssueInstant');
  const instant = text === null ? null : parseDateTime(text);
  if (instant === null) return unreadable('IssueInstant', text);
  const age = now.getTime() - instant.getTime();
  const skew = skewMs(settings);
  if (age < -skew) {
    const why = 'The assertion was issued in the future.';
    return notYetValid(why, 'IssueInstant', text, clockHint(instant, now), now);
  }
  if (age > maxAssertionAgeMs + skew) {
    return fail(19, 'assertion_too_old', {
      why: 'The assertion was issued too long ago.',
      field: 'IssueInstant',
      expected: `within ${(maxAssertionAgeMs + skew) / 1000} s`,
      received: text,
      hint: clockHint(instant, now),
    });
  }
  return pass(`The assertion is ${Math.round(age / 1000)} s old.`);
}

import { namespaces } from '../names';
import { skewMs, type AssertionClaims } from './claims';
import { clockHint, parseDateTime } from './dates';
import { attributeOf, childrenNamed, textOf } from './element';
import { fail, pass, skip, type Judgement } from './judgement';
import type { GateSettings } from './types';

/** The authentication statements as judged; values are those of the first. */
export interface StatementsReading {
  readonly statement: Judgement;
  readonly session: Judgement;
  readonly instant: Judgement;
  readonly context: Judgement;
  readonly authnInstant: Date | null;
  readonly authnContextClassRef: string | null;
  readonly sessionIndex: string | null;
  readonly sessionNotOnOrAfter: Date | null;
}

/** Judges every AuthnStatement (SAML Core 2.7.2); the profile demands one, and of several each must hold. */
export function readStatements({ assertion, settings, now }: AssertionClaims): StatementsReading {
  const statements = childrenNamed(assertion, namespaces.saml, 'AuthnStatement');
  const [first] = statements;
  if (first === undefined) return noStatement();
  const firstFailure = (judge: (statement: Element) => Judgement): Judgement =>
    statements.map(judge).find((one) => one.passed === false) ?? judge(first);
  return {
    statement: pass('There is an AuthnStatement.'),
    session: firstFailure((one) => judgeSession(one, settings, now)),
    instant: firstFailure((one) => judgeInstant(one, settings, now)),
    context: firstFailure((one) => judgeContext(one, settings)),
    authnInstant: dateOf(first, 'AuthnInstant'),
    authnContextClassRef: contextOf(first),
    sessionIndex: attributeOf(first, 'SessionIndex'),
    sessionNotOnOrAfter: earliestEnd(statements),
  };
}

/** Of several statements the session that ends first ends ours. */
function earliestEnd(statements: readonly Element[]): Date | null {
  const ends = statements.map((one) => dateOf(one, 'SessionNotOnOrAfter')).filter((end) => end !== null);
  return ends.sort((one, other) => one.getTime() - other.getTime())[0] ?? null;
}

function noStatement(): StatementsReading {
  const nothing = skip('There is no AuthnStatement.');
  const why = 'The assertion has no AuthnStatement.';
  return {
    statement: fail(13, 'authn_statement_missing', { why, field: 'AuthnStatement' }),
    session: nothing,
    instant: nothing,
    context: nothing,
    authnInstant: null,
    authnContextClassRef: null,
    sessionIndex: null,
    sessionNotOnOrAfter: null,
  };
}

function dateOf(statement: Element, name: string): Date | null {
  const text = attributeOf(statement, name);
  return text === null ? null : parseDateTime(text);
}

function judgeSession(statement: Element, settings: GateSettings, now: Date): Judgement {
  const field = 'SessionNotOnOrAfter';
  const text = attributeOf(statement, field);
  if (text === null) return pass('The session at the identity provider has no end.');
  const end = parseDateTime(text);
  if (end === null) return fail(13, 'date_invalid', { why: `${field} is not a UTC time.`, field, received: text });
  if (now.getTime() < end.getTime() + skewMs(settings)) return pass(`The session goes on until ${end.toISOString()}.`);
  return fail(19, 'session_ended_at_idp', {
    why: 'The session at the identity provider has ended.',
    field,
    expected: `after ${now.toISOString()}`,
    received: text,
    hint: clockHint(end, now),
  });
}

function judgeInstant(statement: Element, settings: GateSettings, now: Date): Judgement {
  const field = 'AuthnInstant';
  const text = attributeOf(statement, field);
  const instant = dateOf(statement, field);
  if (instant === null) return fail(13, 'date_invalid', { why: `${field} is not a UTC time.`, field, received: text });
  if (instant.getTime() <= now.getTime() + skewMs(settings)) return pass(`Authenticated at ${instant.toISOString()}.`);
  return fail(13, 'authn_instant_invalid', {
    why: 'The authentication lies in the future.',
    field,
    expected: `not after ${now.toISOString()}`,
    received: text,
    hint: clockHint(instant, now),
  });
}

function contextOf(statement: Element): string | null {
  const context = childrenNamed(statement, namespaces.saml, 'AuthnContext')[0];
  const reference = context && childrenNamed(context, namespaces.saml, 'AuthnContextClassRef')[0];
  return reference === undefined ? null : textOf(reference);
}

function judgeContext(statement: Element, { authnContextClassRefs }: GateSettings): Judgement {
  if (authnContextClassRefs.length === 0) return skip('The connection accepts any authentication context.');
  const received = contextOf(statement);
  if (received !== null && authnContextClassRefs.includes(received)) return pass(`The context is ${received}.`);
  return fail(13, 'authn_context_wrong', {
    why: 'The authentication context is not one the connection accepts.',
    field: 'AuthnContextClassRef',
    expected: authnContextClassRefs.join(', '),
    received,
  });
}

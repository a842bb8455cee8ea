import { issuerOf, judgeAssertionIssuer, judgeDestination, judgeResponseIssuer } from './address';
import { judgeAttributes, judgeScopes, judgeSingleValues, readAttributes } from './attributes';
import type { AuthenticatedTrees } from './authentication';
import type { AssertionClaims, Claims } from './claims';
import { judgeIssueInstant, readConditions } from './conditions';
import { readConfirmation } from './confirmation';
import { maxAssertionAgeMs, maxSkewMs, parseDateTime } from './dates';
import { attributeOf } from './element';
import type { CheckList } from './judgement';
import { readStatements } from './statements';
import { judgeNameIdCharacters, judgeNameIdFormat, judgeQualifiers, judgeUsernameSource, readSubject } from './subject';
import type { GateSettings, VerifiedAssertion } from './types';

/**
 * Records the checks of content, from `destination` on; all of them run, so that every cause is seen at once.
 *
 * @returns the assertion as read, or null when there is none or a part without which it is none cannot be read. It is
 * only to be trusted when the trees were verified.
 */
export function judgeClaims(
  list: CheckList,
  trees: AuthenticatedTrees,
  encrypted: boolean,
  settings: GateSettings,
  now: Date,
): VerifiedAssertion | null {
  const claims: Claims = { ...trees, encrypted, settings, now };
  list.record('destination', judgeDestination(claims));
  list.record('response_issuer', judgeResponseIssuer(claims));
  return trees.assertion === null ? null : judgeAssertion(list, { ...claims, assertion: trees.assertion });
}

function judgeAssertion(list: CheckList, claims: AssertionClaims): VerifiedAssertion | null {
  const { assertion, settings } = claims;
  list.record('assertion_issuer', judgeAssertionIssuer(claims));
  const attributes = readAttributes(assertion);
  const subject = readSubject(assertion);
  list.record('subject', subject.judgement);
  list.record('username_source', judgeUsernameSource(subject.nameId, attributes, settings));
  list.record('name_qualifiers', judgeQualifiers(subject.nameId, settings));
  list.record('name_id_format', judgeNameIdFormat(subject.nameId, settings));
  list.record('name_id_characters', judgeNameIdCharacters(subject.nameId));

  const confirmation = readConfirmation(subject.confirmations, claims);
  list.record('confirmation', confirmation.confirmation);
  list.record('recipient', confirmation.recipient);
  list.record('confirmation_time', confirmation.time);
  list.record('in_response_to_agrees', confirmation.agreement);

  const conditions = readConditions(claims);
  list.record('conditions', conditions.conditions);
  list.record('conditions_time', conditions.time);
  list.record('audience', conditions.audience);
  list.record('issue_instant', judgeIssueInstant(claims));

  const statements = readStatements(claims);
  list.record('authn_statement', statements.statement);
  list.record('session_time', statements.session);
  list.record('authn_instant', statements.instant);
  list.record('authn_context', statements.context);

  list.record('attributes', judgeAttributes(attributes, settings));
  list.record('attributes_single', judgeSingleValues(attributes, settings));
  list.record('scopes', judgeScopes(attributes, settings));

  const issueInstant = parseDateTime(attributeOf(assertion, 'IssueInstant') ?? '');
  const id = attributeOf(assertion, 'ID');
  const { authnInstant, authnContextClassRef, sessionIndex, sessionNotOnOrAfter } = statements;
  if (issueInstant === null || authnInstant === null || id === null) return null;
  return {
    id,
    issuer: issuerOf(assertion) ?? '',
    issueInstant,
    nameId: subject.nameId,
    inResponseTo: confirmation.inResponseTo,
    attributes: attributes.values,
    authnInstant,
    authnContextClassRef,
    sessionIndex,
    sessionNotOnOrAfter,
    replayableUntil: new Date(issueInstant.getTime() + maxAssertionAgeMs + maxSkewMs + 1),
  };
}

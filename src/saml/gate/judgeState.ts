import type { Check, Refusal } from '../../sso/catalogue';
import { skewMs } from './claims';
import { gateCheckIds, type GateCheckId } from './checks';
import { fail, pass, skip, type Failure, type Judgement } from './judgement';
import type { GateResult, GateSettings, MessageState, VerifiedAssertion } from './types';

/**
 * Fills in what only the database can say: whether the assertion was used before, and whether the request it answers
 * is open, of this connection, and satisfied (ForceAuthn). Pure.
 *
 * @param connectionId the connection the message was posted to
 * @returns the same verdict with complete checks, or a refusal; the first failing check in order gives the code, also
 * when the gate had refused by a later one. A message whose signature did not verify is returned as it is.
 */
export function judgeState(
  result: GateResult,
  state: MessageState,
  settings: GateSettings,
  connectionId: string,
  now: Date,
): GateResult {
  const { assertion } = result;
  if (assertion === null) return result;
  const judgements = new Map<GateCheckId, Judgement>([
    ['assertion_not_replayed', judgeReplay(assertion, state)],
    ['in_response_to', judgeRequest(result, assertion, state, connectionId, now)],
  ]);
  const forced = judgeForcedLogin(assertion, state, settings);
  if (forced !== null) judgements.set('authn_instant', forced);
  const checks = result.checks.map((check) => merge(check, judgements));
  const failures = [...judgements].filter((entry): entry is [GateCheckId, Failure] => entry[1].passed === false);
  if (failures.length === 0) return { ...result, checks };
  return refused(result, assertion, checks, failures);
}

function merge(check: Check, judgements: ReadonlyMap<string, Judgement>): Check {
  const judgement = judgements.get(check.id);
  // A check that failed in the gate stays failed.
  if (judgement === undefined || check.passed === false) return check;
  return { id: check.id, passed: judgement.passed, why: judgement.why };
}

function refused(
  result: GateResult,
  assertion: VerifiedAssertion,
  checks: readonly Check[],
  failures: readonly [GateCheckId, Failure][],
): GateResult {
  return {
    outcome: 'refused',
    refusal: combine(result, failures),
    checks,
    clockOffsetMs: result.clockOffsetMs,
    signatureVerified: true,
    assertion,
    glimpse: result.outcome === 'refused' ? result.glimpse : null,
  };
}

function combine(result: GateResult, failures: readonly [GateCheckId, Failure][]): Refusal {
  const inOrder = [...failures].sort(([a], [b]) => gateCheckIds.indexOf(a) - gateCheckIds.indexOf(b));
  const [first, ...others] = inOrder;
  if (first === undefined) throw new Error('there is no failure to combine');
  const findings = others.map(([, failure]) => failure.finding);
  const { code, finding } = first[1];
  if (result.outcome === 'verified') return { code, findings: [finding, ...findings] };
  const gateFirst = gateCheckIds.findIndex((id) => result.checks.some((one) => one.id === id && one.passed === false));
  return gateFirst >= 0 && gateFirst < gateCheckIds.indexOf(first[0])
    ? { code: result.refusal.code, findings: [...result.refusal.findings, finding, ...findings] }
    : { code, findings: [finding, ...findings, ...result.refusal.findings] };
}

function judgeReplay({ id }: VerifiedAssertion, { assertionConsumed }: MessageState): Judgement {
  if (!assertionConsumed) return pass('The assertion was not used before.');
  return fail(13, 'assertion_replayed', { why: 'The assertion was used before.', field: 'Assertion ID', received: id });
}

function judgeRequest(
  result: GateResult,
  { inResponseTo }: VerifiedAssertion,
  { request }: MessageState,
  connectionId: string,
  now: Date,
): Judgement {
  const agreed = result.checks.find(({ id }) => id === 'in_response_to_agrees');
  if (agreed?.passed !== true) return skip('Response and confirmation do not name one request.');
  if (inResponseTo === null) return skip('The response is unsolicited: it names no request.');
  const unknown = (why: string) =>
    fail(28, 'in_response_to_unknown', {
      why,
      field: 'InResponseTo',
      expected: 'an open request of this connection',
      received: inResponseTo,
      hint: why,
    });
  if (request === null || request.id !== inResponseTo) return unknown('No request of ours has this ID.');
  if (request.connectionId !== connectionId) {
    const why = 'The request was sent for another connection.';
    return fail(28, 'in_response_to_mismatch', { why, field: 'InResponseTo', received: inResponseTo });
  }
  if (request.consumedAt !== null) return unknown('The request was answered before.');
  if (request.expiresAt.getTime() <= now.getTime()) return unknown('The request has expired.');
  return pass('The request is open and of this connection.');
}

/** After ForceAuthn the person must have authenticated since the request was made (SAML Core 3.4.1). */
function judgeForcedLogin(
  { authnInstant, inResponseTo }: VerifiedAssertion,
  { request }: MessageState,
  settings: GateSettings,
): Judgement | null {
  if (request === null || request.id !== inResponseTo || !request.forceAuthn) return null;
  const earliest = request.createdAt.getTime() - skewMs(settings);
  if (authnInstant.getTime() >= earliest) return null;
  return fail(13, 'authn_instant_invalid', {
    why: 'The identity provider did not authenticate the person anew, though it was asked to.',
    field: 'AuthnInstant',
    expected: `after ${request.createdAt.toISOString()}`,
    received: authnInstant.toISOString(),
  });
}

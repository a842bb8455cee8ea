import { gateCheckIds, judgeState, type GateResult, type MessageState } from '../../../src/saml/gate';
import { checkOf, judge, summary } from '../../support/gateCases';
import { gateSettings, now, replace, requestId, seconds, type ResponseChanges } from '../../support/samlResponse';

type Request = NonNullable<MessageState['request']>;

const open: Request = {
  id: requestId,
  connectionId: 'main',
  expiresAt: seconds(1),
  consumedAt: null,
  forceAuthn: false,
  createdAt: seconds(-60),
};
const state = (request: Partial<Request> | null, assertionConsumed = false): MessageState => ({
  request: request === null ? null : { ...open, ...request },
  assertionConsumed,
});
const judged = (result: GateResult, facts: MessageState) => judgeState(result, facts, gateSettings(), 'main', now);

describe('the database answers two checks', () => {
  test('an open request of this connection and a new assertion pass', async () => {
    const result = judged(await judge({}), state({}));
    expect(summary(result)).toEqual({ outcome: 'verified' });
    expect(result.checks.map(({ id }) => id)).toEqual(gateCheckIds);
    expect(checkOf(result, 'in_response_to').passed).toBe(true);
    expect(checkOf(result, 'assertion_not_replayed').passed).toBe(true);
  });

  test('the gate itself leaves both open', async () => {
    const result = await judge({});
    expect(checkOf(result, 'in_response_to').passed).toBeNull();
    expect(checkOf(result, 'assertion_not_replayed').passed).toBeNull();
  });

  test.each([
    ['case 147: an unknown request', state(null), 28, 'in_response_to_unknown'],
    ['case 147: an expired request', state({ expiresAt: now }), 28, 'in_response_to_unknown'],
    ['case 147: a request answered before', state({ consumedAt: seconds(-1) }), 28, 'in_response_to_unknown'],
    [
      'case 148: a request made for another connection',
      state({ connectionId: 'other' }),
      28,
      'in_response_to_mismatch',
    ],
    ['cases 172 and 174: the assertion was used', state({}, true), 13, 'assertion_replayed'],
    [
      'a used assertion is named before its used request',
      state({ consumedAt: seconds(-1) }, true),
      13,
      'assertion_replayed',
    ],
    [
      'case 167: not authenticated anew after ForceAuthn',
      state({ forceAuthn: true, createdAt: seconds(151) }),
      13,
      'authn_instant_invalid',
    ],
  ])('%s: %s', async (_, facts, code, reason) => {
    const result = judged(await judge({}), facts);
    expect(summary(result)).toEqual({ outcome: 'refused', code, reason });
    expect(result).toMatchObject({ signatureVerified: true, assertion: { id: '_assertion-1' } });
  });

  test('after ForceAuthn the skew counts', async () => {
    const result = judged(await judge({}), state({ forceAuthn: true, createdAt: seconds(150) }));
    expect(summary(result)).toEqual({ outcome: 'verified' });
  });

  test('case 153: an unsolicited response that names a request nobody made is refused', async () => {
    const result = judged(await judge({}), state(null));
    expect(summary(result)).toEqual({ outcome: 'refused', code: 28, reason: 'in_response_to_unknown' });
  });

  test('case 175: the assertion in a new wrapper that names another request is a replay', async () => {
    const changes: ResponseChanges = { after: replace('InResponseTo="_request-1"', 'InResponseTo="_request-2"') };
    const gate = await judge({ changes });
    expect(summary(gate)).toEqual({ outcome: 'refused', code: 28, reason: 'in_response_to_mismatch' });
    const result = judged(gate, state({}, true));
    expect(summary(result)).toEqual({ outcome: 'refused', code: 13, reason: 'assertion_replayed' });
    expect(checkOf(result, 'in_response_to').passed).toBeNull();
  });

  test('case 177: an unsolicited response is a replay as well', async () => {
    const gate = await judge({ changes: { options: { inResponseTo: null } } });
    expect(checkOf(judged(gate, state(null)), 'in_response_to').passed).toBeNull();
    const result = judged(gate, state(null, true));
    expect(summary(result)).toEqual({ outcome: 'refused', code: 13, reason: 'assertion_replayed' });
  });
});

describe('the first failing check in order decides, whoever found it', () => {
  test('an unknown request comes before a wrong audience, and both are reported', async () => {
    const gate = await judge({ changes: { options: { audience: 'https://other.test' } } });
    const result = judged(gate, state(null));
    if (result.outcome !== 'refused') throw new Error('must be refused');
    expect(result.refusal.code).toBe(28);
    expect(result.refusal.findings.map(({ reason }) => reason)).toEqual(['in_response_to_unknown', 'audience_wrong']);
  });

  test('a wrong recipient comes before a replay, and both are reported', async () => {
    const before = replace(/Recipient="[^"]*"/, 'Recipient="https://other.test"');
    const result = judged(await judge({ changes: { before } }), state({}, true));
    if (result.outcome !== 'refused') throw new Error('must be refused');
    expect(result.refusal.code).toBe(14);
    expect(result.refusal.findings.map(({ reason }) => reason)).toEqual(['recipient_wrong', 'assertion_replayed']);
  });

  test('nothing is looked up for a message whose signature did not verify', async () => {
    const gate = await judge({ changes: { after: replace('>Lovelace<', '>Lovelaze<') } });
    expect(judged(gate, state(null, true))).toBe(gate);
    expect(gate.assertion).toBeNull();
  });
});

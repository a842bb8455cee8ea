import {
  mapPerson,
  personCheckIds,
  personCheckLabels,
  policyCheckIds,
  policyCheckLabels,
  unjudgedChecks,
  type PolicyCheckId,
} from '../../src/jit';
import { refusalOf } from '../../src/jit/checkList';
import { account, assertion, attributes, judge, settings } from './world';

function ids(checks: readonly { id: string }[]) {
  return checks.map(({ id }) => id);
}

function states(verdict: ReturnType<typeof judge>) {
  return new Map(verdict.checks.map(({ id, passed }) => [id, passed]));
}

const creationOnly: readonly PolicyCheckId[] = ['partner_id', 'username_length', 'username_distinct', 'seat'];
const accountOnly: readonly PolicyCheckId[] = [
  'account_not_bound_elsewhere',
  'account_of_this_connection',
  'account_not_locked',
  'account_not_expired',
  'update_timestamp',
];

describe('the check-list is complete and in order', () => {
  const newer = { updateTimestamp: '2026-02-01T00:00:00Z' };
  test.each([
    ['create', judge({})],
    ['create_pending', judge({ settings: { newAccounts: 'pending' } })],
    ['update', judge({ facts: { byUsername: account() }, sent: newer })],
    ['sign_in', judge({ facts: { byUsername: account() } })],
    ['refuse', judge({ settings: { partnerId: null } })],
    ['refuse', judge({ settings: { autoCreate: false } })],
    ['refuse', judge({ facts: { byUsername: account({ connectionId: 'other' }) } })],
    ['refuse', judge({ facts: { byUsername: account({ status: 'locked' }) } })],
  ])('when the outcome is %s', (outcome, verdict) => {
    expect(verdict.outcome).toBe(outcome);
    expect(ids(verdict.checks)).toEqual(policyCheckIds);
    expect(verdict.checks.every(({ why }) => why !== '' && why.length <= 500)).toBe(true);
  });

  test('for a person and for one who could not be named', () => {
    const unnamed = mapPerson(assertion({ attributes: attributes() }), settings());
    expect([unnamed.outcome, ids(unnamed.checks)]).toEqual(['refused', personCheckIds]);
    const named = mapPerson(assertion(), settings());
    expect([named.outcome, ids(named.checks)]).toEqual(['person', personCheckIds]);
  });

  test('for an attempt that failed before, where every line is null', () => {
    const checks = unjudgedChecks('the gate refused');
    expect(ids(checks)).toEqual([...personCheckIds, ...policyCheckIds]);
    expect(checks.every(({ passed, why }) => passed === null && why === 'the gate refused')).toBe(true);
  });
});

test('the rules of creation are null when an account was found, and those of an account when there is none', () => {
  const found = states(judge({ facts: { byUsername: account() } }));
  expect(creationOnly.map((id) => found.get(id))).toEqual(creationOnly.map(() => null));
  const made = states(judge({}));
  expect(accountOnly.map((id) => made.get(id))).toEqual(accountOnly.map(() => null));
  expect(creationOnly.map((id) => made.get(id))).toEqual(creationOnly.map(() => true));
});

test('every check has a label to show', () => {
  expect(Object.keys({ ...personCheckLabels, ...policyCheckLabels })).toEqual([...personCheckIds, ...policyCheckIds]);
  expect(Object.values<string>({ ...personCheckLabels, ...policyCheckLabels }).filter((label) => label === '')).toEqual(
    [],
  );
});

test('the first broken rule in the order of the list gives the code, in whatever order the rules ran', () => {
  const finding = (reason: 'account_locked' | 'account_expired') =>
    [{ reason, field: null, expected: null, received: null }] as const;
  const refusal = refusalOf(policyCheckIds, [
    { id: 'account_not_expired', passed: false, code: 17, why: '', findings: finding('account_expired') },
    { id: 'account_not_locked', passed: false, code: 16, why: '', findings: finding('account_locked') },
  ]);
  expect(refusal).toEqual({ code: 16, findings: [...finding('account_locked'), ...finding('account_expired')] });
});

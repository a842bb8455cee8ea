import type { PolicySettings } from '../../../src/jit';
import { forecast, forecastChange, joinForecasts, type PassedSignIn } from '../../../src/sso/forecast';
import { account, attributes, dropdown, now, persistent, settings, trackingCode } from '../../jit/world';

const earlier = new Date(now.getTime() - 3_600_000);
const sentTime = '2025-12-01T00:00:00Z';

function signIn(overrides: Partial<PassedSignIn> = {}): PassedSignIn {
  return {
    reference: 'AAA-111-AAA',
    at: now,
    nameId: null,
    attributes: attributes({ uid: 'ada@acme.test' }),
    effect: 'unchanged',
    account: account(),
    ...overrides,
  };
}
const created = (sent = {}) => signIn({ effect: 'created', attributes: attributes({ uid: 'ada@acme.test', ...sent }) });
const updated = (sent = {}) =>
  signIn({
    effect: 'updated',
    attributes: attributes({ uid: 'ada@acme.test', updateTimestamp: sentTime, ...sent }),
    account: account({ updateTimestamp: new Date(sentTime) }),
  });

/** Code and reasons of the one sign-in under these settings; null when it passes. */
function foreseen(overrides: Partial<PolicySettings>, attempt: PassedSignIn): string | null {
  const [refused] = forecast(settings(overrides), [attempt]).refused;
  if (!refused) return null;
  return [refused.refusal.code, ...refused.refusal.findings.map(({ reason }) => reason)].join(' ');
}

const required = { trackingCodes: [trackingCode({ number: 1, usage: 'required' })] };
const listed = { trackingCodes: [dropdown({ usage: 'optional' })] };

describe('what passed would be', () => {
  test.each<[string, Partial<PolicySettings>, PassedSignIn, string | null]>([
    ['let in again when nothing changes: a new person', {}, created(), null],
    ['let in again when nothing changes: a known person', {}, signIn(), null],
    ['let in again when nothing changes: an updated person', {}, updated(), null],
    ['refused when a code becomes required that a new person lacked', required, created(), '31 tracking_code_missing'],
    ['let in when they brought it', required, created({ TC1: 'Engines' }), null],
    ['refused when an updated person lacked it', required, updated(), '32 tracking_code_missing'],
    [
      'let in when the account of an updated person has it',
      required,
      { ...updated(), account: account({ updateTimestamp: new Date(sentTime), trackingCodes: { 1: 'Engines' } }) },
      null,
    ],
    ['let in when nothing of the person is written: codes are not judged then', required, signIn(), null],
    ['refused when their value leaves the list', listed, created({ TC2: 'CC-300' }), '31 tracking_code_not_listed'],
    ['refused when their value is switched off', listed, created({ TC2: 'CC-200' }), '31 tracking_code_inactive'],
    [
      'refused when creation is switched off and they were new',
      { autoCreate: false },
      created(),
      '3 account_not_found',
    ],
    ['let in when creation is switched off and they were known', { autoCreate: false }, signIn(), null],
    ['refused when new people wait for approval', { newAccounts: 'pending' }, created(), '31 account_pending'],
    ['refused when their type is shut out', { allowedTypes: ['attendee'] }, signIn(), '21 account_type_not_allowed'],
    ['refused when their user name comes from elsewhere', { usernameFrom: ['NameID'] }, signIn(), '2 username_missing'],
    [
      'refused when an attribute is read from now on that says two things',
      { trackingCodes: [trackingCode({ number: 3, usage: 'optional' })] },
      signIn({ attributes: attributes({ uid: 'ada@acme.test', TC3: ['one', 'two'] }) }),
      '13 attribute_ambiguous',
    ],
    [
      'let in when that attribute is not read',
      {},
      signIn({ attributes: attributes({ uid: 'ada@acme.test', TC3: ['one', 'two'] }) }),
      null,
    ],
    [
      'refused when updates begin and their data breaks a rule',
      { autoUpdate: true },
      signIn({
        attributes: attributes({ uid: 'ada@acme.test', updateTimestamp: sentTime, lastname: '' }),
        account: account({ updateTimestamp: null }),
      }),
      '32 attribute_empty',
    ],
    [
      'let in though the account has ended since: no setting did that',
      {},
      signIn({ account: account({ status: 'deactivated', expiresAt: earlier }) }),
      null,
    ],
    [
      'let in by the NameID their account is bound to, whatever the user name is read from',
      { usernameFrom: ['NameID'] },
      signIn({ nameId: persistent('p-1'), account: account({ boundNameId: persistent('p-1') }) }),
      null,
    ],
  ])('%s', (_title, overrides, attempt, expected) => {
    expect(foreseen(overrides, attempt)).toBe(expected);
  });
});

it('counts only what the change refuses, not what is refused by the settings of today already', () => {
  const before = settings(required);
  const after = settings({ trackingCodes: [...required.trackingCodes, trackingCode({ number: 5 })] });
  const attempts = [
    { ...created(), reference: 'refused anyway' },
    { ...created({ TC1: 'Engines' }), reference: 'refused by the change' },
    { ...created({ TC1: 'Engines', TC5: 'x' }), reference: 'let in' },
  ];
  const foreseenChange = forecastChange(before, after, attempts);
  expect(foreseenChange.judged).toBe(3);
  expect(foreseenChange.refused.map(({ reference }) => reference)).toEqual(['refused by the change']);
});

it('tells since when, over all connections, and the newest first', () => {
  const after = settings(required);
  const one = forecast(after, [created(), { ...created(), at: earlier, reference: 'older' }]);
  const other = forecast(after, [{ ...created(), at: new Date(now.getTime() + 1), reference: 'newest' }]);
  const joined = joinForecasts([one, other]);
  expect(joined).toMatchObject({ judged: 3, since: earlier });
  expect(joined.refused.map(({ reference }) => reference)).toEqual(['newest', 'AAA-111-AAA', 'older']);
  expect(joinForecasts([])).toEqual({ judged: 0, since: null, refused: [] });
});

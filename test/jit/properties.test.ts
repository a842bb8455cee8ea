import fc from 'fast-check';
import {
  type AccountFact,
  type AccountType,
  decideSignIn,
  lookupKeys,
  mapPerson,
  type NewAccount,
  policyCheckIds,
  type SignInQuestion,
} from '../../src/jit';
import { reasons } from '../../src/sso/catalogue';
import {
  account,
  assertion,
  attributes as complete,
  dropdown,
  facts,
  now,
  persistent,
  person,
  settings,
  trackingCode,
  unspecifiedNameId,
} from './world';

/** Words that hit the rules, beside any text at all. */
const text = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    'Ada',
    'ada@acme.test',
    'true',
    'CC-100',
    'CC-200',
    'cc-100',
    '2026-02-01T00:00:00Z',
    '1769904000',
  ),
  fc.string({ unit: 'binary', maxLength: 140 }),
);
const name = fc.oneof(
  fc.constantFrom(
    ...['uid', 'firstname', 'lastname', 'email', 'displayname', 'language', 'TC1', 'TC2', 'tc1', 'memberStatus'],
    ...[
      'updateTimestamp',
      'updateTimeStamp',
      'updatetimestamp',
      'isattendeerole',
      'FirstName',
      '__proto__',
      'constructor',
    ],
  ),
  fc.string(),
);
/** A complete person with some attributes put in, overwritten or taken away, so that every outcome comes up often. */
const attributes = fc
  .record({
    put: fc.array(fc.tuple(name, fc.array(text, { maxLength: 2 })), { maxLength: 4 }),
    taken: fc.subarray(['firstname', 'lastname', 'email', 'TC1', 'TC2'], { maxLength: 1 }),
    time: fc.constantFrom('2026-02-01T00:00:00Z', '1769904000', ''),
  })
  .map(({ put, taken, time }) => {
    const all = complete({ uid: 'ada', TC1: 'Engines', TC2: 'CC-100', updateTimestamp: time });
    for (const [key, value] of put) all.set(key, value);
    for (const key of taken) all.delete(key);
    return all;
  });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const moment = fc.date({ noInvalidDate: true });
const usage = fc.constantFrom('required' as const, 'optional' as const, 'not_used' as const);
const persistentNameId = text.map((value) => persistent(value));
const nameId = fc.oneof(
  fc.constant(null),
  persistentNameId,
  text.map((value) => unspecifiedNameId(value)),
);

const policy = fc
  .record({
    partnerId: fc.oneof({ weight: 4, arbitrary: fc.constant('P-1') }, { weight: 1, arbitrary: maybe(text) }),
    allowedEmailDomains: fc.array(fc.constantFrom('acme.test', 'other.test'), { maxLength: 2 }),
    autoCreate: fc.boolean(),
    autoUpdate: fc.boolean(),
    removeUpnSuffix: fc.boolean(),
    newAccounts: fc.constantFrom('active' as const, 'pending' as const),
    allowedTypes: fc.constantFrom<AccountType[][]>(['host', 'attendee'], ['host', 'attendee'], ['host'], []),
    codes: fc.tuple(usage, usage),
  })
  .map(({ codes: [first, second], ...rest }) =>
    settings({
      ...rest,
      upnSuffixes: ['acme.test'],
      trackingCodes: [trackingCode({ usage: first }), dropdown({ usage: second })],
    }),
  );

const storedAccount: fc.Arbitrary<AccountFact> = fc
  .record({
    status: fc.constantFrom('active', 'active', 'active', 'pending', 'deactivated', 'locked', 'expired' as const),
    type: fc.constantFrom('host', 'attendee' as const),
    expiresAt: rarely(moment),
    connectionId: maybe(fc.constantFrom('connection-main', 'connection-main', 'connection-partner')),
    boundNameId: rarely(persistentNameId),
    updateTimestamp: maybe(moment),
    managedBy: rarely(fc.constant('Entra')),
    firstName: maybe(text),
    displayName: maybe(text),
    email: maybe(text),
  })
  .map((values) => account(values));

const known = fc
  .record({
    byBinding: rarely(storedAccount),
    byUsername: fc.oneof(fc.constant(null), storedAccount),
    emailOwnerId: rarely(fc.constantFrom('account-ada', 'somebody')),
    confusableOwnerId: rarely(fc.constant('somebody')),
    seats: fc.record({ limit: fc.nat(3), used: fc.nat(3) }),
    connectionCount: fc.integer({ min: 1, max: 3 }),
  })
  .map((values) => facts(values));

const question: fc.Arbitrary<SignInQuestion> = fc.record({
  settings: policy,
  facts: known,
  person: fc
    .tuple(text, attributes, nameId)
    .map(([username, sent, id]) => person({}, { username, attributes: sent, nameId: id })),
  now: fc.constant(now),
});

const failing = (checks: readonly { passed: boolean | null }[]) => checks.filter(({ passed }) => passed === false);

/** The rules of creation once more, in the plainest words, for what was really made. */
function brokenRules(made: NewAccount, { settings: policySettings, facts: knownFacts }: SignInQuestion): string[] {
  const isBlank = (value: string) => value.trim() === '';
  const [text1, list2] = policySettings.trackingCodes;
  const needsSeat = made.type === 'host' && made.status === 'active';
  return Object.entries({
    partnerId: policySettings.partnerId === null || isBlank(policySettings.partnerId),
    firstName: isBlank(made.firstName) || [...made.firstName].length > 32,
    lastName: isBlank(made.lastName) || [...made.lastName].length > 32,
    email: [...made.email].length > 64 || made.email.split('@').length !== 2,
    username: [...made.username].length > 64 || knownFacts.confusableOwnerId !== null,
    emailTaken: knownFacts.emailOwnerId !== null,
    seat: needsSeat && knownFacts.seats.used >= knownFacts.seats.limit,
    type: !policySettings.allowedTypes.includes(made.type),
    text: text1?.usage === 'required' && isBlank(made.trackingCodes[1] ?? ''),
    list: list2?.usage === 'required' && made.trackingCodes[2] !== 'CC-100',
    listed: made.trackingCodes[2] !== undefined && made.trackingCodes[2] !== 'CC-100',
  }).flatMap(([rule, isBroken]) => (isBroken ? [rule] : []));
}

// One seed, so that a failure here is a failure everywhere.
fc.configureGlobal({ seed: 20260301 });

describe('whatever the settings, the facts and the person', () => {
  const runs = { numRuns: 400 };

  test('the policy answers, and its check-list is complete', () => {
    fc.assert(
      fc.property(question, (asked) => {
        expect(decideSignIn(asked).checks.map(({ id }) => id)).toEqual(policyCheckIds);
      }),
      runs,
    );
  });

  test('a refusal has a broken rule behind it, its reasons may stand below its code, and nothing else is broken', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const verdict = decideSignIn(asked);
        if (!('refusal' in verdict)) {
          expect(failing(verdict.checks)).toEqual([]);
          return;
        }
        expect(failing(verdict.checks)).not.toEqual([]);
        const codes: readonly number[] = reasons[verdict.refusal.findings[0].reason].codes;
        expect(codes).toContain(verdict.refusal.code);
      }),
      runs,
    );
  });

  test('no account is made that breaks a rule, and none where one was found', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const verdict = decideSignIn(asked);
        if (verdict.outcome !== 'create' && verdict.outcome !== 'create_pending') return;
        expect(asked.facts.byUsername ?? asked.facts.byBinding).toBeNull();
        expect(asked.settings.autoCreate).toBe(true);
        expect(brokenRules(verdict.account, asked)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('an update changes neither user name nor type, status or connection, and only moves the time forward', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const verdict = decideSignIn(asked);
        if (verdict.outcome !== 'update') return;
        const mayChange = [
          'firstName',
          'lastName',
          'email',
          'displayName',
          'language',
          'trackingCodes',
          'updateTimestamp',
        ];
        expect(Object.keys(verdict.changes).filter((field) => !mayChange.includes(field))).toEqual([]);
        const stored = verdict.account.updateTimestamp?.getTime() ?? -Infinity;
        expect(verdict.changes.updateTimestamp.getTime()).toBeGreaterThan(stored);
      }),
      { numRuns: 1000 },
    );
  });

  test('only an active account of this connection that has not expired signs in', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const verdict = decideSignIn(asked);
        if (verdict.outcome !== 'sign_in' && verdict.outcome !== 'update') return;
        const { status, expiresAt, type, connectionId } = verdict.account;
        expect(status).toBe('active');
        expect(asked.settings.allowedTypes).toContain(type);
        expect([asked.settings.connectionId, null]).toContain(connectionId);
        expect(expiresAt === null || expiresAt > now).toBe(true);
      }),
      runs,
    );
  });

  test('every outcome comes up among the questions asked here', () => {
    const outcomes = fc.sample(question, 1000).map((asked) => decideSignIn(asked).outcome);
    for (const outcome of ['create', 'create_pending', 'update', 'sign_in', 'refuse'] as const) {
      expect([outcome, outcomes.filter((one) => one === outcome).length >= 5]).toEqual([outcome, true]);
    }
  });

  test('the same question gets the same answer', () => {
    fc.assert(
      fc.property(question, (asked) => {
        expect(decideSignIn(asked)).toEqual(decideSignIn(asked));
      }),
      { numRuns: 100 },
    );
  });

  test('a person is named with a visible name or refused with 2 or 25, and can then be looked up', () => {
    fc.assert(
      fc.property(attributes, nameId, policy, (sent, id, policySettings) => {
        const result = mapPerson(assertion({ attributes: sent, nameId: id }), policySettings);
        if (result.outcome === 'refused') {
          expect([2, 25]).toContain(result.refusal.code);
          return;
        }
        expect(result.person.username.trim()).not.toBe('');
        expect(lookupKeys(result.person, policySettings).usernameKey).not.toBe('');
      }),
      runs,
    );
  });
});

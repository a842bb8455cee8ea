import fc from 'fast-check';
import { newAccount, type AccountState } from '../../../src/accounts';
import {
  AccountLedger,
  decideAlone,
  type KnownAccount,
  type LedgerSite,
  type WantedAccount,
} from '../../../src/accounts/change';
import { testNow } from '../../support/site';

const site: LedgerSite = {
  rules: {
    allowedEmailDomains: [],
    blockedEmailDomains: ['evil.test'],
    connections: new Set(['main']),
    trackingCodes: [],
  },
  seats: { limit: 5, used: 1 },
  securityAdmins: new Set(['other']),
  ssoRequired: true,
  rescuers: new Set(['other']),
};
const facts = { now: testNow, mayGrant: true, takesLiterally: true, makeId: () => 'new' };

function known(state: Partial<AccountState> = {}, more: Partial<KnownAccount> = {}): KnownAccount {
  const names = { firstName: 'Ada', lastName: 'Lovelace', displayName: 'Ada', email: 'ada@acme.test' };
  return {
    ...{
      id: 'ada',
      version: 3,
      usernameKey: 'ada@acme.test',
      confusableKey: 'ada@acme.test',
      emailKey: 'ada@acme.test',
    },
    ...{ isGuest: false, hasPassword: false, updateTimestamp: null },
    state: { ...newAccount, username: 'ada@acme.test', ...names, ...state },
    ...more,
  };
}
const wish = (wanted: WantedAccount) => ({ whom: { id: 'ada' } as const, seenVersion: 3, wanted });

describe('a wish about one account is decided alone', () => {
  it('when it changes that account and nothing else bears on it', () => {
    expect(decideAlone(site, known(), wish({ firstName: 'Augusta' }), facts)).toMatchObject({
      outcome: 'write',
      after: { firstName: 'Augusta' },
    });
    expect(
      decideAlone(
        site,
        null,
        { whom: 'new', wanted: { username: 'bob@acme.test', firstName: 'B', lastName: 'B', email: 'b@acme.test' } },
        facts,
      ),
    ).toMatchObject({
      outcome: 'write',
      id: 'new',
      before: null,
    });
    expect(decideAlone(site, known(), wish({ firstName: 'Ada' }), facts)).toMatchObject({ outcome: 'unchanged' });
  });

  it.each<[string, KnownAccount, WantedAccount]>([
    ['has an organization role', known({ roles: ['Org Support'] }), { firstName: 'Augusta' }],
    ['signs in without single sign-on', known({ bypass: true }), { firstName: 'Augusta' }],
    ['is a guest', known({}, { isGuest: true }), { firstName: 'Augusta' }],
    ['gets a role', known(), { roles: ['Org Support'] }],
    ['gets bypass sign-in', known(), { bypass: true }],
    ['gets a connection', known(), { connection: 'main' }],
    ['gets an end', known(), { expiresAt: '2027-01-01T00:00:00.000Z' }],
    ['is refused by a rule', known(), { email: 'ada@evil.test' }],
    ['was changed since', known({}, { version: 4 }), { firstName: 'Augusta' }],
  ])('never for an account that %s', (_, account, wanted) => {
    expect(decideAlone(site, account, wish(wanted), facts)).toBeNull();
  });

  it('only ever as a ledger of the whole site decides it', () => {
    const text = fc.option(
      fc.constantFrom('', 'Ada', ' x', 'ada@acme.test', 'ada@evil.test', 'Ø'.repeat(300), 'de', 'Europe/Oslo'),
    );
    const wanted = fc.record(
      {
        ...{
          username: fc.constantFrom('ada@acme.test', 'bob@acme.test', ''),
          firstName: text,
          lastName: text,
          displayName: text,
        },
        ...{ email: text, language: text, timeZone: text, trackingCodes: fc.constant({ TC1: 'x' }) },
        type: fc.constantFrom('host' as const, 'attendee' as const),
        status: fc.constantFrom('active' as const, 'deactivated' as const, 'locked' as const),
      },
      { requiredKeys: [] },
    );
    const stored = fc.record({
      type: fc.constantFrom('host' as const, 'attendee' as const),
      status: fc.constantFrom('active' as const, 'deactivated' as const, 'locked' as const, 'pending' as const),
    });
    fc.assert(
      fc.property(stored, wanted, (state, some) => {
        const account = known(state);
        const alone = decideAlone(site, account, wish(some), facts);
        if (alone === null) return;
        const ledger = new AccountLedger(site);
        ledger.add([account]);
        expect(alone).toEqual(ledger.decide(wish(some), facts));
      }),
    );
  });
});

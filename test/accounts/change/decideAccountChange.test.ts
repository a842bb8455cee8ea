import { newAccount, type AccountState } from '../../../src/accounts';
import {
  decideAccountChange,
  TakenKeys,
  type AccountRules,
  type AccountSurroundings,
  type AccountVerdict,
  type WantedAccount,
} from '../../../src/accounts/change';

const now = new Date('2026-11-22T12:00:00.000Z');
const yesterday = '2026-11-21T12:00:00.000Z';
const tomorrow = '2026-11-23T12:00:00.000Z';

const rules: AccountRules = {
  allowedEmailDomains: [],
  blockedEmailDomains: ['evil.test'],
  connections: new Set(['main']),
  trackingCodes: [
    { number: 1, label: 'Division', input: 'text', usage: 'required', values: [] },
    {
      number: 2,
      label: 'Cost centre',
      input: 'dropdown',
      usage: 'optional',
      values: [
        { value: 'CC-100', active: true },
        { value: 'CC-200', active: false },
      ],
    },
    { number: 3, label: 'Old', input: 'text', usage: 'not_used', values: [] },
  ],
};

const ada: AccountState = {
  ...newAccount,
  username: 'ada@acme.test',
  firstName: 'Ada',
  lastName: 'Lovelace',
  displayName: 'Ada Lovelace',
  email: 'ada@acme.test',
  trackingCodes: { TC1: 'Engines' },
};
const bob: WantedAccount = {
  username: 'bob@acme.test',
  firstName: 'Bob',
  lastName: 'Builder',
  email: 'bob@acme.test',
  trackingCodes: { TC1: 'Bridges' },
};
const security = { ...ada, roles: ['Org Security Admin'] };

const keys = (id: string, name: string) => ({ id, usernameKey: name, confusableKey: name, emailKey: name });
const around = (overrides: Partial<AccountSurroundings> = {}): AccountSurroundings => ({
  id: 'me',
  isGuest: false,
  taken: new TakenKeys([keys('ada', 'ada@acme.test'), keys('ceo', 'ceo@acme.test')]),
  seats: { limit: 25, used: 1 },
  hasOtherSecurityAdmin: true,
  hasPassword: true,
  needsRescuer: false,
  mayGrant: true,
  ...overrides,
});
const ofAda = (overrides: Partial<AccountSurroundings> = {}) => around({ id: 'ada', ...overrides });

function reasonsOf(verdict: AccountVerdict): string[] {
  return verdict.outcome === 'refuse'
    ? verdict.problems.map(({ field, reason }) => `${field}: ${reason}`)
    : [verdict.outcome];
}
function afterOf(verdict: AccountVerdict): AccountState {
  if (verdict.outcome !== 'write') throw new Error(JSON.stringify(verdict));
  return verdict.after;
}

describe('the door that says everything it means', () => {
  const literal = { takesLiterally: true };
  const sent = { ...bob, displayName: 'Bob B.' };

  it('makes an account without required tracking codes, but judges those that are sent', () => {
    const withoutCodes = { ...sent, trackingCodes: {} };
    expect(afterOf(decideAccountChange(rules, null, withoutCodes, around(literal), now)).trackingCodes).toEqual({});
    expect(reasonsOf(decideAccountChange(rules, null, withoutCodes, around(), now))).toEqual([
      'trackingCodes.TC1: tracking_code_missing',
    ]);
    const empty = { ...sent, trackingCodes: { TC1: null } };
    expect(reasonsOf(decideAccountChange(rules, null, empty, around(literal), now))).toEqual([
      'trackingCodes.TC1: tracking_code_missing',
    ]);
  });

  it('keeps a display name that was made of the names when they change', () => {
    const made = { ...ada, displayName: 'Ada Lovelace' };
    const wanted = { lastName: 'King' };
    expect(afterOf(decideAccountChange(rules, made, wanted, ofAda(literal), now)).displayName).toBe('Ada Lovelace');
    expect(afterOf(decideAccountChange(rules, made, wanted, ofAda(), now)).displayName).toBe('Ada King');
  });
});

describe('a new account', () => {
  it('is made with what was given, and called by first and last name when nothing else is', () => {
    expect(afterOf(decideAccountChange(rules, null, bob, around(), now))).toEqual({
      ...newAccount,
      ...bob,
      displayName: 'Bob Builder',
      trackingCodes: { TC1: 'Bridges' },
    });
  });

  it('is told every broken rule at once', () => {
    const wanted: WantedAccount = {
      username: 'Ada@ACME.test',
      firstName: '',
      email: 'bob@sub.evil.test',
      connection: 'side',
      roles: ['Boss'],
      language: '-',
      timeZone: '+01:00',
      status: 'pending',
      trackingCodes: { TC2: 'cc-100', TC9: 'x', TC3: 'kept nowhere' },
    };
    expect(reasonsOf(decideAccountChange(rules, null, wanted, around({ isGuest: true }), now))).toEqual([
      'firstName: value_missing',
      'lastName: value_missing',
      'email: email_domain_blocked',
      'language: value_unknown',
      'timeZone: time_zone_unknown',
      'connection: connection_unknown',
      'roles: value_unknown',
      'username: username_taken',
      'trackingCodes.TC2: tracking_code_not_listed',
      'trackingCodes.TC9: tracking_code_unknown',
      'trackingCodes.TC1: tracking_code_missing',
      'status: status_unreachable',
      'roles: role_of_guest',
    ]);
  });

  const long = (characters: number) => 'x'.repeat(characters);
  test.each<[what: string, wanted: WantedAccount, expected: string]>([
    ['a user name of 255 characters', { username: long(255) }, 'write'],
    ['a user name of 256 characters', { username: long(256) }, 'username: value_too_long'],
    ['names of 256 characters', { lastName: long(256) }, 'lastName: value_too_long'],
    ['a tracking code of 132 characters', { trackingCodes: { TC1: long(132) } }, 'write'],
    [
      'a tracking code of 133 characters',
      { trackingCodes: { TC1: long(133) } },
      'trackingCodes.TC1: tracking_code_too_long',
    ],
    [
      'a value of the list that is not active',
      { trackingCodes: { TC1: 'x', TC2: 'CC-200' } },
      'trackingCodes.TC2: tracking_code_inactive',
    ],
    ['a user name with a character nobody can see', { username: 'b\u200bob' }, 'username: value_invisible'],
    ['a name that begins with a blank', { firstName: ' Bob' }, 'firstName: value_blank_ends'],
    ['something that is no address', { email: 'bob' }, 'email: email_invalid'],
    ['the address of somebody else', { email: 'CEO@acme.test' }, 'email: email_taken'],
    ['a user name that looks like another', { username: 'ａda@acme.test' }, 'username: username_confusable'],
    ['an account that is locked from the start', { status: 'locked' }, 'write'],
    ['a date that has passed', { expiresAt: yesterday }, 'expiresAt: expiry_passed'],
    ['a date to come', { expiresAt: tomorrow }, 'write'],
  ])('%s: %#', (_, wanted, expected) => {
    expect(reasonsOf(decideAccountChange(rules, null, { ...bob, ...wanted }, around(), now))).toEqual([expected]);
  });

  it('needs a free seat when it is a host, and none when it is an attendee, deactivated, or the door is full already', () => {
    const full = around({ seats: { limit: 1, used: 1 } });
    expect(reasonsOf(decideAccountChange(rules, null, bob, full, now))).toEqual(['type: seat_unavailable']);
    expect(reasonsOf(decideAccountChange(rules, null, { ...bob, type: 'attendee' }, full, now))).toEqual(['write']);
    expect(reasonsOf(decideAccountChange(rules, null, { ...bob, status: 'deactivated' }, full, now))).toEqual([
      'write',
    ]);
  });
});

describe('a change', () => {
  it('that changes nothing is none', () => {
    expect(decideAccountChange(rules, ada, { ...ada }, ofAda(), now)).toEqual({ outcome: 'unchanged' });
  });

  it('names the fields that change, with both values', () => {
    const verdict = decideAccountChange(
      rules,
      ada,
      { email: 'countess@acme.test', trackingCodes: { TC2: 'CC-100' } },
      ofAda(),
      now,
    );
    expect(verdict).toMatchObject({
      changes: [
        { field: 'email', before: 'ada@acme.test', after: 'countess@acme.test' },
        { field: 'trackingCodes.TC2', before: null, after: 'CC-100' },
      ],
    });
  });

  it('judges what it touches and nothing else', () => {
    const old = { ...ada, email: 'ada@evil.test', lastName: null, trackingCodes: { TC2: 'CC-200' } };
    expect(reasonsOf(decideAccountChange(rules, old, { status: 'deactivated' }, ofAda(), now))).toEqual(['write']);
    expect(
      reasonsOf(decideAccountChange(rules, old, { ...old, trackingCodes: { TC1: null, TC2: 'CC-200' } }, ofAda(), now)),
    ).toEqual(['lastName: value_missing', 'trackingCodes.TC1: tracking_code_missing']);
  });

  it('of the names takes a made display name along, and leaves one that was chosen', () => {
    const married: WantedAccount = { lastName: 'King' };
    expect(afterOf(decideAccountChange(rules, ada, married, ofAda(), now)).displayName).toBe('Ada King');
    const chosen = { ...ada, displayName: 'The Countess' };
    expect(afterOf(decideAccountChange(rules, chosen, married, ofAda(), now)).displayName).toBe('The Countess');
    expect(afterOf(decideAccountChange(rules, chosen, { displayName: null }, ofAda(), now)).displayName).toBe(
      'Ada Lovelace',
    );
  });

  it('of a deactivated host into an active one needs a free seat', () => {
    const gone: AccountState = { ...ada, status: 'deactivated' };
    const verdict = decideAccountChange(
      rules,
      gone,
      { status: 'active' },
      ofAda({ seats: { limit: 3, used: 4 } }),
      now,
    );
    expect(verdict).toMatchObject({ problems: [{ field: 'status', reason: 'seat_unavailable', received: '4 / 3' }] });
  });

  it('of a locked host into an active one needs none: it holds its seat', () => {
    const locked: AccountState = { ...ada, status: 'locked' };
    const full = ofAda({ seats: { limit: 1, used: 1 } });
    expect(reasonsOf(decideAccountChange(rules, locked, { status: 'active' }, full, now))).toEqual(['write']);
  });

  test.each<[what: string, before: Partial<AccountState>, wanted: WantedAccount, expected: string]>([
    ['a pending account is approved', { status: 'pending' }, { status: 'active' }, 'active'],
    ['a pending account is rejected', { status: 'pending' }, { status: 'deactivated' }, 'deactivated'],
    ['a pending account is edited and stays so', { status: 'pending' }, { lastName: 'King' }, 'pending'],
    [
      'an expired account is given more time and lives again',
      { status: 'expired', expiresAt: yesterday },
      { expiresAt: tomorrow },
      'active',
    ],
    [
      'an expired account is given no end and lives again',
      { status: 'expired', expiresAt: yesterday },
      { expiresAt: null },
      'active',
    ],
    [
      'an expired account is edited and stays so',
      { status: 'expired', expiresAt: yesterday },
      { lastName: 'King' },
      'expired',
    ],
    ['an active account whose end is put into the past expires', {}, { expiresAt: yesterday }, 'expired'],
    [
      'a locked account whose end is put into the past stays locked',
      { status: 'locked' },
      { expiresAt: yesterday },
      'locked',
    ],
  ])('%s', (_, before, wanted, status) => {
    expect(afterOf(decideAccountChange(rules, { ...ada, ...before }, wanted, ofAda(), now)).status).toBe(status);
  });

  it('cannot make an account active whose time is over, nor pending or expired by a word', () => {
    const expired: AccountState = { ...ada, status: 'expired', expiresAt: yesterday };
    expect(reasonsOf(decideAccountChange(rules, expired, { status: 'active' }, ofAda(), now))).toEqual([
      'expiresAt: expiry_passed',
    ]);
    for (const status of ['pending', 'expired'] as const) {
      expect(reasonsOf(decideAccountChange(rules, ada, { status }, ofAda(), now))).toEqual([
        'status: status_unreachable',
      ]);
    }
  });
});

describe('the last Org Security Admin', () => {
  test.each<[how: string, wanted: WantedAccount, field: string]>([
    ['deactivated', { status: 'deactivated' }, 'status'],
    ['locked', { status: 'locked' }, 'status'],
    ['stripped', { roles: ['Org Support'] }, 'roles'],
    ['given an end', { expiresAt: tomorrow }, 'expiresAt'],
  ])('cannot be %s while there is no other', (_, wanted, field) => {
    const alone = ofAda({ hasOtherSecurityAdmin: false });
    expect(reasonsOf(decideAccountChange(rules, security, wanted, alone, now))).toEqual([
      `${field}: last_security_admin`,
    ]);
    expect(reasonsOf(decideAccountChange(rules, security, wanted, ofAda(), now))).toEqual(['write']);
  });

  it('can be changed otherwise', () => {
    const alone = ofAda({ hasOtherSecurityAdmin: false });
    expect(reasonsOf(decideAccountChange(rules, security, { lastName: 'King' }, alone, now))).toEqual(['write']);
  });
});

describe('who alone could mend single sign-on while it is demanded', () => {
  const rescuer: AccountState = { ...security, bypass: true };
  test.each<[how: string, wanted: WantedAccount, field: string]>([
    ['deactivated', { status: 'deactivated' }, 'status'],
    ['locked', { status: 'locked' }, 'status'],
    ['given an end', { expiresAt: tomorrow }, 'expiresAt'],
    ['stripped of the role', { roles: ['Org Support'] }, 'roles'],
    ['stripped of the bypass', { bypass: false }, 'bypass'],
  ])('cannot be %s', (_, wanted, field) => {
    const needed = ofAda({ needsRescuer: true });
    expect(reasonsOf(decideAccountChange(rules, rescuer, wanted, needed, now))).toEqual([
      `${field}: last_bypass_account`,
    ]);
    expect(reasonsOf(decideAccountChange(rules, rescuer, wanted, ofAda(), now))).toEqual(['write']);
    // Whoever cannot come in by password as it is takes nothing away.
    const noBypass = { ...rescuer, bypass: false };
    const rest = reasonsOf(decideAccountChange(rules, noBypass, wanted, needed, now));
    expect(rest).not.toContain(`${field}: last_bypass_account`);
  });

  it('can be changed otherwise', () => {
    const needed = ofAda({ needsRescuer: true });
    const wanted: WantedAccount = { lastName: 'King', email: 'king@acme.test', type: 'attendee' };
    expect(reasonsOf(decideAccountChange(rules, rescuer, wanted, needed, now))).toEqual(['write']);
  });
});

describe('whoever may not give roles', () => {
  const userAdmin = ofAda({ mayGrant: false });
  test.each<[what: string, before: AccountState, wanted: WantedAccount, expected: string]>([
    ['gives none', ada, { roles: ['Org Support'] }, 'roles: grant_not_permitted'],
    ['gives no bypass sign-in', ada, { bypass: true }, 'bypass: grant_not_permitted'],
    ['takes no bypass sign-in away', { ...ada, bypass: true }, { bypass: false }, 'bypass: grant_not_permitted'],
    ['does not change who has a role', security, { email: 'mine@acme.test' }, 'username: privileged_account'],
    ['may leave who has a role as they are', security, { ...security }, 'unchanged'],
    ['changes everybody else', { ...ada, bypass: true }, { lastName: 'King' }, 'write'],
  ])('%s', (_, before, wanted, expected) => {
    expect(reasonsOf(decideAccountChange(rules, before, wanted, userAdmin, now))).toEqual([expected]);
  });

  it('makes accounts without roles only', () => {
    const userAdminOfNew = around({ mayGrant: false });
    expect(reasonsOf(decideAccountChange(rules, null, bob, userAdminOfNew, now))).toEqual(['write']);
    const wanted = { ...bob, roles: ['Org Security Admin'] };
    expect(reasonsOf(decideAccountChange(rules, null, wanted, userAdminOfNew, now))).toEqual([
      'roles: grant_not_permitted',
    ]);
  });
});

describe('names that are taken', () => {
  it('are free again once their owner gave them up, and taken once somebody has them', () => {
    const taken = new TakenKeys([keys('ada', 'ada@acme.test')]);
    const names = { username: 'ada@acme.test', email: 'ada@acme.test' };
    taken.replace('ada', names, { username: 'countess', email: null });
    expect(taken.judge('bob', null, names)).toEqual([]);
    taken.replace('bob', null, names);
    expect(taken.judge('eve', null, names).map(({ reason }) => reason)).toEqual(['username_taken', 'email_taken']);
    expect(taken.judge('eve', null, { username: 'Countess', email: null })).toHaveLength(1);
  });
});

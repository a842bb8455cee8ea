import type { AccountFact, AccountFacts, Person, PolicySettings } from '../../src/jit';
import { account, emailNameId, firstFinding, inShort, judge, now, persistent, unspecifiedNameId } from './world';

interface StatusRow {
  readonly title: string;
  readonly account: Partial<AccountFact>;
  readonly settings?: Partial<PolicySettings>;
  readonly code: number;
  readonly reasons: readonly string[];
  readonly expire?: boolean;
}

const past = new Date('2026-02-28T00:00:00Z');

describe('an account that may not sign in', () => {
  test.each<StatusRow>([
    { title: 'locked: 16', account: { status: 'locked' }, code: 16, reasons: ['account_locked status'] },
    {
      title: 'expired by its status: 17',
      account: { status: 'expired' },
      code: 17,
      reasons: ['account_expired expiresAt'],
    },
    {
      title: 'active, but its time is over: 17, and it becomes expired',
      account: { expiresAt: past },
      code: 17,
      reasons: ['account_expired expiresAt'],
      expire: true,
    },
    {
      title: 'active, and its time is over at this very moment: 17, and it becomes expired',
      account: { expiresAt: now },
      code: 17,
      reasons: ['account_expired expiresAt'],
      expire: true,
    },
    {
      title: 'deactivated with autoCreate on: 31',
      account: { status: 'deactivated' },
      code: 31,
      reasons: ['account_deactivated status'],
    },
    {
      title: 'deactivated with autoCreate off: 18',
      account: { status: 'deactivated' },
      settings: { autoCreate: false },
      code: 18,
      reasons: ['account_deactivated status'],
    },
    {
      title: 'pending with autoCreate on: 31',
      account: { status: 'pending' },
      code: 31,
      reasons: ['account_pending status'],
    },
    {
      title: 'pending with autoCreate off: 18',
      account: { status: 'pending' },
      settings: { autoCreate: false },
      code: 18,
      reasons: ['account_pending status'],
    },
    {
      title: 'of a type that is not allowed here: 21',
      account: { type: 'host' },
      settings: { allowedTypes: ['attendee'] },
      code: 21,
      reasons: ['account_type_not_allowed type'],
    },
    {
      title: 'locked and over its time: 16 first, both reasons, and the lock is not overwritten',
      account: { status: 'locked', expiresAt: past },
      code: 16,
      reasons: ['account_locked status', 'account_expired expiresAt'],
    },
    {
      title: 'deactivated and over its time: 17 first, both reasons, and it stays deactivated',
      account: { status: 'deactivated', expiresAt: past },
      code: 17,
      reasons: ['account_expired expiresAt', 'account_deactivated status'],
    },
    {
      title: 'deactivated and of a type not allowed: 31 first, both reasons',
      account: { status: 'deactivated' },
      settings: { allowedTypes: [] },
      code: 31,
      reasons: ['account_deactivated status', 'account_type_not_allowed type'],
    },
    {
      title: 'deactivated on a site that could not create either: creation is not judged',
      account: { status: 'deactivated' },
      settings: { partnerId: null },
      code: 31,
      reasons: ['account_deactivated status'],
    },
  ])('$title', (row) => {
    const found = account(row.account);
    const verdict = judge({ settings: row.settings ?? {}, facts: { byUsername: found, seats: { limit: 0, used: 0 } } });
    expect(inShort(verdict)).toEqual({ outcome: 'refuse', code: row.code, reasons: row.reasons });
    expect(verdict).toMatchObject({ account: found, expire: row.expire ?? false });
  });

  test('an account that expires a millisecond later signs in', () => {
    const found = account({ expiresAt: new Date(now.getTime() + 1) });
    expect(judge({ facts: { byUsername: found } }).outcome).toBe('sign_in');
  });

  test('what is wrong with a due update is told together with the status', () => {
    const verdict = judge({
      facts: { byUsername: account({ status: 'locked' }) },
      sent: { updateTimestamp: '2026-02-01T00:00:00Z', lastname: '' },
    });
    expect(inShort(verdict)).toEqual({
      outcome: 'refuse',
      code: 16,
      reasons: ['account_locked status', 'attribute_empty lastname'],
    });
  });
});

interface AccountRow {
  readonly title: string;
  readonly facts: Partial<AccountFacts>;
  readonly nameId?: Person['nameId'];
}

const bound = account({ id: 'bound', boundNameId: persistent('a-7') });

describe('which account a sign-in is about', () => {
  test.each<AccountRow & { id: string; bind: Person['nameId']; adopt?: boolean }>([
    {
      title: 'the one bound to the NameID, even when another has the user name',
      facts: { byBinding: bound, byUsername: account({ id: 'other' }) },
      nameId: persistent('a-7'),
      id: 'bound',
      bind: null,
    },
    {
      title: 'the one with the user name, which a persistent NameID is then bound to',
      facts: { byUsername: account() },
      nameId: persistent('a-7'),
      id: 'account-ada',
      bind: persistent('a-7'),
    },
    {
      title: 'the one with the user name, which an e-mail NameID is bound to in lower case',
      facts: { byUsername: account() },
      nameId: emailNameId('Ada@ACME.test'),
      id: 'account-ada',
      bind: emailNameId('ada@acme.test'),
    },
    {
      title: 'the one with the user name; an unspecified NameID binds nothing',
      facts: { byUsername: account() },
      nameId: unspecifiedNameId('ada@acme.test'),
      id: 'account-ada',
      bind: null,
    },
    {
      title: 'the one with the user name; a NameID without a format binds nothing',
      facts: { byUsername: account() },
      nameId: persistent('a-7', { format: null }),
      id: 'account-ada',
      bind: null,
    },
    {
      title: 'the one with the user name; a transient NameID binds nothing',
      facts: { byUsername: account() },
      nameId: persistent('t', { format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' }),
      id: 'account-ada',
      bind: null,
    },
    {
      title: 'the one bound to the same e-mail in another case',
      facts: { byUsername: account({ boundNameId: emailNameId('ada@acme.test') }) },
      nameId: emailNameId('ADA@acme.test'),
      id: 'account-ada',
      bind: null,
    },
    {
      title: 'one that names no connection is adopted by the only connection of the site',
      facts: { byUsername: account({ connectionId: null }), connectionCount: 1 },
      id: 'account-ada',
      bind: null,
      adopt: true,
    },
    {
      title: 'one that is named for this connection, also when the site has several',
      facts: { byUsername: account(), connectionCount: 3 },
      id: 'account-ada',
      bind: null,
    },
  ])('$title', ({ facts, nameId = null, id, bind, adopt = false }) => {
    expect(judge({ facts, person: { nameId } })).toMatchObject({ outcome: 'sign_in', account: { id }, bind, adopt });
  });
});

describe('an account that is not theirs is refused, with 31 where one would be created and else with 3', () => {
  const rows: readonly (AccountRow & { reason: string; hint?: string })[] = [
    {
      title: 'bound to another NameID on this connection',
      facts: { byUsername: account({ boundNameId: persistent('a-7') }) },
      nameId: persistent('b-8'),
      reason: 'account_bound_to_other_name_id NameID',
    },
    {
      title: 'bound to a persistent NameID that differs by case alone',
      facts: { byUsername: account({ boundNameId: persistent('a-7') }) },
      nameId: persistent('A-7'),
      reason: 'account_bound_to_other_name_id NameID',
      hint: 'the value differs by case',
    },
    {
      title: 'bound to the same value under another NameQualifier',
      facts: { byUsername: account({ boundNameId: persistent('a-7') }) },
      nameId: persistent('a-7', { nameQualifier: 'https://idp.acme.test/' }),
      reason: 'account_bound_to_other_name_id NameID',
      hint: 'NameQualifier differs',
    },
    {
      title: 'bound to the same value under another SPNameQualifier',
      facts: { byUsername: account({ boundNameId: persistent('a-7') }) },
      nameId: persistent('a-7', { spNameQualifier: 'https://sp.test/' }),
      reason: 'account_bound_to_other_name_id NameID',
      hint: 'SPNameQualifier differs',
    },
    {
      title: 'bound to the same value in another format',
      facts: { byUsername: account({ boundNameId: persistent('ada@acme.test') }) },
      nameId: emailNameId('ada@acme.test'),
      reason: 'account_bound_to_other_name_id NameID',
      hint: 'the format changed: bound as urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    },
    {
      title: 'bound, and this sign-in carries no NameID that could show it is the same person',
      facts: { byUsername: account({ boundNameId: persistent('a-7') }) },
      reason: 'account_bound_to_other_name_id NameID',
      hint: 'no NameID was sent',
    },
    {
      title: 'bound, and this sign-in carries a NameID that does not bind',
      facts: { byUsername: account({ boundNameId: persistent('a-7') }) },
      nameId: unspecifiedNameId('a-7'),
      reason: 'account_bound_to_other_name_id NameID',
      hint: 'a NameID of format urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified does not bind',
    },
    {
      title: 'of another connection',
      facts: { byUsername: account({ connectionId: 'connection-partner' }), connectionCount: 2 },
      reason: 'account_of_another_connection connection',
    },
    {
      title: 'bound here, but since moved to another connection',
      facts: {
        byBinding: account({ boundNameId: persistent('a-7'), connectionId: 'connection-partner' }),
        connectionCount: 2,
      },
      nameId: persistent('a-7'),
      reason: 'account_of_another_connection connection',
    },
    {
      title: 'naming no connection where the site has several',
      facts: { byUsername: account({ connectionId: null }), connectionCount: 2 },
      reason: 'account_connection_undecided connection',
      hint: 'the site has 2 connections',
    },
  ];
  test.each(rows)('$title', ({ facts, nameId = null, reason, hint }) => {
    for (const [autoCreate, code] of [
      [true, 31],
      [false, 3],
    ] as const) {
      const verdict = judge({ settings: { autoCreate }, facts, person: { nameId } });
      expect(inShort(verdict)).toEqual({ outcome: 'refuse', code, reasons: [reason] });
      expect(firstFinding(verdict).hint).toBe(hint);
    }
  });

  test('the state of that account is neither judged nor changed', () => {
    const found = account({ connectionId: 'connection-partner', status: 'locked', expiresAt: past });
    const verdict = judge({ facts: { byUsername: found } });
    expect(inShort(verdict).reasons).toEqual(['account_of_another_connection connection']);
    expect(verdict).toMatchObject({ expire: false });
  });
});

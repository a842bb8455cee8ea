import type { AccountChanges, AccountFact, AccountFacts, PolicySettings } from '../../src/jit';
import { account, dropdown, firstFinding, inShort, judge, type SentAttributes, trackingCode } from './world';

const newer = '2026-02-01T00:00:00Z';

interface Row {
  readonly title: string;
  readonly settings?: Partial<PolicySettings>;
  readonly account?: Partial<AccountFact>;
  readonly facts?: Partial<AccountFacts>;
  readonly sent?: SentAttributes;
}

function signIn(row: Omit<Row, 'title'>) {
  const byUsername = account({ ...row.account });
  return judge({ settings: row.settings ?? {}, facts: { byUsername, ...row.facts }, sent: row.sent ?? {} });
}

describe('the person signs in and nothing is updated', () => {
  test.each<Row & { note: string | null }>([
    { title: 'when autoUpdate is off', settings: { autoUpdate: false }, sent: { updateTimestamp: newer }, note: null },
    { title: 'when no updateTimestamp is sent', note: 'update skipped: no updateTimestamp' },
    { title: 'when it is empty', sent: { updateTimestamp: '' }, note: 'update skipped: no updateTimestamp' },
    {
      title: 'when it is sent in a fourth spelling, which is named',
      sent: { UpdateTimestamp: newer },
      note: 'update skipped: no updateTimestamp; present as "UpdateTimestamp": attribute names are case sensitive',
    },
    {
      title: 'when it equals the stored one',
      sent: { updateTimestamp: '2026-01-01T00:00:00Z' },
      note: 'update skipped: updateTimestamp equal or older (2026-01-01T00:00:00.000Z)',
    },
    {
      title: 'when it is older than the stored one',
      sent: { updateTimestamp: '2025-12-31T23:59:59.999Z' },
      note: 'update skipped: updateTimestamp equal or older (2025-12-31T23:59:59.999Z)',
    },
    {
      title: 'when a provisioning owns the account',
      account: { managedBy: 'Entra' },
      sent: { updateTimestamp: newer },
      note: 'update skipped: managed by Entra',
    },
    {
      title: 'whatever is wrong with the attributes, as long as no update is due',
      settings: { partnerId: null, trackingCodes: [trackingCode()] },
      sent: { firstname: undefined, lastname: '', memberStatus: 'x', TC1: '' },
      note: 'update skipped: no updateTimestamp',
    },
    {
      title: 'whatever the time is, when a provisioning owns the account',
      account: { managedBy: 'Entra' },
      sent: { updateTimestamp: 'yesterday' },
      note: 'update skipped: managed by Entra',
    },
  ])('$title', (row) => {
    expect(signIn(row)).toMatchObject({ outcome: 'sign_in', note: row.note });
  });
});

describe('an update writes', () => {
  test.each<Row & { changes: Omit<AccountChanges, 'updateTimestamp'> }>([
    {
      title: 'what differs; a display name made of both names follows them',
      changes: { lastName: 'Lovelace', displayName: 'Ada Lovelace' },
    },
    {
      title: 'nothing but the time when nothing differs',
      account: { lastName: 'Lovelace', displayName: 'Ada Lovelace' },
      changes: {},
    },
    {
      title: 'anything when the account never had a time',
      account: { updateTimestamp: null },
      changes: { lastName: 'Lovelace', displayName: 'Ada Lovelace' },
    },
    {
      title: 'no absent attribute: those stay as they are',
      sent: { firstname: undefined, lastname: undefined, email: undefined },
      changes: {},
    },
    {
      title: 'no display name that was set otherwise and is not sent',
      account: { displayName: 'The Countess' },
      changes: { lastName: 'Lovelace' },
    },
    {
      title: 'a display name that is sent',
      sent: { displayname: 'Countess' },
      changes: { lastName: 'Lovelace', displayName: 'Countess' },
    },
    {
      title: 'first and last name again for a display name sent empty',
      account: { displayName: 'The Countess' },
      sent: { displayname: '' },
      changes: { lastName: 'Lovelace', displayName: 'Ada Lovelace' },
    },
    {
      title: 'an e-mail address, also when only its case changed',
      account: { lastName: 'Lovelace', displayName: 'Ada Lovelace' },
      sent: { email: 'Ada@acme.test' },
      facts: { emailOwnerId: 'account-ada' },
      changes: { email: 'Ada@acme.test' },
    },
    {
      title: 'a language, and clears it when it is sent empty',
      account: { lastName: 'Lovelace', displayName: 'Ada Lovelace' },
      sent: { language: '' },
      changes: { language: null },
    },
    {
      title: 'a language that is sent',
      account: { lastName: 'Lovelace', displayName: 'Ada Lovelace' },
      sent: { language: 'de' },
      changes: { language: 'de' },
    },
    {
      title: 'no language that is no language tag',
      account: { lastName: 'Lovelace', displayName: 'Ada Lovelace' },
      sent: { language: '???' },
      changes: {},
    },
    {
      title: 'tracking codes that differ, and clears optional ones sent empty',
      settings: {
        trackingCodes: [
          trackingCode({ number: 1 }),
          trackingCode({ number: 2, usage: 'optional' }),
          trackingCode({ number: 3, usage: 'optional' }),
          trackingCode({ number: 4, usage: 'not_used' }),
          trackingCode({ number: 5, usage: 'optional' }),
        ],
      },
      account: { lastName: 'Lovelace', displayName: 'Ada Lovelace', trackingCodes: { 1: 'a', 2: 'b', 3: 'c', 4: 'd' } },
      sent: { TC1: 'new', TC2: '', TC4: 'ignored', TC5: '' },
      changes: { trackingCodes: { 1: 'new', 2: null } },
    },
    {
      title: 'nothing for a required code that is absent but stored',
      settings: { trackingCodes: [trackingCode(), dropdown({ usage: 'required' })] },
      account: { lastName: 'Lovelace', displayName: 'Ada Lovelace', trackingCodes: { 1: 'Engines', 2: 'CC-100' } },
      changes: {},
    },
    {
      title: 'on a site without a partner ID or free seats, which only creation needs',
      settings: { partnerId: null, newAccounts: 'pending' },
      facts: { seats: { limit: 0, used: 1 } },
      changes: { lastName: 'Lovelace', displayName: 'Ada Lovelace' },
    },
    {
      title: 'with autoCreate off, which only creation needs',
      settings: { autoCreate: false },
      changes: { lastName: 'Lovelace', displayName: 'Ada Lovelace' },
    },
  ])('$title', (row) => {
    const verdict = signIn({ ...row, sent: { updateTimestamp: newer, ...row.sent } });
    expect(verdict).toMatchObject({ outcome: 'update' });
    expect(verdict).toHaveProperty('changes', { ...row.changes, updateTimestamp: new Date(newer) });
  });
});

describe('an update that breaks a rule is refused with 32, and nothing changes', () => {
  test.each<Row & { reasons: readonly string[] }>([
    { title: 'memberStatus sent', sent: { memberStatus: 'x' }, reasons: ['member_status_present memberStatus'] },
    { title: 'first name empty', sent: { firstname: '' }, reasons: ['attribute_empty firstname'] },
    {
      title: 'last name of 33 characters',
      sent: { lastname: 'l'.repeat(33) },
      reasons: ['attribute_too_long lastname'],
    },
    {
      title: 'display name of 256 characters',
      sent: { displayname: 'd'.repeat(256) },
      reasons: ['attribute_too_long displayname'],
    },
    { title: 'e-mail empty', sent: { email: '' }, reasons: ['attribute_empty email'] },
    { title: 'e-mail not well formed', sent: { email: 'ada@' }, reasons: ['email_invalid email'] },
    { title: 'e-mail of another account', facts: { emailOwnerId: 'somebody' }, reasons: ['email_taken email'] },
    {
      title: 'e-mail domain not on the list',
      settings: { allowedEmailDomains: ['other.test'] },
      reasons: ['email_domain_restricted email'],
    },
    {
      title: 'a required code neither sent nor stored',
      settings: { trackingCodes: [trackingCode()] },
      reasons: ['tracking_code_missing TC1'],
    },
    {
      title: 'a required code sent empty, although one is stored',
      settings: { trackingCodes: [trackingCode()] },
      account: { trackingCodes: { 1: 'Engines' } },
      sent: { TC1: '' },
      reasons: ['tracking_code_missing TC1'],
    },
    {
      title: 'a required dropdown code not sent, whose stored value is no longer active',
      settings: { trackingCodes: [dropdown({ usage: 'required' })] },
      account: { trackingCodes: { 2: 'CC-200' } },
      reasons: ['tracking_code_inactive TC2'],
    },
    {
      title: 'a dropdown value not in the list',
      settings: { trackingCodes: [dropdown({ usage: 'optional' })] },
      sent: { TC2: 'CC-300' },
      reasons: ['tracking_code_not_listed TC2'],
    },
    {
      title: 'a code of 133 characters',
      settings: { trackingCodes: [trackingCode({ usage: 'optional' })] },
      sent: { TC1: 'x'.repeat(133) },
      reasons: ['tracking_code_too_long TC1'],
    },
    {
      title: 'a time that cannot be read',
      sent: { updateTimestamp: 'yesterday' },
      reasons: ['update_timestamp_unreadable updateTimestamp'],
    },
    {
      title: 'a time more than a day ahead',
      sent: { updateTimestamp: '2026-03-02T09:00:00.001Z' },
      reasons: ['update_timestamp_in_future updateTimestamp'],
    },
    {
      title: 'two spellings that disagree',
      sent: { updateTimeStamp: '2026-02-02T00:00:00Z' },
      reasons: ['update_timestamps_disagree updateTimestamp, updateTimeStamp'],
    },
    {
      title: 'all broken rules at once, the unusable time first',
      settings: { trackingCodes: [trackingCode()] },
      facts: { emailOwnerId: 'somebody' },
      sent: { updateTimestamp: '20260201', memberStatus: '', firstname: '', TC1: '' },
      account: { updateTimestamp: null },
      // 20260201 is eight digits: seconds since 1970, which is a time, so it is not among the reasons.
      reasons: [
        'member_status_present memberStatus',
        'attribute_empty firstname',
        'email_taken email',
        'tracking_code_missing TC1',
      ],
    },
    {
      title: 'an unusable time together with the other broken rules',
      sent: { updateTimestamp: 'yesterday', lastname: '' },
      reasons: ['update_timestamp_unreadable updateTimestamp', 'attribute_empty lastname'],
    },
  ])('$title', (row) => {
    const verdict = signIn({ ...row, sent: { updateTimestamp: newer, ...row.sent } });
    expect(inShort(verdict)).toEqual({ outcome: 'refuse', code: 32, reasons: row.reasons });
  });

  test('a stored value that is judged is named as such', () => {
    const verdict = signIn({
      settings: { trackingCodes: [dropdown({ usage: 'required' })] },
      account: { trackingCodes: { 2: 'cc-100' } },
      sent: { updateTimestamp: newer },
    });
    expect(firstFinding(verdict).hint).toBe('not sent: this is the stored value; differs by case from "CC-100"');
  });
});

import type { AccountFacts, Person, PolicySettings } from '../../src/jit';
import {
  account,
  dropdown,
  firstFinding,
  inShort,
  judge,
  persistent,
  type SentAttributes,
  trackingCode,
} from './world';

interface Row {
  readonly title: string;
  readonly settings?: Partial<PolicySettings>;
  readonly facts?: Partial<AccountFacts>;
  readonly sent?: SentAttributes;
  readonly person?: Partial<Person>;
}

const required = [trackingCode(), dropdown({ usage: 'required' })];
const optional = [trackingCode({ usage: 'optional' }), dropdown({ usage: 'optional' })];

describe('a person without an account is given one', () => {
  test.each<Row>([
    { title: 'when user name, first name, last name and e-mail are there' },
    { title: 'when neither uid nor updateTimestamp is sent', person: { usernameSource: 'NameID' } },
    { title: 'when the last seat is free', facts: { seats: { limit: 25, used: 24 } } },
    {
      title: 'as an attendee without a free seat',
      sent: { isattendeerole: 'true' },
      facts: { seats: { limit: 0, used: 0 } },
    },
    {
      title: 'when first and last name have 32 characters',
      sent: { firstname: 'f'.repeat(32), lastname: 'l'.repeat(32) },
    },
    { title: 'when 32 characters need two UTF-16 units each', sent: { firstname: '𝒜'.repeat(32) } },
    { title: 'when the e-mail has 64 characters', sent: { email: `${'a'.repeat(54)}@acme.test` } },
    { title: 'when the user name has 64 characters', person: { username: 'u'.repeat(64) } },
    {
      title: 'when a tracking code has 132 characters',
      settings: { trackingCodes: [trackingCode()] },
      sent: { TC1: 'x'.repeat(132) },
    },
    {
      title: 'when required codes are filled',
      settings: { trackingCodes: required },
      sent: { TC1: 'Engines', TC2: 'CC-100' },
    },
    { title: 'when optional codes are absent', settings: { trackingCodes: optional } },
    { title: 'when optional codes are empty', settings: { trackingCodes: optional }, sent: { TC1: '', TC2: '' } },
    {
      title: 'when a code that is not used holds anything',
      settings: { trackingCodes: [dropdown({ usage: 'not_used' })] },
      sent: { TC2: 'anything' },
    },
    { title: 'when its e-mail domain is on the list', settings: { allowedEmailDomains: ['other.test', 'ACME.test'] } },
    {
      title: 'when updateTimestamp cannot be read, for a new account needs none',
      sent: { updateTimestamp: 'yesterday' },
    },
  ])('$title', (row) => {
    expect(inShort(judge(row))).toEqual({ outcome: 'create', code: null, reasons: [] });
  });
});

describe('a person without an account is refused with 31', () => {
  test.each<Row & { reasons: readonly string[] }>([
    {
      title: 'when the site has no partner ID',
      settings: { partnerId: null },
      reasons: ['partner_id_missing partnerId'],
    },
    { title: 'when the partner ID is blank', settings: { partnerId: '  ' }, reasons: ['partner_id_missing partnerId'] },
    {
      title: 'when memberStatus is sent',
      sent: { memberStatus: 'ACTIVE' },
      reasons: ['member_status_present memberStatus'],
    },
    {
      title: 'when memberStatus is sent in another case',
      sent: { MEMBERSTATUS: 'x' },
      reasons: ['member_status_present MEMBERSTATUS'],
    },
    {
      title: 'when memberStatus is sent empty',
      sent: { memberstatus: '' },
      reasons: ['member_status_present memberstatus'],
    },
    {
      title: 'when the first name is missing',
      sent: { firstname: undefined },
      reasons: ['attribute_missing firstname'],
    },
    { title: 'when the last name is missing', sent: { lastname: undefined }, reasons: ['attribute_missing lastname'] },
    { title: 'when the e-mail is missing', sent: { email: undefined }, reasons: ['attribute_missing email'] },
    { title: 'when the first name is empty', sent: { firstname: '' }, reasons: ['attribute_empty firstname'] },
    {
      title: 'when the first name has no value at all',
      sent: { firstname: [] },
      reasons: ['attribute_empty firstname'],
    },
    { title: 'when the last name is white space', sent: { lastname: '  ' }, reasons: ['attribute_empty lastname'] },
    { title: 'when the e-mail is empty', sent: { email: '' }, reasons: ['attribute_empty email'] },
    {
      title: 'when the first name has 33 characters',
      sent: { firstname: 'f'.repeat(33) },
      reasons: ['attribute_too_long firstname'],
    },
    {
      title: 'when the last name has 33 characters',
      sent: { lastname: 'l'.repeat(33) },
      reasons: ['attribute_too_long lastname'],
    },
    {
      title: 'when the e-mail has 65 characters',
      sent: { email: `${'a'.repeat(55)}@acme.test` },
      reasons: ['attribute_too_long email'],
    },
    {
      title: 'when the user name has 65 characters',
      person: { username: 'u'.repeat(65) },
      reasons: ['username_too_long uid'],
    },
    {
      title: 'when the display name has 256 characters',
      sent: { displayname: 'd'.repeat(256) },
      reasons: ['attribute_too_long displayname'],
    },
    { title: 'when the e-mail is not well formed', sent: { email: 'ada at acme' }, reasons: ['email_invalid email'] },
    {
      title: 'when the e-mail hides a character',
      sent: { email: 'ada\u200B@acme.test' },
      reasons: ['email_invalid email'],
    },
    {
      title: 'when another account has the e-mail',
      facts: { emailOwnerId: 'somebody' },
      reasons: ['email_taken email'],
    },
    {
      title: 'when the e-mail domain is not on the list',
      settings: { allowedEmailDomains: ['other.test'] },
      reasons: ['email_domain_restricted email'],
    },
    {
      title: 'when only the domain above is on the list',
      settings: { allowedEmailDomains: ['test'] },
      reasons: ['email_domain_restricted email'],
    },
    {
      title: 'when the e-mail domain is blocked, listed or not',
      settings: { allowedEmailDomains: ['acme.test'], blockedEmailDomains: ['acme.test'] },
      reasons: ['email_domain_restricted email'],
    },
    {
      title: 'when a domain above that of the e-mail is blocked',
      settings: { blockedEmailDomains: ['test'] },
      reasons: ['email_domain_restricted email'],
    },
    {
      title: 'when another user name looks alike',
      facts: { confusableOwnerId: 'somebody' },
      reasons: ['username_confusable uid'],
    },
    { title: 'when no seat is free', facts: { seats: { limit: 25, used: 25 } }, reasons: ['seat_unavailable seats'] },
    {
      title: 'when the seats are overdrawn',
      facts: { seats: { limit: 2, used: 5 } },
      reasons: ['seat_unavailable seats'],
    },
    {
      title: 'when isattendeerole says no and no seat is free',
      sent: { isattendeerole: 'no' },
      facts: { seats: { limit: 1, used: 1 } },
      reasons: ['seat_unavailable seats'],
    },
    {
      title: 'when required codes are missing',
      settings: { trackingCodes: required },
      reasons: ['tracking_code_missing TC1', 'tracking_code_missing TC2'],
    },
    {
      title: 'when required codes are empty',
      settings: { trackingCodes: required },
      sent: { TC1: ' ', TC2: '' },
      reasons: ['tracking_code_missing TC1', 'tracking_code_missing TC2'],
    },
    {
      title: 'when a code has 133 characters',
      settings: { trackingCodes: [trackingCode({ usage: 'optional' })] },
      sent: { TC1: 'x'.repeat(133) },
      reasons: ['tracking_code_too_long TC1'],
    },
    {
      title: 'when a required dropdown value is not in the list',
      settings: { trackingCodes: [dropdown({ usage: 'required' })] },
      sent: { TC2: 'CC-300' },
      reasons: ['tracking_code_not_listed TC2'],
    },
    {
      title: 'when an optional dropdown value is not in the list',
      settings: { trackingCodes: [dropdown({ usage: 'optional' })] },
      sent: { TC2: 'CC-300' },
      reasons: ['tracking_code_not_listed TC2'],
    },
    {
      title: 'when the dropdown value is in the list but not active',
      settings: { trackingCodes: [dropdown({ usage: 'optional' })] },
      sent: { TC2: 'CC-200' },
      reasons: ['tracking_code_inactive TC2'],
    },
  ])('$title', (row) => {
    expect(inShort(judge(row))).toEqual({ outcome: 'refuse', code: 31, reasons: row.reasons });
  });
});

test('one refusal carries every broken rule at once, in the order of the check-list', () => {
  const verdict = judge({
    settings: { partnerId: null, trackingCodes: [trackingCode(), dropdown()] },
    facts: { seats: { limit: 1, used: 1 }, confusableOwnerId: 'somebody', emailOwnerId: 'somebody' },
    sent: { memberStatus: 'x', firstname: undefined, lastname: '', TC2: 'cc-100' },
    person: { username: 'u'.repeat(65) },
  });
  expect(inShort(verdict)).toEqual({
    outcome: 'refuse',
    code: 31,
    reasons: [
      'partner_id_missing partnerId',
      'member_status_present memberStatus',
      'attribute_missing firstname',
      'attribute_empty lastname',
      'email_taken email',
      'username_too_long uid',
      'username_confusable uid',
      'seat_unavailable seats',
      'tracking_code_missing TC1',
      'tracking_code_not_listed TC2',
    ],
  });
});

describe('with autoCreate off', () => {
  test('a person without an account is refused with 3 alone, however much else is wrong', () => {
    const verdict = judge({ settings: { autoCreate: false, partnerId: null }, sent: { firstname: undefined } });
    expect(inShort(verdict)).toEqual({ outcome: 'refuse', code: 3, reasons: ['account_not_found uid'] });
    expect(verdict).toMatchObject({ account: null, expire: false });
  });

  test.each([
    [{ confusableOwnerId: 'x' }, 'an account with a user name that looks alike exists'],
    [{ emailOwnerId: 'x' }, 'an account with this e-mail address exists under another user name'],
    [{}, undefined],
  ])('the admin is told of a near miss: %j', (known, hint) => {
    expect(firstFinding(judge({ settings: { autoCreate: false }, facts: known })).hint).toBe(hint);
  });
});

describe('a type that this connection does not allow is refused with 21', () => {
  test('for a new host where only attendees may come', () => {
    const verdict = judge({ settings: { allowedTypes: ['attendee'] } });
    expect(inShort(verdict)).toEqual({ outcome: 'refuse', code: 21, reasons: ['account_type_not_allowed type'] });
  });
  test('but a new attendee may come there', () => {
    const verdict = judge({ settings: { allowedTypes: ['attendee'] }, sent: { isattendeerole: 'yes' } });
    expect(verdict.outcome).toBe('create');
  });
});

describe('what a new account is made of', () => {
  function created(it: Parameters<typeof judge>[0]) {
    const verdict = judge(it);
    if (verdict.outcome !== 'create') throw new Error(`not created: ${JSON.stringify(inShort(verdict))}`);
    return verdict;
  }

  test('the values as they were sent, the display name from both names, and the connection of the sign-in', () => {
    const {
      account: made,
      bind,
      note,
    } = created({ person: { username: 'Ada@Acme.test' }, sent: { email: 'Ada@Acme.test' } });
    expect(made).toEqual({
      username: 'Ada@Acme.test',
      firstName: 'Ada',
      lastName: 'Lovelace',
      displayName: 'Ada Lovelace',
      email: 'Ada@Acme.test',
      language: null,
      type: 'host',
      status: 'active',
      trackingCodes: {},
      updateTimestamp: null,
      connectionId: 'connection-main',
    });
    expect([bind, note]).toEqual([null, null]);
  });

  test('a mapped display name and language when they are sent', () => {
    const { account: made } = created({ sent: { displayname: 'Countess', language: 'nb_NO, en;q=0.5' } });
    expect([made.displayName, made.language]).toEqual(['Countess', 'nb-NO']);
  });

  test('no language when the value is none', () => {
    expect(created({ sent: { language: 'Norwegian, please' } }).account.language).toBeNull();
  });

  test('the spelling of the list for a dropdown value in another Unicode form', () => {
    const values = [{ value: 'Büro', active: true }];
    const { account: made } = created({
      settings: { trackingCodes: [dropdown({ values }), trackingCode({ number: 10, usage: 'optional' })] },
      sent: { TC2: 'Büro'.normalize('NFD'), TC10: 'Engines' },
    });
    expect(made.trackingCodes).toEqual({ 2: 'Büro', 10: 'Engines' });
  });

  test.each([
    ['true', 'attendee'],
    ['TRUE', 'attendee'],
    ['Yes', 'attendee'],
    ['yes', 'attendee'],
    ['false', 'host'],
    ['No', 'host'],
    ['1', 'host'],
    ['', 'host'],
    [undefined, 'host'],
  ])('isattendeerole %p makes a %s', (isattendeerole, type) => {
    expect(created({ sent: { isattendeerole } }).account.type).toBe(type);
  });

  test('isAttendeeRole in another case makes a host, and is named when that host finds no seat', () => {
    expect(created({ sent: { isAttendeeRole: 'true' } }).account.type).toBe('host');
    const refused = judge({ sent: { isAttendeeRole: 'true' }, facts: { seats: { limit: 0, used: 0 } } });
    expect(firstFinding(refused).hint).toBe('present as "isAttendeeRole": attribute names are case sensitive');
  });

  test('the updateTimestamp that came, by which the first update is measured', () => {
    const { account: made } = created({ sent: { updateTimestamp: '2026-02-01T00:00:00Z' } });
    expect(made.updateTimestamp).toEqual(new Date('2026-02-01T00:00:00Z'));
  });

  test.each([
    ['yesterday', 'updateTimestamp not kept: update_timestamp_unreadable'],
    ['2026-03-03T00:00:00Z', 'updateTimestamp not kept: update_timestamp_in_future'],
  ])('no updateTimestamp when it is %s, which is noted', (updateTimestamp, note) => {
    const verdict = created({ sent: { updateTimestamp } });
    expect([verdict.account.updateTimestamp, verdict.note]).toEqual([null, note]);
  });

  test('a persistent NameID is bound to it', () => {
    const nameId = persistent('a-7');
    expect(created({ person: { nameId } }).bind).toEqual(nameId);
  });
});

describe('where new accounts wait for approval', () => {
  const pending = { newAccounts: 'pending' } as const;

  test('the account is made pending, and the sign-in answers 31 account_pending', () => {
    const verdict = judge({ settings: pending });
    expect(inShort(verdict)).toEqual({ outcome: 'create_pending', code: 31, reasons: ['account_pending status'] });
    expect(verdict).toMatchObject({ account: { status: 'pending', username: 'ada@acme.test' } });
    expect(verdict.checks.filter(({ passed }) => passed === false).map(({ id }) => id)).toEqual(['account_active']);
  });
  test('no seat is needed yet', () => {
    expect(judge({ settings: pending, facts: { seats: { limit: 0, used: 0 } } }).outcome).toBe('create_pending');
  });
  test('nothing is made when another rule is broken, and that rule alone is the reason', () => {
    const verdict = judge({ settings: pending, sent: { lastname: undefined } });
    expect(inShort(verdict)).toEqual({ outcome: 'refuse', code: 31, reasons: ['attribute_missing lastname'] });
  });
  test('the second sign-in finds the pending account and answers the same', () => {
    const verdict = judge({ settings: pending, facts: { byUsername: account({ status: 'pending' }) } });
    expect(inShort(verdict)).toEqual({ outcome: 'refuse', code: 31, reasons: ['account_pending status'] });
  });
});

describe('the near miss of a missing attribute is named', () => {
  test.each([
    ['FirstName', 'present as "FirstName": attribute names are case sensitive'],
    ['first_name', 'present as "first_name": the name must be spelled exactly'],
    [
      'givenName',
      'present as "givenName": add this name to the mapping of the connection, or release the expected one',
    ],
    [
      'urn:oid:2.5.4.42',
      'present as "urn:oid:2.5.4.42": add this name to the mapping of the connection, or release the expected one',
    ],
    [
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname',
      'present as "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname": add this name to the mapping of the connection, or release the expected one',
    ],
    ['nickname', undefined],
  ])('first name sent as %s', (name, hint) => {
    const finding = firstFinding(judge({ sent: { firstname: undefined, [name]: 'Ada' } }));
    expect(finding).toMatchObject({
      reason: 'attribute_missing',
      field: 'firstname',
      expected: 'firstname',
      received: null,
    });
    expect(finding.hint).toBe(hint);
  });

  test.each([
    ['tc1', 'present as "tc1": attribute names are case sensitive'],
    ['TC 1', 'present as "TC 1": the name must be spelled exactly'],
    ['Division', 'present under its label "Division": release it as TC1'],
  ])('TC1 sent as %s', (name, hint) => {
    const finding = firstFinding(judge({ settings: { trackingCodes: [trackingCode()] }, sent: { [name]: 'x' } }));
    expect(finding).toMatchObject({ reason: 'tracking_code_missing', field: 'TC1', hint });
  });

  test('a mapping of several names takes the first one present, also when it is empty', () => {
    const mapped = settingsWithTwoNames();
    expect(judge({ settings: mapped, sent: { firstname: undefined, givenName: 'Ada' } }).outcome).toBe('create');
    const verdict = judge({ settings: mapped, sent: { firstname: '', givenName: 'Ada' } });
    expect(inShort(verdict).reasons).toEqual(['attribute_empty firstname']);
    const missing = judge({ settings: mapped, sent: { firstname: undefined } });
    expect(firstFinding(missing).expected).toBe('firstname or givenName');
  });

  function settingsWithTwoNames(): Partial<PolicySettings> {
    const firstName = ['firstname', 'givenName'];
    return { attributes: { firstName, lastName: ['lastname'], email: ['email'], displayName: [], language: [] } };
  }
});

test('a value that is too long is cut where it is reported', () => {
  const finding = firstFinding(judge({ sent: { firstname: 'f'.repeat(5000) } }));
  expect(finding.received).toBe(`${'f'.repeat(200)}… (5000 characters)`);
  expect(finding.hint).toBe('5000 characters');
});

import type { Database } from '../../src/db';
import type { ReasonId, SsoCode } from '../../src/sso/catalogue';
import { freshDatabase } from '../support/database';
import { arrange, type SiteState } from '../support/siteState';
import { UsherUnderTest, type PersonOptions } from '../support/usher';

/** The public articles on codes 31 and 3, sentence by sentence, each with what the attempt keeps of it. */
interface Refused {
  readonly is: string;
  readonly site?: SiteState;
  readonly person?: PersonOptions;
  readonly code: SsoCode;
  /** Reason, field, expected, received, and a hint where there is one. */
  readonly reasons: readonly (readonly [ReasonId, string, string | null, string | null, RegExp?])[];
}

interface Passed {
  readonly is: string;
  readonly site?: SiteState;
  readonly person?: PersonOptions;
  /** What the new account holds. */
  readonly account: object;
}

const sent = (attributes: NonNullable<PersonOptions['attributes']>): PersonOptions => ({ attributes });
const text = (usage: 'required' | 'optional' | 'not_used'): SiteState => ({
  trackingCodes: [{ number: 1, label: 'Division', usage }],
});
const dropdown = (usage: 'required' | 'optional' | 'not_used'): SiteState => ({
  trackingCodes: [
    {
      number: 1,
      label: 'Cost centre',
      input: 'dropdown',
      usage,
      values: ['CC-100', { value: 'CC-200', active: false }],
    },
  ],
});
const listed = 'one of "CC-100"';
const nobody: PersonOptions = { nameId: null, attributes: { uid: null } };
const sources = 'uid, SAML_SUBJECT, Name_ID, NameID';
const email = (length: number) => `${'a'.repeat(length - '@acme.test'.length)}@acme.test`;

const causesOfTheArticle: Refused[] = [
  {
    is: 'the site has no partner ID',
    site: { site: { partnerId: null } },
    code: 31,
    reasons: [['partner_id_missing', 'partnerId', 'a partner ID of the site', null]],
  },
  {
    is: 'the account exists, but is deactivated',
    site: { accounts: [{ status: 'deactivated' }] },
    code: 31,
    reasons: [['account_deactivated', 'status', 'active', 'deactivated']],
  },
  {
    is: 'the account exists, but waits for approval',
    site: { accounts: [{ status: 'pending' }] },
    code: 31,
    reasons: [['account_pending', 'status', 'active', 'pending']],
  },
  {
    is: 'the user name is not sent',
    person: nobody,
    code: 2,
    reasons: [['username_missing', 'NameID', sources, 'firstname, lastname, email']],
  },
  {
    is: 'the user name is sent empty',
    person: { nameId: null, attributes: { uid: '' } },
    code: 2,
    reasons: [['username_missing', 'NameID', sources, 'uid, firstname, lastname, email']],
  },
  ...(['firstname', 'lastname', 'email'] as const).flatMap((name): Refused[] => [
    {
      is: `${name} is not sent`,
      person: sent({ [name]: null }),
      code: 31,
      reasons: [['attribute_missing', name, name, null]],
    },
    {
      is: `${name} is sent empty`,
      person: sent({ [name]: '' }),
      code: 31,
      reasons: [['attribute_empty', name, 'a value', '']],
    },
    {
      is: `${name} is sent as white space`,
      person: sent({ [name]: '  \t ' }),
      code: 31,
      reasons: [['attribute_empty', name, 'a value', '']],
    },
    {
      is: `${name} is sent without a value`,
      person: sent({ [name]: [] }),
      code: 31,
      reasons: [['attribute_empty', name, 'a value', '']],
    },
  ]),
  {
    is: 'no seat is free',
    site: { site: { seats: 1 }, accounts: [{ username: 'bob@acme.test' }] },
    code: 31,
    reasons: [['seat_unavailable', 'seats', 'a free seat', '1 of 1 in use']],
  },
  {
    is: 'no seat is free, because a locked account holds its own',
    site: { site: { seats: 1 }, accounts: [{ username: 'bob@acme.test', status: 'locked' }] },
    code: 31,
    reasons: [['seat_unavailable', 'seats', 'a free seat', '1 of 1 in use']],
  },
  {
    is: 'the site has no seats at all',
    site: { site: { seats: 0 } },
    code: 31,
    reasons: [['seat_unavailable', 'seats', 'a free seat', '0 of 0 in use']],
  },
  {
    is: 'memberStatus is sent',
    person: sent({ memberStatus: 'active' }),
    code: 31,
    reasons: [['member_status_present', 'memberStatus', 'not sent', 'active']],
  },
  {
    is: 'memberStatus is sent in another case, and empty',
    person: sent({ MEMBERSTATUS: '' }),
    code: 31,
    reasons: [['member_status_present', 'MEMBERSTATUS', 'not sent', '']],
  },
  {
    is: 'everything is wrong at once: every cause is named, the first decides',
    site: {
      site: { partnerId: null, seats: 0 },
      trackingCodes: [{ number: 2, label: 'Division', usage: 'required' }],
    },
    person: sent({ memberStatus: '1', firstname: null, lastname: '', email: 'ada at acme' }),
    code: 31,
    reasons: [
      ['partner_id_missing', 'partnerId', 'a partner ID of the site', null],
      ['member_status_present', 'memberStatus', 'not sent', '1'],
      ['attribute_missing', 'firstname', 'firstname', null],
      ['attribute_empty', 'lastname', 'a value', ''],
      ['email_invalid', 'email', 'an address such as name@example.com', 'ada at acme'],
      ['seat_unavailable', 'seats', 'a free seat', '0 of 0 in use'],
      ['tracking_code_missing', 'TC2', 'a value (Division)', null],
    ],
  },
];

const rulesOfTheGuide: Refused[] = [
  {
    is: 'auto creation is off',
    site: { site: { autoCreate: false } },
    code: 3,
    reasons: [['account_not_found', 'uid', 'the user name of an account', 'ada@acme.test']],
  },
  {
    is: 'auto creation is off, and the account is deactivated',
    site: { site: { autoCreate: false }, accounts: [{ status: 'deactivated' }] },
    code: 18,
    reasons: [['account_deactivated', 'status', 'active', 'deactivated']],
  },
  {
    is: 'auto creation is off, and the account is pending',
    site: { site: { autoCreate: false }, accounts: [{ status: 'pending' }] },
    code: 18,
    reasons: [['account_pending', 'status', 'active', 'pending']],
  },
  {
    is: 'a name is sent in another case',
    person: sent({ firstname: null, FirstName: 'Ada' }),
    code: 31,
    reasons: [['attribute_missing', 'firstname', 'firstname', null, /present as "FirstName".*case sensitive/]],
  },
  {
    is: 'the user name is sent in another case',
    person: { nameId: null, attributes: { uid: null, name_id: 'ada@acme.test' } },
    code: 2,
    reasons: [['username_missing', 'NameID', sources, 'firstname, lastname, email, name_id']],
  },
  {
    is: 'the first name has 33 characters',
    person: sent({ firstname: 'x'.repeat(33) }),
    code: 31,
    reasons: [['attribute_too_long', 'firstname', 'at most 32 characters', 'x'.repeat(33), /33 characters/]],
  },
  {
    is: 'the last name has 33 characters',
    person: sent({ lastname: 'ø'.repeat(33) }),
    code: 31,
    reasons: [['attribute_too_long', 'lastname', 'at most 32 characters', 'ø'.repeat(33), /33 characters/]],
  },
  {
    is: 'the e-mail address has 65 characters',
    person: sent({ email: email(65) }),
    code: 31,
    reasons: [['attribute_too_long', 'email', 'at most 64 characters', email(65), /65 characters/]],
  },
  {
    is: 'the user name has 65 characters',
    person: sent({ uid: 'u'.repeat(65) }),
    code: 31,
    reasons: [['username_too_long', 'uid', 'at most 64 characters', 'u'.repeat(65), /65 characters/]],
  },
  {
    is: 'a tracking code has 133 characters',
    site: text('optional'),
    person: sent({ TC1: 't'.repeat(133) }),
    code: 31,
    reasons: [['tracking_code_too_long', 'TC1', 'at most 132 characters', 't'.repeat(133), /133 characters/]],
  },
  {
    is: 'a required text is not sent',
    site: text('required'),
    code: 31,
    reasons: [['tracking_code_missing', 'TC1', 'a value (Division)', null]],
  },
  {
    is: 'a required text is sent empty',
    site: text('required'),
    person: sent({ TC1: '' }),
    code: 31,
    reasons: [['tracking_code_missing', 'TC1', 'a value (Division)', '', /empty/]],
  },
  {
    is: 'a required text is sent under a name in another case',
    site: text('required'),
    person: sent({ tc1: 'Engines' }),
    code: 31,
    reasons: [['tracking_code_missing', 'TC1', 'a value (Division)', null, /present as "tc1"/]],
  },
  {
    is: 'the tenth code is required and not sent, as any other',
    site: { trackingCodes: [{ number: 10, label: 'Room', usage: 'required' }] },
    person: sent({ TC1: 'Engines' }),
    code: 31,
    reasons: [['tracking_code_missing', 'TC10', 'a value (Room)', null]],
  },
  ...(['required', 'optional'] as const).flatMap((usage): Refused[] => [
    {
      is: `a value is not in the ${usage} dropdown`,
      site: dropdown(usage),
      person: sent({ TC1: 'CC-300' }),
      code: 31,
      reasons: [['tracking_code_not_listed', 'TC1', listed, 'CC-300']],
    },
    {
      is: `a value of the ${usage} dropdown is not active`,
      site: dropdown(usage),
      person: sent({ TC1: 'CC-200' }),
      code: 31,
      reasons: [['tracking_code_inactive', 'TC1', listed, 'CC-200']],
    },
    {
      is: `a value differs by case from one in the ${usage} dropdown`,
      site: dropdown(usage),
      person: sent({ TC1: 'cc-100' }),
      code: 31,
      reasons: [['tracking_code_not_listed', 'TC1', listed, 'cc-100', /differs by case from "CC-100"/]],
    },
  ]),
  {
    is: 'a required dropdown is not sent',
    site: dropdown('required'),
    code: 31,
    reasons: [['tracking_code_missing', 'TC1', listed, null]],
  },
  {
    is: 'a required dropdown is sent empty',
    site: dropdown('required'),
    person: sent({ TC1: '' }),
    code: 31,
    reasons: [['tracking_code_missing', 'TC1', listed, '', /empty/]],
  },
];

const notHindered: Passed[] = [
  {
    is: 'only what the article names is sent: neither uid nor updateTimestamp',
    person: { nameId: { value: 'ada@acme.test' }, attributes: { uid: null } },
    account: { username: 'ada@acme.test', firstName: 'Ada', lastName: 'Lovelace', email: 'ada@acme.test' },
  },
  {
    is: 'updateTimestamp is sent and cannot be read',
    person: sent({ updateTimestamp: 'yesterday' }),
    account: { updateTimestamp: null },
  },
  {
    is: 'the user name comes as Name_ID alone',
    person: { nameId: null, attributes: { uid: null, Name_ID: 'Ada@acme.test' } },
    account: { username: 'Ada@acme.test', usernameKey: 'ada@acme.test' },
  },
  {
    is: 'the user name comes as SAML_SUBJECT alone',
    person: { nameId: null, attributes: { uid: null, SAML_SUBJECT: 'ada@acme.test' } },
    account: { username: 'ada@acme.test' },
  },
  {
    is: 'Name_ID and SAML_SUBJECT have one value, as recommended',
    person: { nameId: null, attributes: { uid: null, Name_ID: 'ada@acme.test', SAML_SUBJECT: 'ada@acme.test' } },
    account: { username: 'ada@acme.test' },
  },
  {
    is: 'Name_ID and SAML_SUBJECT differ: SAML_SUBJECT comes first',
    person: { nameId: null, attributes: { uid: null, Name_ID: 'a.lovelace', SAML_SUBJECT: 'ada@acme.test' } },
    account: { username: 'ada@acme.test' },
  },
  {
    is: 'an empty source comes before a filled one',
    person: { nameId: null, attributes: { uid: '', SAML_SUBJECT: ' ', Name_ID: 'ada@acme.test' } },
    account: { username: 'ada@acme.test' },
  },
  {
    is: 'every length is at its limit',
    site: text('required'),
    person: sent({
      uid: 'u'.repeat(64),
      firstname: 'å'.repeat(32),
      lastname: '𝔏'.repeat(32),
      email: email(64),
      TC1: 't'.repeat(132),
    }),
    account: {
      username: 'u'.repeat(64),
      firstName: 'å'.repeat(32),
      lastName: '𝔏'.repeat(32),
      email: email(64),
      trackingCodes: { TC1: 't'.repeat(132) },
    },
  },
  {
    is: 'a required text is filled',
    site: text('required'),
    person: sent({ TC1: 'Engines' }),
    account: { trackingCodes: { TC1: 'Engines' } },
  },
  { is: 'an optional text is not sent', site: text('optional'), account: { trackingCodes: {} } },
  {
    is: 'a required dropdown has an active value',
    site: dropdown('required'),
    person: sent({ TC1: 'CC-100' }),
    account: { trackingCodes: { TC1: 'CC-100' } },
  },
  {
    is: 'an optional dropdown has an active value',
    site: dropdown('optional'),
    person: sent({ TC1: 'CC-100' }),
    account: { trackingCodes: { TC1: 'CC-100' } },
  },
  {
    is: 'an optional dropdown is sent empty',
    site: dropdown('optional'),
    person: sent({ TC1: '' }),
    account: { trackingCodes: {} },
  },
  { is: 'an optional dropdown is not sent', site: dropdown('optional'), account: { trackingCodes: {} } },
  {
    is: 'a code that is not used is sent, whatever its value',
    site: dropdown('not_used'),
    person: sent({ TC1: 'CC-300'.repeat(50) }),
    account: { trackingCodes: {} },
  },
  {
    is: 'values have white space around them',
    person: sent({ firstname: ' Ada ', lastname: '\n Lovelace', email: ' ada@acme.test\t' }),
    account: { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@acme.test' },
  },
  {
    is: 'no seat is free, but the person is an attendee',
    site: { site: { seats: 0 } },
    person: sent({ isattendeerole: 'Yes' }),
    account: { type: 'attendee' },
  },
  {
    is: 'the seats are taken by people who hold none',
    site: {
      site: { seats: 1 },
      accounts: [
        { username: 'attendee@acme.test', type: 'attendee' },
        { username: 'pending@acme.test', status: 'pending' },
        { username: 'gone@acme.test', status: 'deactivated' },
        { username: 'expired@acme.test', status: 'expired' },
      ],
    },
    account: { type: 'host', status: 'active' },
  },
];

describe('a first sign-in', () => {
  let database: Database;
  let usher: UsherUnderTest;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  /** Everything a refusal must leave alone. */
  const kept = async () => ({
    accounts: await database.prisma.account.findMany({ where: { siteId: usher.siteId }, orderBy: { id: 'asc' } }),
    sessions: await database.prisma.session.count(),
    parked: await database.prisma.parkedSignIn.count(),
    consumed: await database.prisma.consumedAssertion.count(),
    activity: await database.prisma.activity.count(),
    attempts: 0,
  });

  describe.each([
    ['the causes of the article', causesOfTheArticle],
    ['the rules of the guide', rulesOfTheGuide],
  ])('is refused by %s', (_, rows) => {
    it.each(rows)('$is: $code', async ({ site = {}, person = {}, code, reasons }) => {
      await arrange(usher, site);
      const before = await kept();
      const answer = await usher.respond(person);
      expect(answer.status).toBe(403);
      expect(answer.headers.get('usher-sso-code')).toBe(String(code));
      const reference = answer.headers.get('usher-reference');
      expect(reference).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{3}-[0-9A-Z]{3}$/);
      expect(answer.headers.getSetCookie()).toEqual([]);
      const attempt = await usher.lastAttempt();
      expect(attempt).toMatchObject({ reference, outcome: 'refused', kind: 'acs', code, verified: true });
      expect(attempt.findings).toEqual(
        reasons.map(([reason, field, expected, received, hint]): unknown =>
          expect.objectContaining({
            ...{ reason, field, expected, received },
            ...(hint === undefined ? {} : { hint: expect.stringMatching(hint) as string }),
          }),
        ),
      );
      expect(await kept()).toEqual(before);
      expect(usher.errors).toEqual([]);
    });
  });

  it.each(notHindered)('is not hindered when $is', async ({ site = {}, person = {}, account }) => {
    await arrange(usher, site);
    const before = await database.prisma.account.count({ where: { siteId: usher.siteId } });
    const browser = usher.browser();
    const answer = await usher.signIn(person, browser);
    expect(answer.status).toBe(303);
    expect(browser.cookies.has('usher-session')).toBe(true);
    const made = await database.prisma.account.findMany({ where: { siteId: usher.siteId, createdBy: 'jit' } });
    expect(made).toEqual([expect.objectContaining(account)]);
    expect(await database.prisma.account.count({ where: { siteId: usher.siteId } })).toBe(before + 1);
    expect(await usher.lastAttempt()).toMatchObject({ outcome: 'passed', code: null, accountId: made[0]?.id });
  });

  it('makes the account pending where an administrator approves first, and says 31 until then', async () => {
    await arrange(usher, { site: { newAccountsPending: true } });
    const answer = await usher.respond();
    expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([403, '31']);
    const account = await usher.account();
    expect(account).toMatchObject({ status: 'pending', createdBy: 'jit' });
    expect(await database.prisma.seatUse.findUnique({ where: { siteId: usher.siteId } })).toMatchObject({ used: 0 });
    const again = await usher.respond();
    expect([again.status, again.headers.get('usher-sso-code')]).toEqual([403, '31']);
    expect((await usher.lastAttempt()).findings).toEqual([
      { reason: 'account_pending', field: 'status', expected: 'active', received: 'pending' },
    ]);
    await database.prisma.account.update({ where: { id: account?.id ?? '' }, data: { status: 'active' } });
    expect((await usher.signIn()).status).toBe(303);
  });

  it('notes it when Name_ID and SAML_SUBJECT of the subject differ, and lets the person in', async () => {
    await arrange(usher);
    const person = { nameId: { value: 'a.lovelace' }, attributes: { uid: null, SAML_SUBJECT: 'ada@acme.test' } };
    expect((await usher.signIn(person)).status).toBe(303);
    const checks = (await usher.lastAttempt()).checks as { id: string; why: string }[];
    expect(checks.find(({ id }) => id === 'name_id_agrees')).toMatchObject({
      passed: true,
      why: 'Noted: NameID "a.lovelace" and SAML_SUBJECT "ada@acme.test" differ.',
    });
  });
});

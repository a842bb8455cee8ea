import type { Database } from '../../src/db';
import type { ReasonId } from '../../src/sso/catalogue';
import { newId } from '../../src/newId';
import { freshDatabase } from '../support/database';
import { testNow } from '../support/site';
import { arrange, type SiteState } from '../support/siteState';
import { UsherUnderTest, type PersonOptions } from '../support/usher';

const stored = new Date('2026-11-20T10:00:00.000Z');
const newer = '2026-11-21T09:30:00Z';
const newerTime = new Date(newer);

/** Ada as the site has known her since `stored`. */
const known: SiteState = {
  site: { autoUpdate: true },
  accounts: [
    {
      firstName: 'Augusta',
      lastName: 'Byron',
      displayName: 'Augusta Byron',
      email: 'a.byron@acme.test',
      emailKey: 'a.byron@acme.test',
      updateTimestamp: stored,
    },
  ],
};
const withCodes = (usage: 'required' | 'optional'): SiteState => ({
  site: { autoUpdate: true },
  trackingCodes: [
    { number: 1, label: 'Division', usage },
    {
      number: 2,
      label: 'Cost centre',
      input: 'dropdown',
      usage,
      values: ['CC-100', { value: 'CC-200', active: false }],
    },
  ],
  accounts: [{ ...known.accounts?.[0], trackingCodes: { TC1: 'Engines', TC2: 'CC-100' } }],
});
const sent = (attributes: NonNullable<PersonOptions['attributes']>): PersonOptions => ({ attributes });
const updated = { firstName: 'Ada', lastName: 'Lovelace', email: 'ada@acme.test', displayName: 'Ada Lovelace' };

describe('a sign-in of a known person', () => {
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

  describe('updates the account', () => {
    it.each<[string, SiteState, PersonOptions, object]>([
      [
        'when updateTimestamp is newer (ISO 8601)',
        known,
        sent({ updateTimestamp: newer }),
        { ...updated, updateTimestamp: newerTime },
      ],
      [
        'when it is newer (ISO 8601 with an offset)',
        known,
        sent({ updateTimestamp: '2026-11-21T10:30:00+01:00' }),
        { ...updated, updateTimestamp: newerTime },
      ],
      [
        'when it is newer (seconds)',
        known,
        sent({ updateTimestamp: String(newerTime.getTime() / 1000) }),
        { ...updated, updateTimestamp: newerTime },
      ],
      [
        'when it is newer (milliseconds)',
        known,
        sent({ updateTimestamp: String(newerTime.getTime() + 1) }),
        { ...updated, updateTimestamp: new Date(newerTime.getTime() + 1) },
      ],
      [
        'when it is newer (generalized time)',
        known,
        sent({ updateTimestamp: '20261121093000.0Z' }),
        { ...updated, updateTimestamp: newerTime },
      ],
      [
        'when it is newer (generalized time with an offset)',
        known,
        sent({ updateTimestamp: '20261121103000+0100' }),
        { ...updated, updateTimestamp: newerTime },
      ],
      ['when it is spelled updateTimeStamp', known, sent({ updateTimeStamp: newer }), updated],
      ['when it is spelled updatetimestamp', known, sent({ updatetimestamp: newer }), updated],
      [
        'when several spellings agree',
        known,
        sent({ updateTimestamp: newer, updatetimestamp: '20261121093000Z' }),
        updated,
      ],
      [
        'when none was ever stored',
        { ...known, accounts: [{ ...known.accounts?.[0], updateTimestamp: null }] },
        sent({ updateTimestamp: '1' }),
        { ...updated, updateTimestamp: new Date(1000) },
      ],
      [
        'when it lies just under a day ahead',
        known,
        sent({ updateTimestamp: new Date(testNow.getTime() + 86_000_000).toISOString() }),
        updated,
      ],
      [
        'but only what was sent',
        known,
        sent({ updateTimestamp: newer, firstname: null, email: null }),
        { firstName: 'Augusta', lastName: 'Lovelace', email: 'a.byron@acme.test', displayName: 'Augusta Lovelace' },
      ],
      [
        'and clears an optional tracking code that comes empty',
        withCodes('optional'),
        sent({ updateTimestamp: newer, TC1: '', TC2: '' }),
        { trackingCodes: {} },
      ],
      [
        'and leaves tracking codes that do not come',
        withCodes('required'),
        sent({ updateTimestamp: newer }),
        { ...updated, trackingCodes: { TC1: 'Engines', TC2: 'CC-100' } },
      ],
      [
        'and sets tracking codes',
        withCodes('required'),
        sent({ updateTimestamp: newer, TC1: 'Poetry' }),
        { trackingCodes: { TC1: 'Poetry', TC2: 'CC-100' } },
      ],
      [
        'but never its user name, type and status',
        known,
        { attributes: { updateTimestamp: newer, uid: 'ADA@acme.test', isattendeerole: 'true' } },
        { ...updated, username: 'ada@acme.test', type: 'host', status: 'active' },
      ],
    ])('%s', async (_, state, person, fields) => {
      await arrange(usher, state);
      const before = await usher.account();
      expect((await usher.signIn(person)).status).toBe(303);
      const account = await usher.account();
      expect(account).toMatchObject({ id: before?.id, ...fields });
      expect(await usher.lastAttempt()).toMatchObject({ outcome: 'passed', note: null, accountId: before?.id });
      const activity = await database.prisma.activity.findFirst({
        orderBy: { at: 'desc' },
        where: { action: 'account.update' },
      });
      expect(activity).toMatchObject({ subject: 'ada@acme.test', actor: 'jit:main' });
    });
  });

  describe('lets the person in and changes nothing', () => {
    const older = '2026-11-19T00:00:00Z';
    const provisioned: SiteState = { ...known, accounts: [{ ...known.accounts?.[0], managedBy: 'Okta' }] };
    const off: SiteState = { ...known, site: { autoUpdate: false } };
    it.each<[string, SiteState, PersonOptions, string | null]>([
      [
        'when updateTimestamp is equal',
        known,
        sent({ updateTimestamp: stored.toISOString() }),
        'update skipped: updateTimestamp equal or older (2026-11-20T10:00:00.000Z)',
      ],
      [
        'when it is older',
        known,
        sent({ updateTimestamp: older }),
        'update skipped: updateTimestamp equal or older (2026-11-19T00:00:00.000Z)',
      ],
      [
        'when it is older, and what else came is wrong',
        known,
        sent({ updateTimestamp: older, memberStatus: '1', lastname: '' }),
        'update skipped: updateTimestamp equal or older (2026-11-19T00:00:00.000Z)',
      ],
      ['when it is absent', known, {}, 'update skipped: no updateTimestamp'],
      ['when it is empty', known, sent({ updateTimestamp: ' ' }), 'update skipped: no updateTimestamp'],
      [
        'when it comes in a fourth spelling, which is named',
        known,
        sent({ UPDATETIMESTAMP: newer }),
        'update skipped: no updateTimestamp; present as "UPDATETIMESTAMP": attribute names are case sensitive',
      ],
      [
        'when a provisioning owns the account',
        provisioned,
        sent({ updateTimestamp: newer }),
        'update skipped: managed by Okta',
      ],
      ['when auto update is off, whatever came', off, sent({ updateTimestamp: 'never' }), null],
    ])('%s', async (_, state, person, note) => {
      await arrange(usher, state);
      const before = await usher.account();
      expect((await usher.signIn(person)).status).toBe(303);
      expect(await usher.account()).toEqual({ ...before, lastSignInAt: usher.now });
      expect(await usher.lastAttempt()).toMatchObject({ outcome: 'passed', note });
    });
  });

  describe('is refused with 32 and changes nothing', () => {
    const ahead = new Date(testNow.getTime() + 2 * 86_400_000).toISOString();
    const taken: SiteState = { ...known, accounts: [...(known.accounts ?? []), { username: 'bob@acme.test' }] };
    const restricted: SiteState = { ...known, site: { autoUpdate: true, allowedEmailDomains: ['acme.example'] } };
    it.each<[string, SiteState, NonNullable<PersonOptions['attributes']>, [ReasonId, string][]]>([
      [
        'when updateTimestamp cannot be read',
        known,
        { updateTimestamp: 'yesterday' },
        [['update_timestamp_unreadable', 'updateTimestamp']],
      ],
      [
        'when it names no zone',
        known,
        { updateTimestamp: '2026-11-21T09:30:00' },
        [['update_timestamp_unreadable', 'updateTimestamp']],
      ],
      [
        'when it has fifteen digits',
        known,
        { updateTimestamp: '202611210930000' },
        [['update_timestamp_unreadable', 'updateTimestamp']],
      ],
      [
        'when it lies more than a day ahead',
        known,
        { updateTimestamp: ahead },
        [['update_timestamp_in_future', 'updateTimestamp']],
      ],
      [
        'when its spellings disagree',
        known,
        { updateTimestamp: newer, updatetimestamp: '1' },
        [['update_timestamps_disagree', 'updateTimestamp, updatetimestamp']],
      ],
      [
        'when memberStatus is sent',
        known,
        { updateTimestamp: newer, memberStatus: '1' },
        [['member_status_present', 'memberStatus']],
      ],
      ['when a name is empty', known, { updateTimestamp: newer, firstname: '' }, [['attribute_empty', 'firstname']]],
      [
        'when a name is too long',
        known,
        { updateTimestamp: newer, lastname: 'x'.repeat(33) },
        [['attribute_too_long', 'lastname']],
      ],
      [
        'when the address belongs to somebody else',
        taken,
        { updateTimestamp: newer, email: 'BOB@acme.test' },
        [['email_taken', 'email']],
      ],
      [
        'when the domain of the address is not allowed',
        restricted,
        { updateTimestamp: newer },
        [['email_domain_restricted', 'email']],
      ],
      [
        'when a required code comes empty',
        withCodes('required'),
        { updateTimestamp: newer, TC1: '' },
        [['tracking_code_missing', 'TC1']],
      ],
      [
        'when a value is not in the list',
        withCodes('optional'),
        { updateTimestamp: newer, TC2: 'CC-300' },
        [['tracking_code_not_listed', 'TC2']],
      ],
      [
        'when a value is not active',
        withCodes('optional'),
        { updateTimestamp: newer, TC2: 'CC-200' },
        [['tracking_code_inactive', 'TC2']],
      ],
      [
        'when everything is wrong: every cause is named',
        withCodes('required'),
        { updateTimestamp: 'x', memberStatus: '', firstname: '', TC1: 't'.repeat(133), TC2: 'cc-100' },
        [
          ['update_timestamp_unreadable', 'updateTimestamp'],
          ['member_status_present', 'memberStatus'],
          ['attribute_empty', 'firstname'],
          ['tracking_code_too_long', 'TC1'],
          ['tracking_code_not_listed', 'TC2'],
        ],
      ],
    ])('%s', async (_, state, attributes, reasons) => {
      await arrange(usher, state);
      const before = await usher.account();
      const answer = await usher.respond({ attributes });
      expect(answer.status).toBe(403);
      expect(answer.headers.get('usher-sso-code')).toBe('32');
      expect(await answer.text()).toContain(
        'Auto Account Update failed (32). Contact your administrator for further support.',
      );
      expect(await usher.account()).toEqual(before);
      const attempt = await usher.lastAttempt();
      expect(attempt).toMatchObject({ outcome: 'refused', code: 32, accountId: before?.id });
      expect(
        (attempt.findings as { reason: string; field: string }[]).map(({ reason, field }) => [reason, field]),
      ).toEqual(reasons);
      expect(await database.prisma.session.count()).toBe(0);
    });
  });

  it.each<[string, object, number]>([
    ['locked', { status: 'locked' }, 16],
    ['expired by its status', { status: 'expired' }, 17],
    ['expired by its date', { expiresAt: testNow }, 17],
    ['of a type that is not allowed', { type: 'attendee' }, 21],
  ])('is refused when the account is %s: %d', async (_, account, code) => {
    await arrange(usher, { accounts: [account], connection: { allowedTypes: ['host'] } });
    const answer = await usher.respond();
    expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([403, String(code)]);
  });

  it('writes down that an account has expired, and its seat is free again', async () => {
    await arrange(usher, { accounts: [{ expiresAt: testNow }] });
    await usher.respond();
    expect(await usher.account()).toMatchObject({ status: 'expired' });
    expect(await database.prisma.seatUse.findUnique({ where: { siteId: usher.siteId } })).toMatchObject({ used: 0 });
  });

  it('makes an account that named no connection one of the only connection, and of none where there are two', async () => {
    await arrange(usher, { accounts: [{ connectionId: null }] });
    expect((await usher.signIn()).status).toBe(303);
    expect(await usher.account()).toMatchObject({ connectionId: usher.connectionId });
    await arrange(usher, { accounts: [{ connectionId: null }] });
    const other = { id: newId(), siteId: usher.siteId, name: 'other', idpEntityId: 'https://other.test' };
    await database.prisma.connection.create({ data: other });
    const answer = await usher.respond();
    await database.prisma.connection.delete({ where: { id: other.id } });
    expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([403, '31']);
    expect((await usher.lastAttempt()).findings).toEqual([
      expect.objectContaining({ reason: 'account_connection_undecided' }),
    ]);
    expect(await usher.account()).toMatchObject({ connectionId: null });
  });
});

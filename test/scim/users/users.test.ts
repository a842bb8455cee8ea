import { usernameKey } from '../../../src/accounts';
import { listActivity } from '../../../src/activity';
import type { Database, Prisma } from '../../../src/db';
import { parseFilter } from '../../../src/scim/protocol/filter';
import { urns, userResourceType, type JsonObject } from '../../../src/scim/protocol/schema';
import { freshDatabase } from '../../support/database';
import { makeSession } from '../../support/session';
import { makeAccount, makeSite, testNow } from '../../support/site';
import { callOf, join, makeProvisioning, makeWorkspace, type CallUnderTest } from '../groups/groupsSite';
import { clientOf, person, refusal, setActive } from './usersSite';

let database: Database;
let siteId: string;
let connectionId: string;
let provisioning: Awaited<ReturnType<typeof makeProvisioning>>;
let call: CallUnderTest;
let client: ReturnType<typeof clientOf>;
let sites = 0;

beforeAll(async () => {
  database = await freshDatabase();
  client = clientOf(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  sites += 1;
  ({ siteId, connectionId } = await makeSite(database, { site: { slug: `acme-${sites}` } }));
  provisioning = await makeProvisioning(database, siteId, { name: 'Okta' });
  call = callOf(provisioning);
});

const rowOf = (id: string) => database.prisma.account.findUniqueOrThrow({ where: { id } });
const activity = () => listActivity(database, { siteId, limit: 100 });
const minutesLater = (minutes: number) => callOf(provisioning, new Date(testNow.getTime() + minutes * 60_000));
const filterOf = (text: string) => parseFilter(text, userResourceType).filter;
const found = async (filter: string, by = call) =>
  (await client.list(by, { filter: filterOf(filter) })).resources.map(({ userName }) => userName);
const siteOf = (data: Prisma.SiteUpdateInput) => database.prisma.site.update({ where: { id: siteId }, data });
const jitAccount = (columns: Partial<Prisma.AccountUncheckedCreateInput> = {}) =>
  makeAccount(database, siteId, { connectionId, createdBy: 'jit', ...columns });

const everything = person({
  externalId: '00u1',
  name: { givenName: 'Bob', familyName: 'Builder', formatted: 'Mr Bob Builder', honorificPrefix: 'Mr' },
  title: 'Tour Guide',
  nickName: 'Bobby',
  profileUrl: 'https://acme.test/bob',
  userType: 'Attendee',
  preferredLanguage: 'de-CH',
  locale: 'en-US',
  timezone: 'Europe/Oslo',
  emails: [
    { value: 'home@bob.test', type: 'home' },
    { value: 'bob@acme.test', type: 'work', primary: true, display: 'office' },
  ],
  phoneNumbers: [{ value: '+47 22 33 44 55', type: 'work' }],
  addresses: [{ type: 'work', locality: 'Oslo' }],
  roles: [{ value: 'builder', primary: true }],
  [urns.enterpriseUser]: { employeeNumber: '701984', department: 'Works' },
});

describe('a new person', () => {
  it('has an account that this provisioning manages, and is given back as sent', async () => {
    const { id, resource, version, outcome } = await client.post(call, everything);
    expect(outcome).toBe('created');
    expect(resource).toMatchObject({
      ...everything,
      schemas: expect.any(Array) as unknown,
      emails: expect.arrayContaining(everything['emails'] as []) as unknown,
    });
    expect(resource).toMatchObject({
      id,
      schemas: [urns.user, urns.enterpriseUser],
      meta: { resourceType: 'User', version, location: `${call.baseUrl}/Users/${id}`, created: testNow.toISOString() },
    });
    expect(await client.get(call, id)).toEqual(resource);
    expect(await rowOf(id)).toMatchObject({
      username: 'bob@acme.test',
      firstName: 'Bob',
      email: 'bob@acme.test',
      emailVerified: false,
      type: 'attendee',
      status: 'active',
      language: 'de',
      timeZone: 'Europe/Oslo',
      createdBy: 'scim:Okta',
      managedBy: 'Okta',
    });
    expect(await activity()).toMatchObject([
      {
        actor: 'scim:Okta',
        action: 'account.create',
        subject: 'bob@acme.test',
        before: null,
        after: { title: 'Tour Guide' },
      },
    ]);
    expect(call.recorded).toMatchObject([{ outcome: 'created', account: { id, name: 'bob@acme.test' } }]);
  });

  it.each<[string, JsonObject, Partial<Prisma.AccountGetPayload<object>>]>([
    ['takes the type of the provisioning when userType names none', { userType: 'Employee' }, { type: 'host' }],
    ['is made deactivated when it comes inactive', { active: false }, { status: 'deactivated' }],
    ['has no language when ours has no such one', { preferredLanguage: 'fr-FR' }, { language: null }],
    ['has no password, whatever is sent', { password: 'secret' }, { passwordHash: null }],
  ])('%s', async (_, sent, columns) => {
    const { id, resource } = await client.post(call, person(sent));
    expect(await rowOf(id)).toMatchObject(columns);
    if (!('password' in sent)) expect(resource).toMatchObject(sent);
    expect(resource).not.toHaveProperty('password');
  });

  it('who came inactive may be activated by the provisioning', async () => {
    const { id } = await client.post(call, person({ active: false }));
    expect((await client.patch(call, id, setActive(true))).resource).toMatchObject({ active: true });
  });

  it.each<[string, JsonObject, string]>([
    ['no last name', { name: { givenName: 'Bob' } }, '24 400 name.familyName'],
    ['no display name', { displayName: null }, '23 400 displayName'],
    ['no address', { emails: [] }, '23 400 emails'],
    ['a user name with a blank', { userName: 'bob builder' }, '4 400 userName'],
    ['a user name that is too long', { userName: 'b'.repeat(256) }, '7 400 userName'],
    ['an address that is none', { emails: [{ value: 'bob' }] }, '12 400 emails.value'],
    ['an address of a blocked domain', { emails: [{ value: 'bob@evil.test' }] }, '13 400 emails.value'],
    ['a zone nobody knows', { timezone: 'Mars/Olympus' }, '14 400 timezone'],
    ['a locale that is none of the 15', { locale: 'sv_SE' }, '15 400 locale'],
    ['an unknown tracking code', { [urns.usherUser]: { TC2: 'x' } }, `1 400 ${urns.usherUser}:TC2`],
    ['an empty required tracking code', { [urns.usherUser]: { TC1: 'No such' } }, `1 400 ${urns.usherUser}:TC1`],
  ])('is refused with %s, and nothing is made', async (_, sent, expected) => {
    await siteOf({ blockedEmailDomains: ['evil.test'] });
    await trackingCode({ number: 1, usage: 'required', input: 'dropdown' });
    expect(await refusal(client.post(call, person(sent)))).toBe(expected);
    expect(await database.prisma.account.count({ where: { siteId } })).toBe(0);
    expect(call.recorded).toEqual([]);
  });

  it('of a user name or address that somebody has is a conflict, also when that somebody is suspended or a guest', async () => {
    const ada = await jitAccount({ status: 'deactivated' });
    expect(await refusal(client.post(call, person({ userName: 'ADA@acme.test' })))).toBe('3 409 userName');
    await database.prisma.account.update({ where: { id: ada }, data: { homeOrganization: 'Auditors' } });
    expect(await refusal(client.post(call, person({ userName: 'ada@acme.test' })))).toBe('3 409 userName');
    const mail = { emails: [{ value: 'Ada@Acme.test' }] };
    expect(await refusal(client.post(call, person(mail)))).toBe('3 409 emails.value');
    expect(await refusal(client.post(call, person({ userName: 'ａda@acme.test' })))).toBe('3 409 userName');
  });

  it('needs a seat when it is a host, and is told so by another status than a conflict', async () => {
    await siteOf({ seats: 0 });
    expect(await refusal(client.post(call))).toBe('seat_unavailable 403 userType');
    expect(await refusal(client.post(call, person({ userType: 'attendee' })))).toBe('done');
  });

  it('needs no tracking code that was not sent, though the site requires it', async () => {
    await trackingCode({ number: 1, usage: 'required', input: 'text' });
    await trackingCode({ number: 3, usage: 'not_used', input: 'text' });
    const { id } = await client.post(call);
    const codes = { op: 'add', value: { [urns.usherUser]: { TC1: 'Works', TC3: 'lost' } } };
    expect((await client.patch(call, id, codes)).resource).toMatchObject({ [urns.usherUser]: { TC1: 'Works' } });
    expect(call.notes).toContain('TC3 is not used on this site: its value was not kept.');
    const clears = { op: 'remove', path: `${urns.usherUser}:TC1` };
    expect(await refusal(client.patch(call, id, clears))).toBe(`23 400 ${urns.usherUser}:TC1`);
  });
});

describe('names', () => {
  const muller = person({ name: { givenName: 'Jörg', familyName: 'Müller' }, displayName: 'Jörg Müller' });

  it.each<['allow' | 'transliterate' | 'reject', string]>([
    ['allow', 'Müller'],
    ['transliterate', 'Muller'],
    ['reject', '5 400 name.givenName'],
  ])('with diacritics, policy %s: %s', async (namePolicy, expected) => {
    const strict = callOf({ ...provisioning, namePolicy });
    const posted = client.post(strict, muller).then(({ resource }) => resource);
    if (namePolicy === 'reject') expect(await refusal(posted)).toBe(expected);
    else expect(await posted).toMatchObject({ name: { familyName: expected } });
  });

  it('stay as they are while a client does not touch them, whatever the policy', async () => {
    const { id } = await client.post(call, muller);
    for (const namePolicy of ['transliterate', 'reject'] as const) {
      const patched = await client.patch(callOf({ ...provisioning, namePolicy }), id, {
        op: 'replace',
        path: 'title',
        value: namePolicy,
      });
      expect(patched.resource).toMatchObject({ name: { familyName: 'Müller' }, title: namePolicy });
    }
  });

  it('that a page changed are shown as the account has them; a whole name made for others is not', async () => {
    const { id } = await client.post(call, everything);
    await database.prisma.account.update({
      where: { id },
      data: { lastName: 'King', email: 'b@king.test', language: 'nb' },
    });
    const { name, emails, preferredLanguage } = await client.get(call, id);
    expect(name).toEqual({ givenName: 'Bob', familyName: 'King', honorificPrefix: 'Mr' });
    expect(emails).toContainEqual({ value: 'b@king.test', type: 'work', primary: true, display: 'office' });
    expect(preferredLanguage).toBe('nb');
  });

  it('that change do not take the display name along', async () => {
    const { id } = await client.post(call);
    const { resource } = await client.patch(call, id, { op: 'replace', path: 'name.familyName', value: 'King' });
    expect(resource).toMatchObject({ name: { familyName: 'King' }, displayName: 'Bob Builder' });
  });
});

describe('addresses', () => {
  it.each<[string, JsonObject[], string]>([
    [
      'the primary one',
      [
        { value: 'a@acme.test', type: 'work' },
        { value: 'b@acme.test', primary: true },
      ],
      'b@acme.test',
    ],
    [
      'else that for work',
      [
        { value: 'a@acme.test', type: 'home' },
        { value: 'b@acme.test', type: 'Work' },
      ],
      'b@acme.test',
    ],
    ['else the first', [{ value: 'a@acme.test', type: 'home' }, { value: 'b@acme.test' }], 'a@acme.test'],
  ])('%s is the address of the account; all are given back and found', async (_, emails, main) => {
    const { id, resource } = await client.post(call, person({ emails }));
    expect((await rowOf(id)).email).toBe(main);
    expect(resource?.['emails']).toEqual(expect.arrayContaining(emails));
    expect(resource?.['emails']).toHaveLength(2);
    expect(await found('emails.value eq "A@acme.test"')).toEqual(['bob@acme.test']);
    expect(await found('emails co "b@acme"')).toEqual(['bob@acme.test']);
  });

  it('the same list again, in another order, is no change', async () => {
    const emails = [
      { value: 'a@acme.test', type: 'home' },
      { value: 'b@acme.test', type: 'work', primary: true },
    ];
    const { id } = await client.post(call, person({ emails }));
    expect(await client.put(call, id, person({ emails: emails.toReversed() }))).toMatchObject({ outcome: 'unchanged' });
  });
});

describe('what changes', () => {
  it('is written with a new version and time, told in the activity log, and a second time is nothing', async () => {
    const { id, version } = await client.post(call, everything);
    const later = minutesLater(5);
    const ops = [
      { op: 'Replace', path: 'title', value: 'Director' },
      { op: 'Replace', path: 'name.familyName', value: 'King' },
    ];
    const changed = await client.patch(later, id, ...ops);
    expect(changed).toMatchObject({
      outcome: 'changed',
      changes: [
        { field: 'name.familyName', before: 'Builder', after: 'King' },
        { field: 'title', before: 'Tour Guide', after: 'Director' },
      ],
      resource: { title: 'Director', meta: { lastModified: later.now.toISOString(), created: testNow.toISOString() } },
    });
    expect(changed.version).not.toBe(version);
    expect(await client.get(call, id)).toEqual(changed.resource);
    const again = await client.patch(minutesLater(10), id, ...ops);
    expect(again).toMatchObject({ outcome: 'unchanged', version: changed.version, resource: changed.resource });
    const lines = await activity();
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatchObject({
      action: 'account.update',
      before: { lastName: 'Builder', title: 'Tour Guide' },
      after: { lastName: 'King', title: 'Director' },
    });
  });

  it.each<[string, JsonObject]>([
    ['an attribute without a column', { op: 'replace', path: 'title', value: 'Director' }],
    ['the external id', { op: 'replace', path: 'externalId', value: 'other' }],
    ['an attribute of the enterprise extension', { op: 'add', path: `${urns.enterpriseUser}:manager`, value: 'm9' }],
  ])('%s alone is another version and another time too, and has its line', async (_, operation) => {
    const { id, version } = await client.post(call, everything);
    const later = minutesLater(1);
    const answer = await client.patch(later, id, operation);
    expect(answer.version).not.toBe(version);
    expect((await rowOf(id)).updatedAt).toEqual(later.now);
    expect((await activity())[0]).toMatchObject({ action: 'account.update', subject: 'bob@acme.test' });
    expect((await client.patch(later, id, operation)).outcome).toBe('unchanged');
  });

  it('counts as newer than what an identity provider says', async () => {
    const { id } = await client.post(call);
    const later = minutesLater(1);
    await client.patch(later, id, { op: 'replace', path: 'name.familyName', value: 'King' });
    expect((await rowOf(id)).updateTimestamp).toEqual(later.now);
  });

  it('by PUT clears what was left out, but neither the state nor a whole extension', async () => {
    await trackingCode({ number: 1, usage: 'optional', input: 'text' });
    const { id } = await client.post(call, { ...everything, [urns.usherUser]: { TC1: 'Works' } });
    const withoutActive = Object.fromEntries(Object.entries(person()).filter(([name]) => name !== 'active'));
    const { resource } = await client.put(call, id, withoutActive);
    expect(resource).not.toHaveProperty('title');
    expect(resource).toMatchObject({ active: true, [urns.usherUser]: { TC1: 'Works' } });
    expect(resource).toMatchObject({ [urns.enterpriseUser]: { employeeNumber: '701984' } });
    expect(await rowOf(id)).toMatchObject({ language: null, timeZone: null });
  });

  it('is refused when it was meant for another version', async () => {
    const { id, version } = await client.post(call);
    await client.patch(call, id, { op: 'replace', path: 'title', value: 'Director' });
    expect(await refusal(client.put(call, id, person(), version))).toBe('precondition_failed 412');
  });

  it('between a host and an attendee takes and frees the seat', async () => {
    await siteOf({ seats: 1 });
    const type = (value: string) => ({ op: 'replace', path: 'userType', value });
    const { id } = await client.post(call, person({ userType: 'host' }));
    expect((await client.patch(call, id, type('Attendee'))).resource).toMatchObject({ userType: 'Attendee' });
    await jitAccount();
    expect(await refusal(client.patch(call, id, type('host')))).toBe('seat_unavailable 403 userType');
    expect((await client.patch(call, id, type('Contractor'))).resource).toMatchObject({ userType: 'Contractor' });
    expect((await rowOf(id)).type).toBe('attendee');
  });

  it('shows the name of a manager the site knows', async () => {
    const boss = await jitAccount();
    const { id } = await client.post(call, person({ [urns.enterpriseUser]: { manager: { value: boss } } }));
    expect((await client.get(call, id))[urns.enterpriseUser]).toEqual({
      manager: { value: boss, displayName: 'Ada Lovelace' },
    });
  });
});

describe('active', () => {
  it('false deactivates and ends the sessions; roles and memberships stay, and true brings all back', async () => {
    const { id } = await client.post(call);
    await database.prisma.account.update({ where: { id }, data: { roles: ['Org Support'] } });
    const { workspace } = await makeWorkspace(database, siteId);
    await join(database, siteId, workspace, [id]);
    await makeSession(database, { siteId, accountId: id });
    const off = await client.patch(call, id, setActive('False'));
    expect(off).toMatchObject({ outcome: 'changed', resource: { active: false } });
    expect(await rowOf(id)).toMatchObject({
      status: 'deactivated',
      roles: ['Org Support'],
      suspendedBy: provisioning.id,
    });
    expect(await database.prisma.session.count({ where: { accountId: id } })).toBe(0);
    expect(await database.prisma.entitlementMember.count({ where: { accountId: id } })).toBe(2);
    expect(await database.prisma.scimRemoval.count({ where: { provisioningId: provisioning.id } })).toBe(1);
    expect(await found('active eq false')).toEqual(['bob@acme.test']);
    const on = await client.put(call, id, person());
    expect(on).toMatchObject({ id, resource: { active: true } });
    expect(await rowOf(id)).toMatchObject({ status: 'active', roles: ['Org Support'], suspendedBy: null });
  });

  it('true brings back whom another provisioning deactivated', async () => {
    const other = callOf(await makeProvisioning(database, siteId, { name: 'Entra' }));
    const { id } = await client.post(call);
    await client.patch(other, id, setActive(false));
    expect((await client.patch(call, id, setActive(true))).resource).toMatchObject({ active: true });
  });

  it('true needs a seat', async () => {
    await siteOf({ seats: 1 });
    const { id } = await client.post(call);
    await client.patch(call, id, setActive(false));
    await jitAccount();
    expect(await refusal(client.patch(call, id, setActive(true)))).toBe('seat_unavailable 403 active');
  });

  it.each<[string, Partial<Prisma.AccountUncheckedCreateInput>, string]>([
    ['was deactivated by an administrator', { status: 'deactivated' }, 'was not deactivated by a provisioning'],
    ['waits for approval', { status: 'pending' }, 'waits for the approval'],
    ['has expired', { status: 'expired', expiresAt: new Date('2026-01-01') }, 'has expired'],
  ])('true is ignored for who %s, answered truly and noted', async (_, columns, note) => {
    const ada = await jitAccount(columns);
    const { resource } = await client.patch(call, ada, setActive(true));
    expect(resource).toMatchObject({ active: false });
    expect((await rowOf(ada)).status).toBe(columns.status);
    expect(call.notes).toEqual([expect.stringContaining(note)]);
  });

  it('an administrator who activates and deactivates takes the say from the provisioning', async () => {
    const { id } = await client.post(call);
    await client.patch(call, id, setActive(false));
    const byPage = (status: 'active' | 'deactivated') =>
      database.prisma.account.update({ where: { id }, data: { status } });
    await byPage('active');
    await byPage('deactivated');
    expect((await client.patch(call, id, setActive(true))).resource).toMatchObject({ active: false });
  });

  it('a lock counts as active, and whoever deactivates it cannot lift it', async () => {
    const ada = await jitAccount({ status: 'locked' });
    expect((await client.patch(call, ada, setActive(true))).resource).toMatchObject({ active: true });
    expect((await rowOf(ada)).status).toBe('locked');
    await client.patch(call, ada, setActive(false));
    expect((await rowOf(ada)).status).toBe('deactivated');
    expect((await client.patch(call, ada, setActive(true))).resource).toMatchObject({ active: false });
  });

  it.each<[string, Partial<Prisma.AccountUncheckedCreateInput>]>([
    ['the last Org Security Admin', { roles: ['Org Security Admin'] }],
    ['an account with bypass sign-in', { bypass: true }],
  ])('%s is neither deactivated nor removed', async (_, columns) => {
    const ada = await jitAccount(columns);
    expect(await refusal(client.patch(call, ada, setActive(false)))).toBe('account_protected 403 active');
    expect(await refusal(client.remove(call, ada))).toMatch(/^account_protected 403/);
    expect((await rowOf(ada)).status).toBe('active');
    expect(await refusal(client.patch(call, ada, { op: 'replace', path: 'title', value: 'Countess' }))).toBe('done');
  });

  it('whom the provisioning acts as is neither deactivated nor removed', async () => {
    const ada = await jitAccount();
    const self = callOf(provisioning, testNow, { actingId: ada });
    expect(await refusal(client.patch(self, ada, setActive(false)))).toBe('account_protected 403 active');
    expect(await refusal(client.remove(self, ada))).toBe('account_protected 403 id');
  });

  it('a person whom another door let in without a last name can still be deactivated', async () => {
    const ada = await jitAccount({ lastName: null, displayName: null, email: null, emailKey: null });
    expect((await client.patch(call, ada, setActive(false))).resource).toMatchObject({ active: false });
  });

  it('more deactivations than the brake allows hold the provisioning and undo the last', async () => {
    const data = { brakeCount: 0, brakePercent: 0 };
    const braked = callOf(await database.prisma.provisioning.update({ where: { id: provisioning.id }, data }));
    const { id } = await client.post(call);
    expect(await refusal(client.patch(braked, id, setActive(false)))).toBe('brake_held 429');
    expect((await rowOf(id)).status).toBe('active');
    expect(await database.prisma.provisioning.findUnique({ where: { id: provisioning.id } })).toMatchObject({
      heldSince: testNow,
    });
  });
});

describe('an account that is there already', () => {
  it.each<[string, (ada: string) => Promise<unknown>]>([
    ['PUT', (ada) => client.put(call, ada, person({ userName: 'ada@acme.test', externalId: '00u2' }))],
    ['PATCH', (ada) => client.patch(call, ada, { op: 'add', path: 'externalId', value: '00u2' })],
    ['a PATCH that changes nothing', (ada) => client.patch(call, ada, setActive(true))],
  ])('is found by filter and taken on by %s', async (how, write) => {
    const ada = await jitAccount();
    expect(await found('userName eq "ADA@acme.test"')).toEqual(['ada@acme.test']);
    await write(ada);
    expect(await rowOf(ada)).toMatchObject({ managedBy: 'Okta', createdBy: 'jit', connectionId });
    expect((await activity())[0]).toMatchObject({ after: { managedBy: 'Okta' } });
    if (!how.includes('nothing')) expect(await found('externalId eq "00u2"')).toEqual(['ada@acme.test']);
    expect((await client.patch(call, ada, setActive(true))).outcome).toBe('unchanged');
  });

  it('of two provisionings each has its own external id; who changed it last manages it', async () => {
    const other = callOf(await makeProvisioning(database, siteId, { name: 'Entra' }));
    const { id } = await client.post(call, person({ externalId: 'okta-1' }));
    expect((await client.patch(other, id, { op: 'add', path: 'externalId', value: 'entra-1' })).resource).toMatchObject(
      {
        externalId: 'entra-1',
      },
    );
    expect(await client.get(call, id)).toMatchObject({ externalId: 'okta-1' });
    expect((await rowOf(id)).managedBy).toBe('Entra');
    expect((await client.put(call, id, person({ externalId: 'okta-1' }))).outcome).toBe('unchanged');
    expect((await rowOf(id)).managedBy).toBe('Entra');
  });

  it('of a guest, of another site, or of no one is not there', async () => {
    const guest = await jitAccount({ homeOrganization: 'Auditors' });
    const { siteId: elsewhere } = await makeSite(database, { site: { slug: `other-${sites}` } });
    const stranger = await makeAccount(database, elsewhere);
    for (const id of [guest, stranger, '0190a7de-0000-7000-8000-000000000000', 'x', "' OR 1=1 --"]) {
      expect(await refusal(client.get(call, id))).toBe('1 404 id');
      expect(await refusal(client.put(call, id, person()))).toBe('1 404 id');
      expect(await refusal(client.patch(call, id, setActive(false)))).toBe('1 404 id');
      expect(await refusal(client.remove(call, id))).toBe('1 404 id');
    }
    expect((await client.list(call)).total).toBe(0);
    expect(await rowOf(stranger)).toMatchObject({ status: 'active', managedBy: null });
  });
});

describe('how many people there are', () => {
  it('is told without counting them: everybody of the site but guests and those the provisioning removed', async () => {
    const named = (name: string, more: object = {}) => jitAccount({ username: `${name}@acme.test`, ...more });
    for (const status of ['active', 'pending', 'deactivated', 'locked', 'expired'] as const) {
      await named(status, { status });
    }
    const [gone, returned, guest] = [await named('gone'), await named('returned'), await named('guest')];
    await client.remove(call, gone);
    await client.remove(call, returned);
    await client.post(call, person({ userName: 'returned@acme.test', emails: [{ value: 'returned@acme.test' }] }));
    await named('other-guest', { homeOrganization: 'Auditors' });
    // Removed as a person of the site, and a guest since.
    await client.remove(call, guest);
    await database.prisma.account.update({ where: { id: guest }, data: { homeOrganization: 'Auditors' } });
    await database.prisma.account.delete({ where: { id: await named('deleted') } });
    await makeSite(database, { site: { slug: `more-${sites}` } });
    const { resources } = await client.list(call);
    expect(resources).toHaveLength(6);
    expect((await client.list(call, { count: 0 })).total).toBe(6);
    const other = callOf(await makeProvisioning(database, siteId, { name: 'Entra' }));
    expect((await client.list(other, { count: 0 })).total).toBe(7);
  });
});

describe('a person who is removed', () => {
  it('is deactivated, loses roles, memberships and bindings, and is gone for this provisioning alone', async () => {
    const { id } = await client.post(call);
    await database.prisma.account.update({ where: { id }, data: { roles: ['Org Support'], connectionId } });
    const binding = { id, siteId, accountId: id, connectionId, format: 'f', value: 'v' };
    await database.prisma.nameIdBinding.create({ data: binding });
    const { workspace, role } = await makeWorkspace(database, siteId);
    await join(database, siteId, workspace, [id]);
    await join(database, siteId, role, [id]);
    expect(await client.remove(call, id)).toMatchObject({ outcome: 'removed', account: { name: 'bob@acme.test' } });
    expect(await rowOf(id)).toMatchObject({
      status: 'deactivated',
      roles: [],
      managedBy: null,
      suspendedBy: provisioning.id,
    });
    expect(await database.prisma.entitlementMember.count({ where: { accountId: id } })).toBe(0);
    expect(await database.prisma.nameIdBinding.count({ where: { accountId: id } })).toBe(0);
    expect((await activity())[0]).toMatchObject({
      after: { status: 'deactivated', roles: [], groups: [], hiddenFrom: 'Okta' },
      before: { groups: ['role:Org Support', 'workspace:Audit', 'workspace:Audit:role:Manager'] },
    });
    expect(await refusal(client.get(call, id))).toBe('1 404 id');
    expect(await refusal(client.remove(call, id))).toBe('1 404 id');
    expect(await found('userName eq "bob@acme.test"')).toEqual([]);
    const other = callOf(await makeProvisioning(database, siteId, { name: 'Entra' }));
    expect(await client.get(other, id)).toMatchObject({ active: false });
  });

  it('is taken up again by a POST of the same user name: the same id, active, with the seat it needs', async () => {
    await siteOf({ seats: 1 });
    const { id } = await client.post(call, person({ externalId: '1', title: 'Old' }));
    await client.remove(call, id);
    const ada = await jitAccount();
    expect(await refusal(client.post(call))).toBe('seat_unavailable 403 active');
    expect(await refusal(client.get(call, id))).toBe('1 404 id');
    await database.prisma.account.update({ where: { id: ada }, data: { type: 'attendee' } });
    const again = await client.post(call, person({ userName: 'BOB@acme.test', externalId: '2' }));
    expect(again).toMatchObject({
      id,
      outcome: 'created',
      resource: { active: true, externalId: '2', userName: 'BOB@acme.test' },
    });
    expect(again.resource).not.toHaveProperty('title');
    expect(await client.get(call, id)).toEqual(again.resource);
    expect(await rowOf(id)).toMatchObject({ managedBy: 'Okta', status: 'active' });
  });

  it('whom an administrator had deactivated before stays so when taken up again', async () => {
    const ada = await jitAccount({ status: 'deactivated' });
    await client.remove(call, ada);
    const again = await client.post(call, person({ userName: 'ada@acme.test' }));
    expect(again).toMatchObject({ id: ada, outcome: 'created', resource: { active: false } });
    expect(call.notes).toEqual([expect.stringContaining('was not deactivated by a provisioning')]);
  });
});

describe('what removing and posting anew must not come to', () => {
  it.each<[string, Partial<Prisma.AccountUncheckedCreateInput>]>([
    ['waited for the approval of an administrator', { status: 'pending' }],
    ['was locked by an administrator', { status: 'locked' }],
    ['was deactivated by an administrator', { status: 'deactivated' }],
    ['had expired', { status: 'expired', expiresAt: new Date('2026-01-01') }],
  ])('who %s is not active after it', async (_, columns) => {
    const ada = await jitAccount(columns);
    await client.remove(call, ada);
    const again = await client.post(call, person({ userName: 'ada@acme.test' }));
    expect(again).toMatchObject({ id: ada, resource: { active: false } });
    expect((await rowOf(ada)).status).toBe('deactivated');
  });
});

describe('the brake', () => {
  it('counts whom a client makes an attendee, because they lose their seat, and nobody whose type stays', async () => {
    const strict = await makeProvisioning(database, siteId, { name: 'Strict', brakeCount: 0, brakePercent: 0 });
    const ada = await jitAccount();
    const typed = (value: string) => client.patch(callOf(strict), ada, { op: 'replace', path: 'userType', value });
    expect(await refusal(typed('host'))).toBe('done');
    expect(await refusal(typed('attendee'))).toBe('brake_held 429');
    expect((await rowOf(ada)).type).toBe('host');
  });
});

describe('the rights of whom the provisioning acts as', () => {
  it.each<[string, readonly string[], string, string, string]>([
    ['nobody', [], '27 403', '27 403', '27 403'],
    ['an Org Support', ['Org Support'], 'done', '27 403', '27 403'],
    ['an Org User Admin', ['Org User Admin'], 'done', 'done', '27 403'],
    ['an Org Security Admin', ['Org Security Admin'], 'done', 'done', 'done'],
  ])('as %s', async (_, roles, reads, writes, writesAdministrators) => {
    const ada = await jitAccount();
    const eve = await jitAccount({ username: 'eve@acme.test', roles: ['Org Support'] });
    const by = callOf(provisioning, testNow, { roles });
    const title = { op: 'replace', path: 'title', value: 'x' };
    expect(await refusal(client.get(by, ada))).toBe(reads);
    expect(await refusal(client.list(by))).toBe(reads);
    expect(await refusal(client.patch(by, ada, title))).toBe(writes);
    expect(await refusal(client.post(by))).toBe(writes);
    expect(await refusal(client.patch(by, eve, title))).toBe(writesAdministrators);
    expect(await refusal(client.remove(by, eve))).toBe(writesAdministrators);
  });
});

function trackingCode(columns: Pick<Prisma.TrackingCodeUncheckedCreateInput, 'number' | 'usage' | 'input'>) {
  return database.prisma.trackingCode.create({ data: { siteId, label: `Code ${columns.number}`, ...columns } });
}

it('user names are found whatever their case and form', async () => {
  await client.post(call, person({ userName: 'JÖRG@acme.test' }));
  expect(await found('userName eq "jo\u0308rg@acme.test"')).toEqual(['JÖRG@acme.test']);
  expect(usernameKey('JÖRG@acme.test')).toBe('jörg@acme.test');
});

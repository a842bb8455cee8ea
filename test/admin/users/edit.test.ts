import type { Database } from '../../../src/db';
import { signInAdmin, type SignedInAdmin } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import { makeSession } from '../../support/session';
import { makeAccount, makeSite } from '../../support/site';
import { pathOf, UsherUnderTest } from '../../support/usher';

let database: Database;
let usher: UsherUnderTest;
let grace: SignedInAdmin;
let security: SignedInAdmin;
const users = '/admin/acme/users';

beforeAll(async () => {
  database = await freshDatabase();
  usher = await UsherUnderTest.start(database, { site: { seats: 5 } });
  const { siteId } = usher;
  await database.prisma.trackingCode.createMany({
    data: [
      { siteId, number: 1, label: 'Division', usage: 'required' },
      { siteId, number: 2, label: 'Cost centre', input: 'dropdown', usage: 'optional' },
      { siteId, number: 3, label: 'Old', usage: 'not_used' },
    ],
  });
  await database.prisma.trackingCodeValue.createMany({
    data: [
      { id: usher.siteId, siteId, number: 2, value: 'CC-100' },
      { id: usher.connectionId, siteId, number: 2, value: 'CC-200', active: false },
    ],
  });
  grace = await signInAdmin(usher, ['Org User Admin'], { username: 'grace@acme.test' });
  security = await signInAdmin(usher, ['Org Security Admin'], { username: 'sue@acme.test' });
});
afterAll(async () => {
  await usher.close();
  await database.close();
});
beforeEach(async () => {
  const kept = [grace.accountId, security.accountId];
  await database.prisma.account.deleteMany({ where: { siteId: usher.siteId, id: { notIn: kept } } });
});

const bob = {
  username: 'bob@acme.test',
  firstName: 'Bob',
  lastName: 'Builder',
  email: 'bob@acme.test',
  type: 'host',
  status: 'active',
  'trackingCodes.TC1': 'Bridges',
};
const rowOf = (id: string) => database.prisma.account.findUniqueOrThrow({ where: { id } });
const make = (columns: Parameters<typeof makeAccount>[2] = {}) =>
  makeAccount(database, usher.siteId, { trackingCodes: { TC1: 'Engines' }, ...columns });
const versionOf = async (id: string) => String((await rowOf(id)).version);
const ada = {
  ...bob,
  username: 'ada@acme.test',
  firstName: 'Ada',
  lastName: 'Lovelace',
  displayName: 'Ada Lovelace',
  email: 'ada@acme.test',
  'trackingCodes.TC1': 'Engines',
};

it('Add User marks what is required with an asterisk, and only that', async () => {
  const text = await (await grace.browser.get(`${users}/new`)).text();
  const marked = [...text.matchAll(/<label for="([^"]+)">[^<]*<span class="asterisk"/g)].map((match) => match[1]);
  expect(marked).toEqual(['username', 'firstName', 'lastName', 'email', 'trackingCodes.TC1']);
  expect(text).not.toContain('trackingCodes.TC3');
  expect(text).not.toContain('CC-200');
  // Roles and bypass are not for a User Admin to give.
  expect(text).not.toContain('name="bypass"');
  expect(await (await security.browser.get(`${users}/new`)).text()).toContain('name="bypass"');
});

it('Add User makes the account, or tells every mistake on top and at its field and keeps what was entered', async () => {
  const wrong = await grace.browser.post(`${users}/new`, { ...bob, lastName: '', email: 'nowhere', expiresAt: '' });
  expect(wrong.status).toBe(422);
  const text = await wrong.text();
  expect(text).toContain('<a href="#lastName">Fill this in.</a>');
  expect(text).toMatch(/id="email-error"[^>]*>.*?Enter an e-mail address/);
  expect(text).toContain('value="Bob"');
  expect(text).toContain('value="nowhere"');
  const made = await grace.browser.post(`${users}/new`, { ...bob, expiresAt: '2027-03-31' });
  expect(made.status).toBe(303);
  const row = await usher.account('bob@acme.test');
  expect(pathOf(made)).toBe(`${users}/${row?.id}?done=created`);
  expect(row).toMatchObject({
    displayName: 'Bob Builder',
    trackingCodes: { TC1: 'Bridges' },
    expiresAt: new Date('2027-03-31T23:59:59.999Z'),
    createdBy: 'account:grace@acme.test',
  });
  expect(await (await grace.browser.get(pathOf(made))).text()).toContain('The account was added.');
});

it('a time zone is chosen on Add User and Edit User, an older name of one is kept, and what is none is told', async () => {
  const zoneOf = (text: string) => {
    const select = /<select[^>]*name="timeZone"[\s\S]*?<\/select>/.exec(text)?.[0] ?? '';
    return /value="([^"]*)"[^>]* selected/.exec(select)?.[1] ?? null;
  };
  const made = await grace.browser.post(`${users}/new`, { ...bob, timeZone: 'Europe/Oslo' });
  expect(await usher.account('bob@acme.test')).toMatchObject({ timeZone: 'Europe/Oslo' });
  expect(zoneOf(await (await grace.browser.get(pathOf(made))).text())).toBe('Europe/Oslo');
  const id = await make({ timeZone: 'US/Pacific' });
  expect(zoneOf(await (await grace.browser.get(`${users}/${id}`)).text())).toBe('US/Pacific');
  const sent = { ...ada, version: await versionOf(id) };
  const wrong = await grace.browser.post(`${users}/${id}`, { ...sent, timeZone: 'Mars/Olympus' });
  expect([wrong.status, await wrong.text()]).toEqual([422, expect.stringContaining('href="#timeZone"')]);
  expect((await grace.browser.post(`${users}/${id}`, { ...sent, timeZone: '' })).status).toBe(303);
  expect(await rowOf(id)).toMatchObject({ timeZone: null });
});

it('Edit User shows what is stored, an inactive value marked as such, and saving it unchanged changes nothing', async () => {
  const id = await make({ trackingCodes: { TC1: 'Engines', TC2: 'CC-200' }, connectionId: usher.connectionId });
  const text = await (await grace.browser.get(`${users}/${id}`)).text();
  expect(text).toContain('CC-200 (not active any more)');
  expect(text).toContain(`/support/acme?username=ada%40acme.test`);
  const version = await versionOf(id);
  const sent = { ...ada, 'trackingCodes.TC2': 'CC-200', connection: 'main', version };
  expect(pathOf(await grace.browser.post(`${users}/${id}`, sent))).toBe(`${users}/${id}?done=unchanged`);
  expect(pathOf(await grace.browser.post(`${users}/${id}`, { ...sent, lastName: 'King' }))).toContain('done=saved');
  expect(await rowOf(id)).toMatchObject({
    lastName: 'King',
    displayName: 'Ada King',
    trackingCodes: { TC2: 'CC-200' },
  });
});

it('an edit that somebody else overtook is told with both values, and saved by being sent again', async () => {
  const id = await make();
  const version = await versionOf(id);
  await database.prisma.account.update({ where: { id }, data: { firstName: 'Augusta' } });
  const late = await grace.browser.post(`${users}/${id}`, { ...ada, lastName: 'King', version });
  expect(late.status).toBe(409);
  const text = await late.text();
  expect(text).toMatch(/First name<\/th><td>Augusta<\/td><td>Ada</);
  expect(text).toMatch(/Last name<\/th><td>Lovelace<\/td><td>King</);
  expect(text).toContain(`name="version" value="${await versionOf(id)}"`);
  expect(await rowOf(id)).toMatchObject({ firstName: 'Augusta', lastName: 'Lovelace' });
});

it('a form that was made up gives no role, no bypass, no unknown type, and changes nobody who has a role', async () => {
  const id = await make();
  const sent = { ...ada, lastName: 'King', roles: 'Org Security Admin', bypass: 'on' };
  await grace.browser.post(`${users}/${id}`, { ...sent, version: await versionOf(id) });
  expect(await rowOf(id)).toMatchObject({ lastName: 'King', roles: [], bypass: false });
  const unknown = await grace.browser.post(`${users}/${id}`, { ...ada, type: 'god', version: await versionOf(id) });
  expect(unknown.status).toBe(422);
  const boss = {
    ...ada,
    username: 'sue@acme.test',
    email: 'mine@acme.test',
    version: await versionOf(security.accountId),
  };
  expect((await grace.browser.post(`${users}/${security.accountId}`, boss)).status).toBe(422);
  expect(await rowOf(security.accountId)).toMatchObject({ email: 'sue@acme.test' });
  const page = await (await grace.browser.get(`${users}/${security.accountId}`)).text();
  expect(page).toContain('Only an Org Security Admin changes accounts that have a role.');
  expect(page).not.toContain('name="version"');
});

it('the last Org Security Admin cannot strip themselves', async () => {
  const version = await versionOf(security.accountId);
  const sent = { ...ada, username: 'sue@acme.test', email: 'sue@acme.test', displayName: 'Grace Hopper', version };
  const answer = await security.browser.post(`${users}/${security.accountId}`, { ...sent, type: 'attendee' });
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('This is the last active Org Security Admin.');
  expect(await rowOf(security.accountId)).toMatchObject({ roles: ['Org Security Admin'] });
});

it('an Org Security Admin who is not the last one may give the role up', async () => {
  const leaving = await signInAdmin(usher, ['Org Security Admin'], { username: 'leaving@acme.test' });
  const sent = { ...ada, username: 'leaving@acme.test', email: 'leaving@acme.test', type: 'attendee' };
  const version = await versionOf(leaving.accountId);
  const answer = await leaving.browser.post(`${users}/${leaving.accountId}`, { ...sent, version });
  expect(answer.status).toBe(303);
  expect(await rowOf(leaving.accountId)).toMatchObject({ roles: [], lastName: 'Lovelace' });
});

describe('the buttons of an account', () => {
  const activity = async () => {
    const [line] = await database.prisma.activity.findMany({ orderBy: { id: 'desc' }, take: 1 });
    return line;
  };

  it('unlock it, and tell when somebody else was quicker', async () => {
    const id = await make({ status: 'locked' });
    const fields = { version: await versionOf(id), status: 'active' };
    expect(pathOf(await grace.browser.post(`${users}/${id}/status`, fields))).toContain('done=saved');
    expect(await rowOf(id)).toMatchObject({ status: 'active' });
    const again = await grace.browser.post(`${users}/${id}/status`, fields);
    expect([again.status, await again.text()]).toEqual([
      422,
      expect.stringContaining('Somebody else has just changed this account.'),
    ]);
  });

  it('end its sessions and leave those of others', async () => {
    const id = await make();
    await makeSession(database, { siteId: usher.siteId, accountId: id });
    expect(pathOf(await grace.browser.post(`${users}/${id}/end-sessions`))).toContain('done=sessions_ended');
    expect(await database.prisma.session.count({ where: { accountId: id } })).toBe(0);
    expect(await activity()).toMatchObject({ action: 'account.endSessions', subject: 'ada@acme.test' });
    expect((await grace.browser.get(users)).status).toBe(200);
  });

  it('forget how a connection knows the person: the next sign-in binds anew', async () => {
    const emailAddress = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
    const id = await make({ connectionId: usher.connectionId });
    const known = { siteId: usher.siteId, connectionId: usher.connectionId, accountId: id, format: emailAddress };
    await database.prisma.nameIdBinding.create({ data: { id, ...known, value: 'old@acme.test' } });
    const nameId = { value: 'new@acme.test', format: emailAddress };
    expect((await usher.signIn({ nameId })).headers.get('usher-sso-code')).toBe('31');
    expect(await (await grace.browser.get(`${users}/${id}`)).text()).toContain('old@acme.test');
    const unbound = await grace.browser.post(`${users}/${id}/unbind`, { connection: usher.connectionId });
    expect(pathOf(unbound)).toContain('done=unbound');
    expect((await usher.signIn({ nameId })).status).toBe(303);
    expect(await database.prisma.nameIdBinding.findFirst({ where: { accountId: id } })).toMatchObject({
      value: 'new@acme.test',
    });
  });

  it('send a password link to who may use a password, and to nobody else', async () => {
    const id = await make({ bypass: true });
    expect(pathOf(await grace.browser.post(`${users}/${id}/password-link`))).toContain('done=link_sent');
    const other = await make({ username: 'eve@acme.test' });
    expect(pathOf(await grace.browser.post(`${users}/${other}/password-link`))).toContain('done=link_not_allowed');
    const mails = await database.prisma.mail.findMany({ where: { template: 'password_invitation' } });
    expect(mails.map(({ recipient }) => recipient)).toEqual(['ada@acme.test']);
  });

  it('do nothing to who has a role, for whoever may not give one', async () => {
    const { accountId } = security;
    for (const path of ['end-sessions', 'unbind', 'password-link', 'status']) {
      const answer = await grace.browser.post(`${users}/${accountId}/${path}`, { version: await versionOf(accountId) });
      expect([path, answer.status]).toEqual([path, 422]);
    }
    expect((await security.browser.get(users)).status).toBe(200);
  });
});

describe('rights that were taken away while the request was on its way', () => {
  /** Lets a request pass the guard, and changes something before anything is done. */
  const overtaken = async (change: () => Promise<unknown>, send: () => Promise<Response>) => {
    const { prisma } = database;
    const transaction = prisma.$transaction.bind(prisma) as (...given: unknown[]) => Promise<unknown>;
    const spy = jest.spyOn(prisma, '$transaction').mockImplementationOnce(async (...given: unknown[]) => {
      await change();
      return transaction(...given);
    });
    return send().finally(() => spy.mockRestore());
  };
  const setGrace = (data: object) => database.prisma.account.update({ where: { id: grace.accountId }, data });
  afterEach(() => setGrace({ roles: ['Org User Admin'], status: 'active', expiresAt: null }));
  const lost: [string, object][] = [
    ['no role any more', { roles: [] }],
    ['another role', { roles: ['Org Support'] }],
    ['an account that has expired', { expiresAt: new Date('2026-01-01') }],
  ];

  it.each(
    lost.flatMap(([what, data]) =>
      ['', '/status', '/end-sessions', '/password-link'].map((path) => [what, path, data] as const),
    ),
  )('%s: nothing is done by %j, and 403 names who may', async (_, path, data) => {
    const id = await make({ bypass: true, status: path === '/status' ? 'locked' : 'active' });
    await makeSession(database, { siteId: usher.siteId, accountId: id });
    const before = await rowOf(id);
    const form = { ...ada, lastName: 'King', version: String(before.version) };
    const answer = await overtaken(
      () => setGrace(data),
      () => grace.browser.post(`${users}/${id}${path}`, form),
    );
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('Org User Admin')]);
    expect(await rowOf(id)).toEqual(before);
    expect(await database.prisma.session.count({ where: { accountId: id } })).toBe(1);
    expect(await database.prisma.accountLink.count({ where: { accountId: id } })).toBe(0);
  });

  it('somebody who was given a role meanwhile is not touched by whoever may not give one', async () => {
    const id = await make({ bypass: true });
    const answer = await overtaken(
      () => database.prisma.account.update({ where: { id }, data: { roles: ['Org Security Admin'] } }),
      () => grace.browser.post(`${users}/${id}/password-link`),
    );
    expect([answer.status, await answer.text()]).toEqual([
      422,
      expect.stringContaining('Only an Org Security Admin changes accounts that have a role.'),
    ]);
    expect(await database.prisma.accountLink.count({ where: { accountId: id } })).toBe(0);
  });
});

it('an account of another site is not there', async () => {
  const other = await makeSite(database, { site: { slug: 'other', seats: 5 } });
  const id = await makeAccount(database, other.siteId);
  expect((await grace.browser.get(`${users}/${id}`)).status).toBe(404);
  for (const path of ['', '/status', '/end-sessions', '/unbind', '/password-link']) {
    expect([path, (await grace.browser.post(`${users}/${id}${path}`, ada)).status]).toEqual([path, 404]);
  }
  expect(await rowOf(id)).toMatchObject({ version: 1 });
});

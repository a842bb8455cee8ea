import type { Database } from '../../src/db';
import { hashPassword } from '../../src/sessions';
import { browserOf } from '../support/admin';
import { freshDatabase } from '../support/database';
import type { TestBrowser } from '../support/http';
import { makeSession } from '../support/session';
import { makeAccount } from '../support/site';
import { arrange, type SiteState } from '../support/siteState';
import { pathOf, UsherUnderTest } from '../support/usher';

const password = 'correct horse battery';
const newPassword = 'a sentence that nobody guesses';

describe('what people change about their own account', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let browser: TestBrowser;
  let accountId: string;
  let passwordHash: string;

  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
    passwordHash = await hashPassword(password);
  });
  afterEach(async () => {
    await database.prisma.activity.deleteMany();
    await database.prisma.passwordThrottle.deleteMany();
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const begin = async (over: object = {}, state: SiteState = {}) => {
    await arrange(usher, state);
    const connectionId = usher.connectionId;
    accountId = await makeAccount(database, usher.siteId, { connectionId, bypass: true, passwordHash, ...over });
    browser = await browserOf(usher, accountId);
  };
  const account = () => database.prisma.account.findUniqueOrThrow({ where: { id: accountId } });
  const fields = async (over: object = {}): Promise<Record<string, string>> => ({
    version: String((await account()).version),
    firstName: 'Ada',
    lastName: 'Lovelace',
    displayName: 'Ada Lovelace',
    email: 'ada@acme.test',
    language: '',
    timeZone: '',
    ...over,
  });
  const edit = async (over: object = {}) => browser.post('/account/edit', await fields(over));

  it('names, language and time zone are saved, told in the activity log, and shown in the zone', async () => {
    await begin();
    const answer = await edit({ firstName: 'Augusta', language: 'nb', timeZone: 'Europe/Oslo' });
    expect([answer.status, pathOf(answer)]).toEqual([303, '/account?done=saved']);
    const saved = await account();
    expect(saved).toMatchObject({ firstName: 'Augusta', language: 'nb', timeZone: 'Europe/Oslo' });
    expect(saved.updateTimestamp?.getTime()).toBe(usher.now.getTime());
    const lines = await database.prisma.activity.findMany({ orderBy: { id: 'asc' } });
    const [before, after] = [{ timeZone: null }, { firstName: 'Augusta', language: 'nb', timeZone: 'Europe/Oslo' }];
    expect(lines).toMatchObject([{ actor: 'account:ada@acme.test', action: 'account.update', before, after }]);
    const page = await (await browser.get('/account?done=saved')).text();
    expect(page).toContain('Endringene dine er lagret.');
    expect(page).toContain('13:00 Europe/Oslo');
    // A display name that was made of the names has followed them.
    const same = { firstName: 'Augusta', displayName: 'Augusta Lovelace', language: 'nb', timeZone: 'Europe/Oslo' };
    expect(pathOf(await edit(same))).toBe('/account?done=unchanged');
  });

  it.each<[string, object, SiteState, RegExp]>([
    ['the identity provider', {}, { site: { autoUpdate: true } }, /kept by your identity provider/],
    ['a directory', { managedBy: 'okta' }, {}, /kept by the directory/],
  ])('what %s keeps is neither asked for nor taken from a form', async (_, over, state, text) => {
    await begin(over, { ...state, trackingCodes: [{ number: 1 }] });
    const page = await (await browser.get('/account/edit')).text();
    expect(page).toMatch(text);
    expect(page).not.toContain('name="firstName"');
    const forged = { firstName: 'Eve', email: 'eve@acme.test', 'trackingCodes.TC1': 'x', language: 'de' };
    expect((await edit({ ...forged, currentPassword: password })).status).toBe(303);
    expect(await account()).toMatchObject({
      firstName: 'Ada',
      email: 'ada@acme.test',
      trackingCodes: {},
      language: 'de',
    });
  });

  it('rights, status, type, user name and connection are never taken from a form', async () => {
    await begin({ roles: [] });
    const before = await account();
    const forged = {
      roles: 'Org Security Admin',
      bypass: 'on',
      status: 'active',
      type: 'attendee',
      username: 'eve',
      connection: '',
      expiresAt: '',
      emailVerified: 'on',
    };
    expect(pathOf(await edit(forged))).toBe('/account?done=unchanged');
    expect(await account()).toEqual(before);
  });

  describe('a new e-mail address', () => {
    it('asks for the password, closes what was mailed to the old one, and is confirmed at the next sign-in', async () => {
      await begin();
      expect((await edit({ email: 'new@acme.test' })).status).toBe(422);
      expect((await edit({ email: 'new@acme.test', currentPassword: 'wrong' })).status).toBe(422);
      expect((await account()).email).toBe('ada@acme.test');
      expect((await edit({ email: 'new@acme.test', currentPassword: password })).status).toBe(303);
      expect(await account()).toMatchObject({ email: 'new@acme.test', emailVerified: false });
      const signIn = await usher
        .browser()
        .post('/sign-in/password', { site: 'acme', identifier: 'ada@acme.test', password });
      expect(signIn.status).toBe(403);
      expect((await usher.mails())[0]).toMatchObject({ to: 'new@acme.test', template: 'verify_email' });
    });

    it('is for an administrator to set where there is no password', async () => {
      await begin({ bypass: false, passwordHash: null });
      expect(await (await browser.get('/account/edit')).text()).toContain('Only an administrator can change');
      await edit({ email: 'new@acme.test' });
      expect((await account()).email).toBe('ada@acme.test');
    });

    it('obeys the rules of every door: taken, malformed, domain', async () => {
      await begin({}, { site: { blockedEmailDomains: ['evil.test'] } });
      await makeAccount(database, usher.siteId, { username: 'bob@acme.test' });
      for (const email of ['bob@acme.test', 'no address', 'ada@evil.test']) {
        const answer = await edit({ email, currentPassword: password });
        expect(answer.status).toBe(422);
        expect(await answer.text()).toContain('href="#email"');
      }
      expect((await account()).email).toBe('ada@acme.test');
    });
  });

  it('tracking codes obey their lists; a required one cannot be emptied', async () => {
    const trackingCodes: SiteState['trackingCodes'] = [
      { number: 1, usage: 'required' },
      { number: 2, input: 'dropdown', values: ['CC-100', { value: 'CC-1', active: false }] },
      { number: 3, usage: 'not_used' },
    ];
    await begin({ trackingCodes: { TC1: 'Engines' } }, { trackingCodes });
    const codes = (one: string, two: string) => ({ 'trackingCodes.TC1': one, 'trackingCodes.TC2': two });
    expect((await edit(codes('Engines', 'CC-1'))).status).toBe(422);
    expect((await edit(codes('', ''))).status).toBe(422);
    expect((await edit({ ...codes('Looms', 'CC-100'), 'trackingCodes.TC3': 'x' })).status).toBe(303);
    expect((await account()).trackingCodes).toEqual({ TC1: 'Looms', TC2: 'CC-100' });
  });

  it('a change of somebody else meanwhile is told, not overwritten', async () => {
    await begin();
    const sent = await fields({ firstName: 'Augusta' });
    await database.prisma.account.update({ where: { id: accountId }, data: { lastName: 'King' } });
    const answer = await browser.post('/account/edit', sent);
    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('Your account was changed meanwhile');
    expect(await account()).toMatchObject({ firstName: 'Ada', lastName: 'King' });
  });

  it.each([
    ['an empty name', { firstName: '' }, '#firstName'],
    ['a zone that is none', { timeZone: 'Mars/Olympus' }, '#timeZone'],
  ])('%s comes back at its field with what was entered', async (_, over, field) => {
    await begin();
    const answer = await edit({ lastName: 'Byron', ...over });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(`href="${field}"`);
    expect(page).toContain('value="Byron"');
  });

  describe('the password', () => {
    const change = (over: object = {}) =>
      browser.post('/account/password', {
        currentPassword: password,
        password: newPassword,
        passwordAgain: newPassword,
        ...over,
      });
    const isRight = async (tried: string) => {
      const fields = { site: 'acme', identifier: 'ada@acme.test', password: tried };
      return (await usher.browser().post('/sign-in/password', fields)).status === 303;
    };

    it('is changed by whoever knows it; all other sessions end and this one goes on', async () => {
      await begin();
      const other = await browserOf(usher, accountId);
      expect(pathOf(await change())).toBe('/account?done=password');
      expect([await isRight(password), await isRight(newPassword)]).toEqual([false, true]);
      expect([(await other.get('/account')).status, (await browser.get('/account')).status]).toEqual([303, 200]);
      expect(await database.prisma.activity.findMany()).toMatchObject([
        { action: 'account.password_set', after: { by: 'password' } },
      ]);
    });

    it.each([
      ['the old one is wrong', { currentPassword: 'wrong' }, 'This is not your current password.'],
      ['the new one is short', { password: 'short', passwordAgain: 'short' }, 'at least 12 characters'],
      ['the new ones differ', { passwordAgain: 'another' }, 'not the same'],
    ])('stays when %s', async (_, over, text) => {
      await begin();
      const answer = await change(over);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(text);
      expect((await account()).passwordHash).toBe(passwordHash);
    });

    it('cannot be tried out: after five wrong ones the right one is not looked at, here and at the sign-in', async () => {
      await begin();
      for (let wrong = 0; wrong < 5; wrong++) await change({ currentPassword: 'wrong' });
      expect(await (await change()).text()).toContain('Wait 15 minutes');
      expect(await isRight(password)).toBe(false);
      usher.pass(15 * 60);
      expect((await change()).status).toBe(303);
    });

    it('is not given to accounts that may have none', async () => {
      await begin({ bypass: false });
      expect((await change()).status).toBe(422);
      expect(await (await browser.get('/account/password')).text()).toContain('have no password here');
      await begin({ passwordHash: null });
      expect(await (await browser.get('/account/password')).text()).toContain('/sign-in/forgotten');
      expect((await change({ currentPassword: '' })).status).toBe(422);
      expect((await account()).passwordHash).toBeNull();
    });
  });

  it('all other sessions end at once, with those on other hosts that came from them, and this one goes on', async () => {
    await begin();
    const { siteId, connectionId } = usher;
    const bob = await makeAccount(database, siteId, { username: 'bob@acme.test' });
    const owner = { siteId, connectionId, accountId };
    const other = await makeSession(database, owner);
    await makeSession(database, owner, { parentId: other.id, origin: 'https://app.acme.test' });
    await makeSession(database, { ...owner, accountId: bob });
    const answer = await browser.post('/account/end-other-sessions');
    expect(pathOf(answer)).toBe('/account?done=ended');
    expect(await database.prisma.session.count({ where: { accountId } })).toBe(1);
    expect(await database.prisma.session.count({ where: { accountId: bob } })).toBe(1);
    expect((await browser.get('/account')).status).toBe(200);
  });
});

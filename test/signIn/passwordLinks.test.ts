import type { Database } from '../../src/db';
import { createSendMail } from '../../src/mail';
import { createQueue } from '../../src/jobs';
import { hashPassword, makePasswordLink, sendPasswordLink } from '../../src/sessions';
import { freshDatabase } from '../support/database';
import type { TestBrowser } from '../support/http';
import { makeSession } from '../support/session';
import { makeAccount, makeSite, testBox, testPublicUrl } from '../support/site';
import { pathOf, UsherUnderTest } from '../support/usher';

const oldPassword = 'correct horse battery';
const newPassword = 'a sentence that nobody guesses';

describe('passwords by mailed links', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let browser: TestBrowser;
  let passwordHash: string;
  let accountId: string;

  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database, { config: { rateLimits: true } });
    passwordHash = await hashPassword(oldPassword);
  });
  beforeEach(async () => {
    browser = usher.browser();
    accountId = await makeAccount(database, usher.siteId, { bypass: true, passwordHash });
  });
  afterEach(async () => {
    const { prisma } = database;
    await prisma.account.deleteMany();
    await prisma.mail.deleteMany();
    await prisma.activity.deleteMany();
    await prisma.passwordThrottle.deleteMany();
    await prisma.rateCounter.deleteMany();
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const forgotten = (identifier: string, site = 'acme') => browser.post('/sign-in/forgotten', { identifier, site });
  const links = async () =>
    (await usher.mails()).map(({ text }) => /https?:\/\/\S+/.exec(text ?? '')?.[0].replace(testPublicUrl, '') ?? '');
  const mailedLink = async () => {
    // Two mails of one millisecond would have no order.
    usher.pass(0.001);
    await forgotten('ada@acme.test');
    await usher.runJobs();
    return (await links())[0] ?? '';
  };
  const tokenOf = (link: string) => new URL(link, testPublicUrl).searchParams.get('token') ?? '';
  const choose = (link: string, password = newPassword, passwordAgain = password) =>
    browser.post('/sign-in/new-password', { token: tokenOf(link), password, passwordAgain });
  const signIn = (password: string, from = browser) =>
    from.post('/sign-in/password', { site: 'acme', identifier: 'ada@acme.test', password });
  const account = () => database.prisma.account.findUniqueOrThrow({ where: { id: accountId } });

  describe('forgotten', () => {
    it('the way is one link from the password form, and the answer the same for every name', async () => {
      const page = await (await browser.get('/?site=acme&password=1&identifier=ada%40acme.test')).text();
      expect(page).toContain('/sign-in/forgotten?identifier=ada%40acme.test&amp;site=acme');
      const answers = await Promise.all(
        ['ada@acme.test', 'nobody@acme.test', 'x'.repeat(300)].map((name) => forgotten(name)),
      );
      const told = await Promise.all(
        answers.map(async (answer) => [
          answer.status,
          pathOf(answer),
          await (await browser.get(pathOf(answer))).text(),
        ]),
      );
      expect(told[0]?.slice(0, 2)).toEqual([303, '/sign-in/forgotten?sent=1&site=acme']);
      expect(told[1]).toEqual(told[0]);
      expect(told[2]).toEqual(told[0]);
    });

    it('mails a link to an account with bypass, and nothing before the background work', async () => {
      await forgotten('ADA@acme.test');
      expect(await usher.mails()).toEqual([]);
      await usher.runJobs();
      const [mail] = await usher.mails();
      expect(mail).toMatchObject({ to: 'ada@acme.test', template: 'password_reset' });
      expect(mail?.text).toContain('30 minutes');
      // The database holds no token that would open it.
      const [row] = await database.prisma.accountLink.findMany();
      expect(JSON.stringify(row)).not.toContain(tokenOf((await links())[0] ?? ''));
    });

    it.each<[string, object, string]>([
      ['there is no such account', {}, 'nobody@acme.test'],
      ['the account has no bypass', { bypass: false }, 'ada@acme.test'],
      ['it is deactivated', { status: 'deactivated' }, 'ada@acme.test'],
      ['it is locked', { status: 'locked' }, 'ada@acme.test'],
      ['it has no address', { email: null, emailKey: null }, 'ada@acme.test'],
    ])('sends nothing when %s', async (_, data, name) => {
      await database.prisma.account.update({ where: { id: accountId }, data });
      expect((await forgotten(name)).status).toBe(303);
      await usher.runJobs();
      expect(await usher.mails()).toEqual([]);
      expect(usher.errors).toEqual([]);
    });

    it('of another site sends nothing', async () => {
      await makeSite(database, { site: { slug: 'globex' } });
      expect((await forgotten('ada@acme.test', 'globex')).status).toBe(303);
      await usher.runJobs();
      expect(await usher.mails()).toEqual([]);
      await database.prisma.site.delete({ where: { slug: 'globex' } });
    });

    it('sends no more than three in half an hour, however often it is asked', async () => {
      for (let asked = 0; asked < 5; asked++) {
        await forgotten('ada@acme.test');
        usher.pass(60);
      }
      expect(await usher.runJobs()).toHaveLength(5 + 3);
      expect(await usher.mails()).toHaveLength(3);
      usher.pass(30 * 60 + 1);
      await forgotten('ada@acme.test');
      await usher.runJobs();
      expect(await usher.mails()).toHaveLength(4);
    });

    it('asked again for a name within a minute waits as one job, each name and site for itself', async () => {
      const { siteId } = await makeSite(database, { site: { slug: 'globex' } });
      for (let asked = 0; asked < 3; asked++) await forgotten('ada@acme.test');
      await forgotten('ADA@acme.test');
      await forgotten('grace@acme.test');
      await forgotten('ada@acme.test', 'globex');
      const jobs = await usher.runJobs();
      await database.prisma.site.delete({ where: { slug: 'globex' } });
      const asked = jobs.filter(({ job }) => job === 'forgotten-password').map(({ data }) => data);
      expect(asked).toHaveLength(3);
      for (const who of [
        { siteId: usher.siteId, nameKey: 'ada@acme.test' },
        { siteId: usher.siteId, nameKey: 'grace@acme.test' },
        { siteId, nameKey: 'ada@acme.test' },
      ]) {
        expect(asked).toContainEqual({ ...who, language: 'en' });
      }
    });

    it('from one address is asked ten times a minute at most, whatever the names', async () => {
      const statuses: number[] = [];
      for (let asked = 0; asked < 12; asked++) statuses.push((await forgotten(`nobody${asked}@acme.test`)).status);
      expect(statuses).toEqual([...Array<number>(10).fill(303), 429, 429]);
    });

    it.each([
      ['no name', { identifier: '', site: 'acme' }, 'Enter your e-mail address'],
      ['no site', { identifier: 'ada' }, 'short name of your organization'],
      ['an unknown site', { identifier: 'ada', site: 'nowhere' }, 'We know no site of this name.'],
    ])('asks again for what is missing: %s', async (_, fields, text) => {
      const answer = await browser.post('/sign-in/forgotten', fields);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(text);
    });
  });

  describe('the link', () => {
    it('lets its owner choose a password, ends every session, closes itself, and is told in the activity log', async () => {
      const elsewhere = await makeSession(database, { siteId: usher.siteId, accountId });
      const link = await mailedLink();
      expect(await (await browser.get(link)).text()).toContain('Choose your password for Acme Corporation');
      const done = await choose(link);
      expect([done.status, pathOf(done)]).toEqual([
        303,
        '/?site=acme&identifier=ada%40acme.test&password=1&done=password_set',
      ]);
      expect(await (await browser.get(pathOf(done))).text()).toContain('Your password is set. Sign in with it now.');
      expect(await database.prisma.session.count({ where: { id: elsewhere.id } })).toBe(0);
      expect((await signIn(oldPassword)).status).toBe(422);
      expect((await signIn(newPassword)).status).toBe(303);
      expect((await browser.get(link)).status).toBe(410);
      const lines = await database.prisma.activity.findMany();
      expect(lines).toMatchObject([
        { action: 'account.password_set', actor: 'account:ada@acme.test', after: { by: 'link', sessionsEnded: 1 } },
      ]);
      expect(JSON.stringify(lines)).not.toContain('argon2');
    });

    it('is used once, however many posts come at the same moment', async () => {
      const link = await mailedLink();
      const answers = await Promise.all(
        ['first of the passwords', 'second of the passwords'].map((one) => choose(link, one)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([303, 410]);
    });

    it('is closed by the other link, once that was used', async () => {
      const first = await mailedLink();
      const second = await mailedLink();
      expect(first).not.toBe(second);
      expect((await choose(first)).status).toBe(303);
      expect((await choose(second, 'yet another password')).status).toBe(410);
    });

    it.each<[string, () => Promise<unknown>]>([
      ['after 30 minutes', () => Promise.resolve(usher.pass(30 * 60))],
      ['once another password was set', () => update({ passwordHash: 'another' })],
      ['once the account was deactivated', () => update({ status: 'deactivated' })],
      ['once the account may not use a password', () => update({ bypass: false })],
      ['once the account has another address', () => update({ email: 'a@acme.test', emailKey: 'a@acme.test' })],
    ])('does not work %s', async (_, change) => {
      const link = await mailedLink();
      await change();
      const before = (await account()).passwordHash;
      expect([(await browser.get(link)).status, (await choose(link)).status]).toEqual([410, 410]);
      expect((await account()).passwordHash).toBe(before);
    });

    const update = (data: object) => database.prisma.account.update({ where: { id: accountId }, data });

    it.each([
      ['too short', 'short', 'short', 'at least 12 characters'],
      ['typed differently', newPassword, `${newPassword}.`, 'not the same'],
      ['too long', 'x'.repeat(1025), 'x'.repeat(1025), 'at least 12 characters'],
    ])('stays open when the password is %s', async (_, one, other, text) => {
      const link = await mailedLink();
      const answer = await choose(link, one, other);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(text);
      expect((await choose(link)).status).toBe(303);
    });

    it('of an address does not set a password', async () => {
      await update({ emailVerified: false });
      await signIn(oldPassword);
      const link = (await links())[0] ?? '';
      expect(link).toContain('/sign-in/confirm-email');
      expect((await choose(link)).status).toBe(410);
    });

    it('is nothing when it is made up, and tells nobody so', async () => {
      const madeUp = `/sign-in/new-password?token=${'A'.repeat(43)}`;
      const answers = [
        await browser.get(madeUp),
        await browser.get('/sign-in/new-password?token=x'),
        await choose(madeUp),
      ];
      expect(answers.map(({ status }) => status)).toEqual([410, 410, 410]);
    });

    it('lets in who tried too many wrong ones before', async () => {
      for (let wrong = 0; wrong < 6; wrong++) await signIn('wrong');
      expect((await signIn(oldPassword)).status).toBe(403);
      expect((await choose(await mailedLink())).status).toBe(303);
      expect((await signIn(newPassword)).status).toBe(303);
    });

    it('counts as proof of the address', async () => {
      await update({ emailVerified: false });
      await choose(await mailedLink());
      expect((await account()).emailVerified).toBe(true);
    });
  });

  describe('sent by somebody else', () => {
    const dependencies = () => ({
      sendMail: createSendMail({ queue: createQueue(database), box: testBox, clock: () => usher.now }),
      publicUrl: testPublicUrl,
      random: (bytes: number) => Buffer.alloc(bytes, Math.floor(Math.random() * 256)),
      clock: () => usher.now,
    });
    const invite = (over: object = {}) =>
      database.prisma.$transaction((tx) =>
        sendPasswordLink(dependencies(), tx, {
          siteId: usher.siteId,
          accountId,
          why: 'invited',
          actor: 'operator:olga@example.test',
          language: 'de',
          ...over,
        }),
      );

    it('works for three days, for an account without a password, and leaves a line', async () => {
      await database.prisma.account.update({ where: { id: accountId }, data: { passwordHash: null } });
      expect(await invite()).toBe('sent');
      const [mail] = await usher.mails();
      expect(mail).toMatchObject({ template: 'password_invitation', language: 'de' });
      expect(mail?.text).toContain('Ihr Benutzername ist ada@acme.test');
      usher.pass(3 * 86_400 - 1);
      expect((await choose((await links())[0] ?? '')).status).toBe(303);
      expect(await database.prisma.activity.findMany({ orderBy: { id: 'asc' } })).toMatchObject([
        { action: 'account.password_link', actor: 'operator:olga@example.test', subject: 'ada@acme.test' },
        { action: 'account.password_set' },
      ]);
    });

    it('says why not: no bypass, no address, no such account in this site', async () => {
      const { siteId } = await makeSite(database, { site: { slug: 'globex' } });
      expect(await invite({ siteId })).toBe('not_allowed');
      await database.prisma.account.update({ where: { id: accountId }, data: { email: null, emailKey: null } });
      expect(await invite()).toBe('no_address');
      await database.prisma.account.update({ where: { id: accountId }, data: { bypass: false } });
      expect(await invite()).toBe('not_allowed');
      expect(await usher.mails()).toEqual([]);
      await database.prisma.site.delete({ where: { id: siteId } });
    });

    it('may be shown once instead of mailed', async () => {
      const asked = { siteId: usher.siteId, accountId, actor: 'operator:olga@example.test' };
      const address = await database.prisma.$transaction((tx) => makePasswordLink(dependencies(), tx, asked));
      expect(await usher.mails()).toEqual([]);
      expect((await choose(address ?? '')).status).toBe(303);
    });
  });

  describe('the first sign-in by password', () => {
    beforeEach(() =>
      database.prisma.account.update({
        where: { id: accountId },
        data: { emailVerified: false, createdBy: 'account:x' },
      }),
    );

    it('begins no session before mail to the address has shown to arrive', async () => {
      const answer = await signIn(oldPassword);
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('sent a link to the e-mail address of your account');
      expect([browser.cookies.has('usher-session'), await database.prisma.session.count()]).toEqual([false, 0]);
      const [mail] = await usher.mails();
      expect(mail).toMatchObject({ to: 'ada@acme.test', template: 'verify_email' });

      const link = (await links())[0] ?? '';
      expect(await (await browser.get(link)).text()).toContain('ada@acme.test');
      // Opening it is not confirming: mail filters open links.
      expect((await signIn(oldPassword)).status).toBe(403);
      const confirmed = await browser.post('/sign-in/confirm-email', { token: tokenOf(link) });
      expect(pathOf(confirmed)).toContain('done=email_confirmed');
      expect((await signIn(oldPassword)).status).toBe(303);
      expect((await browser.post('/sign-in/confirm-email', { token: tokenOf(link) })).status).toBe(410);
      expect(await database.prisma.activity.findMany()).toMatchObject([{ action: 'account.confirm_email' }]);
    });

    it('tells nobody with a wrong password that the address is not confirmed', async () => {
      const answer = await signIn('wrong');
      expect(answer.status).toBe(422);
      expect(await usher.mails()).toEqual([]);
    });

    it('sends no more than three mails in half an hour', async () => {
      for (let tries = 0; tries < 5; tries++) expect((await signIn(oldPassword)).status).toBe(403);
      expect(await usher.mails()).toHaveLength(3);
    });

    it('needs nothing of an account without an address', async () => {
      await database.prisma.account.update({ where: { id: accountId }, data: { email: null, emailKey: null } });
      expect((await signIn(oldPassword)).status).toBe(303);
    });
  });

  describe('wrong passwords of one address', () => {
    it('are looked at sixty times a minute, whatever the names and sites; right ones count nowhere', async () => {
      for (let right = 0; right < 3; right++) expect((await signIn(oldPassword)).status).toBe(303);
      await database.prisma.rateCounter.updateMany({ data: { count: 58 } });
      const wrong = async (identifier: string, site: string) =>
        (await browser.post('/sign-in/password', { site, identifier, password: 'wrong' })).status;
      expect(await wrong('nobody1', 'acme')).toBe(422);
      expect((await signIn(oldPassword)).status).toBe(303);
      expect(await wrong('nobody2', 'nowhere')).toBe(422);
      expect([await wrong('nobody3', 'acme'), (await signIn(oldPassword)).status]).toEqual([429, 429]);
      const operator = await browser.post('/operator/sign-in', { email: 'o@example.test', password: 'wrong' });
      expect(operator.status).toBe(429);
      expect(operator.headers.get('retry-after')).toMatch(/^\d+$/);
      usher.pass(60);
      expect((await signIn(oldPassword)).status).toBe(303);
    });
  });
});

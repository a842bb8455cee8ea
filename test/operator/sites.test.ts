import type { Database } from '../../src/db';
import { signInOperator } from '../support/admin';
import { freshDatabase } from '../support/database';
import type { TestBrowser } from '../support/http';
import { makeAccount, makeSite, testPublicUrl } from '../support/site';
import { pathOf, UsherUnderTest } from '../support/usher';

const email = 'olga@usher.test';
const newSite = {
  site: 'globex',
  name: 'Globex Limited',
  partnerId: 'P-2',
  seats: '40',
  email: 'hank@globex.test',
  firstName: 'Hank',
  lastName: 'Scorpio',
};
const password = 'a sentence that nobody guesses';

describe('operators and their sites', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let operator: TestBrowser;

  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
    operator = await signInOperator(usher, email);
  });
  afterEach(async () => {
    await database.prisma.site.deleteMany({ where: { id: { not: usher.siteId } } });
    await database.prisma.activity.deleteMany();
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const textOf = async (answer: Response) => (await answer.text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  const make = (over: object = {}, browser = operator) => browser.post('/operator/new-site', { ...newSite, ...over });

  describe('the list', () => {
    it('tells seats, accounts and the sign-ins of the last 24 hours, and leads to the administration of each', async () => {
      await usher.signIn();
      const page = await operator.get('/operator');
      const html = await page.text();
      expect(html).toContain('href="/admin/acme"');
      expect(html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).toMatch(
        /Acme Corporation acme On P-100200 1 1 of 25 1 0/,
      );
      expect((await operator.get('/admin/acme')).status).toBe(200);
      expect(pathOf(await usher.browser().get('/operator'))).toBe('/operator/sign-in');
    });

    it('finds sites by part of their name or short name, taken literally', async () => {
      await makeSite(database, { site: { slug: 'globex', name: '100% Globex_Ltd' } });
      const found = async (search: string) => {
        const page = await textOf(await operator.get(`/operator?${new URLSearchParams({ search }).toString()}`));
        return ['Acme Corporation', 'Globex_Ltd'].filter((name) => page.includes(name));
      };
      expect(await found('ACME')).toEqual(['Acme Corporation']);
      expect(await found('globex')).toEqual(['Globex_Ltd']);
      expect(await found('100%')).toEqual(['Globex_Ltd']);
      expect(await found('x_l')).toEqual(['Globex_Ltd']);
      expect(await found('c_r')).toEqual([]);
      expect(await textOf(await operator.get('/operator?search=zzz'))).toContain('No site is called zzz');
    });

    it('pages by key, there and back, in one statement beside the two for the session', async () => {
      const names = Array.from({ length: 60 }, (_, index) => `site-${100 + index}`);
      await database.prisma.site.createMany({
        data: names.map((slug, index) => ({
          id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
          slug,
          name: slug,
        })),
      });
      const slugs = (html: string) => [...html.matchAll(/<code class="soft">([^<]+)/g)].map((match) => match[1]);
      const link = (html: string, rel: string) =>
        new RegExp(`rel="${rel}" href="([^"]+)"`).exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const spy = jest.spyOn((database as Database & { pglite: { query: (text: string) => unknown } }).pglite, 'query');
      const first = await (await operator.get('/operator')).text();
      expect(spy.mock.calls).toHaveLength(3);
      spy.mockRestore();
      expect(slugs(first)).toEqual(['acme', ...names.slice(0, 49)]);
      expect(link(first, 'prev')).toBe('');
      const second = await (await operator.get(link(first, 'next'))).text();
      expect(slugs(second)).toEqual(names.slice(49));
      const back = await (await operator.get(link(second, 'prev'))).text();
      expect(slugs(back)).toEqual(slugs(first));
    });
  });

  describe('a new site', () => {
    it('has its first administrator, who gets in by the link that is shown once where no mail is sent', async () => {
      const made = await make();
      expect(made.status).toBe(200);
      const link = /https?:\/\/[^<]*new-password[^<]*/.exec(await made.text())?.[0] ?? '';
      const site = await database.prisma.site.findUniqueOrThrow({ where: { slug: 'globex' } });
      expect(site).toMatchObject({ name: 'Globex Limited', partnerId: 'P-2', seats: 40 });
      const token = new URL(link).searchParams.get('token') ?? '';
      const hank = usher.browser();
      const set = await hank.post('/sign-in/new-password', { token, password, passwordAgain: password });
      expect(set.status).toBe(303);
      const target = `${testPublicUrl}/admin/globex`;
      const signIn = { site: 'globex', identifier: 'HANK@globex.test', password, target };
      expect((await hank.post('/sign-in/password', signIn)).headers.get('location')).toBe(target);
      expect((await hank.get('/admin/globex')).status).toBe(200);
      expect((await hank.get('/admin/acme')).status).toBe(404);
      const lines = await database.prisma.activity.findMany({ where: { siteId: site.id }, orderBy: { id: 'asc' } });
      expect(new Set(lines.map(({ actor }) => actor))).toEqual(
        new Set([`operator:${email}`, 'account:hank@globex.test']),
      );
      expect(lines.map(({ action }) => action)).toEqual(
        expect.arrayContaining(['site.create', 'account.create', 'account.password_link', 'account.password_set']),
      );
      expect(JSON.stringify(lines)).not.toContain(token);
    });

    it('mails that link where mail is sent', async () => {
      const mailing = await usher.another({ smtpUrl: 'smtp://127.0.0.1:1', mailFrom: 'usher@usher.test' });
      const browser = mailing.browser();
      browser.cookies.set('usher-operator', operator.cookies.get('usher-operator') ?? '');
      const made = await make({}, browser);
      expect([made.status, pathOf(made)]).toEqual([303, '/operator?done=made']);
      expect(await textOf(await browser.get('/operator?done=made'))).toContain('has been sent a link');
      expect(await database.prisma.mail.findMany()).toMatchObject([
        { recipient: 'hank@globex.test', template: 'password_invitation' },
      ]);
      await database.prisma.mail.deleteMany();
      await mailing.close();
    });

    it.each<[string, object, number, string]>([
      ['the short name is taken', { site: 'acme' }, 409, 'There is a site of this short name already.'],
      ['the short name cannot stand in an address', { site: 'Acme / Corp' }, 422, 'href="#site"'],
      ['it has no name', { name: '' }, 422, 'href="#name"'],
      ['seats are no number', { seats: 'many' }, 422, 'href="#seats"'],
      ['the administrator has no address', { email: '' }, 422, 'Enter an e-mail address.'],
      ['the address is none', { email: 'hank' }, 422, 'href="#email"'],
      ['the administrator has no name', { firstName: '', lastName: '' }, 422, 'Enter a last name.'],
    ])('is not made when %s, and what was entered stays', async (_, over, status, text) => {
      const before = await database.prisma.site.findMany();
      const answer = await make(over);
      const page = await answer.text();
      expect(answer.status).toBe(status);
      expect(page).toContain(text);
      expect(page).toContain('value="P-2"');
      expect(await database.prisma.site.findMany()).toEqual(before);
      expect(await database.prisma.activity.count()).toBe(0);
    });

    it('is made by operators alone', async () => {
      const accountId = await makeAccount(database, usher.siteId, {
        username: 'x@acme.test',
        roles: ['Org Security Admin'],
      });
      const answer = await make({}, usher.browser());
      expect(pathOf(answer)).toBe('/operator/sign-in');
      expect(await database.prisma.site.count()).toBe(1);
      await database.prisma.account.delete({ where: { id: accountId } });
    });
  });

  it('see what the doctor finds, and who else is operator', async () => {
    await database.prisma.site.update({ where: { id: usher.siteId }, data: { partnerId: null } });
    const health = await textOf(await operator.get('/operator/health'));
    expect(health).toMatch(/problems? needs? doing|problems need doing/);
    expect(health).toContain('the site has no partner ID');
    await database.prisma.site.update({ where: { id: usher.siteId }, data: { partnerId: 'P-100200' } });
    const operators = await textOf(await operator.get('/operator/operators'));
    expect(operators).toContain(email);
    expect(operators).toContain('usher operator');
  });
});

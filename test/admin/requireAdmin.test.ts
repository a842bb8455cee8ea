import { organizationRoles } from '../../src/accounts';
import type { Database } from '../../src/db';
import { signInAdmin, signInOperator } from '../support/admin';
import { freshDatabase } from '../support/database';
import { makeSession } from '../support/session';
import { makeAccount, makeSite } from '../support/site';
import { UsherUnderTest } from '../support/usher';

const [security, user, , support] = organizationRoles;
const places = ['', '/users', '/tracking-codes', '/single-sign-on', '/email-domains', '/activity'];

describe('the administration of a site', () => {
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

  it('shows every area to its Security Admin, by name and with the site', async () => {
    const { browser } = await signInAdmin(usher, [security]);
    for (const place of places) {
      const answer = await browser.get(`/admin/acme${place}`);
      expect([place, answer.status]).toEqual([place, 200]);
      expect(await answer.text()).toContain('Grace Hopper');
    }
  });

  it.each([
    [
      'the page that was asked for',
      '/admin/acme/users?q=ada&after=x',
      '/?site=acme&target=%2Fadmin%2Facme%2Fusers%3Fq%3Dada%26after%3Dx',
    ],
    ['the support desk', '/support/acme', '/?site=acme&target=%2Fsupport%2Facme'],
    ['a site that is not there, alike', '/admin/nowhere', '/?site=nowhere&target=%2Fadmin%2Fnowhere'],
  ])('leads who is not signed in to the sign-in start and back to %s', async (_is, path, location) => {
    const answer = await usher.browser().get(path);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, location]);
  });

  it('leads there too with a cookie that is none of ours, and with a session that has ended', async () => {
    const { browser, accountId } = await signInAdmin(usher, [security]);
    const rubbish = usher.browser();
    rubbish.cookies.set('usher-session', "' OR 1=1 --");
    rubbish.cookies.set('usher-operator', 'x'.repeat(43));
    expect((await rubbish.get('/admin/acme')).status).toBe(303);
    await database.prisma.account.update({ where: { id: accountId }, data: { status: 'deactivated' } });
    expect((await browser.get('/admin/acme')).status).toBe(303);
  });

  it('answers an area that the roles do not give with 403, names roles that would do, and does not show its link', async () => {
    const { browser } = await signInAdmin(usher, [user]);
    const page = await (await browser.get('/admin/acme')).text();
    expect(page).toContain('href="/admin/acme/users"');
    expect(page).not.toContain('/single-sign-on');
    const answer = await browser.get('/admin/acme/single-sign-on');
    expect(answer.status).toBe(403);
    const refusal = await answer.text();
    expect(refusal).toContain('Org Security Admin');
    expect(refusal).toContain('Org Support');
    expect(refusal).toContain('href="/admin/acme"');
  });

  it.each([
    ['without a role', {}],
    ['who is a guest, whatever roles the account names', { roles: [...organizationRoles], homeOrganization: 'Globex' }],
  ])('answers 403 to a person of the site %s, and shows no link in My Account', async (_is, columns) => {
    const accountId = await makeAccount(database, usher.siteId, {
      username: `p${Math.random()}@acme.test`,
      type: 'attendee',
      ...columns,
    });
    const { token } = await makeSession(database, {
      siteId: usher.siteId,
      accountId,
      connectionId: usher.connectionId,
    });
    const browser = usher.browser();
    browser.cookies.set('usher-session', token);
    expect((await browser.get('/admin/acme')).status).toBe(403);
    const own = await browser.get('/account');
    expect(own.status).toBe(200);
    expect(await own.text()).not.toContain('/admin/');
  });

  it('is linked from My Account for people with a role', async () => {
    const { browser } = await signInAdmin(usher, [support]);
    expect(await (await browser.get('/account')).text()).toContain('href="/admin/acme"');
  });

  describe('beside another site', () => {
    beforeAll(async () => {
      await makeSite(database, { site: { slug: 'globex', name: 'Globex' }, connection: { name: 'door' } });
    });

    it.each(['/admin/globex', '/admin/globex/users', '/support/globex'])(
      'answers %s to an administrator of acme exactly like a site that is not there',
      async (path) => {
        const { browser } = await signInAdmin(usher, organizationRoles);
        const [theirs, nowhere] = await Promise.all([
          browser.get(path),
          browser.get(path.replace('globex', 'nowhere')),
        ]);
        expect([theirs.status, nowhere.status]).toEqual([404, 404]);
        expect(await theirs.text()).toBe(await nowhere.text());
      },
    );

    it('opens to an operator on every site, as operator, and answers 404 for one that is not there', async () => {
      const browser = await signInOperator(usher);
      for (const site of ['acme', 'globex']) {
        for (const place of places) expect((await browser.get(`/admin/${site}${place}`)).status).toBe(200);
      }
      const page = await (await browser.get('/admin/globex')).text();
      expect(page).toContain('operator@usher.test (Operator)');
      expect(page).toContain('action="/operator/sign-out"');
      expect((await browser.get('/admin/nowhere')).status).toBe(404);
      expect(await (await browser.get('/operator')).text()).toContain('href="/admin/globex"');
    });

    it('takes who has rights on the site by an account for that account, though they are an operator too', async () => {
      const operator = await signInOperator(usher, 'both@usher.test');
      const { browser } = await signInAdmin(usher, [user]);
      browser.cookies.set('usher-operator', operator.cookies.get('usher-operator') ?? '');
      expect((await browser.get('/admin/acme/single-sign-on')).status).toBe(403);
      expect(await (await browser.get('/admin/acme')).text()).toContain('Grace Hopper');
      expect((await browser.get('/admin/globex')).status).toBe(200);
    });
  });
});

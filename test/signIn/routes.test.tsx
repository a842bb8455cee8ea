import { randomBytes } from 'node:crypto';
import express from 'express';
import type { Database } from '../../src/db';
import { createQueue } from '../../src/jobs';
import { newId } from '../../src/newId';
import { RateLimits } from '../../src/rateLimits';
import { hashPassword, readSession, SessionCookies } from '../../src/sessions';
import { signInRoutes } from '../../src/signIn';
import { freshDatabase } from '../support/database';
import { serve, TestBrowser, type Served } from '../support/http';
import { makeSession } from '../support/session';
import { makeAccount, makeSite, testNow, testPublicUrl } from '../support/site';

let database: Database;
let served: Served;
let ids: { siteId: string; connectionId: string };
let accountId: string;
let browser: TestBrowser;
const password = ' correct horse battery ';
const login = `${testPublicUrl}/saml/acme/main/login`;

beforeAll(async () => {
  database = await freshDatabase();
  ids = await makeSite(database, { site: { allowedTargets: ['https://app.acme.test', 'http://localhost:9000'] } });
  await database.prisma.signInDomain.create({
    data: { domain: 'acme.test', siteId: ids.siteId, vouchedBy: 'operator' },
  });
  accountId = await makeAccount(database, ids.siteId, { bypass: true, passwordHash: await hashPassword(password) });
  const app = express();
  app.set('query parser', 'simple');
  app.use(
    signInRoutes({
      database,
      publicUrl: testPublicUrl,
      cookies: new SessionCookies({ insecureLoopback: true }),
      clock: () => testNow,
      random: randomBytes,
      demoLinks: null,
      queue: createQueue(database),
      rateLimits: new RateLimits(false),
      sendMail: () => Promise.reject(new Error('nobody here is to get mail')),
    }),
  );
  served = await serve(app);
});
beforeEach(() => {
  browser = new TestBrowser(served.url);
});
afterEach(async () => {
  await database.prisma.session.deleteMany();
  await database.prisma.passwordThrottle.deleteMany();
  await database.prisma.connection.deleteMany({ where: { name: 'second' } });
  await database.prisma.site.update({ where: { id: ids.siteId }, data: { ssoEnabled: true } });
});
afterAll(async () => {
  await served.close();
  await database.close();
});

const start = (query: Record<string, string>) => browser.get(`/?${new URLSearchParams(query).toString()}`);

describe('the sign-in start', () => {
  test('asks for a name', async () => {
    const response = await browser.get('/');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('name="identifier"');
  });

  test('leads to the identity provider of the domain by a page, since it answers a form', async () => {
    const response = await start({ identifier: 'Ada@ACME.test', target: 'https://app.acme.test/x' });
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain(`content="0;url=${login}?target=https%3A%2F%2Fapp.acme.test%2Fx"`);
  });

  test('answers the same for a name that exists and one that does not', async () => {
    const pages = [];
    for (const name of ['ada@acme.test', 'eve@acme.test', 'ada', 'eve']) {
      pages.push((await (await start({ identifier: name })).text()).replaceAll(name, 'NAME'));
    }
    expect(pages[0]).toBe(pages[1]);
    expect(pages[2]).toBe(pages[3]);
    expect(pages[2]).toContain('name="site"');
  });

  test('redirects at once when an application sends the person, also with an address pasted as it stands', async () => {
    const response = await browser.get('/?site=acme&target=https://app.acme.test/x?y=1&z=2');
    expect(response.status).toBe(302);
    const location = new URL(response.headers.get('location') ?? '');
    expect(`${location.origin}${location.pathname}`).toBe(login);
    expect(location.searchParams.get('target')).toBe('https://app.acme.test/x?y=1&z=2');
  });

  test('shows the ways in when there are several', async () => {
    await database.prisma.connection.create({
      data: { id: newId(), siteId: ids.siteId, name: 'second', idpEntityId: 'x' },
    });
    const page = await (await start({ identifier: 'ada@acme.test' })).text();
    expect(page).toContain(`href="${login}"`);
    expect(page).toContain('/saml/acme/second/login');
  });

  test('asks for the password when single sign-on is switched off', async () => {
    await database.prisma.site.update({ where: { id: ids.siteId }, data: { ssoEnabled: false } });
    const page = await (await start({ identifier: 'ada@acme.test' })).text();
    expect(page).toContain('name="password"');
  });

  test('says that a site is unknown and keeps what was entered', async () => {
    const response = await start({ identifier: 'ada', site: 'nobody' });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('value="ada"');
  });

  test('lets somebody who is signed in go on, but only where the site allows', async () => {
    const { token } = await makeSession(database, { ...ids, accountId });
    browser.cookies.set('usher-session', token);
    const allowed = await start({ site: 'acme', target: 'https://app.acme.test/x' });
    expect([allowed.status, allowed.headers.get('location')]).toEqual([302, 'https://app.acme.test/x']);
    const foreign = await start({ site: 'acme', target: 'https://evil.test/' });
    expect(foreign.status).toBe(200);
  });
});

describe('signing in by password', () => {
  const post = (fields: Record<string, string> = {}) =>
    browser.post('/sign-in/password', { identifier: 'ada@acme.test', password, ...fields });

  test('begins a session and shows My Account', async () => {
    const response = await post();
    expect([response.status, response.headers.get('location')]).toEqual([303, `${testPublicUrl}/account`]);
    const session = await readSession(database, browser.cookies.get('usher-session') ?? '', testNow);
    expect(session).toMatchObject({ accountId, connection: null });
  });

  test('case 195: gives a new session and ends the one before', async () => {
    const before = await makeSession(database, { ...ids, accountId });
    browser.cookies.set('usher-session', before.token);
    await post();
    expect(browser.cookies.get('usher-session')).not.toBe(before.token);
    expect(await readSession(database, before.token, testNow)).toBeNull();
  });

  test('leads to an application by a page, because form-action stops a redirect there', async () => {
    const response = await post({ target: 'https://app.acme.test/x' });
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('content="0;url=https://app.acme.test/x"');
  });

  test('never leads elsewhere', async () => {
    const response = await post({ target: 'https://evil.test/' });
    expect(response.headers.get('location')).toBe(`${testPublicUrl}/account`);
  });

  test('takes the site from the form where the name does not decide', async () => {
    const bob = {
      username: 'bob',
      email: null,
      emailKey: null,
      bypass: true,
      passwordHash: await hashPassword(password),
    };
    await makeAccount(database, ids.siteId, bob);
    expect((await post({ identifier: 'bob' })).status).toBe(422);
    expect((await post({ identifier: 'bob', site: 'acme' })).status).toBe(303);
  });

  test('answers a wrong password, an unknown name and an unknown site alike', async () => {
    const pages = [];
    for (const fields of [{ password: 'wrong' }, { identifier: 'eve@acme.test' }]) {
      const response = await post(fields);
      expect(response.status).toBe(422);
      pages.push((await response.text()).replace(/eve(@|%40)acme\.test/g, 'ada$1acme.test'));
    }
    expect(pages[0]).toBe(pages[1]);
    expect((await post({ site: 'nobody' })).status).toBe(422);
    expect(await database.prisma.session.count()).toBe(0);
  });

  test('answers 16 after five wrong ones', async () => {
    for (let wrong = 0; wrong < 5; wrong++) await post({ password: 'wrong' });
    const response = await post();
    expect([response.status, response.headers.get('usher-sso-code')]).toEqual([403, '16']);
    expect(await response.text()).toContain('(16)');
  });

  test('shows nothing of the password again', async () => {
    expect(await (await post({ password: 'a wrong secret' })).text()).not.toContain('a wrong secret');
  });

  test.each(['', 'identifier=a&identifier=b&password=x', 'password[]=x', '%'])(
    'survives a form that makes no sense: %s',
    async (body) => {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const response = await fetch(`${served.url}/sign-in/password`, { method: 'POST', body, headers });
      expect([400, 422]).toContain(response.status);
    },
  );
});

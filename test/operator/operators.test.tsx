import { randomBytes } from 'node:crypto';
import express from 'express';
import type { Database } from '../../src/db';
import {
  addOperator,
  createOperatorLink,
  listOperators,
  operatorLinkAddress,
  operatorRoutes,
  removeOperator,
} from '../../src/operator';
import { RateLimits } from '../../src/rateLimits';
import { freshDatabase } from '../support/database';
import { serve, TestBrowser, type Served } from '../support/http';
import { makeAccount, makeSite, testNow, testBox } from '../support/site';

let database: Database;
let served: Served;
let publicServed: Served;
let now = testNow;
const password = 'a long sentence to remember';
const email = 'Olga@example.test';

beforeAll(async () => {
  database = await freshDatabase();
  const shared = {
    database,
    box: testBox,
    clock: () => now,
    random: randomBytes,
    rateLimits: new RateLimits(false),
    sendMail: () => Promise.reject(new Error('nobody here is to get mail')),
    mailIsSent: false,
    findTrouble: () => Promise.resolve([]),
  };
  const local = express();
  local.use(operatorRoutes({ ...shared, publicUrl: 'http://localhost:3000', insecureLoopback: true }));
  served = await serve(local);
  const open = express();
  open.use(operatorRoutes({ ...shared, publicUrl: 'https://usher.test', insecureLoopback: false }));
  publicServed = await serve(open);
});
beforeEach(() => {
  now = testNow;
});
afterEach(async () => {
  await database.prisma.operator.deleteMany();
  await database.prisma.operatorLink.deleteMany();
  await database.prisma.passwordThrottle.deleteMany();
});
afterAll(async () => {
  await served.close();
  await publicServed.close();
  await database.close();
});

const minutes = (count: number) => new Date(testNow.getTime() + count * 60_000);
const signIn = (browser: TestBrowser, overrides = {}) =>
  browser.post('/operator/sign-in', { email, password, ...overrides });
const setupPath = (token: string | null) => {
  const { pathname, search } = new URL(operatorLinkAddress('http://localhost:3000', token ?? ''));
  return pathname + search;
};
const setUp = (browser: TestBrowser, token: string | null, overrides = {}) =>
  browser.post('/operator/setup', { token: token ?? '', email, password, passwordAgain: password, ...overrides });

describe('operators by command', () => {
  test('are added, listed and removed, and each step is in the activity log without the password', async () => {
    expect(await addOperator(database, { email, password, now })).toMatchObject({ outcome: 'added' });
    expect(await listOperators(database)).toEqual([{ email, createdAt: testNow }]);
    expect(await removeOperator(database, 'olga@EXAMPLE.test', now)).toBe(true);
    expect(await removeOperator(database, email, now)).toBe(false);
    const log = await database.prisma.activity.findMany({ orderBy: { id: 'asc' } });
    expect(log).toMatchObject([{ action: 'operator.add', siteId: null }, { action: 'operator.remove' }]);
    expect(JSON.stringify(log)).not.toContain(password);
  });

  test.each([
    ['whose address is taken, in any case', { email: 'OLGA@example.test' }, { outcome: 'exists' }],
    ['without an address', { email: 'olga' }, { outcome: 'refused', problem: 'email' }],
    ['with a short password', { password: 'elevenchars' }, { outcome: 'refused', problem: 'password' }],
  ])('are refused %s', async (_title, overrides, expected) => {
    await addOperator(database, { email, password, now });
    expect(await addOperator(database, { email, password, now, ...overrides })).toEqual(expected);
    expect(await listOperators(database)).toHaveLength(1);
  });
});

describe('operator sign-in', () => {
  beforeEach(async () => {
    await addOperator(database, { email, password, now });
  });

  test('leads to all sites with their seats', async () => {
    const { siteId } = await makeSite(database);
    await makeAccount(database, siteId);
    const browser = new TestBrowser(served.url);
    const signedIn = await signIn(browser);
    expect(signedIn.status).toBe(303);
    expect(signedIn.headers.get('location')).toBe('/operator');
    const home = await (await browser.get('/operator')).text();
    expect(home).toContain('Acme Corporation');
    expect(home).toContain(email);
    await database.prisma.site.deleteMany();
  });

  test('ends by signing out, after eight hours, and when the operator is removed', async () => {
    const isIn = async (browser: TestBrowser) => (await browser.get('/operator')).status === 200;
    const first = new TestBrowser(served.url);
    await signIn(first);
    const stolen = new TestBrowser(served.url);
    stolen.cookies.set('usher-operator', first.cookies.get('usher-operator') ?? '');
    expect(await isIn(stolen)).toBe(true);
    await first.post('/operator/sign-out');
    expect(await isIn(stolen)).toBe(false);
    await signIn(first);
    now = minutes(8 * 60);
    expect(await isIn(first)).toBe(false);
    now = testNow;
    expect(await isIn(first)).toBe(true);
    await removeOperator(database, email, now);
    expect(await isIn(first)).toBe(false);
  });

  test('gets a new session each time, and the old one dies', async () => {
    const browser = new TestBrowser(served.url);
    await signIn(browser);
    const old = browser.cookies.get('usher-operator') ?? '';
    await signIn(browser);
    expect(browser.cookies.get('usher-operator')).not.toBe(old);
    expect(await database.prisma.operatorSession.count()).toBe(1);
  });

  test('says the same of a wrong password and an unknown address', async () => {
    const wrong = await signIn(new TestBrowser(served.url), { password: 'wrong' });
    const unknown = await signIn(new TestBrowser(served.url), { email: 'nobody@example.test' });
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    const text = (page: string) => page.replaceAll('nobody@example.test', email);
    expect(text(await unknown.text())).toBe(text(await wrong.text()));
  });

  test('looks at no password for 15 minutes after five wrong ones', async () => {
    const browser = new TestBrowser(served.url);
    for (let wrong = 0; wrong < 5; wrong++) await signIn(browser, { password: 'wrong' });
    const throttled = await signIn(browser);
    expect(throttled.status).toBe(403);
    expect(await throttled.text()).toContain('Wait 15 minutes');
    now = minutes(15);
    expect((await signIn(browser)).status).toBe(303);
  });

  test.each(['', 'email=a&email=b', `email=${'x'.repeat(300)}`, 'email[]=a'])(
    'survives a form that makes no sense: %s',
    async (fields) => {
      const body = new URLSearchParams(fields);
      const response = await fetch(`${served.url}/operator/sign-in`, { method: 'POST', body });
      expect(response.status).toBe(422);
    },
  );

  test('without it the pages lead to the sign-in', async () => {
    const response = await new TestBrowser(served.url).get('/operator');
    expect(response.headers.get('location')).toBe('/operator/sign-in');
  });

  test('over https sets a cookie that no neighbouring host can plant', async () => {
    const response = await signIn(new TestBrowser(publicServed.url));
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^__Host-usher-operator=[^;]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
  });
});

describe('the one-time link', () => {
  test('makes the first operator and signs them in', async () => {
    const token = await createOperatorLink(database, now, randomBytes);
    const browser = new TestBrowser(served.url);
    expect((await browser.get(setupPath(token))).status).toBe(200);
    const response = await setUp(browser, token);
    expect(response.headers.get('location')).toBe('/operator');
    expect((await browser.get('/operator')).status).toBe(200);
    expect(await listOperators(database)).toMatchObject([{ email }]);
  });

  test('is stored as a hash', async () => {
    const token = await createOperatorLink(database, now, randomBytes);
    expect(JSON.stringify(await database.prisma.operatorLink.findMany())).not.toContain(token);
  });

  test('works once, however many use it at once', async () => {
    const token = await createOperatorLink(database, now, randomBytes);
    const posts = ['a', 'b', 'c'].map((name) =>
      setUp(new TestBrowser(served.url), token, { email: `${name}@example.test` }),
    );
    const statuses = (await Promise.all(posts)).map(({ status }) => status).sort();
    expect(statuses).toEqual([303, 409, 409]);
    expect(await listOperators(database)).toHaveLength(1);
    expect((await new TestBrowser(served.url).get(setupPath(token))).status).toBe(404);
  });

  test.each<[string, (token: string | null) => unknown]>([
    ['half an hour later', () => (now = minutes(30))],
    ['once there is a newer one', () => createOperatorLink(database, now, randomBytes)],
    ['once there is an operator', () => addOperator(database, { email: 'other@example.test', password, now })],
  ])('is closed %s', async (_title, change) => {
    const token = await createOperatorLink(database, now, randomBytes);
    await change(token);
    expect((await new TestBrowser(served.url).get(setupPath(token))).status).toBe(404);
    expect((await setUp(new TestBrowser(served.url), token)).status).toBe(409);
    expect(await database.prisma.operator.count({ where: { emailKey: 'olga@example.test' } })).toBe(0);
  });

  test('is not made once there is an operator', async () => {
    await addOperator(database, { email, password, now });
    expect(await createOperatorLink(database, now, randomBytes)).toBeNull();
  });

  test.each([
    ['two different passwords', { passwordAgain: 'another sentence' }],
    ['a short password', { password: 'short', passwordAgain: 'short' }],
    ['no address', { email: 'olga' }],
  ])('stays open after %s', async (_title, overrides) => {
    const token = await createOperatorLink(database, now, randomBytes);
    expect((await setUp(new TestBrowser(served.url), token, overrides)).status).toBe(422);
    expect((await setUp(new TestBrowser(served.url), token)).status).toBe(303);
  });

  test('does not exist where Usher is reached from elsewhere', async () => {
    const token = await createOperatorLink(database, now, randomBytes);
    expect((await new TestBrowser(publicServed.url).get(setupPath(token))).status).toBe(404);
    expect((await setUp(new TestBrowser(publicServed.url), token)).status).toBe(404);
  });
});

import { randomBytes } from 'node:crypto';
import express from 'express';
import { accountRoutes } from '../../src/account';
import type { Database } from '../../src/db';
import { createMetrics } from '../../src/health';
import { RateLimits } from '../../src/rateLimits';
import { SecretHashes } from '../../src/scim/credentials';
import { readSession, SessionCookies } from '../../src/sessions';
import { signOutRoutes } from '../../src/signIn';
import { writeWorkspace } from '../../src/workspaces';
import { freshDatabase } from '../support/database';
import { serve, TestBrowser, type Served } from '../support/http';
import { makeSession } from '../support/session';
import { makeAccount, makeConnections, makeSite, testBox, testNow, testPublicUrl } from '../support/site';

let database: Database;
let served: Served;
let ids: { siteId: string; connectionId: string };
let accountId: string;
let browser: TestBrowser;
let session: { token: string; id: string };

beforeAll(async () => {
  database = await freshDatabase();
  ids = await makeSite(database);
  await database.prisma.trackingCode.createMany({
    data: [
      { siteId: ids.siteId, number: 1, label: 'Division', usage: 'required' },
      { siteId: ids.siteId, number: 2, label: 'Old one', usage: 'not_used' },
    ],
  });
  const dependencies = {
    database,
    cookies: new SessionCookies({ insecureLoopback: true }),
    clock: () => testNow,
    connections: makeConnections(database),
    rateLimits: new RateLimits(false),
    publicUrl: testPublicUrl,
    metrics: createMetrics(false),
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    random: randomBytes,
    secretHashes: new SecretHashes({ database, box: testBox }),
  };
  const app = express();
  app.use(accountRoutes(dependencies));
  app.use(signOutRoutes(dependencies));
  served = await serve(app);
});
beforeEach(async () => {
  accountId = await makeAccount(database, ids.siteId, { trackingCodes: { TC1: 'Engines <&>', TC2: 'hidden' } });
  session = await makeSession(database, { ...ids, accountId });
  browser = new TestBrowser(served.url);
  browser.cookies.set('usher-session', session.token);
});
afterEach(() => database.prisma.account.deleteMany());
afterAll(async () => {
  await served.close();
  await database.close();
});

test('My Account shows fields, tracking codes in use and sessions', async () => {
  const response = await browser.get('/account');
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(page).toContain('ada@acme.test');
  expect(page).toContain('TC1 · Division');
  expect(page).toContain('Engines &lt;&amp;');
  expect(page).not.toContain('hidden');
  expect(page).toContain(`/account/sessions/${session.id}/end`);
});

test("My Account shows the workspaces of the person, with their roles and groups there and nobody else's", async () => {
  const { siteId } = ids;
  const parts = { name: 'Audit', roles: ['Manager', 'Owner'], groups: ['Editors'] };
  await writeWorkspace(database.prisma, siteId, null, parts, testNow);
  await writeWorkspace(database.prisma, siteId, null, { name: 'Board', roles: [], groups: [] }, testNow);
  await writeWorkspace(database.prisma, siteId, null, { name: 'Cellar', roles: [], groups: [] }, testNow);
  const other = await makeAccount(database, siteId, { username: 'grace@acme.test', email: 'grace@acme.test' });
  const join = async (member: string, names: readonly string[]) => {
    const where = { siteId, name: { in: [...names] } };
    for (const { id } of await database.prisma.entitlement.findMany({ where })) {
      await database.prisma.entitlementMember.create({ data: { entitlementId: id, accountId: member, siteId } });
    }
  };
  await join(accountId, ['Audit', 'Board', 'Manager', 'Editors']);
  await join(other, ['Audit', 'Cellar', 'Owner']);
  const page = await (await browser.get('/account')).text();
  expect(page).toContain('<dt>Audit</dt><dd>Manager, Editors</dd>');
  expect(page).toContain('<dt>Board</dt><dd>member</dd>');
  expect(page).not.toContain('Cellar');
});

test.each([
  ['nobody is signed in', () => browser.cookies.clear()],
  ['the cookie is not one of ours', () => browser.cookies.set('usher-session', "' OR 1=1 --")],
  ['the session has ended', () => database.prisma.session.deleteMany()],
  [
    'the session lives on the host of an application',
    () => database.prisma.session.updateMany({ data: { origin: 'https://app.acme.test' } }),
  ],
])('My Account leads to the sign-in start when %s', async (_title, change: () => unknown) => {
  await change();
  const response = await browser.get('/account');
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/?target=%2Faccount');
});

test('a person ends one of their sessions and keeps this one', async () => {
  const other = await makeSession(database, { ...ids, accountId });
  const response = await browser.post(`/account/sessions/${other.id}/end`);
  expect(response.status).toBe(303);
  expect(await readSession(database, other.token, testNow)).toBeNull();
  expect(await readSession(database, session.token, testNow)).not.toBeNull();
});

test("nobody ends somebody else's session, and the answer does not tell whether there is one", async () => {
  const bob = await makeAccount(database, ids.siteId, { username: 'bob@acme.test' });
  const theirs = await makeSession(database, { ...ids, accountId: bob });
  const answers = [];
  for (const id of [theirs.id, '01890000-0000-7000-8000-000000000001', 'rubbish']) {
    const response = await browser.post(`/account/sessions/${id}/end`);
    answers.push([response.status, response.headers.get('location')]);
  }
  expect(new Set(answers.map(String)).size).toBe(1);
  expect(await readSession(database, theirs.token, testNow)).not.toBeNull();
});

test('signing out ends the session in the database and the cookie in the browser', async () => {
  const response = await browser.post('/sign-out');
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(page).toContain('href="/?site=acme"');
  expect(page).toContain('You may still be signed in at your organization');
  expect(browser.cookies.has('usher-session')).toBe(false);
  expect(await readSession(database, session.token, testNow)).toBeNull();
});

test('signing out works also when nobody is signed in any more', async () => {
  await database.prisma.session.deleteMany();
  expect((await browser.post('/sign-out')).status).toBe(200);
  expect(browser.cookies.has('usher-session')).toBe(false);
});

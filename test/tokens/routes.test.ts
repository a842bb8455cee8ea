import { randomBytes } from 'node:crypto';
import express from 'express';
import type { Database } from '../../src/db';
import { hashSecret, SessionCookies } from '../../src/sessions';
import { handoverRoutes, SigningKeys, tokenRoutes, verifyAuthToken } from '../../src/tokens';
import { writeWorkspace } from '../../src/workspaces';
import { freshDatabase } from '../support/database';
import { serve, TestBrowser, type Served } from '../support/http';
import { makeSession } from '../support/session';
import { makeAccount, makeSite, testBox, testNow } from '../support/site';

const publicUrl = 'http://usher.localhost:3000';
const origin = 'http://app.localhost:8080';
const onApp = { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'app.localhost:8080' };

let database: Database;
let served: Served;
let signingKeys: SigningKeys;
let ids: { siteId: string; connectionId: string };
let accountId: string;
let now = testNow;

beforeAll(async () => {
  database = await freshDatabase();
  const clock = () => now;
  ids = await makeSite(database, { site: { allowedTargets: [origin] } });
  await makeSite(database, { site: { slug: 'other' } });
  signingKeys = new SigningKeys({ database, box: testBox, clock });
  const dependencies = {
    database,
    clock,
    random: randomBytes,
    publicUrl,
    insecureLoopback: true,
    cookies: new SessionCookies({ insecureLoopback: true }),
    signingKeys,
  };
  const app = express();
  app.use(tokenRoutes(dependencies));
  app.use(handoverRoutes(dependencies));
  served = await serve(app);
});
beforeEach(async () => {
  now = testNow;
  accountId = await makeAccount(database, ids.siteId, {
    username: 'søren,k@acme.test',
    roles: ['Org Support', 'Größe, A'],
  });
});
afterEach(async () => {
  await database.prisma.account.deleteMany();
  await database.prisma.handoverCode.deleteMany();
  await database.prisma.site.update({ where: { id: ids.siteId }, data: { allowedTargets: [origin] } });
});
afterAll(async () => {
  await served.close();
  await database.close();
});

async function signedIn(): Promise<{ browser: TestBrowser; token: string; id: string }> {
  const session = await makeSession(database, { ...ids, accountId });
  const browser = new TestBrowser(served.url);
  browser.cookies.set('usher-session', session.token);
  return { browser, ...session };
}

/** Makes a workspace and puts the account into it and into everything of it. */
async function join(name: string, roles: string[], groups: string[]): Promise<void> {
  const { siteId } = ids;
  await writeWorkspace(database.prisma, siteId, null, { name, roles, groups }, testNow);
  const where = { siteId, OR: [{ name, kind: 'workspace' as const }, { workspace: { name } }] };
  const all = await database.prisma.entitlement.findMany({ where });
  await database.prisma.entitlementMember.createMany({
    data: all.map(({ id }) => ({ entitlementId: id, accountId, siteId })),
  });
}

const locationOf = (response: Response) => new URL(response.headers.get('location') ?? '', publicUrl);

describe('/auth/verify', () => {
  test('tells the proxy who is signed in, in ASCII, with a token for this site', async () => {
    const { browser } = await signedIn();
    const response = await browser.get('/auth/verify?site=acme');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-auth-request-user')).toBe('s%C3%B8ren%2Ck@acme.test');
    expect(response.headers.get('x-auth-request-email')).toBe('s%C3%B8ren%2Ck@acme.test');
    expect(response.headers.get('x-auth-request-groups')).toBe('Org%20Support,Gr%C3%B6%C3%9Fe%2C%20A');
    expect(response.headers.get('x-auth-request-site')).toBe('acme');
    const token = response.headers.get('x-auth-request-token') ?? '';
    const frame = { issuer: publicUrl, audience: 'acme', now: testNow };
    expect(await verifyAuthToken(signingKeys, token, frame)).toMatchObject({
      accountId,
      groups: ['Org Support', 'Größe, A'],
    });
  });

  test('names the workspaces of the person, their roles and groups there, behind the organization roles', async () => {
    await join('Prüfung', ['Manager'], ['Editors']);
    const { browser } = await signedIn();
    const response = await browser.get('/auth/verify?site=acme');
    const groups = ['workspace:Prüfung', 'workspace:Prüfung:group:Editors', 'workspace:Prüfung:role:Manager'];
    expect((response.headers.get('x-auth-request-groups') ?? '').split(',').map(decodeURIComponent)).toEqual([
      'Org Support',
      'Größe, A',
      ...groups,
    ]);
    const token = response.headers.get('x-auth-request-token') ?? '';
    const subject = await verifyAuthToken(signingKeys, token, { issuer: publicUrl, audience: 'acme', now: testNow });
    expect(subject).toMatchObject({ groups: ['Org Support', 'Größe, A', ...groups], groupsCut: false });
  });

  test('names as many groups as fit into headers, whole, and says in the token that there are more', async () => {
    const names = Array.from({ length: 100 }, (_, index) => `Gruppe ${index} ${'x'.repeat(40)}`);
    await join('Large', [], names);
    const { browser } = await signedIn();
    const response = await browser.get('/auth/verify?site=acme');
    const header = response.headers.get('x-auth-request-groups') ?? '';
    expect(header.length).toBeLessThanOrEqual(3_000);
    const named = header.split(',').map(decodeURIComponent);
    expect(named.slice(0, 3)).toEqual(['Org Support', 'Größe, A', 'workspace:Large']);
    for (const name of named.slice(3)) expect(names.map((one) => `workspace:Large:group:${one}`)).toContain(name);
    const token = response.headers.get('x-auth-request-token') ?? '';
    const subject = await verifyAuthToken(signingKeys, token, { issuer: publicUrl, audience: 'acme', now: testNow });
    expect(subject).toMatchObject({ groups: named, groupsCut: true });
  });

  test('leaves out an e-mail address that is not known', async () => {
    await database.prisma.account.update({ where: { id: accountId }, data: { email: null, emailKey: null } });
    const { browser } = await signedIn();
    const response = await browser.get('/auth/verify?site=acme');
    expect(response.headers.has('x-auth-request-email')).toBe(false);
  });

  test.each(['/auth/verify', '/auth/verify?site=', '/auth/verify?site=acme&site=other'])(
    'answers 400 without one site: %s',
    async (address) => {
      const { browser } = await signedIn();
      expect((await browser.get(address)).status).toBe(400);
    },
  );

  test.each<[string, string, (browser: TestBrowser) => unknown]>([
    ['nobody is signed in', 'acme', (browser) => browser.cookies.clear()],
    ['the session belongs to another site', 'other', () => undefined],
    ['there is no such site', 'nobody', () => undefined],
    ['the token is made up', 'acme', (browser) => browser.cookies.set('usher-session', 'A'.repeat(43))],
    [
      'the account was deactivated a moment ago',
      'acme',
      () => database.prisma.account.update({ where: { id: accountId }, data: { status: 'deactivated' } }),
    ],
  ])('answers 401 and says nothing when %s', async (_title, site, change) => {
    const { browser } = await signedIn();
    await change(browser);
    const response = await browser.get(`/auth/verify?site=${site}`);
    expect(response.status).toBe(401);
    expect([...response.headers.keys()].filter((name) => name.startsWith('x-auth-request'))).toEqual([]);
  });

  test.each([
    ['our own host', { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'usher.localhost:3000' }, 200],
    [
      'our own host on another port, where browsers send the same cookies',
      { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'usher.localhost:9999' },
      200,
    ],
    ['the host of an application', onApp, 401],
  ])('our own session on %s counts: %s', async (_title, headers, status) => {
    const { browser } = await signedIn();
    expect((await browser.get('/auth/verify?site=acme', headers)).status).toBe(status);
  });

  test.each<[string, Record<string, string>, number]>([
    ['there', onApp, 200],
    ['on another port', { ...onApp, 'x-forwarded-host': 'app.localhost:8081' }, 401],
    ['on another host', { ...onApp, 'x-forwarded-host': 'evil.localhost:8080' }, 401],
    ['on two hosts at once', { ...onApp, 'x-forwarded-host': 'app.localhost:8080, evil.localhost' }, 401],
    ['where the proxy does not say', {}, 401],
  ])('the session of an application host counts %s: %s', async (_title, headers, status) => {
    const parent = await makeSession(database, { ...ids, accountId });
    const child = await makeSession(database, { ...ids, accountId }, { origin, parentId: parent.id });
    const browser = new TestBrowser(served.url);
    browser.cookies.set('usher-session', child.token);
    expect((await browser.get('/auth/verify?site=acme', headers)).status).toBe(status);
  });

  test('the session of an application host ends when the site no longer allows its origin', async () => {
    const child = await makeSession(database, { ...ids, accountId }, { origin });
    const browser = new TestBrowser(served.url);
    browser.cookies.set('usher-session', child.token);
    await database.prisma.site.update({ where: { id: ids.siteId }, data: { allowedTargets: [] } });
    expect((await browser.get('/auth/verify?site=acme', onApp)).status).toBe(401);
  });
});

describe('/auth/verify for proxies that hand our answer on to the browser', () => {
  const address = '/auth/verify?site=acme&redirect=1';
  const wanted = { 'x-forwarded-uri': '/x?a=1&b=2', 'x-forwarded-method': 'GET' };

  test.each([
    ['an application on another host begins the handover', onApp, `${origin}/.usher/start`, `${origin}/x?a=1&b=2`],
    [
      'one on our own host goes to the sign-in start',
      { 'x-forwarded-proto': 'http', 'x-forwarded-host': 'usher.localhost:3000' },
      `${publicUrl}/`,
      `${publicUrl}/x?a=1&b=2`,
    ],
  ])('nobody signed in at %s', async (_title, headers, start, target) => {
    const response = await new TestBrowser(served.url).get(address, { ...headers, ...wanted });
    const location = locationOf(response);
    expect([response.status, location.origin + location.pathname]).toEqual([302, start]);
    expect(Object.fromEntries(location.searchParams)).toEqual({ site: 'acme', target });
  });

  test.each<[string, Record<string, string>]>([
    ['a form was sent, which cannot be repeated', { ...onApp, ...wanted, 'x-forwarded-method': 'POST' }],
    ['the proxy does not say for whom', wanted],
    ['the proxy does not say for what', onApp],
  ])('answers 401 when %s', async (_title, headers) => {
    expect((await new TestBrowser(served.url).get(address, headers)).status).toBe(401);
  });

  test('answers 200 to who is signed in', async () => {
    const { browser } = await signedIn();
    expect((await browser.get(address)).status).toBe(200);
  });
});

test('the keys are published for whoever verifies offline', async () => {
  const response = await fetch(`${served.url}/.well-known/jwks.json`);
  const { keys } = (await response.json()) as { keys: object[] };
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  expect(keys).toEqual([expect.objectContaining({ kty: 'EC', kid: (await signingKeys.current()).kid })]);
});

describe('an application on another host', () => {
  const wanted = `${origin}/reports?year=2026&q=a%20b`;
  const startAddress = `/.usher/start?site=acme&target=${wanted}`;

  /** The whole way: start on the application's host, handover on ours, complete on the application's. */
  async function walk() {
    const onAppHost = new TestBrowser(served.url);
    const onOurs = await signedIn();
    const started = await onAppHost.get(startAddress, onApp);
    const handover = await onOurs.browser.get(relative(started));
    return { onAppHost, onOurs, started, handover, completeAddress: relative(handover) };
  }

  function relative(response: Response): string {
    const { pathname, search } = locationOf(response);
    return pathname + search;
  }

  test('gets a session of its own, for the page that was wanted, and of no use elsewhere', async () => {
    const { onAppHost, onOurs, started, handover, completeAddress } = await walk();
    expect(locationOf(started).origin).toBe(publicUrl);
    expect(locationOf(started).searchParams.get('start')).toBe(hashSecret(onAppHost.cookies.get('usher-start') ?? ''));
    expect(locationOf(handover).origin).toBe(origin);
    const completed = await onAppHost.get(completeAddress, onApp);
    expect(completed.status).toBe(303);
    expect(completed.headers.get('location')).toBe(wanted);
    expect(completed.headers.getSetCookie()[0]).toMatch(
      /^usher-session=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    );
    expect(onAppHost.cookies.get('usher-session')).not.toBe(onOurs.token);
    expect((await onAppHost.get('/auth/verify?site=acme', onApp)).status).toBe(200);
    expect((await onAppHost.get('/auth/verify?site=acme')).status).toBe(401);
    const rows = await database.prisma.session.findMany({ where: { origin } });
    expect(rows).toMatchObject([{ parentId: onOurs.id, accountId, connectionId: ids.connectionId }]);
  });

  test('loses its session when the person signs out of Usher', async () => {
    const { onAppHost, onOurs, completeAddress } = await walk();
    await onAppHost.get(completeAddress, onApp);
    await database.prisma.session.delete({ where: { tokenHash: hashSecret(onOurs.token) } });
    expect((await onAppHost.get('/auth/verify?site=acme', onApp)).status).toBe(401);
  });

  test('uses one mark for all open tabs', async () => {
    const onAppHost = new TestBrowser(served.url);
    const first = await onAppHost.get(startAddress, onApp);
    const second = await onAppHost.get(startAddress, onApp);
    expect(locationOf(second).searchParams.get('start')).toBe(locationOf(first).searchParams.get('start'));
  });

  test('sends somebody who is not signed in to the sign-in start of its site, which leads back', async () => {
    const started = await new TestBrowser(served.url).get(startAddress, onApp);
    const response = await new TestBrowser(served.url).get(relative(started));
    const location = locationOf(response);
    expect(`${location.origin}${location.pathname}`).toBe(`${publicUrl}/`);
    expect(location.searchParams.get('site')).toBe('acme');
    const back = new URL(location.searchParams.get('target') ?? '', publicUrl);
    expect(back.pathname).toBe('/.usher/handover');
    expect(back.searchParams.get('target')).toBe(wanted);
  });

  test('is refused with a code that was used, is a minute old, comes on another origin or in another browser', async () => {
    const refusals: [string, (way: Awaited<ReturnType<typeof walk>>) => Promise<Response>][] = [
      [
        'used',
        async (way) => (
          await way.onAppHost.get(way.completeAddress, onApp),
          way.onAppHost.get(way.completeAddress, onApp)
        ),
      ],
      ['old', (way) => ((now = new Date(testNow.getTime() + 60_000)), way.onAppHost.get(way.completeAddress, onApp))],
      [
        'other origin',
        (way) => way.onAppHost.get(way.completeAddress, { ...onApp, 'x-forwarded-host': 'app.localhost' }),
      ],
      ['our own host', (way) => way.onAppHost.get(way.completeAddress)],
      ['no mark', (way) => new TestBrowser(served.url).get(way.completeAddress, onApp)],
      [
        'another mark',
        async (way) => {
          const another = new TestBrowser(served.url);
          await another.get(startAddress, onApp);
          return another.get(way.completeAddress, onApp);
        },
      ],
      ['made up', (way) => way.onAppHost.get(`/.usher/complete?code=${'A'.repeat(43)}`, onApp)],
      [
        'signed out',
        async (way) => (await database.prisma.session.deleteMany(), way.onAppHost.get(way.completeAddress, onApp)),
      ],
      [
        'deactivated',
        async (way) => {
          await database.prisma.account.update({ where: { id: accountId }, data: { status: 'deactivated' } });
          return way.onAppHost.get(way.completeAddress, onApp);
        },
      ],
    ];
    for (const [title, attempt] of refusals) {
      now = testNow;
      const response = await attempt(await walk());
      expect([title, response.status, response.headers.getSetCookie()]).toEqual([title, 403, []]);
    }
  });

  test('a code that came to the wrong browser can still be used by the right one', async () => {
    const way = await walk();
    await new TestBrowser(served.url).get(way.completeAddress, onApp);
    expect((await way.onAppHost.get(way.completeAddress, onApp)).status).toBe(303);
  });

  test.each<[string, string, Record<string, string>, number]>([
    ['an origin the site does not allow', startAddress, { ...onApp, 'x-forwarded-host': 'evil.localhost' }, 403],
    ['an allowed host on another port', startAddress, { ...onApp, 'x-forwarded-host': 'app.localhost:8081' }, 403],
    ['a site that does not exist', '/.usher/start?site=nobody', onApp, 403],
    ['a site that allows nothing', '/.usher/start?site=other', onApp, 403],
    ['no site', '/.usher/start', onApp, 400],
    ['a proxy that does not say for whom', startAddress, {}, 400],
  ])('nothing begins for %s', async (_title, address, headers, status) => {
    const response = await new TestBrowser(served.url).get(address, headers);
    expect(response.status).toBe(status);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  test('a target on another origin is replaced by the first page of the application', async () => {
    const started = await new TestBrowser(served.url).get('/.usher/start?site=acme&target=https://evil.test/', onApp);
    expect(locationOf(started).searchParams.get('target')).toBe(`${origin}/`);
  });

  test.each([
    ['an origin the site does not allow', 'https://evil.test/', 403],
    ['our own host', `${publicUrl}/account`, 403],
    ['no address', 'rubbish', 400],
    ['a script', 'javascript:alert(1)', 403],
  ])('a code is never sent to %s', async (_title, target, status) => {
    const { browser } = await signedIn();
    const query = new URLSearchParams({ site: 'acme', start: 'a'.repeat(64), target });
    const response = await browser.get(`/.usher/handover?${query.toString()}`);
    expect(response.status).toBe(status);
    expect(await database.prisma.handoverCode.count()).toBe(0);
  });
});

import { randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import express from 'express';
import type { Database } from '../../src/db';
import { createMetrics } from '../../src/health';
import { newId } from '../../src/newId';
import { RateLimits } from '../../src/rateLimits';
import { hashSecret, SessionCookies } from '../../src/sessions';
import { recordAttempt } from '../../src/sso/attempts';
import { loginRoutes } from '../../src/sso/loginRoutes';
import { metadataRoutes } from '../../src/sso/metadataRoutes';
import { securityHeaders } from '../../src/web';
import { freshDatabase } from '../support/database';
import { serve, TestBrowser, type Served } from '../support/http';
import { makeConnections, makeSite, testNow, testPublicUrl } from '../support/site';

let database: Database;
let served: Served;
let ids: { siteId: string; connectionId: string };
let now = testNow;

beforeAll(async () => {
  database = await freshDatabase();
  ids = await makeSite(database);
  const connections = makeConnections(database, () => now);
  const app = express();
  app.use(securityHeaders({ publicUrl: testPublicUrl }));
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const shared = { database, connections, publicUrl: testPublicUrl };
  app.use(
    loginRoutes({
      ...shared,
      cookies: new SessionCookies({ insecureLoopback: true }),
      rateLimits: new RateLimits(true),
      metrics: createMetrics(false),
      log,
      clock: () => now,
      random: randomBytes,
    }),
  );
  app.use(metadataRoutes(shared));
  served = await serve(app);
});
beforeEach(() => {
  now = testNow;
});
afterEach(async () => {
  await database.prisma.authnRequest.deleteMany();
  await database.prisma.attempt.deleteMany();
  await database.prisma.site.update({ where: { id: ids.siteId }, data: { ssoEnabled: true } });
  const original = { ssoBinding: 'redirect', ssoUrl: 'https://idp.acme.test/sso?tenant=1', enabled: true } as const;
  await database.prisma.connection.update({ where: { id: ids.connectionId }, data: original });
});
afterAll(async () => {
  await served.close();
  await database.close();
});

const address = '/saml/acme/main/login';

function requestIn(response: Response): string {
  const url = new URL(response.headers.get('location') ?? '');
  return inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest') ?? '', 'base64')).toString();
}

async function restartedAttempt(reference: string, at = now): Promise<void> {
  await recordAttempt(database, {
    id: newId(at),
    at,
    ...ids,
    reference,
    kind: 'acs',
    outcome: 'restarted',
    code: null,
    findings: [],
    checks: [],
    note: null,
    username: null,
    usernameKey: null,
    nameId: null,
    attributes: null,
    accountId: null,
    verified: true,
    clockOffsetMs: null,
    timings: null,
    clientAddress: null,
    state: null,
  });
}

describe('starting a sign-in', () => {
  test('goes to the identity provider with an opaque handle, and remembers request and browser for ten minutes', async () => {
    const browser = new TestBrowser(served.url);
    const response = await browser.get(`${address}?target=${encodeURIComponent('https://app.acme.test/x?y=1')}`);
    expect(response.status).toBe(302);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const relayState = new URL(response.headers.get('location') ?? '').searchParams.get('RelayState') ?? '';
    expect(Buffer.byteLength(relayState)).toBeLessThanOrEqual(80);
    expect(relayState).not.toContain('app.acme');
    const [row] = await database.prisma.authnRequest.findMany();
    expect(requestIn(response)).toContain(`ID="${row?.id}"`);
    expect(row).toMatchObject({
      ...ids,
      relayHandle: relayState,
      browserHash: hashSecret(browser.cookies.get('usher-browser') ?? ''),
      target: 'https://app.acme.test/x?y=1',
      forceAuthn: false,
      isRestart: false,
      consumedAt: null,
      expiresAt: new Date(testNow.getTime() + 600_000),
    });
  });

  test('sets a cookie that scripts cannot read and other sites do not send in posts', async () => {
    const response = await new TestBrowser(served.url).get(address);
    expect(response.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^usher-browser=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax$/),
    ]);
  });

  test('uses one cookie for all tabs, and a new one in the place of a strange one', async () => {
    const browser = new TestBrowser(served.url);
    await browser.get(address);
    const second = await browser.get(address);
    expect(second.headers.getSetCookie()).toEqual([]);
    const hashes = await database.prisma.authnRequest.findMany({ select: { browserHash: true } });
    expect(new Set(hashes.map(({ browserHash }) => browserHash)).size).toBe(1);
    browser.cookies.set('usher-browser', 'planted');
    expect((await browser.get(address)).headers.getSetCookie()).toHaveLength(1);
  });

  test('asks for a fresh authentication with prompt=login', async () => {
    const response = await new TestBrowser(served.url).get(`${address}?prompt=login`);
    expect(requestIn(response)).toContain('ForceAuthn="true"');
    expect(await database.prisma.authnRequest.findFirst()).toMatchObject({ forceAuthn: true });
  });

  test.each(['https://evil.test/', '//evil.test', '/\\evil.test', 'javascript:alert(1)'])(
    'drops a target that is not allowed: %s',
    async (target) => {
      await new TestBrowser(served.url).get(`${address}?target=${encodeURIComponent(target)}`);
      expect(await database.prisma.authnRequest.findFirst()).toMatchObject({ target: null });
    },
  );

  test('shows a page with a button for the POST binding, whose policy names that identity provider alone', async () => {
    await database.prisma.connection.update({ where: { id: ids.connectionId }, data: { ssoBinding: 'post' } });
    const response = await new TestBrowser(served.url).get(address);
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("form-action 'self' https://idp.acme.test;");
    const [row] = await database.prisma.authnRequest.findMany();
    const samlRequest = /name="SAMLRequest" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(Buffer.from(samlRequest, 'base64').toString()).toContain(`ID="${row?.id}"`);
    expect(page).toContain(`value="${row?.relayHandle}"`);
  });

  test('does nothing when the address is only looked at', async () => {
    const response = await fetch(`${served.url}${address}`, { method: 'HEAD', redirect: 'manual' });
    expect(response.status).toBe(204);
    expect(await database.prisma.authnRequest.count()).toBe(0);
  });
});

describe('a sign-in that cannot start', () => {
  test.each([
    ['the site', () => database.prisma.site.update({ where: { id: ids.siteId }, data: { ssoEnabled: false } })],
    [
      'the connection',
      () => database.prisma.connection.update({ where: { id: ids.connectionId }, data: { enabled: false } }),
    ],
  ])('case 198: is refused with 7 and kept when %s is switched off', async (_title, switchOff) => {
    await new TestBrowser(served.url).get(address);
    await switchOff();
    const response = await new TestBrowser(served.url).get(address);
    expect(response.status).toBe(403);
    expect(response.headers.get('usher-sso-code')).toBe('7');
    const attempt = await database.prisma.attempt.findFirst();
    expect(attempt).toMatchObject({
      kind: 'login',
      outcome: 'refused',
      code: 7,
      findings: [{ reason: 'sso_disabled' }],
    });
    expect(response.headers.get('usher-reference')).toBe(attempt?.reference);
  });

  test.each(['/saml/acme/other/login', '/saml/nobody/main/login'])(
    'case 198: is refused with 7 and leaves nothing at an address nobody owns: %s',
    async (unknown) => {
      const response = await new TestBrowser(served.url).get(unknown);
      expect(response.status).toBe(404);
      expect(response.headers.get('usher-sso-code')).toBe('7');
      expect(response.headers.get('usher-reference')).toBeNull();
      expect(await database.prisma.attempt.count()).toBe(0);
      expect(await database.prisma.authnRequest.count()).toBe(0);
    },
  );

  test('case 196: is refused with 26 and kept when the connection has no sign-in address', async () => {
    await database.prisma.connection.update({ where: { id: ids.connectionId }, data: { ssoUrl: null } });
    const response = await new TestBrowser(served.url).get(address);
    expect(response.headers.get('usher-sso-code')).toBe('26');
    expect(await database.prisma.attempt.findFirst()).toMatchObject({
      code: 26,
      findings: [{ reason: 'authn_request_impossible', field: 'ssoUrl' }],
    });
    expect(await database.prisma.authnRequest.count()).toBe(0);
  });
});

describe('starting again after an unsolicited response', () => {
  test('marks the request as a restart', async () => {
    await restartedAttempt('ABC-DEF-GH1');
    const response = await new TestBrowser(served.url).get(`${address}?restart=ABC-DEF-GH1`);
    expect(response.status).toBe(302);
    expect(await database.prisma.authnRequest.findFirst()).toMatchObject({ isRestart: true });
  });

  test('opened by many browsers at once it restarts one; the others start as anybody would', async () => {
    await restartedAttempt('ABC-DEF-GH9');
    const opened = Array.from({ length: 6 }, () => new TestBrowser(served.url).get(`${address}?restart=ABC-DEF-GH9`));
    const statuses = (await Promise.all(opened)).map(({ status }) => status);
    expect(statuses.every((status) => status === 302 || status === 303)).toBe(true);
    expect(await database.prisma.authnRequest.count({ where: { isRestart: true, createdAt: now } })).toBe(1);
  });

  test('is refused with 28 when this browser was restarted less than two minutes ago and got no answer', async () => {
    const browser = new TestBrowser(served.url);
    await restartedAttempt('ABC-DEF-GH1');
    await browser.get(`${address}?restart=ABC-DEF-GH1`);
    now = new Date(testNow.getTime() + 60_000);
    await restartedAttempt('ABC-DEF-GH2');
    const response = await browser.get(`${address}?restart=ABC-DEF-GH2`);
    expect(response.status).toBe(403);
    expect(response.headers.get('usher-sso-code')).toBe('28');
    expect(await database.prisma.attempt.findFirst({ where: { kind: 'login' } })).toMatchObject({
      code: 28,
      findings: [{ reason: 'idp_ignores_requests' }],
    });
    expect(await database.prisma.authnRequest.count()).toBe(1);
  });

  test.each([
    [
      'the first request was answered',
      async () => void (await database.prisma.authnRequest.updateMany({ data: { consumedAt: testNow } })),
      60_000,
    ],
    ['two minutes have passed', () => Promise.resolve(), 121_000],
  ])('goes on when %s', async (_title, change, laterMs) => {
    const browser = new TestBrowser(served.url);
    await restartedAttempt('ABC-DEF-GH1');
    await browser.get(`${address}?restart=ABC-DEF-GH1`);
    await change();
    now = new Date(testNow.getTime() + laterMs);
    await restartedAttempt('ABC-DEF-GH2');
    expect((await browser.get(`${address}?restart=ABC-DEF-GH2`)).status).toBe(302);
  });

  test('goes on in another browser', async () => {
    await restartedAttempt('ABC-DEF-GH1');
    await new TestBrowser(served.url).get(`${address}?restart=ABC-DEF-GH1`);
    await restartedAttempt('ABC-DEF-GH2');
    expect((await new TestBrowser(served.url).get(`${address}?restart=ABC-DEF-GH2`)).status).toBe(302);
  });

  test.each([
    ['made up', 'ZZZ-ZZZ-ZZ1', () => Promise.resolve()],
    [
      'of an attempt long ago',
      'ABC-DEF-GH3',
      () => restartedAttempt('ABC-DEF-GH3', new Date(testNow.getTime() - 121_000)),
    ],
    [
      'used before',
      'ABC-DEF-GH4',
      async () => {
        await restartedAttempt('ABC-DEF-GH4');
        await new TestBrowser(served.url).get(`${address}?restart=ABC-DEF-GH4`);
        await database.prisma.authnRequest.updateMany({ data: { createdAt: new Date(0) } });
      },
    ],
  ])('a marker that is %s begins an ordinary sign-in', async (_title, marker, prepare) => {
    await prepare();
    const response = await new TestBrowser(served.url).get(`${address}?restart=${marker}`);
    expect(response.status).toBe(302);
    const rows = await database.prisma.authnRequest.findMany({ orderBy: { createdAt: 'desc' } });
    expect(rows[0]).toMatchObject({ isRestart: false });
  });
});

describe('our metadata', () => {
  test('is served as SAML metadata', async () => {
    const response = await fetch(`${served.url}/saml/acme/main/metadata`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/samlmetadata+xml');
    expect(await response.text()).toContain('entityID="http://localhost:3000/saml/acme/main/metadata"');
  });

  test('does not exist at an address nobody owns', async () => {
    expect((await fetch(`${served.url}/saml/acme/other/metadata`)).status).toBe(404);
  });
});

import { randomBytes, randomUUID } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { SAML } from '@node-saml/node-saml';
import type { Database } from '../../src/db';
import { parsePinnedCertificate, runLogoutGate, type LogoutArrival } from '../../src/saml';
import { freshDatabase } from '../support/database';
import type { TestBrowser } from '../support/http';
import {
  logoutRequestXml,
  logoutResponseXml,
  postFields,
  redirectQuery,
  type LogoutRequestOptions,
} from '../support/logoutMessages';
import { makeSession } from '../support/session';
import { makeSharedKey, testNow } from '../support/site';
import { idpEntityId, idpKey, UsherUnderTest } from '../support/usher';

const sloUrl = 'https://idp.acme.test/slo?tenant=1';
const path = '/saml/acme/main/logout';

describe('single logout', () => {
  let database: Database;
  let usher: UsherUnderTest;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
  });
  beforeEach(async () => {
    usher.pass(1);
    await database.prisma.session.deleteMany();
    await connectionIs({});
  });
  afterEach(() => expect(usher.errors).toEqual([]));
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const connectionIs = (data: object) =>
    database.prisma.connection.update({
      where: { id: usher.connectionId },
      data: { sloUrl, sloBinding: null, sloResponseUrl: null, ssoBinding: 'redirect', enabled: true, ...data },
    });

  /** Somebody signed in through the connection, in a browser. */
  async function signedIn(nameId: string | null = 'ada@acme.test', sessionIndex = '_index-1'): Promise<TestBrowser> {
    const browser = usher.browser();
    const response = { sessionIndex, nameId: nameId === null ? null : { value: nameId, format: 'urn:x:format' } };
    const answer = await usher.signIn({ nameId: response.nameId, response }, browser);
    expect(answer.status).toBe(303);
    // Two attempts of one millisecond would have no order.
    usher.pass(0.001);
    return browser;
  }
  const isSignedIn = async (browser: TestBrowser) => (await browser.get('/account')).status === 200;

  /** What SimpleSAMLphp and the like would do with our message, by our own rules with the parties exchanged. */
  async function judgeOurs(arrival: LogoutArrival, destination = sloUrl) {
    const { certificatePem } = await makeSharedKey({ commonName: '', notBefore: testNow, serial: '' });
    const certificate = parsePinnedCertificate(certificatePem);
    if ('problem' in certificate) throw new Error(certificate.problem);
    const gate = {
      spEntityId: idpEntityId,
      idpEntityId: usher.addresses.metadata,
      certificates: [certificate],
      unusableCertificates: 0,
      enforceCertificateExpiry: false,
      legacyAlgorithms: null,
      clockSkewSeconds: 0,
      decryptionKeys: [],
    };
    return runLogoutGate(arrival, { gate: gate as never, logoutUrl: destination }, usher.now);
  }

  /** The address a page leads on to by itself. */
  const refreshOf = (page: string) =>
    (/http-equiv="refresh" content="0;\s*url=([^"]*)"/i.exec(page)?.[1] ?? '').replaceAll('&amp;', '&');
  /** The query of our message, which stands behind that of the provider's own address. */
  const ourQuery = (address: string) => new URL(address).search.replace('?tenant=1&', '');
  const fieldOf = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

  const message = (overrides: Partial<LogoutRequestOptions> = {}) => ({
    id: `_${randomBytes(8).toString('hex')}`,
    issuer: idpEntityId,
    destination: usher.addresses.logout,
    issueInstant: usher.now,
    nameId: 'ada@acme.test',
    ...overrides,
  });
  const getMessage = async (xml: string, relayState?: string) =>
    usher.browser().get(`${path}?${redirectQuery(xml, { ...(await idpKey()), ...(relayState && { relayState }) })}`);
  const postMessage = async (xml: string, options: Parameters<typeof postFields>[2] = {}) =>
    usher.browser().post(path, Object.fromEntries(postFields(xml, await idpKey(), options)), {
      'sec-fetch-site': 'cross-site',
      origin: 'https://idp.acme.test',
    });

  test('a form of very many fields is refused without being taken apart', async () => {
    const body = 'a=%F0%9F&'.repeat(20_000);
    const original = globalThis.URLSearchParams;
    let longest = 0;
    globalThis.URLSearchParams = class extends original {
      constructor(...[init]: ConstructorParameters<typeof URLSearchParams>) {
        super(init);
        if (typeof init === 'string') longest = Math.max(longest, init.length);
      }
    };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(`${usher.url}${path}`, { method: 'POST', body, headers });
    globalThis.URLSearchParams = original;
    expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([400, '30']);
    expect(longest).toBeLessThan(body.length);
  });

  describe('begun here', () => {
    test('the session ends first, then the browser carries a signed LogoutRequest with the NameID as it came', async () => {
      const browser = await signedIn();
      const answer = await browser.post('/sign-out');
      const page = await answer.text();
      expect(answer.status).toBe(200);
      expect(await database.prisma.session.count()).toBe(0);
      expect(browser.cookies.has('usher-session')).toBe(false);
      const address = refreshOf(page);
      expect(address.startsWith(`${sloUrl}&SAMLRequest=`)).toBe(true);
      expect(await judgeOurs({ binding: 'redirect', query: ourQuery(address) })).toMatchObject({
        outcome: 'request',
        message: {
          nameId: { value: 'ada@acme.test', format: 'urn:x:format', nameQualifier: null, spNameQualifier: null },
          sessionIndexes: ['_index-1'],
          relayState: null,
        },
      });
      const saml = new SAML({
        issuer: 'x',
        callbackUrl: 'x',
        idpCert: (await makeSharedKey({ commonName: '', notBefore: testNow, serial: '' })).certificatePem,
        idpIssuer: usher.addresses.metadata,
        acceptedClockSkewMs: -1,
      });
      const container = Object.fromEntries(new URL(address).searchParams);
      const { profile } = await saml.validateRedirectAsync(container, ourQuery(address));
      expect(profile).toMatchObject({ nameID: 'ada@acme.test', sessionIndex: '_index-1' });
    });

    test('by the POST binding it is a button, the policy names the provider, and the document is signed', async () => {
      const browser = await signedIn();
      await connectionIs({ ssoBinding: 'post' });
      const answer = await browser.post('/sign-out');
      const page = await answer.text();
      expect(answer.headers.get('content-security-policy')).toContain("form-action 'self' https://idp.acme.test");
      expect(page).toContain('action="https://idp.acme.test/slo?tenant=1"');
      expect(page).toContain('You are signed out here');
      const fields: [string, string][] = [['SAMLRequest', fieldOf(page, 'SAMLRequest')]];
      expect((await judgeOurs({ binding: 'post', fields })).outcome).toBe('request');
      await connectionIs({});
      const another = await signedIn();
      await connectionIs({ ssoBinding: 'post', sloBinding: 'redirect' });
      expect(refreshOf(await (await another.post('/sign-out')).text())).toContain('SAMLRequest=');
    });

    async function openRequest(): Promise<string> {
      await (await signedIn()).post('/sign-out');
      const row = await database.prisma.logoutRequest.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
      return row.id;
    }
    const response = (inResponseTo: string, status?: string) =>
      logoutResponseXml({ ...message(), inResponseTo, ...(status && { status }) });

    test.each(['redirect', 'post'] as const)('the answer by %s leads to the signed-out page', async (binding) => {
      const xml = response(await openRequest());
      const answer = binding === 'redirect' ? await getMessage(xml) : await postMessage(xml);
      const page = await answer.text();
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([200, []]);
      expect(page).toContain('You are signed out');
      expect(page).not.toContain('You may still be signed in at your organization');
    });

    test('an answer that is no success says that their session may go on, and leaves an attempt', async () => {
      const answer = await getMessage(response(await openRequest(), 'Responder'));
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('You may still be signed in at your organization');
      expect(await usher.lastAttempt()).toMatchObject({ kind: 'logout', outcome: 'refused', code: 1, verified: true });
    });

    test.each([
      ['nobody asked for', () => Promise.resolve('_nobody')],
      [
        'that came before',
        async () => {
          const id = await openRequest();
          await getMessage(response(id));
          return id;
        },
      ],
      [
        'that comes after ten minutes',
        async () => {
          const id = await openRequest();
          usher.pass(601);
          return id;
        },
      ],
      [
        'to a request of another connection',
        async () => {
          const id = await openRequest();
          await database.prisma.logoutRequest.updateMany({ data: { connectionId: usher.siteId } });
          return id;
        },
      ],
      ['to a sign-in', () => usher.begin(usher.browser())],
    ])('case 242: an answer %s is 28, and signs nobody in or out', async (_, id) => {
      const inResponseTo = await id();
      const browser = await signedIn();
      const answer = await getMessage(response(inResponseTo));
      expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([403, '28']);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await isSignedIn(browser)).toBe(true);
    });

    const withoutSlo = [
      ['no logout address', { sloUrl: null }, 'ada@acme.test', 'logout_address_missing', 'sloUrl'],
      [
        'an address a browser must not be sent to',
        { sloUrl: 'javascript:alert(1)' },
        'ada@acme.test',
        'logout_request_impossible',
        'sloUrl',
      ],
      ['no NameID', {}, null, 'logout_request_impossible', 'NameID'],
    ] as const;
    test.each(withoutSlo)(
      'case 197: with %s the session ends all the same, and an attempt with 27 says why',
      async (_, data, nameId, reason, field) => {
        await connectionIs(data);
        const browser = await signedIn(nameId);
        const answer = await browser.post('/sign-out');
        expect(answer.status).toBe(200);
        expect(await answer.text()).toContain('You may still be signed in at your organization');
        expect(await database.prisma.session.count()).toBe(0);
        expect(await usher.lastAttempt()).toMatchObject({
          kind: 'logout',
          outcome: 'refused',
          code: 27,
          findings: [{ reason, field }],
          username: 'ada@acme.test',
        });
        expect(await database.prisma.logoutRequest.count({ where: { createdAt: usher.now } })).toBe(0);
      },
    );

    test('a session that was idle too long, or began by password, tells nobody', async () => {
      const attempts = await database.prisma.attempt.count();
      const idle = await signedIn();
      usher.pass(9 * 3600);
      expect(refreshOf(await (await idle.post('/sign-out')).text())).toBe('');
      const account = await usher.account();
      await database.prisma.account.update({ where: { id: account?.id ?? '' }, data: { bypass: true } });
      const { token } = await makeSession(
        database,
        { siteId: usher.siteId, accountId: account?.id ?? '' },
        { lastSeenAt: usher.now, expiresAt: new Date(usher.now.getTime() + 60_000) },
      );
      const browser = usher.browser();
      browser.cookies.set('usher-session', token);
      const page = await (await browser.post('/sign-out')).text();
      expect([refreshOf(page), page.includes('You may still be')]).toEqual(['', false]);
      expect(await database.prisma.attempt.count({ where: { kind: 'logout' } })).toBeLessThanOrEqual(attempts);
    });
  });

  describe('begun there', () => {
    test.each(['redirect', 'post'] as const)(
      'by %s: every session of the person ends and the answer is signed',
      async (binding) => {
        const [one, two] = [await signedIn(), await signedIn('ada@acme.test', '_index-2')];
        const { id: parentId } = await database.prisma.session.findFirstOrThrow();
        const owner = {
          siteId: usher.siteId,
          accountId: (await usher.account())?.id ?? '',
          connectionId: usher.connectionId,
        };
        await makeSession(database, owner, { parentId, origin: 'https://app.acme.test' });
        const options = message();
        const xml = logoutRequestXml(options);
        const answer =
          binding === 'redirect'
            ? await getMessage(xml, "it's (theirs) + more*")
            : await postMessage(xml, { relayState: "it's (theirs) + more*" });
        expect(answer.status).toBe(303);
        expect([await isSignedIn(one), await isSignedIn(two)]).toEqual([false, false]);
        expect(await database.prisma.session.count()).toBe(0);
        const location = answer.headers.get('location') ?? '';
        expect(location.startsWith(`${sloUrl}&SAMLResponse=`)).toBe(true);
        expect(new URL(location).searchParams.get('RelayState')).toBe("it's (theirs) + more*");
        expect(await judgeOurs({ binding: 'redirect', query: ourQuery(location) })).toMatchObject({
          outcome: 'response',
          message: { inResponseTo: options.id, problem: null },
        });
      },
    );

    test('the answer goes by POST where the connection says so, and to the address for answers', async () => {
      await signedIn();
      const responses = 'https://idp.acme.test/slo-answers';
      await connectionIs({ sloBinding: 'post', sloResponseUrl: responses });
      const answer = await getMessage(logoutRequestXml(message()), 'state');
      const page = await answer.text();
      expect([answer.status, fieldOf(page, 'RelayState')]).toEqual([200, 'state']);
      const fields: [string, string][] = [['SAMLResponse', fieldOf(page, 'SAMLResponse')]];
      expect((await judgeOurs({ binding: 'post', fields }, responses)).outcome).toBe('response');
    });

    test('only the session it names ends; another person stays', async () => {
      const [one, two] = [await signedIn('ada@acme.test', '_index-1'), await signedIn('ada@acme.test', '_index-2')];
      await getMessage(logoutRequestXml(message({ sessionIndexes: ['_index-2'] })));
      expect([await isSignedIn(one), await isSignedIn(two)]).toEqual([true, false]);
      await getMessage(logoutRequestXml(message({ nameId: 'bob@acme.test' })));
      await getMessage(logoutRequestXml(message({ sessionIndexes: ['_index-9'] })));
      expect(await isSignedIn(one)).toBe(true);
    });

    const nameId = (attributes: string) => `<saml:NameID ${attributes}>ada@acme.test</saml:NameID>`;
    test.each([
      ['the same format', nameId('Format="urn:x:format"'), false],
      ['the format left open', nameId('Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"'), false],
      [
        'our qualifier, which it need not name',
        nameId('SPNameQualifier="http://localhost:3000/saml/acme/main/metadata"'),
        false,
      ],
      ['its own qualifier, which it need not name', nameId(`NameQualifier="${idpEntityId}"`), false],
      ['another format', nameId('Format="urn:y:format"'), true],
      ['a qualifier of somebody else', nameId('NameQualifier="https://other.test/"'), true],
      ["somebody else's SPNameQualifier", nameId('SPNameQualifier="https://other.test/"'), true],
    ])('a NameID with %s: still signed in is %3$s', async (_, identifier, stays) => {
      const browser = await signedIn();
      expect((await getMessage(logoutRequestXml(message({ nameId: identifier })))).status).toBe(303);
      expect(await isSignedIn(browser)).toBe(stays);
    });

    test('case 240: a session of the same person at another connection stays', async () => {
      const browser = await signedIn();
      const other = await database.prisma.connection.create({
        data: {
          id: randomUUID(),
          siteId: usher.siteId,
          name: randomBytes(4).toString('hex'),
          idpEntityId: 'https://other.test',
        },
      });
      await database.prisma.account.updateMany({ data: { connectionId: null } });
      await database.prisma.session.updateMany({ data: { connectionId: other.id } });
      expect((await getMessage(logoutRequestXml(message()))).status).toBe(303);
      expect(await isSignedIn(browser)).toBe(true);
      await database.prisma.account.updateMany({ data: { connectionId: usher.connectionId } });
    });

    test('a sign-in on its way does not outlive it', async () => {
      const browser = usher.browser();
      const parked = await usher.respond({}, browser);
      await getMessage(logoutRequestXml(message()));
      const { pathname, search } = new URL(parked.headers.get('location') ?? '');
      expect((await browser.get(`${pathname}${search}`)).headers.get('usher-sso-code')).toBe('28');
      expect(await database.prisma.session.count()).toBe(0);
    });

    test('case 239: a replayed LogoutRequest is 30, ends nothing, and the provider hears that it was refused', async () => {
      const xml = logoutRequestXml(message());
      await getMessage(xml);
      const browser = await signedIn();
      for (const again of [await getMessage(xml), await postMessage(xml)]) {
        expect([again.status, again.headers.get('usher-sso-code')]).toEqual([303, '30']);
        const query = ourQuery(again.headers.get('location') ?? '');
        expect(await judgeOurs({ binding: 'redirect', query })).toMatchObject({ message: { problem: { code: 1 } } });
        const text = inflateRawSync(
          Buffer.from(new URLSearchParams(query).get('SAMLResponse') ?? '', 'base64'),
        ).toString();
        expect(text).toContain('status:Requester');
      }
      expect(await isSignedIn(browser)).toBe(true);
      expect(await usher.lastAttempt()).toMatchObject({
        kind: 'logout',
        code: 30,
        verified: true,
        findings: [{ reason: 'logout_request_replayed' }],
      });
    });

    test('twenty copies at once end the sessions once', async () => {
      await signedIn();
      const xml = logoutRequestXml(message());
      const codes = await Promise.all(
        Array.from({ length: 20 }, async () => (await getMessage(xml)).headers.get('usher-sso-code')),
      );
      expect(codes.filter((code) => code === null)).toHaveLength(1);
      expect(codes.filter((code) => code === '30')).toHaveLength(19);
    });

    test.each([
      ['unsigned', 400, '30', (xml: string) => postMessage(xml, { sign: false })],
      ['no message', 400, '30', () => usher.browser().get(path)],
      ['a body that is no form', 400, '30', () => usher.browser().post(path, {}, { 'content-type': 'text/plain' })],
      ['too large', 413, '30', () => usher.browser().post(path, { SAMLRequest: 'A'.repeat(300_000) })],
      [
        'an Issuer of somebody else',
        403,
        '24',
        (xml: string) => getMessage(xml.replace(idpEntityId, 'https://other.test/')),
      ],
    ])('%s: %d, %s on a page of ours, an attempt, and everybody stays signed in', async (_, status, code, send) => {
      const browser = await signedIn();
      const answer = await send(logoutRequestXml(message()));
      expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([status, code]);
      const page = await answer.text();
      expect(page).toContain('You could not be signed out');
      expect(page).not.toContain('Try again');
      const attempt = await usher.lastAttempt();
      expect(attempt).toMatchObject({ kind: 'logout', outcome: 'refused', code: Number(code) });
      expect(attempt.reference).toBe(answer.headers.get('usher-reference'));
      expect(await isSignedIn(browser)).toBe(true);
    });

    test('without an address to answer to, the sessions end and the page says so', async () => {
      const browser = await signedIn();
      await connectionIs({ sloUrl: null });
      const answer = await getMessage(logoutRequestXml(message()));
      expect([answer.status, (await answer.text()).includes('You are signed out')]).toEqual([200, true]);
      expect(await isSignedIn(browser)).toBe(false);
    });

    test('a connection that is switched off is 7; an unknown address too, and leaves nothing', async () => {
      await connectionIs({ enabled: false });
      const off = await getMessage(logoutRequestXml(message()));
      expect([off.status, off.headers.get('usher-sso-code')]).toEqual([403, '7']);
      const attempts = await database.prisma.attempt.count();
      const unknown = await usher.browser().get('/saml/acme/nowhere/logout');
      expect([unknown.status, unknown.headers.get('usher-sso-code')]).toEqual([404, '7']);
      expect(await database.prisma.attempt.count()).toBe(attempts);
    });

    test('looking at the address with HEAD ends nothing', async () => {
      const browser = await signedIn();
      const query = redirectQuery(logoutRequestXml(message()), await idpKey());
      expect((await fetch(`${usher.url}${path}?${query}`, { method: 'HEAD' })).status).toBe(204);
      expect(await isSignedIn(browser)).toBe(true);
    });
  });

  test('refused logout messages are limited, and a sign-out never is', async () => {
    const limited = await usher.another({ rateLimits: true });
    const answers: number[] = [];
    for (let sent = 0; sent < 301; sent += 1) {
      answers.push((await fetch(`${limited.url}${path}`, { method: 'POST', body: new URLSearchParams() })).status);
    }
    expect([answers[0], answers[300]]).toEqual([400, 429]);
    const attempts = await database.prisma.attempt.count();
    expect((await fetch(`${limited.url}${path}`, { method: 'POST', body: new URLSearchParams() })).status).toBe(429);
    expect(await database.prisma.attempt.count()).toBe(attempts);
    await limited.close();
  });
});

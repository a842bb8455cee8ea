import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Database, Prisma } from '../../src/db';
import { newId } from '../../src/newId';
import type { ReasonId, SsoCode } from '../../src/sso/catalogue';
import { freshDatabase } from '../support/database';
import type { TestBrowser } from '../support/http';
import { makeAccount } from '../support/site';
import { arrange, type SiteState } from '../support/siteState';
import { idpEntityId, idpKey, pathOf, requestIdOf, UsherUnderTest, type PersonOptions } from '../support/usher';

const form = { 'content-type': 'application/x-www-form-urlencoded' };

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

/** Everything a refusal must leave alone; `requestId` is the open request of somebody else. */
async function kept(requestId: string): Promise<object> {
  const { prisma } = database;
  const all = { orderBy: { id: 'asc' } } as const;
  return {
    accounts: await prisma.account.findMany(all),
    bindings: await prisma.nameIdBinding.findMany(all),
    operators: await prisma.operator.count(),
    sessions: await prisma.session.count(),
    parked: await prisma.parkedSignIn.count(),
    consumed: await prisma.consumedAssertion.count(),
    request: await prisma.authnRequest.findUnique({ where: { id: requestId } }),
  };
}

/** Brings the site and its certificate back to where everything passes. */
async function mend(state: SiteState = {}): Promise<void> {
  const { siteId, connectionId } = usher;
  await database.prisma.session.deleteMany();
  await database.prisma.connectionCertificate.deleteMany({ where: { connectionId } });
  await storeCertificate((await idpKey()).certificatePem);
  await database.prisma.connection.deleteMany({ where: { siteId, name: 'other' } });
  await database.prisma.site.deleteMany({ where: { slug: 'neighbour' } });
  await arrange(usher, state);
}

async function storeCertificate(pem: string): Promise<void> {
  const { siteId, connectionId } = usher;
  await database.prisma.connectionCertificate.create({
    data: { id: newId(), siteId, connectionId, pem, fingerprint: 'test' },
  });
}

function send(
  body: BodyInit | null,
  headers: Record<string, string> = {},
  path = '/saml/acme/main/acs',
  method = 'POST',
) {
  usher.pass(1);
  return fetch(`${usher.url}${path}`, {
    method,
    body,
    headers: { accept: 'text/html', 'sec-fetch-site': 'cross-site', ...form, ...headers },
    redirect: 'manual',
  });
}

const fieldOf = (xml: string) => encodeURIComponent(Buffer.from(xml).toString('base64'));

describe('A: a post that cannot be used signs nobody in and harms nobody who can', () => {
  interface Row {
    readonly is: string;
    readonly status?: number;
    readonly code: SsoCode;
    readonly reason?: ReasonId;
    readonly break?: () => Promise<unknown>;
    /** What is posted, given a response that would pass. */
    readonly post: (good: string) => Promise<Response>;
  }
  const withMethod = (method: string) => () => send(null, {}, undefined, method);
  const posted = (good: string) => send(`SAMLResponse=${fieldOf(good)}`);
  const change = (data: Prisma.ConnectionUpdateInput) => () =>
    database.prisma.connection.update({ where: { id: usher.connectionId }, data });
  const rows: readonly Row[] = [
    { is: 'case 1: GET', status: 405, code: 5, reason: 'method_not_post', post: withMethod('GET') },
    ...['HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'].map((method): Row => ({
      is: `case 2: ${method}`,
      status: 405,
      code: 5,
      reason: 'method_not_post',
      post: withMethod(method),
    })),
    {
      is: 'case 3: JSON',
      status: 415,
      code: 6,
      reason: 'content_type_wrong',
      post: (good) => send(JSON.stringify({ SAMLResponse: btoa(good) }), { 'content-type': 'application/json' }),
    },
    {
      is: 'case 3: a multipart form',
      status: 415,
      code: 6,
      reason: 'content_type_wrong',
      post: (good) =>
        send(`--b\r\ncontent-disposition: form-data; name="SAMLResponse"\r\n\r\n${btoa(good)}\r\n--b--\r\n`, {
          'content-type': 'multipart/form-data; boundary=b',
        }),
    },
    {
      is: 'case 4: a compressed body',
      status: 415,
      code: 6,
      reason: 'content_type_wrong',
      post: (good) => send(gzipSync(`SAMLResponse=${fieldOf(good)}`), { 'content-encoding': 'gzip' }),
    },
    { is: 'case 5: no SAMLResponse', status: 400, code: 6, reason: 'form_unusable', post: () => send('RelayState=x') },
    { is: 'case 6: an empty one', status: 400, code: 6, reason: 'form_unusable', post: () => send('SAMLResponse=') },
    {
      is: 'case 7: two of them',
      status: 400,
      code: 6,
      reason: 'form_unusable',
      post: (good) => send(`SAMLResponse=${fieldOf(good)}&SAMLResponse=${fieldOf(good)}`),
    },
    {
      is: 'case 7: brackets behind the name',
      status: 400,
      code: 6,
      reason: 'form_unusable',
      post: (good) => send(`SAMLResponse[]=${fieldOf(good)}`),
    },
    {
      is: 'case 8: a SAMLRequest beside it',
      status: 400,
      code: 6,
      reason: 'form_unusable',
      post: (good) => send(`SAMLResponse=${fieldOf(good)}&SAMLRequest=${fieldOf(good)}`),
    },
    ...(['cases 9 and 10: an artifact', 'cases 9 and 10: an artifact beside a good response'] as const).map(
      (is, index): Row => ({
        is,
        status: 400,
        code: 11,
        reason: 'artifact_unsupported',
        post: (good) => send(`SAMLart=AAQAA${index === 0 ? '' : `&SAMLResponse=${fieldOf(good)}`}`),
      }),
    ),
    {
      is: 'case 11: a character that is not of base64',
      status: 400,
      code: 6,
      reason: 'base64_invalid',
      post: (good) => send(`SAMLResponse=${fieldOf(good)}!`),
    },
    {
      is: 'case 14: more than the largest body',
      status: 413,
      code: 6,
      reason: 'too_large',
      post: (good) => send(`SAMLResponse=${fieldOf(good)}&a=${'a'.repeat(512 * 1024)}`),
    },
    {
      is: 'case 14: nine fields',
      status: 413,
      code: 6,
      reason: 'too_large',
      post: (good) => send(`SAMLResponse=${fieldOf(good)}${'&a=b'.repeat(8)}`),
    },
    ...['/saml/acme/nobody/acs', '/saml/nobody/main/acs'].map((path): Row => ({
      is: `case 18: an address nobody owns, ${path}`,
      code: 7,
      post: (good) => send(`SAMLResponse=${fieldOf(good)}`, {}, path),
    })),
    {
      is: 'case 19: the connection is off',
      code: 7,
      reason: 'sso_disabled',
      break: change({ enabled: false }),
      post: posted,
    },
    {
      is: 'case 19: the site is off',
      code: 7,
      reason: 'sso_disabled',
      break: () => database.prisma.site.update({ where: { id: usher.siteId }, data: { ssoEnabled: false } }),
      post: posted,
    },
    {
      is: 'case 20: no certificate',
      code: 4,
      reason: 'certificate_missing',
      break: () => database.prisma.connectionCertificate.deleteMany(),
      post: posted,
    },
    {
      is: 'case 21: a stored certificate that cannot be read',
      code: 8,
      reason: 'certificate_unusable',
      break: async () => {
        await database.prisma.connectionCertificate.deleteMany();
        await storeCertificate('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
      },
      post: posted,
    },
    {
      is: 'case 22: settings that make no sense',
      code: 9,
      reason: 'configuration_unreadable',
      break: change({ attributes: { firstName: 7 } }),
      post: posted,
    },
    {
      is: 'case 190: a token of WS-Federation',
      status: 400,
      code: 22,
      reason: 'ws_federation',
      post: (good) => send(`wa=wsignin1.0&wresult=${fieldOf(good)}`),
    },
  ];

  test.each(rows)('$is: code $code', async ({ status = 403, code, reason, break: breakIt, post }) => {
    await mend();
    const victim = usher.browser();
    const requestId = await usher.begin(victim);
    const genuine = await usher.responseXml({ inResponseTo: requestId });
    await breakIt?.();
    const before = await kept(requestId);
    const answer = await post(genuine);
    expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([status, String(code)]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await kept(requestId)).toEqual(before);
    if (reason === undefined) expect(answer.headers.get('usher-reference')).toBeNull();
    else {
      const stored = await usher.lastAttempt();
      expect(stored).toMatchObject({ reference: answer.headers.get('usher-reference'), outcome: 'refused', code });
      expect((stored.findings as { reason: string }[])[0]?.reason).toBe(reason);
    }
    await mend();
    expect((await usher.post(genuine)).status).toBe(303);
  });

  test('case 23: the Host header is not read: with a foreign one every address is still our own', async () => {
    await mend();
    const inResponseTo = await usher.begin(usher.browser());
    const body = `SAMLResponse=${fieldOf(await usher.responseXml({ inResponseTo }))}`;
    const headers = { ...form, host: 'evil.test', 'x-forwarded-host': 'evil.test', accept: 'text/html' };
    const asked = (method: string, path: string, text = '') =>
      new Promise<{ status: number | undefined; location: string }>((resolve, reject) => {
        const asking = request(`${usher.url}${path}`, { method, headers }, (answer) => {
          answer.resume();
          resolve({ status: answer.statusCode, location: answer.headers.location ?? '' });
        });
        asking.on('error', reject);
        asking.end(text);
      });
    const passed = await asked('POST', '/saml/acme/main/acs', body);
    expect(passed.status).toBe(303);
    expect(passed.location).toMatch(new RegExp(`^${usher.addresses.complete}\\?code=`));
    const login = await asked('GET', '/saml/acme/main/login');
    expect(login.location).not.toContain('evil.test');
  });
});

describe('I: one assertion, one sign-in, at one connection', () => {
  test('case 176: an assertion for one connection is refused with 14 by another of the same provider', async () => {
    await mend();
    const { siteId } = usher;
    const connectionId = newId();
    await database.prisma.connection.create({ data: { id: connectionId, siteId, name: 'other', idpEntityId } });
    await database.prisma.connectionCertificate.create({
      data: { id: newId(), siteId, connectionId, pem: (await idpKey()).certificatePem, fingerprint: 'test' },
    });
    const requestId = await usher.begin(usher.browser());
    const genuine = await usher.responseXml({ inResponseTo: requestId });
    const before = await kept(requestId);
    const answer = await send(`SAMLResponse=${fieldOf(genuine)}`, {}, '/saml/acme/other/acs');
    expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([403, '14']);
    expect(await kept(requestId)).toEqual(before);
    expect((await usher.post(genuine)).status).toBe(303);
  });
});

describe('J: whose account it is', () => {
  interface Row {
    readonly is: string;
    readonly state: SiteState;
    readonly person?: PersonOptions;
    readonly code: SsoCode;
    readonly reason: ReasonId;
  }
  const rows: readonly Row[] = [
    {
      is: 'case 179: nobody of that name, no automatic creation',
      state: { site: { autoCreate: false } },
      code: 3,
      reason: 'account_not_found',
    },
    {
      is: 'case 180: an e-mail domain the site does not admit',
      state: { site: { allowedEmailDomains: ['acme.example'] } },
      code: 31,
      reason: 'email_domain_restricted',
    },
    {
      is: 'case 182: the e-mail of another account of the site',
      state: { accounts: [{ username: 'bob', email: 'ada@acme.test', emailKey: 'ada@acme.test', connectionId: null }] },
      code: 31,
      reason: 'email_taken',
    },
    { is: 'case 183: locked', state: { accounts: [{ status: 'locked' }] }, code: 16, reason: 'account_locked' },
    { is: 'case 183: expired', state: { accounts: [{ status: 'expired' }] }, code: 17, reason: 'account_expired' },
    {
      is: 'case 183: deactivated',
      state: { site: { autoCreate: false }, accounts: [{ status: 'deactivated' }] },
      code: 18,
      reason: 'account_deactivated',
    },
    {
      is: 'case 184: a type of account the connection does not admit',
      state: { connection: { allowedTypes: ['host'] }, accounts: [{ type: 'attendee' }] },
      code: 21,
      reason: 'account_type_not_allowed',
    },
    {
      is: 'case 186: a required attribute is missing',
      state: {},
      person: { attributes: { lastname: null } },
      code: 31,
      reason: 'attribute_missing',
    },
    {
      is: 'case 187: an update that cannot be made',
      state: { site: { autoUpdate: true }, accounts: [{}] },
      person: { attributes: { updateTimestamp: 'yesterday' } },
      code: 32,
      reason: 'update_timestamp_unreadable',
    },
  ];

  test.each(rows)('$is: code $code, $reason', async ({ state, person = {}, code, reason }) => {
    await mend(state);
    const inResponseTo = await usher.begin(usher.browser());
    const before = await kept(inResponseTo);
    const answer = await usher.post(await usher.responseXml({ ...person, inResponseTo }));
    expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([403, String(code)]);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await kept(inResponseTo)).toEqual(before);
    expect((await usher.lastAttempt()).findings).toEqual([expect.objectContaining({ reason })]);
  });

  test('case 181: an account of another site with the same name and e-mail is neither found nor touched nor told', async () => {
    await mend();
    const siteId = newId();
    await database.prisma.site.create({ data: { id: siteId, slug: 'neighbour', name: 'Neighbour', seats: 5 } });
    const foreign = await makeAccount(database, siteId, { displayName: 'The Neighbour' });
    const untouched = await database.prisma.account.findUnique({ where: { id: foreign } });
    await database.prisma.site.update({ where: { id: usher.siteId }, data: { autoCreate: false } });
    const refused = await usher.respond();
    expect(refused.headers.get('usher-sso-code')).toBe('3');
    expect(JSON.stringify(await usher.lastAttempt())).not.toMatch(/neighbour/i);
    await database.prisma.site.update({ where: { id: usher.siteId }, data: { autoCreate: true } });
    expect((await usher.signIn()).status).toBe(303);
    expect((await usher.account())?.id).not.toBe(foreign);
    expect(await database.prisma.account.findUnique({ where: { id: foreign } })).toEqual(untouched);
  });

  test('case 185: roles an assertion asks for are not given: no operator, no organization role', async () => {
    await mend();
    const asked = ['operator', 'platform_admin', 'Org Security Admin', 'org_security_admin'];
    const names = ['role', 'roles', 'Role', 'isOperator', 'organizationRoles', 'operator', 'siteadmin'];
    const attributes = Object.fromEntries(names.map((name) => [name, asked]));
    expect((await usher.signIn({ attributes })).status).toBe(303);
    expect((await usher.account())?.roles).toEqual([]);
    expect(await database.prisma.operator.count()).toBe(0);
  });

  test('case 188: the same NameID from two connections is two identities', async () => {
    await mend();
    const format = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
    const person: PersonOptions = { nameId: { value: 'opaque-1', format } };
    expect((await usher.signIn(person)).status).toBe(303);
    const connectionId = newId();
    const { siteId } = usher;
    const name = 'other';
    await database.prisma.connection.create({
      data: { id: connectionId, siteId, name, idpEntityId, ssoUrl: 'https://idp.acme.test/sso' },
    });
    await database.prisma.connectionCertificate.create({
      data: { id: newId(), siteId, connectionId, pem: (await idpKey()).certificatePem, fingerprint: 'test' },
    });
    const atOther = async (uid: string) => {
      const inResponseTo = requestIdOf(await usher.browser().get('/saml/acme/other/login'));
      const xml = await usher.responseXml({
        ...person,
        attributes: { uid, email: 'other@acme.test' },
        inResponseTo,
        response: {
          acsUrl: usher.addresses.acs.replace('/main/', '/other/'),
          audience: usher.addresses.metadata.replace('/main/', '/other/'),
        },
      });
      return send(`SAMLResponse=${fieldOf(xml)}`, {}, '/saml/acme/other/acs');
    };
    const before = await usher.account();
    // The user name of an account of the first connection is not the second one's to use.
    expect((await atOther('ada@acme.test')).headers.get('usher-sso-code')).toBe('31');
    expect(await usher.account()).toEqual(before);
    expect((await atOther('other@acme.test')).status).toBe(303);
    const bound = await database.prisma.nameIdBinding.findMany({ where: { siteId }, select: { accountId: true } });
    expect(new Set(bound.map(({ accountId }) => accountId)).size).toBe(2);
  });
});

describe('K: where it leads, and that it ends once', () => {
  const standard = 'https://app.acme.test/start';
  test.each([
    ['case 191: another origin', 'https://evil.test/'],
    ['case 192: two slashes', '//evil.test'],
    ['case 192: slash and backslash', '/\\evil.test'],
    ['case 192: a script', 'javascript:alert(1)'],
    ['case 192: an encoded line end', '/a%0d%0aSet-Cookie:%20x=1'],
    ['case 192: a line end', '/a\r\nSet-Cookie: x=1'],
    ['case 193: longer than anything of ours', `https://app.acme.test/${'a'.repeat(3000)}`],
    ['case 193: a handle nobody gave out', 'Zm9vYmFy'],
  ])('%s leads to the default page, whoever asks: RelayState and target', async (_, hostile) => {
    await mend({ site: { defaultTarget: standard }, connection: { unsolicited: 'accept' } });
    const browser = usher.browser();
    const complete = async (answer: Response) => {
      expect(answer.status).toBe(303);
      const done = await browser.get(pathOf(answer));
      expect(done.headers.has('x')).toBe(false);
      expect([done.status, done.headers.get('location')]).toEqual([303, standard]);
    };
    await complete(await usher.post(await usher.responseXml(), hostile));
    const inResponseTo = await usher.begin(browser, `?target=${encodeURIComponent(hostile)}`);
    await complete(await usher.post(await usher.responseXml({ inResponseTo }), hostile));
  });

  test.each<[string, (path: string, own: TestBrowser) => Promise<Response>]>([
    [
      'used twice',
      async (path, own) => {
        await own.get(path);
        return own.get(path);
      },
    ],
    [
      'after 60 seconds',
      (path, own) => {
        usher.pass(60);
        return own.get(path);
      },
    ],
    ['in another browser', (path) => usher.browser().get(path)],
  ])('case 194: a completion code %s is refused with 28 and starts no session', async (_, finish) => {
    await mend();
    const own = usher.browser();
    const path = pathOf(await usher.respond({}, own));
    const answer = await finish(path, own);
    expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([403, '28']);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  test('case 195: each sign-in has a session id of its own, and the one before is dead', async () => {
    await mend();
    const browser = usher.browser();
    const ids: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      await usher.signIn({}, browser);
      ids.push(browser.cookies.get('usher-session') ?? '');
    }
    expect(new Set(ids).size).toBe(2);
    expect((await browser.get('/account')).status).toBe(200);
    browser.cookies.set('usher-session', ids[0] ?? '');
    expect((await browser.get('/account')).status).not.toBe(200);
  });
});

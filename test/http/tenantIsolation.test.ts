import { randomBytes, randomUUID } from 'node:crypto';
import { createApp } from '../../src/app';
import { loadConfig } from '../../src/config';
import { organizationRoles } from '../../src/accounts';
import type { Database } from '../../src/db';
import { createMetrics } from '../../src/health';
import { createQueue } from '../../src/jobs';
import { CallLog } from '../../src/scim/calls';
import { hashPassword, hashSecret, newSecret } from '../../src/sessions';
import { connectionAddresses, defaultUsernameFrom } from '../../src/sites';
import { storeLogoutRequest } from '../../src/sso/logout/logoutStore';
import { storeHandover } from '../../src/tokens/handoverStore';
import { writeWorkspace } from '../../src/workspaces';
import { freshDatabase } from '../support/database';
import { serve, TestBrowser, type Served } from '../support/http';
import { logoutRequestXml, logoutResponseXml, postFields, redirectQuery } from '../support/logoutMessages';
import { basic, makeProvisioning } from '../support/provisioning';
import { routesOf } from '../support/routes';
import { scimProbes } from '../support/scimProbes';
import { makeSession } from '../support/session';
import { makeAccount, makeSharedKey, makeSite, testBox, testNow, testPublicUrl } from '../support/site';
import { idpKey, pathOf, UsherUnderTest } from '../support/usher';

/** Somebody of site globex, signed in there, with everything of site acme that could ever be known to a stranger. */
const globexIdp = 'https://idp.globex.test/metadata';
const globex = connectionAddresses(testPublicUrl, 'globex', 'door');
const acmePassword = 'engine engine engine';
const eve = { firstName: 'Eve', lastName: 'Mallory', displayName: 'Eve Mallory' };
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const json = { accept: 'application/json' };

/** Two requests that differ in one word: one names something of acme, the other something that does not exist. */
interface Probe {
  readonly is: string;
  readonly send: (word: string) => Promise<Response>;
  readonly ofAcme: () => string;
  readonly madeUp: () => string;
}

describe('a site and everything of another site', () => {
  let database: Database;
  let acme: UsherUnderTest;
  let served: Served;
  let routes: string[];
  const known = {
    workspace: '',
    account: '',
    session: '',
    sessionId: '',
    code: '',
    request: '',
    reference: '',
    handover: '',
    mark: '',
    logoutRequest: '',
    test: '',
    provisioning: '',
    scimGroup: '',
  };
  const intruderSession = randomUUID();
  let intruder: { siteId: string; accountId: string; connectionId: string };
  let intrudingClient: { readonly id: string; readonly secret: string };

  beforeAll(async () => {
    database = await freshDatabase();
    acme = await UsherUnderTest.start(database, { connection: { unsolicited: 'restart' } });
    const loaded = loadConfig({ PUBLIC_URL: testPublicUrl, DEMO: 'off', RATE_LIMITS: 'off' });
    if ('problems' in loaded) throw new Error('the settings of the test are wrong');
    const app = createApp({
      config: loaded.config,
      database,
      box: testBox,
      log: silent,
      metrics: createMetrics(false),
      queue: createQueue(database),
      callLog: new CallLog({ database, box: testBox, log: silent }),
      clock: () => acme.now,
      random: randomBytes,
      elapsed: () => performance.now(),
      isReady: () => true,
      demo: { key: await idpKey(), signIns: [] },
      makeKey: makeSharedKey,
    });
    routes = routesOf(app);
    served = await serve(app);
    await makeIntruder();
    await makeVictim();
  });
  afterAll(async () => {
    await served.close();
    await acme.close();
    await database.close();
  });

  async function makeIntruder(): Promise<void> {
    const { certificatePem } = await idpKey('new');
    const { siteId, connectionId } = await makeSite(database, {
      site: {
        slug: 'globex',
        name: 'Globex',
        autoCreate: true,
        partnerId: 'P-2',
        allowedTargets: ['https://app.globex.test'],
        adminContact: { name: 'Reception', email: 'reception@globex.test' },
      },
      connection: {
        name: 'door',
        idpEntityId: globexIdp,
        ssoUrl: 'https://idp.globex.test/sso',
        sloUrl: 'https://idp.globex.test/slo',
        usernameFrom: [...defaultUsernameFrom],
      },
    });
    await database.prisma.connectionCertificate.deleteMany({ where: { connectionId } });
    await database.prisma.connectionCertificate.create({
      data: { id: connectionId, siteId, connectionId, pem: certificatePem, fingerprint: 'globex' },
    });
    const accountId = await makeAccount(database, siteId, {
      username: 'mallory@globex.test',
      connectionId,
      roles: [...organizationRoles],
      ...eve,
    });
    intruder = { siteId, connectionId, accountId };
    intrudingClient = await makeProvisioning(database, siteId, { actingAccountId: accountId });
  }

  /** Acme as it is on any morning: somebody signed in, somebody on the way, a handover and a restart under way. */
  async function makeVictim(): Promise<void> {
    const { siteId, connectionId } = acme;
    const passwordHash = await hashPassword(acmePassword);
    known.account = await makeAccount(database, siteId, {
      connectionId,
      bypass: true,
      passwordHash,
      emailVerified: true,
      roles: [],
    });
    const session = await makeSession(database, { siteId, accountId: known.account, connectionId });
    Object.assign(known, { session: session.token, sessionId: session.id });
    const parked = await acme.respond();
    known.code = new URL(parked.headers.get('location') ?? '').searchParams.get('code') ?? '';
    known.request = await acme.begin(acme.browser());
    const restarted = await acme.post(await acme.responseXml());
    known.reference = new URL(restarted.headers.get('location') ?? '').searchParams.get('restart') ?? '';
    known.test = await makeTest();
    known.provisioning = (await makeProvisioning(database, siteId, { actingAccountId: known.account })).id;
    const role = await database.prisma.entitlement.findFirstOrThrow({ where: { siteId, kind: 'org_role' } });
    known.scimGroup = role.id;
    await writeWorkspace(database.prisma, siteId, null, { name: 'Audit', roles: [], groups: [] }, acme.now);
    known.workspace = (await database.prisma.entitlement.findFirstOrThrow({ where: { siteId, name: 'Audit' } })).id;
    await database.prisma.entitlementMember.create({
      data: { entitlementId: known.workspace, accountId: known.account, siteId },
    });
    known.logoutRequest = `_${randomBytes(20).toString('hex')}`;
    await storeLogoutRequest(database, { siteId, connectionId }, known.logoutRequest, acme.now);
    Object.assign(known, { handover: newSecret(randomBytes), mark: newSecret(randomBytes) });
    await storeHandover(database, {
      code: known.handover,
      siteId,
      accountId: known.account,
      sessionId: session.id,
      origin: 'https://app.acme.test',
      browserHash: hashSecret(known.mark),
      target: 'https://app.acme.test/start',
      now: acme.now,
    });
  }

  /** Everything the database holds of acme. */
  async function stateOfAcme(): Promise<string> {
    const { prisma } = database;
    const where = { siteId: acme.siteId };
    const state = await Promise.all([
      prisma.site.findUnique({ where: { id: acme.siteId } }),
      prisma.connection.findMany({ where }),
      prisma.account.findMany({ where }),
      prisma.session.findMany({ where }),
      prisma.authnRequest.findMany({ where }),
      prisma.parkedSignIn.findMany({ where }),
      prisma.handoverCode.findMany({ where }),
      prisma.nameIdBinding.findMany({ where }),
      prisma.attempt.findMany({ where, orderBy: { id: 'asc' } }),
      prisma.consumedAssertion.findMany({ where }),
      prisma.logoutRequest.findMany({ where }),
      prisma.consumedLogoutRequest.findMany({ where }),
      prisma.activity.findMany({ where }),
      prisma.provisioning.findMany({ where }),
      prisma.provisioningSecret.findMany({ where }),
      prisma.scimCall.findMany({ where }),
      prisma.entitlement.findMany({ where, orderBy: { id: 'asc' } }),
      prisma.entitlementMember.findMany({ where }),
    ]);
    return JSON.stringify(state, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  }

  /** The intruder's browser: signed in at globex. */
  async function mallory(): Promise<TestBrowser> {
    const browser = new TestBrowser(served.url);
    await database.prisma.session.deleteMany({ where: intruder });
    const { token } = await makeSession(database, intruder, { id: intruderSession });
    browser.cookies.set('usher-session', token);
    browser.cookies.set('usher-browser', newSecret(randomBytes));
    return browser;
  }
  const get =
    (path: (word: string) => string, headers: Record<string, string> = {}) =>
    async (word: string) =>
      (await mallory()).get(path(encodeURIComponent(word)), headers);
  const post =
    (
      path: (word: string) => string,
      fields: (word: string) => Record<string, string> = () => ({}),
      headers: Record<string, string> = {},
    ) =>
    async (word: string) =>
      (await mallory()).post(path(encodeURIComponent(word)), fields(word), headers);
  const behindProxy = (host: string) => ({ 'x-forwarded-proto': 'https', 'x-forwarded-host': host });

  /** A response of globex's own identity provider at globex's own ACS. */
  const fromGlobex = async (person: Parameters<UsherUnderTest['responseXml']>[0], relayState?: string) => {
    const xml = await acme.responseXml({
      ...person,
      response: { issuer: globexIdp, acsUrl: globex.acs, audience: globex.metadata, ...person?.response },
      signing: { key: await idpKey('new'), ...person?.signing },
    });
    const fields = { SAMLResponse: Buffer.from(xml).toString('base64'), ...(relayState && { RelayState: relayState }) };
    const body = new URLSearchParams(fields);
    return fetch(`${served.url}/saml/globex/door/acs`, { method: 'POST', body, headers: json, redirect: 'manual' });
  };

  /** A logout message of globex's own identity provider, as a request or as the answer to one. */
  const logoutXml = (word: string, answers: 'a person' | 'a request') => {
    const options = {
      id: `_${randomBytes(20).toString('hex')}`,
      issuer: globexIdp,
      destination: globex.logout,
      issueInstant: acme.now,
    };
    return answers === 'a person'
      ? logoutRequestXml({ ...options, nameId: word })
      : logoutResponseXml({ ...options, inResponseTo: word });
  };
  const logoutByRedirect = async (word: string, answers: 'a person' | 'a request') => {
    const query = redirectQuery(logoutXml(word, answers), await idpKey('new'));
    return (await mallory()).get(`/saml/globex/door/logout?${query}`, json);
  };
  const logoutByPost = async (word: string, answers: 'a person' | 'a request') => {
    const fields = postFields(logoutXml(word, answers), await idpKey('new'));
    return (await mallory()).post('/saml/globex/door/logout', Object.fromEntries(fields), json);
  };

  const secret = () => newSecret(randomBytes);
  const probe = (is: string, send: Probe['send'], ofAcme: () => string, madeUp: () => string = secret): Probe => ({
    is,
    send,
    ofAcme,
    madeUp,
  });
  const acmeConnection = () => 'main';
  const nowhere = () => 'nowhere';

  /** A page of a site's administration, asked for by an administrator of another one. */
  const siteInAddress = (route: string) =>
    probe(
      'a site',
      get((word) => route.replace(':site', word)),
      () => 'acme',
      nowhere,
    );

  /** A form of a site's administration, sent by an administrator of another one. */
  const formOfSite = (route: string, fields: Record<string, string>) =>
    probe(
      'a site',
      post(
        (word) => route.replace(':site', word),
        () => fields,
      ),
      () => 'acme',
      nowhere,
    );

  /** A test sign-in of acme that waits for its answer. */
  async function makeTest(): Promise<string> {
    const id = randomUUID();
    const { siteId, connectionId, now: startedAt } = acme;
    const begun = { requestId: `_${id}`, startedBy: 'account:somebody', browserHash: '0'.repeat(64), startedAt };
    await database.prisma.testSignIn.create({ data: { id, siteId, connectionId, ...begun } });
    return id;
  }

  /** A connection of acme's name, asked for below the site that mallory administers; spelled so that no tag of a page is it. */
  const connectionBelowOwnSite = (page: string) =>
    probe(
      'a connection, below its own site',
      get((word) => `/admin/globex/single-sign-on/connections/${word}${page}`),
      () => 'm%61in',
      nowhere,
    );

  /** An account of acme, named below the site that mallory administers; without fields its page is asked for. */
  const userBelowOwnSite = (path = '', fields: Record<string, string> | null = null) =>
    probe(
      'an account, below their own site',
      fields === null
        ? get((word) => `/admin/globex/users/${word}${path}`)
        : post(
            (word) => `/admin/globex/users/${word}${path}`,
            () => fields,
          ),
      () => known.account,
      () => randomUUID(),
    );

  const provisioningBelowOwnSite = (path = '', fields: Record<string, string> | null = null) =>
    probe(
      'a provisioning, below their own site',
      fields === null
        ? get((word) => `/admin/globex/provisioning/${word}${path}`)
        : post(
            (word) => `/admin/globex/provisioning/${word}${path}`,
            () => fields,
          ),
      () => known.provisioning,
      () => randomUUID(),
    );

  const workspaceBelowOwnSite = (path = '', fields: Record<string, string> | null = null) =>
    probe(
      'a workspace, below their own site',
      fields === null
        ? get((word) => `/admin/globex/workspaces/${word}${path}`)
        : post(
            (word) => `/admin/globex/workspaces/${word}${path}`,
            () => fields,
          ),
      () => known.workspace,
      () => randomUUID(),
    );

  /** What a stranger can say to each route that could be acme's. `public`: it takes nothing that belongs to anybody. */
  const table: Readonly<Record<string, readonly Probe[] | 'public'>> = {
    ...scimProbes({
      url: () => served.url,
      own: () => intrudingClient,
      provisioning: () => known.provisioning,
      account: () => known.account,
      group: () => known.scimGroup,
    }),
    'GET /healthz': 'public',
    'GET /readyz': 'public',
    'GET /metrics': 'public',
    'GET /favicon.ico': 'public',
    'GET /.well-known/jwks.json': 'public',
    'GET /help/codes': 'public',
    'GET /help/codes/:code': 'public',
    'GET /help/reasons/:reason': 'public',
    'GET /operator/sign-in': 'public',
    'GET /test-idp': 'public',
    'GET /saml/:site/:connection/metadata': [
      probe(
        'a connection below its own site',
        get((word) => `/saml/globex/${word}/metadata`, json),
        acmeConnection,
        nowhere,
      ),
      probe(
        'its own connection below a site',
        get((word) => `/saml/${word}/door/metadata`, json),
        () => 'acme',
        nowhere,
      ),
    ],
    'GET /saml/:site/:connection/login': [
      probe(
        'a connection below its own site',
        get((word) => `/saml/globex/${word}/login`, json),
        acmeConnection,
        nowhere,
      ),
      probe(
        'a restart',
        get((word) => `/saml/globex/door/login?restart=${word}`),
        () => known.reference,
        () => 'ZZZ-ZZZ-ZZZ',
      ),
      probe(
        'a target',
        get((word) => `/saml/globex/door/login?target=${word}`),
        () => 'https://app.acme.test/start',
        () => 'https://made.up.test/start',
      ),
    ],
    'POST /saml/:site/:connection/acs': [
      probe(
        'a connection below its own site',
        post((word) => `/saml/globex/${word}/acs`, undefined, json),
        acmeConnection,
        nowhere,
      ),
      probe(
        'an open request',
        (word) => fromGlobex({ inResponseTo: word }),
        () => known.request,
        () => `_${randomBytes(20).toString('hex')}`,
      ),
      probe(
        'an identity provider',
        (word) => fromGlobex({ response: { issuer: word } }),
        () => 'https://idp.acme.test/metadata',
        () => 'https://idp.made.up.test/metadata',
      ),
      probe(
        'an ACS',
        (word) => fromGlobex({ response: { acsUrl: word } }),
        () => acme.addresses.acs,
        () => `${testPublicUrl}/saml/made/up/acs`,
      ),
    ],
    'ALL /saml/:site/:connection/acs': [
      probe(
        'a connection below its own site',
        get((word) => `/saml/globex/${word}/acs`, json),
        acmeConnection,
        nowhere,
      ),
    ],
    'GET /saml/:site/:connection/complete': [
      probe(
        'a parked sign-in',
        get((word) => `/saml/globex/door/complete?code=${word}`, json),
        () => known.code,
      ),
      probe(
        'a parked sign-in, below its own site',
        get((word) => `/saml/globex/main/complete?code=${word}`, json),
        () => known.code,
      ),
    ],
    'POST /saml/:site/:connection/complete': [
      probe(
        'a parked sign-in',
        post(
          () => '/saml/globex/door/complete',
          (code) => ({ code }),
          json,
        ),
        () => known.code,
      ),
    ],
    'GET /saml/:site/:connection/logout': [
      probe(
        'a connection below its own site',
        get((word) => `/saml/globex/${word}/logout`, json),
        acmeConnection,
        nowhere,
      ),
      probe(
        'a person to sign out',
        (word) => logoutByRedirect(word, 'a person'),
        () => 'ada@acme.test',
        () => 'eve@acme.test',
      ),
      probe(
        'an open logout request',
        (word) => logoutByRedirect(word, 'a request'),
        () => known.logoutRequest,
        () => `_${randomBytes(20).toString('hex')}`,
      ),
    ],
    'POST /saml/:site/:connection/logout': [
      probe(
        'a connection below its own site',
        post((word) => `/saml/globex/${word}/logout`, undefined, json),
        acmeConnection,
        nowhere,
      ),
      probe(
        'a person to sign out',
        (word) => logoutByPost(word, 'a person'),
        () => 'ada@acme.test',
        () => 'eve@acme.test',
      ),
      probe(
        'an open logout request',
        (word) => logoutByPost(word, 'a request'),
        () => known.logoutRequest,
        () => `_${randomBytes(20).toString('hex')}`,
      ),
    ],
    'GET /': [
      probe(
        'a name',
        get((word) => `/?site=globex&identifier=${word}`),
        () => 'ada@acme.test',
        () => 'eve@acme.test',
      ),
      probe(
        'a target',
        get((word) => `/?site=globex&target=${word}`),
        () => 'https://app.acme.test/',
        () => 'https://made.up.test/',
      ),
    ],
    'POST /sign-in/password': [
      probe(
        'a name and its password',
        post(
          () => '/sign-in/password',
          (identifier) => ({ site: 'globex', identifier, password: acmePassword }),
        ),
        () => 'ada@acme.test',
        () => 'eve@acme.test',
      ),
    ],
    'GET /sign-in/forgotten': 'public',
    'POST /sign-in/forgotten': [
      probe(
        'a name',
        post(
          () => '/sign-in/forgotten',
          (identifier) => ({ site: 'globex', identifier }),
        ),
        () => 'ada@acme.test',
        () => 'eve@acme.test',
      ),
    ],
    'GET /sign-in/new-password': [
      probe(
        'a session as if it were a link',
        get((word) => `/sign-in/new-password?token=${word}`),
        () => known.session,
      ),
    ],
    'POST /sign-in/new-password': [
      probe(
        'a session as if it were a link',
        post(
          () => '/sign-in/new-password',
          (token) => ({ token, password: acmePassword, passwordAgain: acmePassword }),
        ),
        () => known.session,
      ),
    ],
    'GET /sign-in/confirm-email': [
      probe(
        'a session as if it were a link',
        get((word) => `/sign-in/confirm-email?token=${word}`),
        () => known.session,
      ),
    ],
    'POST /sign-in/confirm-email': [
      probe(
        'a session as if it were a link',
        post(
          () => '/sign-in/confirm-email',
          (token) => ({ token }),
        ),
        () => known.session,
      ),
    ],
    'POST /sign-out': [
      probe(
        'a site',
        post(
          () => '/sign-out',
          (site) => ({ site }),
        ),
        () => 'acme',
        nowhere,
      ),
    ],
    'GET /account': [
      probe(
        'an account',
        get((word) => `/account?id=${word}`),
        () => known.account,
        randomUUID,
      ),
    ],
    'GET /account/edit': [
      probe(
        'an account',
        get((word) => `/account/edit?id=${word}`),
        () => known.account,
        randomUUID,
      ),
    ],
    'POST /account/edit': [
      probe(
        'an account',
        post(
          () => '/account/edit',
          (id) => ({ id, version: '0', firstName: 'Mine', lastName: 'Mine' }),
        ),
        () => known.account,
        randomUUID,
      ),
    ],
    'GET /account/password': [
      probe(
        'an account',
        get((word) => `/account/password?id=${word}`),
        () => known.account,
        randomUUID,
      ),
    ],
    'POST /account/password': [
      probe(
        'an account',
        post(
          () => '/account/password',
          (id) => ({ id, currentPassword: acmePassword, password: acmePassword, passwordAgain: acmePassword }),
        ),
        () => known.account,
        randomUUID,
      ),
    ],
    'POST /account/end-other-sessions': [
      probe(
        'an account',
        post(
          () => '/account/end-other-sessions',
          (id) => ({ id }),
        ),
        () => known.account,
        randomUUID,
      ),
    ],
    'POST /account/sessions/:id/end': [
      probe(
        'a session',
        post((word) => `/account/sessions/${word}/end`),
        () => known.sessionId,
        randomUUID,
      ),
    ],
    'GET /auth/verify': [
      probe(
        'a site',
        get((word) => `/auth/verify?site=${word}`),
        () => 'acme',
        nowhere,
      ),
    ],
    'GET /.usher/start': [
      probe(
        'an origin',
        async (word) => (await mallory()).get('/.usher/start?site=globex', behindProxy(word)),
        () => 'app.acme.test',
        () => 'app.made.up.test',
      ),
    ],
    'GET /.usher/handover': [
      probe(
        'a site',
        get((word) => `/.usher/handover?site=${word}&target=https://app.globex.test/&start=${'0'.repeat(64)}`),
        () => 'acme',
        nowhere,
      ),
      probe(
        'an origin',
        get((word) => `/.usher/handover?site=globex&target=${word}&start=${'0'.repeat(64)}`),
        () => 'https://app.acme.test/',
        () => 'https://app.made.up.test/',
      ),
    ],
    'GET /.usher/complete': [
      probe(
        'a handover in the browser of somebody else',
        get((word) => `/.usher/complete?code=${word}`, behindProxy('app.acme.test')),
        () => known.handover,
      ),
      probe(
        'a handover, with its mark, at the application of another site',
        async (word) => {
          const headers = { ...behindProxy('app.globex.test'), cookie: `__Host-usher-start=${known.mark}` };
          return new TestBrowser(served.url).get(`/.usher/complete?code=${word}`, headers);
        },
        () => known.handover,
      ),
    ],
    'GET /admin/:site': [siteInAddress('/admin/:site')],
    'GET /admin/:site/edit': [siteInAddress('/admin/:site/edit')],
    'POST /admin/:site/edit': [formOfSite('/admin/:site/edit', { name: 'Mine', seats: '1', rawResponseDays: '0' })],
    'GET /admin/:site/users': [siteInAddress('/admin/:site/users')],
    'POST /admin/:site/users/active': [formOfSite('/admin/:site/users/active', { row: `${randomUUID()}:1:on` })],
    'POST /admin/:site/users/requests': [formOfSite('/admin/:site/users/requests', { decision: 'accept' })],
    'GET /admin/:site/users/new': [siteInAddress('/admin/:site/users/new')],
    'POST /admin/:site/users/new': [formOfSite('/admin/:site/users/new', { username: 'mallory' })],
    'GET /admin/:site/users/:account': [siteInAddress(`/admin/:site/users/${randomUUID()}`), userBelowOwnSite()],
    'POST /admin/:site/users/:account': [userBelowOwnSite('', { username: 'mallory', version: '1' })],
    'POST /admin/:site/users/:account/status': [userBelowOwnSite('/status', { status: 'deactivated', version: '1' })],
    'POST /admin/:site/users/:account/end-sessions': [userBelowOwnSite('/end-sessions', {})],
    'POST /admin/:site/users/:account/unbind': [userBelowOwnSite('/unbind', {})],
    'POST /admin/:site/users/:account/password-link': [userBelowOwnSite('/password-link', {})],
    'GET /admin/:site/users/accounts.csv': [siteInAddress('/admin/:site/users/accounts.csv')],
    'GET /admin/:site/users/import': [siteInAddress('/admin/:site/users/import')],
    'POST /admin/:site/users/import': [formOfSite('/admin/:site/users/import', { text: 'username' })],
    'GET /admin/:site/users/import/:import': [siteInAddress(`/admin/:site/users/import/${randomUUID()}`)],
    'GET /admin/:site/users/import/:import/refused.csv': [
      siteInAddress(`/admin/:site/users/import/${randomUUID()}/refused.csv`),
    ],
    'POST /admin/:site/users/import/:import/confirm': [
      formOfSite(`/admin/:site/users/import/${randomUUID()}/confirm`, {}),
    ],
    'GET /admin/:site/tracking-codes': [siteInAddress('/admin/:site/tracking-codes')],
    'POST /admin/:site/tracking-codes': [
      formOfSite('/admin/:site/tracking-codes', { 'label-1': 'Mine', 'input-1': 'text', 'usage-1': 'required' }),
    ],
    'GET /admin/:site/tracking-codes/:number': [siteInAddress('/admin/:site/tracking-codes/1')],
    'POST /admin/:site/tracking-codes/:number': [formOfSite('/admin/:site/tracking-codes/1', { add: 'Mine' })],
    'GET /admin/:site/tracking-codes/:number/values.csv': [siteInAddress('/admin/:site/tracking-codes/1/values.csv')],
    'POST /admin/:site/tracking-codes/:number/import': [
      formOfSite('/admin/:site/tracking-codes/1/import', { text: 'Mine' }),
    ],
    'POST /admin/:site/tracking-codes/:number/import/apply': [
      formOfSite('/admin/:site/tracking-codes/1/import/apply', { text: 'Mine' }),
    ],
    'GET /admin/:site/single-sign-on': [siteInAddress('/admin/:site/single-sign-on')],
    'POST /admin/:site/single-sign-on': [
      formOfSite('/admin/:site/single-sign-on', { 'singleSignOn.newAccounts': 'active', rawResponseDays: '0' }),
    ],
    'GET /admin/:site/single-sign-on/connections/:connection': [
      siteInAddress('/admin/:site/single-sign-on/connections/main'),
      connectionBelowOwnSite(''),
    ],
    'POST /admin/:site/single-sign-on/connections/:connection': [
      formOfSite('/admin/:site/single-sign-on/connections/main', { entityId: 'https://idp.globex.test' }),
    ],
    'GET /admin/:site/single-sign-on/keys': [siteInAddress('/admin/:site/single-sign-on/keys')],
    'POST /admin/:site/single-sign-on/keys': [
      formOfSite('/admin/:site/single-sign-on/keys', { wish: 'now', confirmedNow: 'on' }),
    ],
    'GET /admin/:site/single-sign-on/new': [siteInAddress('/admin/:site/single-sign-on/new')],
    'POST /admin/:site/single-sign-on/new': [formOfSite('/admin/:site/single-sign-on/new', { name: 'mine' })],
    'POST /admin/:site/single-sign-on/new/save': [
      formOfSite('/admin/:site/single-sign-on/new/save', { name: 'mine', entityId: 'https://idp.globex.test' }),
    ],
    'GET /admin/:site/single-sign-on/connections/:connection/certificates': [
      siteInAddress('/admin/:site/single-sign-on/connections/main/certificates'),
      connectionBelowOwnSite('/certificates'),
    ],
    'POST /admin/:site/single-sign-on/connections/:connection/certificates': [
      formOfSite('/admin/:site/single-sign-on/connections/main/certificates', { pem: 'x' }),
    ],
    'POST /admin/:site/single-sign-on/connections/:connection/certificates/remove': [
      formOfSite('/admin/:site/single-sign-on/connections/main/certificates/remove', { confirmed: 'on' }),
    ],
    'POST /admin/:site/single-sign-on/connections/:connection/certificates/held': [
      formOfSite('/admin/:site/single-sign-on/connections/main/certificates/held', { decision: 'accept' }),
    ],
    'GET /admin/:site/single-sign-on/connections/:connection/set-up': [
      siteInAddress('/admin/:site/single-sign-on/connections/main/set-up'),
      connectionBelowOwnSite('/set-up'),
    ],
    'POST /admin/:site/single-sign-on/connections/:connection/test': [
      formOfSite('/admin/:site/single-sign-on/connections/main/test', {}),
    ],
    'GET /admin/:site/single-sign-on/tests/:test': [
      siteInAddress('/admin/:site/single-sign-on/tests/00000000-0000-0000-0000-000000000000'),
      probe(
        'a test, below its own site',
        get((word) => `/admin/globex/single-sign-on/tests/${word}`),
        () => known.test,
        randomUUID,
      ),
    ],
    'GET /admin/:site/single-sign-on/connections/:connection/metadata': [
      siteInAddress('/admin/:site/single-sign-on/connections/main/metadata'),
      connectionBelowOwnSite('/metadata'),
    ],
    'POST /admin/:site/single-sign-on/connections/:connection/metadata': [
      formOfSite('/admin/:site/single-sign-on/connections/main/metadata', { xml: '<a/>' }),
    ],
    'POST /admin/:site/single-sign-on/connections/:connection/metadata/save': [
      formOfSite('/admin/:site/single-sign-on/connections/main/metadata/save', { xml: '<a/>' }),
    ],
    'GET /admin/:site/single-sign-on/connections/:connection/rename': [
      siteInAddress('/admin/:site/single-sign-on/connections/main/rename'),
      connectionBelowOwnSite('/rename'),
    ],
    'POST /admin/:site/single-sign-on/connections/:connection/rename': [
      formOfSite('/admin/:site/single-sign-on/connections/main/rename', { renameTo: 'mine' }),
    ],
    'POST /admin/:site/single-sign-on/connections/:connection/rename/save': [
      formOfSite('/admin/:site/single-sign-on/connections/main/rename/save', { renameTo: 'mine' }),
    ],
    'GET /admin/:site/single-sign-on/connections/:connection/remove': [
      siteInAddress('/admin/:site/single-sign-on/connections/main/remove'),
      connectionBelowOwnSite('/remove'),
    ],
    'POST /admin/:site/single-sign-on/connections/:connection/remove': [
      formOfSite('/admin/:site/single-sign-on/connections/main/remove', { confirmed: 'on' }),
    ],
    'GET /admin/:site/workspaces': [siteInAddress('/admin/:site/workspaces')],
    'POST /admin/:site/workspaces': [formOfSite('/admin/:site/workspaces', { name: 'Mine' })],
    'GET /admin/:site/workspaces/:id': [workspaceBelowOwnSite()],
    'POST /admin/:site/workspaces/:id/parts': [
      workspaceBelowOwnSite('/parts', { kind: 'workspace_role', role: 'Manager' }),
    ],
    'GET /admin/:site/workspaces/:id/rename': [workspaceBelowOwnSite('/rename')],
    'POST /admin/:site/workspaces/:id/rename': [workspaceBelowOwnSite('/rename', { name: 'Mine' })],
    'GET /admin/:site/workspaces/:id/remove': [workspaceBelowOwnSite('/remove')],
    'POST /admin/:site/workspaces/:id/remove': [workspaceBelowOwnSite('/remove', {})],
    'POST /admin/:site/workspaces/:id/members': [workspaceBelowOwnSite('/members', { people: 'mallory@globex.test' })],
    'GET /admin/:site/workspaces/:id/members/:account': [
      probe(
        'a member of a workspace, below their own site',
        get((word) => `/admin/globex/workspaces/${known.workspace}/members/${word}`),
        () => known.account,
        () => randomUUID(),
      ),
    ],
    'GET /admin/:site/workspaces/:id/members/:account/remove': [
      probe(
        'a member of a workspace, below their own site',
        get((word) => `/admin/globex/workspaces/${known.workspace}/members/${word}/remove`),
        () => known.account,
        () => randomUUID(),
      ),
    ],
    'POST /admin/:site/workspaces/:id/members/:account/remove': [
      probe(
        'a member of a workspace, below their own site',
        post(
          (word) => `/admin/globex/workspaces/${known.workspace}/members/${word}/remove`,
          () => ({}),
        ),
        () => known.account,
        () => randomUUID(),
      ),
    ],
    'POST /scim/v2/:provisioning/oauth/token': [
      probe(
        'a provisioning, with the secret of their own',
        (word) =>
          fetch(`${served.url}/scim/v2/${word}/oauth/token`, {
            method: 'POST',
            body: new URLSearchParams({ grant_type: 'client_credentials' }),
            headers: { authorization: basic(word, intrudingClient.secret) },
          }),
        () => known.provisioning,
        () => randomUUID(),
      ),
    ],
    'ALL /scim/v2/:provisioning/oauth/token': [
      probe(
        'a provisioning',
        get((word) => `/scim/v2/${word}/oauth/token`),
        () => known.provisioning,
        () => randomUUID(),
      ),
    ],
    'GET /admin/:site/provisioning': [siteInAddress('/admin/:site/provisioning')],
    'GET /admin/:site/provisioning/new': [siteInAddress('/admin/:site/provisioning/new')],
    'POST /admin/:site/provisioning/new': [formOfSite('/admin/:site/provisioning/new', { name: 'Mine' })],
    'GET /admin/:site/provisioning/:provisioning': [provisioningBelowOwnSite()],
    'POST /admin/:site/provisioning/:provisioning': [provisioningBelowOwnSite('', { name: 'Mine' })],
    'GET /admin/:site/provisioning/:provisioning/set-up': [provisioningBelowOwnSite('/set-up')],
    'GET /admin/:site/provisioning/:provisioning/remove': [provisioningBelowOwnSite('/remove')],
    'POST /admin/:site/provisioning/:provisioning/remove': [provisioningBelowOwnSite('/remove', {})],
    'POST /admin/:site/provisioning/:provisioning/release': [provisioningBelowOwnSite('/release', {})],
    'GET /admin/:site/provisioning/:provisioning/calls': [provisioningBelowOwnSite('/calls')],
    'GET /admin/:site/provisioning/:provisioning/calls/export': [provisioningBelowOwnSite('/calls/export')],
    'GET /admin/:site/provisioning/:provisioning/calls/:call': [provisioningBelowOwnSite(`/calls/${randomUUID()}`)],
    'GET /account/provisionings/:provisioning/regenerate': [
      probe(
        'a provisioning that acts as somebody else',
        get((word) => `/account/provisionings/${word}/regenerate`),
        () => known.provisioning,
        () => randomUUID(),
      ),
    ],
    'POST /account/provisionings/:provisioning/regenerate': [
      probe(
        'a provisioning that acts as somebody else',
        post(
          (word) => `/account/provisionings/${word}/regenerate`,
          () => ({}),
        ),
        () => known.provisioning,
        () => randomUUID(),
      ),
    ],
    'GET /admin/:site/email-domains': [siteInAddress('/admin/:site/email-domains')],
    'POST /admin/:site/email-domains': [formOfSite('/admin/:site/email-domains', { blockedEmailDomains: 'acme.test' })],
    'GET /admin/:site/email-domains/claim': [siteInAddress('/admin/:site/email-domains/claim?domain=acme.test')],
    'POST /admin/:site/email-domains/claim': [formOfSite('/admin/:site/email-domains/claim', { domain: 'free.test' })],
    'GET /admin/:site/email-domains/remove': [
      siteInAddress('/admin/:site/email-domains/remove?domain=acme.test'),
      probe(
        'a sign-in domain, below its own site',
        get((word) => `/admin/globex/email-domains/remove?domain=${word}`),
        () => 'acme.test',
        () => 'made-up.test',
      ),
    ],
    'POST /admin/:site/email-domains/remove': [
      formOfSite('/admin/:site/email-domains/remove', { domain: 'acme.test' }),
      probe(
        'a sign-in domain, below its own site',
        post(
          () => '/admin/globex/email-domains/remove',
          (domain) => ({ domain }),
        ),
        () => 'acme.test',
        () => 'made-up.test',
      ),
    ],
    'GET /admin/:site/activity': [siteInAddress('/admin/:site/activity')],
    'GET /admin/:site/activity/export': [siteInAddress('/admin/:site/activity/export?format=lines')],
    'GET /support': [
      probe(
        'a reference',
        get((word) => `/support?reference=${word}`),
        () => known.reference,
        () => 'ZZZ-ZZZ-ZZZ',
      ),
    ],
    'GET /admin/:site/support': [siteInAddress('/admin/:site/support')],
    'GET /support/:site': [siteInAddress('/support/:site')],
    'GET /support/:site/:reference': [
      siteInAddress('/support/:site/ZZZ-ZZZ-ZZZ'),
      probe(
        'a reference',
        get((word) => `/support/globex/${word}`),
        () => known.reference,
        () => 'ZZZ-ZZZ-ZZZ',
      ),
    ],
    'POST /support/:site/:reference/response': [
      probe(
        'a reference',
        post((word) => `/support/globex/${word}/response`),
        () => known.reference,
        () => 'ZZZ-ZZZ-ZZZ',
      ),
    ],
    'GET /operator': [
      probe(
        'a session',
        (word) => asOperator(word).get('/operator'),
        () => known.session,
      ),
    ],
    'GET /operator/new-site': [
      probe(
        'a session',
        (word) => asOperator(word).get('/operator/new-site'),
        () => known.session,
      ),
    ],
    'POST /operator/new-site': [
      probe(
        'a session',
        (word) => asOperator(word).post('/operator/new-site', { site: 'acme', name: 'Mine' }),
        () => known.session,
      ),
    ],
    'GET /operator/health': [
      probe(
        'a session',
        (word) => asOperator(word).get('/operator/health'),
        () => known.session,
      ),
    ],
    'GET /operator/operators': [
      probe(
        'a session',
        (word) => asOperator(word).get('/operator/operators'),
        () => known.session,
      ),
    ],
    'GET /operator/mails': [
      probe(
        'a session',
        (word) => asOperator(word).get('/operator/mails'),
        () => known.session,
      ),
    ],
    'GET /operator/mails/:id': [
      probe(
        'a session',
        (word) => asOperator(word).get(`/operator/mails/${word}`),
        () => known.session,
      ),
    ],
    'POST /operator/sign-in': [
      probe(
        'a name and its password',
        post(
          () => '/operator/sign-in',
          (email) => ({ email, password: acmePassword }),
        ),
        () => 'ada@acme.test',
        () => 'eve@acme.test',
      ),
    ],
    'POST /operator/sign-out': [
      probe(
        'a session',
        (word) => asOperator(word).post('/operator/sign-out'),
        () => known.session,
      ),
    ],
    'GET /operator/setup': [
      probe(
        'a code',
        get((word) => `/operator/setup?token=${word}`),
        () => known.code,
      ),
    ],
    'POST /operator/setup': [
      probe(
        'a code',
        post(
          () => '/operator/setup',
          (token) => ({ token, email: 'mallory@globex.test', password: acmePassword, passwordAgain: acmePassword }),
        ),
        () => known.session,
      ),
    ],
    'GET /test-idp/sso': [
      probe(
        'a request',
        get((word) => `/test-idp/sso?SAMLRequest=${word}`),
        () => known.request,
      ),
    ],
    'POST /test-idp/sso': [
      probe(
        'a request',
        post(
          () => '/test-idp/sso',
          (word) => ({ SAMLRequest: word }),
        ),
        () => known.request,
      ),
    ],
  };

  const asOperator = (token: string) => {
    const browser = new TestBrowser(served.url);
    browser.cookies.set('usher-operator', token);
    return browser;
  };

  /** What an answer tells, without the word that was asked for and without what is random in every answer. */
  async function whatItTells(answer: Response, word: string) {
    const location = answer.headers.get('location') ?? '';
    const address = location.startsWith('https://idp.globex.test') || location.startsWith('https://idp.acme.test');
    const reference = answer.headers.get('usher-reference') ?? '\0';
    const hide = (text: string) =>
      text
        .replaceAll(reference, '(reference)')
        .replaceAll(word, '(word)')
        .replaceAll(encodeURIComponent(word), '(word)')
        .replaceAll(new URLSearchParams({ word }).toString().slice(5), '(word)');
    const body = await answer.text();
    return {
      status: answer.status,
      location: address ? new URL(location).origin : hide(location),
      code: answer.headers.get('usher-sso-code'),
      cookies: answer.headers.getSetCookie().map((line) => line.split('=')[0]),
      body: address ? '' : hide(body).replaceAll(/_[0-9a-f]{40}|[\w-]{43}/g, '(random)'),
    };
  }

  it('knows a row for every route, and no row without a route', () => {
    expect(Object.keys(table).sort()).toEqual([...new Set(routes)].sort());
  });

  const rows = Object.entries(table).flatMap(([route, probes]) =>
    probes === 'public' ? [] : probes.map((each) => [route, each.is, each] as const),
  );
  it.each(rows)(
    '%s: %s of another site is answered like one that does not exist, and nothing changes',
    async (_route, _is, each) => {
      acme.pass(0.01);
      const before = await stateOfAcme();
      const [ofAcme, madeUp] = [each.ofAcme(), each.madeUp()];
      expect(ofAcme).not.toBe('');
      const told = await whatItTells(await each.send(ofAcme), ofAcme);
      expect(told).toEqual(await whatItTells(await each.send(madeUp), madeUp));
      expect(told.body).not.toMatch(/Lovelace|Acme|@acme/);
      expect(await stateOfAcme()).toBe(before);
    },
  );

  const open = Object.entries(table).flatMap(([route, probes]) => (probes === 'public' ? [route] : []));
  it.each(open)('%s tells nothing of any site', async (route) => {
    const path = route.replace(/^GET /, '').replace(':code', '31').replace(':reason', 'seat_unavailable');
    const answer = await (await mallory()).get(path);
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toMatch(/lovelace|acme|globex/i);
  });

  it('a person of the same name at another identity provider is another account', async () => {
    const before = await database.prisma.account.findUnique({ where: { id: known.account } });
    const browser = await mallory();
    const begun = await browser.get('/saml/globex/door/login');
    expect(begun.status).toBe(302);
    const request = await database.prisma.authnRequest.findFirstOrThrow({
      where: { siteId: intruder.siteId },
      orderBy: { createdAt: 'desc' },
    });
    const parked = await fromGlobex({ inResponseTo: request.id, attributes: { firstname: 'Eve' } });
    expect(parked.status).toBe(303);
    expect(pathOf(parked)).toContain('/saml/globex/door/complete');
    expect(await database.prisma.account.findUnique({ where: { id: known.account } })).toEqual(before);
    expect(await database.prisma.account.count({ where: { usernameKey: 'ada@acme.test' } })).toBe(2);
  });

  it('what acme had under way is still good for acme', async () => {
    const signedIn = new TestBrowser(served.url);
    signedIn.cookies.set('usher-session', known.session);
    expect((await signedIn.get('/auth/verify?site=acme')).status).toBe(200);
    expect(acme.now.getTime() - testNow.getTime()).toBeLessThan(60_000);
    const application = { ...behindProxy('app.acme.test'), cookie: `__Host-usher-start=${known.mark}` };
    const completed = await new TestBrowser(served.url).get(`/.usher/complete?code=${known.handover}`, application);
    expect([completed.status, completed.headers.get('location')]).toEqual([303, 'https://app.acme.test/start']);
  });
});

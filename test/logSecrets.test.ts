import { randomBytes } from 'node:crypto';
import winston from 'winston';
import { createApp } from '../src/app';
import { loadConfig } from '../src/config';
import type { Database } from '../src/db';
import { createMetrics } from '../src/health';
import { createQueue } from '../src/jobs';
import { CallLog } from '../src/scim/calls';
import { createLog } from '../src/log';
import { addOperator, createOperatorLink } from '../src/operator';
import { hashPassword } from '../src/sessions';
import { freshDatabase } from './support/database';
import { serve, TestBrowser, type Served } from './support/http';
import { basic, makeProvisioning } from './support/provisioning';
import { makeAccount, makeSharedKey, testBox, testPublicUrl } from './support/site';
import { idpKey, pathOf, requestIdOf, UsherUnderTest, type PersonOptions } from './support/usher';

const passwords = { right: 'analytical engine 1843', wrong: 'difference engine 1822', operator: 'punched cards 1804' };
const bearer = 'metrics-bearer-d41d8cd98f00';
const application = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'app.acme.test' };
const json = { accept: 'application/json' };

/** Everything that must never be read in a log, by what it is. */
class Secrets {
  readonly known = new Map<string, string>();

  add(is: string, value: string | null | undefined): string {
    if (!value || value.length < 12) throw new Error(`${is} is no secret: ${String(value)}`);
    this.known.set(`${is} ${this.known.size}`, value);
    return value;
  }

  /** The names of those that stand in `text`, as they are or as an address writes them. */
  in(text: string): string[] {
    const forms = (value: string) => [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)];
    return [...this.known].flatMap(([is, value]) => (forms(value).some((form) => text.includes(form)) ? [is] : []));
  }
}

describe.each(['json', 'text'] as const)('logs (%s) and metrics', (logFormat) => {
  let database: Database;
  let usher: UsherUnderTest;
  let served: Served;
  let output = '';
  const secrets = new Secrets();

  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database, { connection: { signAuthnRequest: true } });
    const loaded = loadConfig({
      PUBLIC_URL: testPublicUrl,
      DEMO: 'off',
      LOG_LEVEL: 'debug',
      LOG_FORMAT: logFormat,
      METRICS_TOKEN: bearer,
      SECRET_KEY: randomBytes(32).toString('base64'),
    });
    if ('problems' in loaded) throw new Error('the settings of the test are wrong');
    const { config } = loaded;
    secrets.add('SECRET_KEY', config.secretKey?.toString('base64'));
    secrets.add('METRICS_TOKEN', bearer);
    // The real log with its own format; only where its lines go is the test's.
    jest.spyOn(winston.transports.Console.prototype, 'log').mockImplementation((...[info, next]: unknown[]) => {
      output += `${String((info as Record<symbol, unknown>)[Symbol.for('message')])}\n`;
      (next as () => void)();
    });
    const app = createApp({
      config,
      database,
      box: testBox,
      log: createLog(config),
      metrics: createMetrics(false),
      queue: createQueue(database),
      callLog: new CallLog({ database, box: testBox, log: createLog(config) }),
      clock: () => usher.now,
      random: randomBytes,
      elapsed: () => performance.now(),
      isReady: () => true,
      demo: null,
      makeKey: makeSharedKey,
    });
    served = await serve(app);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await served.close();
    await usher.close();
    await database.close();
  });

  const browser = () => new TestBrowser(served.url);

  /** Notes what a browser holds and where it was sent as secrets. */
  const note = (from: TestBrowser, answer: Response): Response => {
    for (const [name, value] of from.cookies) secrets.add(`cookie ${name}`, value);
    const query = new URL(answer.headers.get('location') ?? '/', testPublicUrl).searchParams;
    for (const name of ['code', 'RelayState', 'SAMLRequest', 'Signature']) {
      if (query.has(name)) secrets.add(name, query.get(name));
    }
    return answer;
  };

  /** A whole sign-in, whose every secret is noted. */
  async function signIn(person: PersonOptions, headers = {}): Promise<{ from: TestBrowser; answer: Response }> {
    const from = browser();
    const begun = note(from, await from.get('/saml/acme/main/login'));
    const xml = await usher.responseXml({ inResponseTo: requestIdOf(begun), ...person });
    const samlResponse = secrets.add('SAMLResponse', Buffer.from(xml).toString('base64'));
    secrets.add('a part of SAMLResponse', samlResponse.slice(200, 260));
    secrets.add('assertion', /<(?:\w+:)?Assertion[^>]*>/.exec(xml)?.[0]);
    secrets.add('assertion text', 'Lovelace-in-the-assertion');
    secrets.add('signature', /<ds:SignatureValue>([^<]+)/.exec(xml)?.[1]?.trim().slice(0, 60) ?? samlResponse);
    const relayState = new URL(begun.headers.get('location') ?? '').searchParams.get('RelayState') ?? '';
    const body = new URLSearchParams({ SAMLResponse: samlResponse, RelayState: relayState });
    const posted = await fetch(`${served.url}/saml/acme/main/acs`, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
    });
    note(from, posted);
    const answer = posted.status === 303 ? note(from, await from.get(pathOf(posted))) : posted;
    return { from, answer };
  }
  const surname = { attributes: { lastname: 'Lovelace-in-the-assertion' } };

  async function siteKeys(): Promise<void> {
    for (const row of await database.prisma.siteKey.findMany())
      secrets.add('site key at rest', row.privateKeyEncrypted);
    for (const row of await database.prisma.signingKey.findMany()) {
      secrets.add('token key at rest', row.privateKeyEncrypted);
    }
    const { privateKeyPem } = await makeSharedKey({ commonName: '', notBefore: usher.now, serial: '' });
    for (const pem of [privateKeyPem, (await idpKey()).privateKeyPem]) secrets.add('private key', pem.split('\n')[2]);
  }

  /** Calls of SCIM clients by every kind of credential, right and wrong, with passwords in what they send. */
  async function scimCalls(actingAccountId: string, expected: number): Promise<void> {
    const password = secrets.add('password of a body', 'difference-engine-2-no-sync');
    for (const credentialType of ['basic', 'bearer', 'oauth'] as const) {
      const name = `${credentialType} ${expected}`;
      const client = await makeProvisioning(database, usher.siteId, { name, credentialType, actingAccountId });
      const address = `${served.url}/scim/v2/${client.id}`;
      const right = basic(client.id, secrets.add('SCIM secret', client.secret));
      secrets.add('SCIM credential', right.slice('Basic '.length));
      const form = new URLSearchParams({ grant_type: 'client_credentials' });
      const given = await fetch(`${address}/oauth/token`, {
        method: 'POST',
        body: form,
        headers: { authorization: right },
      });
      const { access_token: token } = (await given.json()) as { access_token?: string };
      const authorization = credentialType === 'basic' ? right : `Bearer ${token ?? client.secret}`;
      if (token !== undefined) secrets.add('SCIM token', token);
      const wrong = secrets.add('wrong SCIM secret', `wrong-${client.secret}`);
      const bodies = [JSON.stringify({ userName: 'x', password }), `{"password":"${password}",}`];
      for (const body of bodies) {
        for (const sent of [authorization, `Bearer ${wrong}`]) {
          const headers = { authorization: sent, 'content-type': 'application/scim+json' };
          const answer = await fetch(`${address}/Users`, { method: 'POST', body, headers });
          expect(answer.status).toBe(sent === authorization ? expected : answer.status);
        }
      }
      const asked = `${address}/Users?filter=${encodeURIComponent(`password eq "${password}"`)}`;
      await fetch(asked, { headers: { authorization } });
    }
  }

  it('hold no secret of sign-ins that passed, were refused or broke, of passwords, tokens, codes and keys', async () => {
    const { siteId, connectionId } = usher;
    const passwordHash = secrets.add('password hash', await hashPassword(passwords.right));
    const ofAccount = { username: 'root@acme.test', bypass: true, passwordHash, emailVerified: true, roles: [] };
    await makeAccount(database, siteId, { ...ofAccount, connectionId });
    for (const [is, password] of Object.entries(passwords)) secrets.add(`password ${is}`, password);

    // Passed, and then used: account, forward authentication, handover to an application.
    const { from, answer } = await signIn(surname);
    expect(answer.status).toBe(303);
    expect((await from.get('/account')).status).toBe(200);
    const verified = await from.get('/auth/verify?site=acme');
    expect(verified.status).toBe(200);
    secrets.add('token', verified.headers.get('x-auth-request-token'));
    const marked = browser();
    const started = await marked.get('/.usher/start?site=acme&target=https://app.acme.test/', application);
    expect(started.status).toBe(302);
    const handover = note(from, await from.get(pathOf(started)));
    const code = new URL(handover.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const mark = marked.cookies.get('__Host-usher-start') ?? '';
    secrets.add('cookie of the application', mark);
    const cookie = `__Host-usher-start=${mark}`;
    const completed = await browser().get(`/.usher/complete?code=${code}`, { ...application, cookie });
    expect(completed.status).toBe(303);
    secrets.add(
      'session of the application',
      /usher-session=([^;]+)/.exec(completed.headers.getSetCookie().join())?.[1],
    );

    // Refused by the policy, by the gate, by the form; and a completion in another browser.
    const bob = { uid: 'bob@acme.test', email: 'bob@acme.test', memberStatus: '1' };
    const newcomer = { nameId: { value: bob.uid }, attributes: { ...surname.attributes, ...bob } };
    expect((await signIn(newcomer)).answer.status).toBe(403);
    const forged = { ...surname, tamper: (xml: string) => xml.replace('ada@acme.test', 'eve@acme.test') };
    expect((await signIn(forged, json)).answer.status).toBe(403);
    expect((await signIn({ tamper: (xml) => `${xml}${xml}` })).answer.status).toBe(400);
    expect((await from.get(`/saml/acme/main/complete?code=${code}`)).status).toBe(403);

    // Passwords, right and wrong, of people and operators, and the link that makes the first operator.
    const link = secrets.add('operator link', await createOperatorLink(database, usher.now, randomBytes));
    expect((await browser().get(`/operator/setup?token=${link}`)).status).toBe(200);
    const operator = { email: 'op@usher.test', password: passwords.operator };
    expect((await addOperator(database, { ...operator, now: usher.now })).outcome).toBe('added');
    const tries: [string, Record<string, string>, number][] = [
      ['/sign-in/password', { site: 'acme', identifier: 'root@acme.test', password: passwords.right }, 303],
      ['/sign-in/password', { site: 'acme', identifier: 'root@acme.test', password: passwords.wrong }, 422],
      ['/operator/sign-in', operator, 303],
      ['/operator/sign-in', { ...operator, password: passwords.wrong }, 422],
    ];
    for (const [path, fields, status] of tries) {
      const who = browser();
      expect(note(who, await who.post(path, fields)).status).toBe(status);
    }

    const acting = { username: 'scim@acme.test', roles: ['Org User Admin', 'Org Security Admin'] };
    await scimCalls(await makeAccount(database, siteId, { ...acting, type: 'attendee' }), 400);

    // Broken: the database fails in the middle of it.
    const query = jest.spyOn(database, 'query').mockRejectedValue(new Error('out of order'));
    const broken = await usher.responseXml(surname);
    const body = new URLSearchParams({
      SAMLResponse: secrets.add('SAMLResponse', Buffer.from(broken).toString('base64')),
    });
    expect((await fetch(`${served.url}/saml/acme/main/acs`, { method: 'POST', body })).status).toBe(500);
    query.mockRestore();

    await siteKeys();
    const metrics = await browser().get('/metrics', { authorization: `Bearer ${bearer}` });
    expect(metrics.status).toBe(200);
    // What is searched is really there: each kind of event has left its line.
    expect(output).toMatch(/Sign-in refused/);
    expect(output).toMatch(/Request failed/);
    expect(output.match(/Request answered/g)?.length).toBeGreaterThan(15);
    expect(secrets.known.size).toBeGreaterThan(40);
    expect(secrets.in(`/complete?${new URLSearchParams({ code }).toString()}`)).not.toEqual([]);
    expect(secrets.in(output)).toEqual([]);
    expect(secrets.in(await metrics.text())).toEqual([]);
  });

  it('replace the value of a field that a secret is named by, wherever it stands', () => {
    output = '';
    const log = createLog({ logLevel: 'debug', logFormat });
    const value = 'do-not-show-me';
    log.info('Fields', { password: value, nested: { list: [{ sessionToken: value, Cookie: value }] } });
    log.error('Fields', {
      headers: { authorization: value, 'set-cookie': value },
      SAMLResponse: value,
      privateKeyPem: value,
    });
    expect(output).not.toContain(value);
    expect(output.match(/\[secret\]/g)).toHaveLength(7);
  });
});

import type { Database } from '../../src/db';
import { freshDatabase } from '../support/database';
import { UsherUnderTest } from '../support/usher';

describe('U+0000, which no text column stores, is refused and fails nothing', () => {
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
  afterEach(() => expect(usher.errors).toEqual([]));

  const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'app.acme.test' };

  it.each([
    '/?site=%00',
    '/?identifier=ada@acme%00.test',
    '/saml/acme%00/main/metadata',
    '/saml/acme/%00/login',
    '/saml/acme/main/complete?code=%00',
    '/auth/verify?site=acme%00',
    '/.usher/start?site=acme%00',
    '/.usher/handover?site=acme%00',
  ])('GET %s answers 400', async (path) => {
    expect((await usher.browser().get(path, proxied)).status).toBe(400);
  });

  it('in an address of the ACS as well', async () => {
    const answer = await fetch(`${usher.url}/saml/acme/%00/acs`, { method: 'POST', body: 'SAMLResponse=x' });
    expect(answer.status).toBe(400);
  });

  it.each([
    ['/sign-in/password', { identifier: 'ada\0@acme.test', password: 'x', site: 'acme' }],
    ['/sign-in/password', { identifier: 'ada@acme.test', password: 'x\0', site: '\0' }],
    ['/operator/sign-in', { email: 'a\0@acme.test', password: 'x' }],
  ])('POST %s answers as for any wrong name: %j', async (path, fields) => {
    expect((await usher.browser().post(path, fields)).status).toBe(422);
  });

  it('in the name of a form field posted to the ACS leaves an attempt', async () => {
    const answer = await fetch(`${usher.url}/saml/acme/main/acs`, {
      method: 'POST',
      body: new URLSearchParams({ 'SAMLResponse\0': 'x' }),
      redirect: 'manual',
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('usher-reference')).toBe((await usher.lastAttempt()).reference);
  });
});

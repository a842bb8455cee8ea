import type { Database } from '../../src/db';
import { freshDatabase } from '../support/database';
import { makeProvisioning } from '../support/provisioning';
import { makeAccount } from '../support/site';
import { UsherUnderTest } from '../support/usher';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** What of a SCIM body the tests look at. */
interface Body {
  readonly id: string;
  readonly active: boolean;
  readonly displayName: string;
  readonly Resources: readonly Body[];
  readonly detail: string;
}

describe('one person by two doors: sign-in and provisioning', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let client: { readonly id: string; readonly secret: string };

  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database, { site: { autoCreate: true, autoUpdate: true, seats: 10 } });
    const acting = {
      username: 'scim@acme.test',
      type: 'attendee' as const,
      roles: ['Org User Admin', 'Org Security Admin'],
    };
    const actingAccountId = await makeAccount(database, usher.siteId, acting);
    client = await makeProvisioning(database, usher.siteId, { actingAccountId, name: 'Entra ID' });
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const scim = async (method: string, path: string, body?: object) => {
    usher.pass(1);
    const response = await fetch(`${usher.url}/scim/v2/${client.id}${path}`, {
      method,
      headers: { authorization: `Bearer ${client.secret}`, 'content-type': 'application/scim+json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Body };
  };
  const find = async (userName: string) =>
    (await scim('GET', `/Users?filter=${encodeURIComponent(`userName eq "${userName}"`)}`)).body.Resources[0];
  const person = (userName: string, first: string, last: string) => ({
    schemas: [core],
    userName,
    name: { givenName: first, familyName: last },
    displayName: `${first} ${last}`,
    emails: [{ value: userName, type: 'work', primary: true }],
    externalId: `ext-${userName}`,
    active: true,
  });
  const attributesOf = (uid: string, firstname: string, lastname: string) => ({
    nameId: { value: uid },
    attributes: { uid, firstname, lastname, email: uid, updateTimestamp: usher.now.toISOString() },
  });

  it('a person made by a sign-in is found by filter, adopted by PUT under the same id, and then owned by the client', async () => {
    expect((await usher.signIn(attributesOf('ada@acme.test', 'Ada', 'Lovelace'))).status).toBe(303);
    const account = await usher.account('ada@acme.test');
    const collision = await scim('POST', '/Users', person('ada@acme.test', 'Ada', 'King'));
    expect(collision.status).toBe(409);
    const found = await find('ADA@acme.test');
    expect(found?.id).toBe(account?.id);
    const adopted = await scim('PUT', `/Users/${found?.id}`, person('ada@acme.test', 'Ada', 'King'));
    expect([adopted.status, adopted.body.displayName]).toEqual([200, 'Ada King']);
    expect(await usher.account('ada@acme.test')).toMatchObject({
      id: account?.id,
      lastName: 'King',
      managedBy: 'Entra ID',
    });
  });

  it('from then on a sign-in signs the person in and updates nothing', async () => {
    usher.pass(3_600);
    expect((await usher.signIn(attributesOf('ada@acme.test', 'Augusta', 'Byron'))).status).toBe(303);
    expect(await usher.account('ada@acme.test')).toMatchObject({ firstName: 'Ada', lastName: 'King' });
    const attempt = await usher.lastAttempt();
    expect(JSON.stringify(attempt)).toContain('managed by');
  });

  it('a person made by the client signs in for the first time and keeps their account', async () => {
    const made = await scim('POST', '/Users', person('grace@acme.test', 'Grace', 'Hopper'));
    expect(made.status).toBe(201);
    expect((await usher.signIn(attributesOf('grace@acme.test', 'Other', 'Name'))).status).toBe(303);
    expect(await usher.account('grace@acme.test')).toMatchObject({ id: made.body.id, firstName: 'Grace' });
    expect(
      await database.prisma.account.count({ where: { siteId: usher.siteId, usernameKey: 'grace@acme.test' } }),
    ).toBe(1);
  });

  it('deactivating ends the sessions at once and refuses the next sign-in; activating lets the same account in again', async () => {
    const browser = usher.browser();
    expect((await usher.signIn(attributesOf('grace@acme.test', 'Grace', 'Hopper'), browser)).status).toBe(303);
    expect((await browser.get('/account')).status).toBe(200);
    const { id = '' } = (await find('grace@acme.test')) ?? {};
    const set = (active: boolean) =>
      scim('PATCH', `/Users/${id}`, {
        Operations: [{ op: 'Replace', path: 'active', value: active ? 'True' : 'False' }],
      });
    expect((await set(false)).body.active).toBe(false);
    expect((await browser.get('/account')).status).not.toBe(200);
    const refused = await usher.respond(attributesOf('grace@acme.test', 'Grace', 'Hopper'));
    expect([refused.status, refused.headers.get('usher-sso-code')]).toEqual([403, '31']);
    expect((await set(true)).body).toMatchObject({ id, active: true });
    expect((await usher.signIn(attributesOf('grace@acme.test', 'Grace', 'Hopper'))).status).toBe(303);
  });

  it('each change is in the activity log under the name of the client', async () => {
    const lines = await database.prisma.activity.findMany({ where: { siteId: usher.siteId, actor: 'scim:Entra ID' } });
    expect(lines.map(({ action, subject }) => `${action} ${subject}`)).toEqual(
      expect.arrayContaining([
        'account.create grace@acme.test',
        'account.update ada@acme.test',
        'account.update grace@acme.test',
      ]),
    );
  });

  it('the SCIM addresses need no same origin and set no cookie; a page cannot be posted to through them', async () => {
    const response = await fetch(`${usher.url}/scim/v2/${client.id}/Users`, {
      method: 'POST',
      headers: { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site', cookie: 'usher-session=x' },
      body: '{}',
    });
    expect([response.status, response.headers.getSetCookie()]).toEqual([401, []]);
    expect(response.headers.get('content-type')).toContain('application/scim+json');
  });
});

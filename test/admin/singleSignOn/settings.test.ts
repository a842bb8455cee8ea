import type { Database } from '../../../src/db';
import { signInAdmin } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import { makeAccount } from '../../support/site';
import { UsherUnderTest } from '../../support/usher';

const home = '/admin/acme/single-sign-on';
const main = `${home}/connections/main`;

describe('the settings of single sign-on', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let browser: Awaited<ReturnType<typeof signInAdmin>>['browser'];
  beforeEach(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database, { site: { seats: 25 } });
    ({ browser } = await signInAdmin(usher, ['Org Security Admin']));
  });
  afterEach(async () => {
    await usher.close();
    await database.close();
  });

  /** Every field of the page's form as it stands, as a browser would send it. */
  const formAt = async (path: string): Promise<URLSearchParams> => fieldsOf(await (await browser.get(path)).text());
  const post = (path: string, fields: URLSearchParams) =>
    fetch(`${usher.url}${path}`, {
      method: 'POST',
      body: fields,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        'sec-fetch-site': 'same-origin',
        cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    });
  const connection = () => database.prisma.connection.findUniqueOrThrow({ where: { id: usher.connectionId } });
  const site = () => database.prisma.site.findUniqueOrThrow({ where: { id: usher.siteId } });

  it.each([home, main])(
    'saving %s as it stands changes nothing: every field is shown as it is stored',
    async (path) => {
      const done = await post(path, await formAt(path));
      expect([done.status, done.headers.get('location')]).toEqual([303, `${path}?done=unchanged`]);
    },
  );

  it('changes every setting of the site, with a line of the activity log', async () => {
    const form = await formAt(home);
    form.delete('singleSignOn.enabled');
    for (const box of ['autoUpdate', 'removeUpnSuffix']) form.set(`singleSignOn.${box}`, 'on');
    form.delete('singleSignOn.autoCreate');
    form.set('singleSignOn.newAccounts', 'pending');
    form.set('singleSignOn.upnSuffixes', 'corp.acme.test\r\nold.acme.test\r\n');
    form.set('singleSignOn.defaultTarget', 'https://app.acme.test/home');
    form.set('singleSignOn.allowedTargets', 'https://app.acme.test');
    form.set('singleSignOn.errorUrl', 'https://app.acme.test/error');
    form.set('rawResponseDays', '3');
    const done = await post(home, form);
    expect([done.status, done.headers.get('location')]).toEqual([303, `${home}?done=saved`]);
    expect(await site()).toMatchObject({
      ssoEnabled: false,
      autoCreate: false,
      autoUpdate: true,
      removeUpnSuffix: true,
      upnSuffixes: ['corp.acme.test', 'old.acme.test'],
      newAccountsPending: true,
      defaultTarget: 'https://app.acme.test/home',
      allowedTargets: ['https://app.acme.test'],
      errorUrl: 'https://app.acme.test/error',
      rawResponseDays: 3,
    });
    const line = await database.prisma.activity.findFirstOrThrow({ where: { action: 'site.update' } });
    expect(line.actor).toMatch(/^account:admin-/);
  });

  it('changes every setting of a connection', async () => {
    const form = await formAt(main);
    form.delete('enabled');
    form.delete('enforceCertificateExpiry');
    for (const box of ['signAuthnRequest', 'requireEncryptedAssertion', 'legacyAlgorithms.allow']) form.delete(box);
    form.set('signAuthnRequest', 'on');
    form.set('requireEncryptedAssertion', 'on');
    form.append('legacyAlgorithms.allow', 'sha1');
    form.append('legacyAlgorithms.allow', 'cbc');
    form.delete('allowedTypes');
    form.append('allowedTypes', 'host');
    const texts = {
      entityId: 'https://idp.other.test',
      ssoUrl: 'https://idp.other.test/sso',
      sloUrl: 'https://idp.other.test/slo',
      sloBinding: 'redirect',
      sloResponseUrl: 'https://idp.other.test/slo/answers',
      ssoBinding: 'post',
      nameIdFormat: 'persistent',
      usernameFrom: 'mail\nNameID',
      scopes: 'acme.test',
      'attributes.firstName': 'givenName\nfirstname',
      'attributes.language': 'lang',
      authnContextClassRefs: 'urn:federation:authentication:windows',
      unsolicited: 'confirm',
      requireSigned: 'both',
      clockSkewSeconds: '30',
      'legacyAlgorithms.until': '2027-03-31',
    };
    for (const [name, value] of Object.entries(texts)) form.set(name, value);
    const done = await post(main, form);
    expect([done.status, done.headers.get('location')]).toEqual([303, `${main}?done=saved`]);
    expect(await connection()).toMatchObject({
      enabled: false,
      idpEntityId: 'https://idp.other.test',
      ssoUrl: 'https://idp.other.test/sso',
      sloUrl: 'https://idp.other.test/slo',
      sloBinding: 'redirect',
      sloResponseUrl: 'https://idp.other.test/slo/answers',
      ssoBinding: 'post',
      nameIdFormat: 'persistent',
      usernameFrom: ['mail', 'NameID'],
      scopes: ['acme.test'],
      attributes: { firstName: ['givenName', 'firstname'], language: ['lang'] },
      authnContextClassRefs: ['urn:federation:authentication:windows'],
      unsolicited: 'confirm',
      requireSigned: 'both',
      clockSkewSeconds: 30,
      enforceCertificateExpiry: false,
      requireEncryptedAssertion: true,
      signAuthnRequest: true,
      allowedTypes: ['host'],
      legacyAlgorithms: { allow: ['sha1', 'cbc'], until: '2027-03-31' },
    });
  });

  it('takes the logout binding of its own away again: logout then travels as the sign-in does', async () => {
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { sloBinding: 'post' } });
    const form = await formAt(main);
    expect(form.get('sloBinding')).toBe('post');
    form.set('sloBinding', 'as_sign_in');
    expect((await post(main, form)).status).toBe(303);
    expect((await connection()).sloBinding).toBeNull();
  });

  it('tells a mistake on top and at its field, keeps what was entered, and saves nothing', async () => {
    const form = await formAt(main);
    form.set('clockSkewSeconds', '301');
    form.set('ssoUrl', 'ftp://idp.acme.test');
    form.set('sloResponseUrl', 'javascript:1');
    form.set('sloBinding', 'artifact');
    form.set('sloUrl', 'https://idp.acme.test/kept');
    const answer = await post(main, form);
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('href="#clockSkewSeconds"');
    for (const field of ['ssoUrl', 'sloResponseUrl', 'sloBinding']) expect(page).toContain(`id="${field}-error"`);
    expect(page).toContain('value="https://idp.acme.test/kept"');
    expect((await connection()).sloUrl).toBeNull();
  });

  it.each([home, main])('overwrites nothing that somebody else changed meanwhile: %s', async (path) => {
    const form = await formAt(path);
    await database.prisma.site.update({ where: { id: usher.siteId }, data: { name: 'Other' } });
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { clockSkewSeconds: 7 } });
    form.set('rawResponseDays', '1');
    form.set('clockSkewSeconds', '1');
    expect((await post(path, form)).status).toBe(409);
    expect([(await site()).rawResponseDays, (await connection()).clockSkewSeconds]).toEqual([7, 7]);
  });

  it.each<[string, string, (form: URLSearchParams) => void, () => Promise<boolean>]>([
    ['the site', home, (form) => form.delete('singleSignOn.autoCreate'), async () => (await site()).autoCreate],
    [
      'a connection',
      main,
      (form) => form.set('usernameFrom', 'employeeNumber'),
      async () => (await connection()).usernameFrom.includes('uid'),
    ],
  ])(
    'warns before a change of %s that would refuse who passed yesterday, and makes it only when confirmed',
    async (_is, path, change, isAsBefore) => {
      await usher.signIn();
      const form = await formAt(path);
      change(form);
      const warned = await post(path, form);
      const page = await warned.text();
      expect(warned.status).toBe(422);
      expect(page).toContain('1 of the 1 sign-ins');
      expect(page).toContain('ada@acme.test');
      expect(await isAsBefore()).toBe(true);
      const again = fieldsOf(page);
      again.set('confirmed', 'on');
      expect((await post(path, again)).status).toBe(303);
      expect(await isAsBefore()).toBe(false);
    },
  );

  it('removes a connection only when it is confirmed that this is meant, and never one that accounts belong to', async () => {
    expect(await (await browser.get(`${main}/remove`)).text()).toContain('Everybody who is signed in through it');
    const form = await formAt(`${main}/remove`);
    expect((await post(`${main}/remove`, form)).status).toBe(422);
    form.set('confirmed', 'on');
    const { siteId, connectionId } = usher;
    const owner = await makeAccount(database, siteId, { username: 'own@acme.test', connectionId });
    const refused = await post(`${main}/remove`, form);
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('One account belongs to this connection.'),
    ]);
    await database.prisma.account.delete({ where: { id: owner } });
    // The administrator's own session began through it.
    const done = await post(`${main}/remove`, form);
    expect([done.status, done.headers.get('location')]).toEqual([303, `${home}?done=removed`]);
    expect(await database.prisma.connection.count()).toBe(0);
  });

  it('is viewed and not changed by Org Support, and hidden from an Org User Admin', async () => {
    const support = (await signInAdmin(usher, ['Org Support'])).browser;
    for (const path of [home, main]) {
      const page = await support.get(path);
      expect([page.status, (await page.text()).includes('<form method="post" action="/admin')]).toEqual([200, false]);
      expect((await support.post(path)).status).toBe(403);
    }
    expect((await support.get(`${main}/remove`)).status).toBe(403);
    expect((await support.post(`${main}/remove`, { confirmed: 'on' })).status).toBe(403);
    const people = (await signInAdmin(usher, ['Org User Admin'])).browser;
    expect((await people.get(home)).status).toBe(403);
  });

  it('shows what the mapping makes of the last response, and under which name a missing field was probably sent', async () => {
    await usher.signIn({ attributes: { firstname: null, FirstName: 'Ada', lastname: 'x'.repeat(2000) } });
    const page = await (await browser.get(main)).text();
    expect(page).toContain('What the mapping makes of the last response');
    expect(page).toContain('present as &quot;FirstName&quot;');
    expect(page).not.toContain('x'.repeat(1000));
  });

  it.each([
    [home, 14],
    [main, 15],
  ])('%s takes at most %i round trips', async (path, most) => {
    const watch = jest.spyOn(Reflect.get(database, 'pglite') as { query: (...all: unknown[]) => unknown }, 'query');
    await browser.get(path);
    const statements = watch.mock.calls.length;
    watch.mockRestore();
    expect(statements).toBeGreaterThan(0);
    expect(statements).toBeLessThanOrEqual(most);
  });

  it('answers 404 for a connection that is not there', async () => {
    for (const path of [`${home}/connections/nowhere`, `${home}/connections/nowhere/remove`]) {
      expect((await browser.get(path)).status).toBe(404);
      expect((await browser.post(path, { confirmed: 'on' })).status).toBe(404);
    }
  });
});

/** What a browser would send of the form in the page's main part. */
function fieldsOf(page: string): URLSearchParams {
  // The form that saves, not the one that begins a test.
  const forms = page.match(/<form method="post" action="\/admin[\s\S]*?<\/form>/g) ?? [];
  const form = forms.find((one) => !one.includes('/test"')) ?? '';
  const fields = new URLSearchParams();
  const text = (html: string) =>
    html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  for (const [tag] of form.matchAll(/<input[^>]*>|<textarea[\s\S]*?<\/textarea>/g)) {
    const of = (attribute: string) => new RegExp(`\\s${attribute}="([^"]*)"`).exec(tag)?.[1];
    const name = of('name');
    if (name === undefined) continue;
    const isBox = ['checkbox', 'radio'].includes(of('type') ?? '');
    if (isBox && !/\schecked/.test(tag)) continue;
    const content = tag.startsWith('<textarea') ? /<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(tag)?.[1] : of('value');
    fields.append(name, text(content ?? (isBox ? 'on' : '')));
  }
  return fields;
}

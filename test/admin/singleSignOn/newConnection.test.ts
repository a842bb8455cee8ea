import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Database } from '../../../src/db';
import { signInAdmin } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import type { TestBrowser } from '../../support/http';
import { idpMetadata } from '../../support/metadata';
import { idpKey, UsherUnderTest } from '../../support/usher';

const home = '/admin/acme/single-sign-on';
const entityId = 'https://new.idp.test/metadata';
const ssoUrl = 'https://new.idp.test/sso';

describe('a new connection', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let browser: TestBrowser;
  let pem: string;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database, { config: { metadataAllowedHosts: ['127.0.0.1'] } });
    ({ browser } = await signInAdmin(usher, ['Org Security Admin']));
    pem = (await idpKey('new')).certificatePem;
  });
  afterEach(() => database.prisma.connection.deleteMany({ where: { name: { not: 'main' } } }));
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const metadata = () => idpMetadata({ entityId, ssoUrl, certificates: [pem] });
  /** Sends the form as a browser does: with a file field, empty or not. */
  const preview = (fields: Record<string, string>, file = '') => {
    const form = new FormData();
    for (const name of ['name', 'xml', 'url', 'entityId', 'ssoUrl', 'certificates']) form.set(name, fields[name] ?? '');
    form.set('file', new Blob([file], { type: 'text/xml' }), file === '' ? '' : 'idp.xml');
    return fetch(`${usher.url}${home}/new`, { method: 'POST', body: form, redirect: 'manual', headers: headers() });
  };
  const headers = (by = browser) => ({
    accept: 'text/html',
    'sec-fetch-site': 'same-origin',
    cookie: [...by.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  });
  const hiddenOf = (page: string) => {
    const text = (html: string) =>
      html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    const inputs = page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
    return Object.fromEntries([...inputs].map(([, name, value]) => [name ?? '', text(value ?? '')]));
  };
  const made = () => database.prisma.connection.findFirst({ where: { name: 'okta' }, include: { certificates: true } });

  const ways: [string, () => Promise<Response>][] = [
    ['a file', () => preview({ name: 'okta' }, metadata())],
    ['pasted metadata', () => preview({ name: 'okta', xml: metadata() })],
    ['fields by hand', () => preview({ name: 'okta', entityId, ssoUrl, certificates: pem })],
  ];
  it.each(ways)(
    'by %s is shown before it is saved: addresses, certificate, fingerprint; saved, it is switched off',
    async (_is, send) => {
      const shown = await send();
      const page = await shown.text();
      expect(shown.status).toBe(200);
      for (const told of [entityId, ssoUrl, 'CN=Test IdP', 'Nothing is saved yet']) expect(page).toContain(told);
      expect(page).toMatch(/([0-9A-F]{2}:){31}[0-9A-F]{2}/);
      expect(await made()).toBeNull();
      const saved = await browser.post(`${home}/new/save`, hiddenOf(page));
      expect([saved.status, saved.headers.get('location')]).toEqual([303, `${home}/connections/okta?done=made`]);
      expect(await made()).toMatchObject({ idpEntityId: entityId, ssoUrl, enabled: false, metadataUrl: null });
      expect((await made())?.certificates).toHaveLength(1);
    },
  );

  it('by address is fetched for the preview, and looked at again from then on', async () => {
    const server = createServer((_req, res) => res.end(metadata()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`;
    try {
      const page = await (await preview({ name: 'okta', url })).text();
      expect(page).toContain(entityId);
      const saved = await browser.post(`${home}/new/save`, { ...hiddenOf(page), enabled: 'on' });
      expect(saved.status).toBe(303);
      expect(await made()).toMatchObject({ idpEntityId: entityId, metadataUrl: url, enabled: true });
    } finally {
      server.close();
    }
  });

  it.each<[string, () => Promise<Response>, string, string]>([
    ['nothing', () => preview({ name: 'okta' }), 'file', 'exactly one way'],
    ['two ways', () => preview({ name: 'okta', entityId }, metadata()), 'file', 'exactly one way'],
    [
      'pasted metadata and an address',
      () => preview({ name: 'okta', xml: metadata(), url: entityId }),
      'file',
      'exactly one',
    ],
    [
      'pasted metadata and a sign-in address by hand',
      () => preview({ name: 'okta', xml: metadata(), ssoUrl }),
      'file',
      'exactly one',
    ],
    ['no entity ID by hand', () => preview({ name: 'okta', ssoUrl, certificates: pem }), 'entityId', 'Fill this in'],
    ['a web page', () => preview({ name: 'okta', xml: '<!doctype html><html></html>' }), 'xml', 'a web page (HTML)'],
    ['a bad name', () => preview({ name: 'Okta 1', xml: metadata() }), 'name', 'lower-case letters'],
    ['a name that is taken', () => preview({ name: 'main', xml: metadata() }), 'name', 'of this name already'],
    ['no metadata', () => preview({ name: 'okta', xml: '<a/>' }), 'xml', 'not SAML 2.0 metadata'],
    ['a document type', () => preview({ name: 'okta', xml: `<!DOCTYPE a>${metadata()}` }), 'xml', 'DOCTYPE'],
    ['a bad address', () => preview({ name: 'okta', entityId, ssoUrl: 'javascript:1' }), 'ssoUrl', 'https://'],
    [
      'an internal address',
      () => preview({ name: 'okta', url: 'https://169.254.169.254/' }),
      'url',
      'internal address',
    ],
  ])('made of %s is told at its field, and what was entered is kept', async (_is, send, field, told) => {
    const answer = await send();
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain(`id="${field}-error"`);
    expect(page).toContain(told);
    expect(await made()).toBeNull();
  });

  it('of no metadata is refused in the language of the page, with what to do', async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ name: 'okta', xml: 'hello' })) form.set(name, value);
    const answer = await fetch(`${usher.url}${home}/new`, {
      method: 'POST',
      body: form,
      headers: { ...headers(), 'accept-language': 'de' },
    });
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('Diese Metadaten sind nicht zu gebrauchen.');
    expect(page).not.toContain('metadata: It');
  });

  it('is refused when it is larger than metadata ever is', async () => {
    expect((await preview({ name: 'okta' }, 'a'.repeat(4 * 1024 * 1024))).status).toBe(413);
  });

  it('is shown and saved only so often in a minute by one administrator; another one goes on', async () => {
    const limited = await usher.another({ rateLimits: true });
    const send = (by: TestBrowser, path: string) =>
      fetch(`${limited.url}${home}/new${path}`, { method: 'POST', body: new FormData(), headers: headers(by) });
    try {
      const answers: number[] = [];
      for (let post = 0; post < 20; post += 1) answers.push((await send(browser, '')).status);
      expect(new Set(answers)).toEqual(new Set([422]));
      for (const path of ['', '/save']) {
        const answer = await send(browser, path);
        expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '60']);
      }
      expect((await send((await signInAdmin(usher, ['Org Security Admin'])).browser, '')).status).toBe(422);
      limited.pass(61);
      expect((await send(browser, '')).status).toBe(422);
    } finally {
      await limited.close();
    }
  });

  it('is not saved past the rules, nor over one that somebody else made meanwhile', async () => {
    const fields = hiddenOf(await (await preview({ name: 'okta', xml: metadata() })).text());
    expect((await browser.post(`${home}/new/save`, { ...fields, xml: '<a/>' })).status).toBe(422);
    await browser.post(`${home}/new/save`, fields);
    expect((await browser.post(`${home}/new/save`, fields)).status).toBe(422);
    expect(await database.prisma.connection.count({ where: { name: 'okta' } })).toBe(1);
  });

  it('is made by those who may edit single sign-on alone', async () => {
    const support = (await signInAdmin(usher, ['Org Support'])).browser;
    for (const path of [`${home}/new`, `${home}/new/save`]) expect((await support.post(path)).status).toBe(403);
    expect((await support.get(`${home}/new`)).status).toBe(403);
  });

  it('is set up at the identity provider with our addresses and the attribute names of its own mapping', async () => {
    const data = { attributes: { firstName: ['givenName'] }, usernameFrom: ['mail', 'NameID'] };
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data });
    const page = await (await browser.get(`${home}/connections/main/set-up`)).text();
    const { metadata: ours, acs, logout } = usher.addresses;
    for (const told of [ours, acs, logout, 'givenName', 'mail', 'lastname', 'Okta', 'Keycloak']) {
      expect(page).toContain(told);
    }
    expect((await usher.browser().get(new URL(ours).pathname)).status).toBe(200);
  });
});

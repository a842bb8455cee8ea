import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Database } from '../../../src/db';
import { certificateFingerprint } from '../../../src/saml';
import { signInAdmin } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import type { TestBrowser } from '../../support/http';
import { idpMetadata, signMetadata, type MetadataOptions } from '../../support/metadata';
import { idpEntityId, idpKey, UsherUnderTest } from '../../support/usher';

const main = '/admin/acme/single-sign-on/connections/main';
const path = `${main}/metadata`;
const ssoUrl = 'https://new.idp.acme.test/sso';

describe('importing the metadata of a connection again', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let browser: TestBrowser;
  let old: string;
  let next: string;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database, { config: { metadataAllowedHosts: ['127.0.0.1'] } });
    ({ browser } = await signInAdmin(usher, ['Org Security Admin']));
    old = (await idpKey()).certificatePem;
    next = (await idpKey('new')).certificatePem;
  });
  beforeEach(async () => {
    const { siteId, connectionId } = usher;
    await database.prisma.connectionCertificate.deleteMany();
    await database.prisma.connectionCertificate.create({
      data: { id: connectionId, siteId, connectionId, pem: old, fingerprint: printOf(old) },
    });
    const data = { ssoUrl: 'https://idp.acme.test/sso', sloUrl: null, metadataUrl: null, scopes: [] };
    await database.prisma.connection.update({ where: { id: connectionId }, data });
    await database.prisma.activity.deleteMany();
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const printOf = (pem: string) => certificateFingerprint(new X509Certificate(pem).raw);
  const spaced = (pem: string) => printOf(pem).toUpperCase().match(/../g)?.join(':') ?? '';
  const metadata = (options: Partial<MetadataOptions> = {}) =>
    idpMetadata({ entityId: idpEntityId, ssoUrl, certificates: [next], ...options });
  const preview = (fields: Record<string, string>, file = '') => {
    const form = new FormData();
    for (const name of ['xml', 'url']) form.set(name, fields[name] ?? '');
    form.set('file', new Blob([file], { type: 'text/xml' }), file === '' ? '' : 'idp.xml');
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', 'sec-fetch-site': 'same-origin', cookie };
    return fetch(`${usher.url}${path}`, { method: 'POST', body: form, redirect: 'manual', headers });
  };
  const hiddenOf = (page: string) => {
    const text = (html: string) =>
      html.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    const inputs = page.matchAll(/<input type="hidden" name="([^"]+)" value(?:="([^"]*)")?/g);
    return Object.fromEntries([...inputs].map(([, name, value]) => [name ?? '', text(value ?? '')]));
  };
  const stored = async () => {
    const { siteId, connectionId } = usher;
    const where = { id: connectionId, siteId };
    const row = await database.prisma.connection.findFirstOrThrow({ where, include: { certificates: true } });
    return { ...row, prints: row.certificates.map(({ fingerprint }) => fingerprint) };
  };

  it.each<[string, () => Promise<Response>]>([
    ['a file', () => preview({}, metadata())],
    ['pasted', () => preview({ xml: metadata() })],
  ])(
    'as %s shows both fingerprints and addresses first, and then takes the place of what was pinned',
    async (_is, send) => {
      const shown = await send();
      const page = await shown.text();
      expect(shown.status).toBe(200);
      for (const told of [spaced(old), spaced(next), 'https://idp.acme.test/sso', ssoUrl]) expect(page).toContain(told);
      expect(page).toContain('It is not signed: you vouch for it.');
      expect(page).toContain('One certificate is no longer listed');
      expect((await stored()).prints).toEqual([printOf(old)]);
      const saved = await browser.post(`${path}/save`, hiddenOf(page));
      expect([saved.status, saved.headers.get('location')]).toEqual([303, `${main}?done=imported`]);
      expect(await stored()).toMatchObject({ prints: [printOf(next)], ssoUrl, metadataUrl: null });
      const line = await database.prisma.activity.findFirstOrThrow({ where: { action: 'connection.update' } });
      expect(line).toMatchObject({
        before: { certificates: [printOf(old)] },
        after: { certificates: [printOf(next)] },
      });
      expect(line.actor).toMatch(/^account:admin-/);
    },
  );

  it('by its address is fetched for the preview, and looked at there from then on', async () => {
    const server = createServer((_req, res) => res.end(metadata()));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`;
    try {
      const page = await (await preview({ url })).text();
      expect(page).toContain(`From then on its metadata is looked for every day at ${url}`);
      expect((await browser.post(`${path}/save`, hiddenOf(page))).status).toBe(303);
      expect(await stored()).toMatchObject({ prints: [printOf(next)], ssoUrl, metadataUrl: url });
    } finally {
      server.close();
    }
  });

  it('from a file leaves the address where it is looked for, and says so', async () => {
    const metadataUrl = 'https://idp.acme.test/metadata';
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { metadataUrl } });
    const page = await (await preview({}, metadata())).text();
    expect(page).toContain(`still looked for every day at ${metadataUrl}`);
    expect((await browser.post(`${path}/save`, hiddenOf(page))).status).toBe(303);
    expect(await stored()).toMatchObject({ prints: [printOf(next)], metadataUrl });
  });

  it.each([
    ['a pinned key', 'current', 'It is signed with a key that is pinned'],
    ['another key', 'new', 'It is signed, but not with a key that is pinned'],
  ] as const)('signed by %s says so', async (_is, key, told) => {
    const xml = signMetadata(metadata(), await idpKey(key));
    expect(await (await preview({ xml })).text()).toContain(told);
  });

  it('that says what is pinned already changes nothing', async () => {
    const answer = await preview({ xml: metadata({ certificates: [old], ssoUrl: 'https://idp.acme.test/sso' }) });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${main}?done=unchanged`]);
  });

  it.each<[string, () => Promise<Response>, string, string]>([
    ['nothing', () => preview({}), 'file', 'exactly one way'],
    ['two ways', () => preview({ xml: metadata(), url: 'https://idp.acme.test/' }), 'file', 'exactly one way'],
    ['no metadata', () => preview({ xml: '<a/>' }), 'xml', 'not SAML 2.0 metadata'],
    [
      'another identity provider',
      () => preview({ xml: metadata({ entityId: 'https://other.test' }) }),
      'xml',
      'It is of another identity provider: its entity ID is https://other.test',
    ],
    ['what is over', () => preview({ xml: metadata({ validUntil: '2026-01-01T00:00:00Z' }) }), 'xml', 'ended on'],
    ['a bad address', () => preview({ xml: metadata({ ssoUrl: 'javascript:1' }) }), 'xml', 'must be an https address'],
    ['an internal address', () => preview({ url: 'https://169.254.169.254/' }), 'url', 'internal address'],
  ])('of %s is told at its field, and nothing changes', async (_is, send, field, told) => {
    const before = await stored();
    const answer = await send();
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain(`id="${field}-error"`);
    expect(page).toContain(told);
    expect(await stored()).toEqual(before);
  });

  it('is not saved past the rules, nor when somebody else changed the connection meanwhile', async () => {
    const fields = hiddenOf(await (await preview({ xml: metadata() })).text());
    const other = metadata({ entityId: 'https://other.test' });
    expect((await browser.post(`${path}/save`, { ...fields, xml: other })).status).toBe(422);
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { scopes: ['acme.test'] } });
    expect((await browser.post(`${path}/save`, fields)).status).toBe(409);
    expect(await stored()).toMatchObject({ prints: [printOf(old)], ssoUrl: 'https://idp.acme.test/sso' });
  });

  it('is for those who may edit single sign-on alone', async () => {
    const support = (await signInAdmin(usher, ['Org Support'])).browser;
    expect((await support.get(path)).status).toBe(403);
    for (const page of [path, `${path}/save`]) expect((await support.post(page)).status).toBe(403);
    expect(await (await support.get(main)).text()).not.toContain(path);
  });
});

import { X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Database } from '../../../src/db';
import { refreshConnection } from '../../../src/metadata';
import { certificateFingerprint } from '../../../src/saml';
import { signInAdmin } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import type { TestBrowser } from '../../support/http';
import { idpMetadata } from '../../support/metadata';
import { idpEntityId, idpKey, UsherUnderTest } from '../../support/usher';

const path = '/admin/acme/single-sign-on/connections/main/certificates';

describe('the certificates of a connection', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let browser: TestBrowser;
  let old: string;
  let next: string;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
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
    await database.prisma.connection.update({
      where: { id: connectionId },
      data: { enabled: true, metadataUrl: null },
    });
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const printOf = (pem: string) => certificateFingerprint(new X509Certificate(pem).raw);
  const pinned = async () => {
    const rows = await database.prisma.connectionCertificate.findMany({ orderBy: { position: 'asc' } });
    return rows.map(({ fingerprint }) => fingerprint);
  };
  const tag = async () => /name="tag" value="([^"]+)"/.exec(await (await browser.get(path)).text())?.[1] ?? '';
  const add = async (pem: string, file: Buffer | null = null, sent?: string) => {
    const form = new FormData();
    form.set('tag', sent ?? (await tag()));
    form.set('pem', pem);
    form.set('file', new Blob(file === null ? [] : [new Uint8Array(file)]), file === null ? '' : 'idp.cer');
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', 'sec-fetch-site': 'same-origin', cookie };
    return fetch(`${usher.url}${path}`, { method: 'POST', body: form, redirect: 'manual', headers });
  };
  const remove = async (pem: string, fields: Record<string, string> = {}) =>
    browser.post(`${path}/remove`, { tag: await tag(), fingerprint: printOf(pem), ...fields });

  it.each<[string, () => Promise<Response>]>([
    ['pasted PEM', () => add(next)],
    ['a PEM file', () => add('', Buffer.from(next))],
    ['a DER file', () => add('', Buffer.from(new X509Certificate(next).raw))],
  ])('one is added beside the others as %s, and then both verify', async (_is, send) => {
    expect((await send()).status).toBe(303);
    expect(await pinned()).toEqual([printOf(old), printOf(next)]);
    const page = await (await browser.get(path)).text();
    const shown = printOf(next).toUpperCase().match(/../g)?.join(':') ?? '';
    expect(page).toContain(shown);
    expect(page).toContain('CN=Test IdP');
    const { privateKeyPem, certificatePem } = await idpKey('new');
    const answer = await usher.respond({ signing: { key: { privateKeyPem, certificatePem } } });
    expect(answer.status).toBe(303);
  });

  it.each<[string, () => Promise<Response>, string]>([
    ['nothing', () => add(''), 'file'],
    ['rubbish', () => add('rubbish'), 'pem'],
    ['a file of rubbish', () => add('', Buffer.from('rubbish')), 'file'],
  ])('%s is told at its field, and nothing changes', async (_is, send, field) => {
    const answer = await send();
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(`id="${field}-error"`)]);
    expect(await pinned()).toEqual([printOf(old)]);
  });

  it('one is removed; the last one of a connection that is on only when that is confirmed', async () => {
    await add(next);
    expect((await remove(old)).status).toBe(303);
    expect(await pinned()).toEqual([printOf(next)]);
    const warned = await remove(next);
    expect([warned.status, await warned.text()]).toEqual([422, expect.stringContaining('It is the last certificate')]);
    expect(await pinned()).toEqual([printOf(next)]);
    expect((await remove(next, { confirmed: 'on' })).status).toBe(303);
    expect(await pinned()).toEqual([]);
  });

  it('are not overwritten when somebody else changed the connection meanwhile', async () => {
    const seen = await tag();
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { scopes: ['acme.test'] } });
    expect((await add(next, null, seen)).status).toBe(409);
    expect((await remove(old, { tag: seen, confirmed: 'on' })).status).toBe(409);
    expect(await pinned()).toEqual([printOf(old)]);
  });

  it.each([
    ['accept', () => printOf(next)],
    ['drop', () => printOf(old)],
  ] as const)(
    'what the metadata proposes is shown with both fingerprints, and is there to %s',
    async (decision, left) => {
      const document = idpMetadata({ entityId: idpEntityId, certificates: [next] });
      const server = createServer((_req, res) => res.end(document));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const metadataUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const { connectionId } = usher;
      try {
        await database.prisma.heldMetadata.deleteMany();
        const data = { metadataUrl, ssoUrl: 'https://idp.acme.test/sso' };
        await database.prisma.connection.update({ where: { id: connectionId }, data });
        const rules = { allowedHosts: ['127.0.0.1'], allowHttp: true };
        const log = { info: () => undefined, warn: () => undefined };
        await refreshConnection({ database, rules, log, clock: () => usher.now }, connectionId);
      } finally {
        server.close();
      }
      const page = await (await browser.get(path)).text();
      for (const pem of [old, next]) expect(page).toContain(printOf(pem).toUpperCase().match(/../g)?.join(':'));
      const digest = /name="digest" value="([^"]+)"/.exec(page)?.[1] ?? '';
      expect((await browser.post(`${path}/held`, { digest: 'another', decision })).status).toBe(409);
      expect(await pinned()).toEqual([printOf(old)]);
      expect((await browser.post(`${path}/held`, { digest, decision })).status).toBe(303);
      expect(await pinned()).toEqual([left()]);
      expect((await browser.post(`${path}/held`, { digest, decision: 'accept' })).status).toBe(
        decision === 'accept' ? 409 : 303,
      );
    },
  );

  it('are shown to Org Support, and changed by those who may edit single sign-on alone', async () => {
    const support = (await signInAdmin(usher, ['Org Support'])).browser;
    const page = await support.get(path);
    expect([page.status, (await page.text()).includes('method="post" action="/admin')]).toEqual([200, false]);
    for (const below of ['', '/remove', '/held']) expect((await support.post(`${path}${below}`)).status).toBe(403);
  });

  it('stand alone while the site has no keys of its own: no table without rows', async () => {
    const page = async () => (await browser.get(path)).text();
    expect(await page()).toContain('id="own-keys"');
    await database.prisma.siteKey.deleteMany();
    expect(await page()).not.toContain('id="own-keys"');
  });
});

import { createPrivateKey, randomBytes, X509Certificate } from 'node:crypto';
import type { Database } from '../../src/db';
import { ensureSiteKeys, loadSiteKeys, type SiteKeyDeps } from '../../src/saml';
import { makeSiteKey } from '../../src/saml/makeSiteKey';
import { freshDatabase } from '../support/database';
import { makeSharedKey, makeSite, testBox, testNow } from '../support/site';

let database: Database;
let deps: SiteKeyDeps;

beforeAll(async () => {
  database = await freshDatabase();
  deps = { database, box: testBox, clock: () => testNow, random: randomBytes, makeKey: makeSharedKey };
});
afterAll(() => database.close());

test('a key pair is RSA-3072 with a self-signed certificate that begins now and lasts ten years', async () => {
  const pair = await makeSiteKey({ commonName: 'Usher acme signing', notBefore: testNow, serial: '4abc' });
  const certificate = new X509Certificate(pair.certificatePem);
  expect(certificate.subject).toBe('CN=Usher acme signing');
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(certificate.checkPrivateKey(createPrivateKey(pair.privateKeyPem))).toBe(true);
  expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(3072);
  expect(new Date(certificate.validFrom)).toEqual(testNow);
  expect(new Date(certificate.validTo)).toEqual(new Date('2036-11-22T12:00:00Z'));
});

test('however many ask at once, a site gets one key of each use, and keeps it', async () => {
  const { siteId } = await makeSite(database, { site: { slug: 'many' } });
  await Promise.all(Array.from({ length: 8 }, () => ensureSiteKeys(deps, siteId)));
  const made = await database.prisma.siteKey.findMany({ where: { siteId } });
  expect(made.map(({ use }) => use).sort()).toEqual(['encryption', 'signing']);
  await ensureSiteKeys(deps, siteId);
  expect(await database.prisma.siteKey.count({ where: { siteId } })).toBe(2);
});

test('private keys are stored sealed, each for its own row', async () => {
  const { siteId } = await makeSite(database, { site: { slug: 'sealed' } });
  await ensureSiteKeys(deps, siteId);
  const [first, second] = await database.prisma.siteKey.findMany({ where: { siteId } });
  expect(first?.privateKeyEncrypted).not.toContain('PRIVATE');
  expect(() => testBox.open(first?.privateKeyEncrypted ?? '', `site_keys:${second?.id}`)).toThrow();
});

test('keys load current first, then next; retired ones still decrypt but are not published', async () => {
  const { siteId } = await makeSite(database, { site: { slug: 'rolled' } });
  await ensureSiteKeys(deps, siteId);
  for (const state of ['retired', 'next'] as const) {
    const pair = await makeSiteKey({ commonName: state, notBefore: testNow, serial: '4b' });
    const id = { retired: '01890000-0000-7000-8000-000000000001', next: '01890000-0000-7000-8000-000000000002' }[state];
    await database.prisma.siteKey.create({
      data: {
        id,
        siteId,
        use: 'encryption',
        state,
        certificatePem: pair.certificatePem,
        privateKeyEncrypted: testBox.seal(pair.privateKeyPem, `site_keys:${id}`),
      },
    });
  }
  const keys = await loadSiteKeys(database, testBox, siteId);
  const subjects = keys.encryptionCertificates.map((pem) => new X509Certificate(pem).subject);
  expect(subjects).toEqual(['CN=Usher test', 'CN=next']);
  expect(keys.decryptionKeys).toHaveLength(3);
  expect(keys.signingCertificates).toHaveLength(1);
  const certificate = new X509Certificate(keys.signing?.certificatePem ?? '');
  expect(certificate.checkPrivateKey(createPrivateKey(keys.signing?.privateKeyPem ?? ''))).toBe(true);
});

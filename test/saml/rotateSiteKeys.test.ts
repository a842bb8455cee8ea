import { randomBytes, X509Certificate } from 'node:crypto';
import type { Database } from '../../src/db';
import {
  loadSiteKeys,
  rotateDueSiteKeys,
  rotateSiteKeys,
  type SiteKeyDeps,
  type SiteKeyRotation,
} from '../../src/saml';
import { freshDatabase } from '../support/database';
import { makeSharedKey, makeSite, testBox, testNow } from '../support/site';

let database: Database;
let moment: Date;
let deps: SiteKeyDeps;
let site: { id: string; slug: string; actor: string };

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.prisma.site.deleteMany();
  const { siteId } = await makeSite(database);
  site = { id: siteId, slug: 'acme', actor: 'command' };
  moment = testNow;
  deps = { database, box: testBox, clock: () => moment, random: randomBytes, makeKey: makeSharedKey };
});

const pass = (days: number) => {
  moment = new Date(moment.getTime() + days * 86_400_000);
};
const done = (rotations: readonly SiteKeyRotation[]) => rotations.map((one) => one.done);
const states = async (use: 'signing' | 'encryption' = 'encryption') =>
  (await database.prisma.siteKey.findMany({ where: { siteId: site.id, use }, orderBy: { createdAt: 'asc' } })).map(
    ({ state }) => state,
  );
const published = async () => {
  const keys = await loadSiteKeys(database, testBox, site.id);
  return [keys.signingCertificates.length, keys.encryptionCertificates.length, keys.decryptionKeys.length];
};

test('a pair is announced, takes over after 30 days, and the one before decrypts for 90 days more', async () => {
  expect(await rotateSiteKeys(deps, site, 'step')).toEqual([
    { use: 'signing', done: 'announced', usableFrom: new Date('2026-12-22T12:00:00.000Z'), deleted: 0 },
    { use: 'encryption', done: 'announced', usableFrom: new Date('2026-12-22T12:00:00.000Z'), deleted: 0 },
  ]);
  expect(await states()).toEqual(['current', 'next']);
  expect(await published()).toEqual([2, 2, 2]);

  pass(29);
  expect(done(await rotateSiteKeys(deps, site, 'step'))).toEqual(['waits', 'waits']);
  pass(1);
  expect(done(await rotateSiteKeys(deps, site, 'due'))).toEqual(['promoted', 'promoted']);
  expect(await states()).toEqual(['retired', 'current']);
  expect(await published()).toEqual([1, 1, 2]);

  pass(89);
  expect(done(await rotateSiteKeys(deps, site, 'due'))).toEqual(['nothing', 'nothing']);
  expect(await published()).toEqual([1, 1, 2]);
  pass(1);
  expect((await rotateSiteKeys(deps, site, 'due')).map(({ deleted }) => deleted)).toEqual([1, 1]);
  expect(await published()).toEqual([1, 1, 1]);
});

test('nothing is due before 60 days ahead of the end of a certificate', async () => {
  await rotateSiteKeys(deps, site, 'due');
  const { certificatePem } = await database.prisma.siteKey.findFirstOrThrow({ where: { siteId: site.id } });
  const end = new Date(new X509Certificate(certificatePem).validTo);
  moment = new Date(end.getTime() - 61 * 86_400_000);
  expect(done(await rotateSiteKeys(deps, site, 'due'))).toEqual(['nothing', 'nothing']);
  pass(1);
  expect(done(await rotateSiteKeys(deps, site, 'due'))).toEqual(['announced', 'announced']);
});

test('at once means at once: an announced pair takes over, or else a new one', async () => {
  expect(done(await rotateSiteKeys(deps, site, 'now'))).toEqual(['replaced', 'replaced']);
  expect(await states('signing')).toEqual(['retired', 'current']);
  await rotateSiteKeys(deps, site, 'step');
  expect(done(await rotateSiteKeys(deps, site, 'now'))).toEqual(['promoted', 'promoted']);
  expect(await states('signing')).toEqual(['retired', 'retired', 'current']);
});

test('however often keys are changed, no more than four of them are tried on a message', async () => {
  for (let times = 0; times < 5; times += 1) {
    await rotateSiteKeys(deps, site, 'now');
    pass(1);
  }
  expect(await states()).toHaveLength(6);
  expect(await published()).toEqual([1, 1, 4]);
});

test('what is signed stays with the current key while the next one is announced', async () => {
  await rotateSiteKeys(deps, site, 'due');
  const { id } = await database.prisma.siteKey.findFirstOrThrow({ where: { siteId: site.id, use: 'signing' } });
  const signer = async () =>
    (await database.prisma.siteKey.findFirstOrThrow({ where: { siteId: site.id, use: 'signing', state: 'current' } }))
      .id;
  await rotateSiteKeys(deps, site, 'step');
  expect(await signer()).toBe(id);
  await rotateSiteKeys(deps, site, 'now');
  expect(await signer()).not.toBe(id);
});

test('every change is told in the activity log, with fingerprints and nothing secret', async () => {
  await rotateSiteKeys(deps, site, 'step');
  pass(30);
  await rotateSiteKeys(deps, site, 'step');
  pass(90);
  await rotateSiteKeys(deps, site, 'due');
  const lines = await database.prisma.activity.findMany({ where: { siteId: site.id }, orderBy: { id: 'asc' } });
  expect(lines.map(({ actor, action, subject }) => `${actor} ${action} ${subject}`).toSorted()).toEqual(
    ['announce', 'promote', 'remove'].flatMap((verb) => [
      `command site_key.${verb} encryption`,
      `command site_key.${verb} signing`,
    ]),
  );
  const promoted = lines.find(({ action }) => action === 'site_key.promote');
  expect(promoted?.before).toEqual({ certificate: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  expect(JSON.stringify(lines)).not.toMatch(/PRIVATE|v1\./);
});

test('every day the keys of all sites are looked at, and the log says what an administrator has to do', async () => {
  await makeSite(database, { site: { slug: 'fresh' } });
  await rotateSiteKeys(deps, site, 'step');
  pass(30);
  const warn = jest.fn();
  const log = { debug: () => {}, info: () => {}, warn, error: () => {} };
  await rotateDueSiteKeys({ ...deps, log });
  expect(await states()).toEqual(['retired', 'current']);
  expect(warn.mock.calls.map(([, fields]) => fields as object)).toEqual([
    { site: 'acme', use: 'signing' },
    { site: 'acme', use: 'encryption' },
  ]);
  pass(3653 - 30 - 60);
  await rotateDueSiteKeys({ ...deps, log });
  expect(warn.mock.lastCall).toEqual([
    expect.stringContaining('give it to identity providers'),
    { site: 'acme', use: 'encryption', usableFrom: new Date(moment.getTime() + 30 * 86_400_000) },
  ]);
  const made = await database.prisma.activity.findMany({ where: { actor: 'schedule' } });
  expect(made.map(({ action }) => action).toSorted()).toEqual(
    ['announce', 'promote', 'remove'].flatMap((verb) => Array<string>(2).fill(`site_key.${verb}`)),
  );
  // A site that nobody has signed in to has no keys, and gets none by this.
  expect(await database.prisma.siteKey.count({ where: { site: { slug: 'fresh' } } })).toBe(0);
});

test('another site keeps its keys', async () => {
  const { siteId } = await makeSite(database, { site: { slug: 'other' } });
  await rotateSiteKeys(deps, { ...site, id: siteId, slug: 'other' }, 'due');
  const before = await database.prisma.siteKey.findMany({ where: { siteId }, orderBy: { id: 'asc' } });
  await rotateSiteKeys(deps, site, 'now');
  expect(await database.prisma.siteKey.findMany({ where: { siteId }, orderBy: { id: 'asc' } })).toEqual(before);
});

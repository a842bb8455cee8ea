import { X509Certificate } from 'node:crypto';
import type { Database } from '../../src/db';
import { ExpiryGauge, readExpiring, sendExpiryNotices } from '../../src/expiry';
import { createMetrics } from '../../src/health';
import { createQueue } from '../../src/jobs';
import { createSendMail, readMail } from '../../src/mail';
import { freshDatabase } from '../support/database';
import { makeAccount, makeSharedKey, makeSite, testBox, testPublicUrl } from '../support/site';

const dayMs = 86_400_000;
let database: Database;
let siteId: string;
let connectionId: string;
/** When the one certificate of the one connection ends. */
let end: Date;
let logged: object[];

beforeAll(async () => {
  database = await freshDatabase();
  const { certificatePem } = await makeSharedKey({ commonName: '', notBefore: new Date(), serial: '' });
  end = new Date(new X509Certificate(certificatePem).validTo);
});
afterAll(() => database.close());
beforeEach(async () => {
  logged = [];
  await database.prisma.mail.deleteMany();
  await database.prisma.site.deleteMany();
  ({ siteId, connectionId } = await makeSite(database));
  await makeAccount(database, siteId, { username: 'ada@acme.test', roles: ['Org Security Admin'], language: 'de' });
  await makeAccount(database, siteId, { username: 'bob@acme.test', roles: ['Org User Admin'] });
  await makeAccount(database, siteId, {
    username: 'eve@acme.test',
    roles: ['Org Security Admin'],
    status: 'deactivated',
  });
});

const before = (days: number) => new Date(end.getTime() - days * dayMs);
const send = (now: Date) =>
  sendExpiryNotices(
    {
      database,
      sendMail: createSendMail({ queue: createQueue(database), box: testBox, clock: () => now }),
      log: { warn: (_message, fields) => void logged.push(fields ?? {}) },
      publicUrl: testPublicUrl,
    },
    now,
  );
const mails = () => database.prisma.mail.findMany({ orderBy: { recipient: 'asc' } });

it('Org Security Admins and the contact of a site get one mail for each threshold, each in their language', async () => {
  await send(before(90));
  expect(await mails()).toEqual([]);
  for (const days of [60, 59, 31, 30, 29, 8, 7, 6, 2, 1, 0.5]) {
    await send(before(days));
    await send(before(days));
  }
  expect((await mails()).map(({ recipient, language }) => `${recipient} ${language}`)).toEqual([
    ...Array<string>(4).fill('ada@acme.test de'),
    ...Array<string>(4).fill('help@acme.test en'),
  ]);
  expect(logged[0]).toMatchObject({ kind: 'idp_certificate', site: 'acme', connection: 'main', daysLeft: 60 });
});

it('a mail names the connection, the certificate, the days and the page', async () => {
  await send(before(7));
  const mail = (await mails()).find(({ recipient }) => recipient === 'help@acme.test');
  expect(mail).toMatchObject({
    siteId,
    template: 'certificate_expiring',
    subject: expect.stringContaining('7 days') as string,
  });
  const text = (await readMail(database, testBox, mail?.id ?? ''))?.text;
  expect(text).toContain('"main"');
  expect(text).toContain(`${testPublicUrl}/admin/acme`);
  const [certificate] = await database.prisma.connectionCertificate.findMany();
  expect(text).toContain(certificate?.fingerprint);
});

it('whoever first looks shortly before the end is told once, not four times', async () => {
  await send(before(0.5));
  expect(await mails()).toHaveLength(2);
  expect((await mails())[1]?.subject).toContain('1 day');
});

it('what has ended is told by nobody any more, and its notices are forgotten', async () => {
  await send(before(1));
  await database.prisma.mail.deleteMany();
  await send(before(-1));
  expect([await mails(), await database.prisma.expiryNotice.count()]).toEqual([[], 1]);
  await send(before(-91));
  expect(await database.prisma.expiryNotice.count()).toBe(0);
});

it('of two processes that warn at once one sends the mail', async () => {
  await Promise.all([send(before(30)), send(before(30)), send(before(30))]);
  expect(await mails()).toHaveLength(2);
});

it('an exception for weak algorithms has an end, too', async () => {
  const until = new Date(before(3000)).toISOString();
  await database.prisma.connection.update({
    where: { id: connectionId },
    data: { legacyAlgorithms: { allow: ['sha1'], until } },
  });
  await send(new Date(new Date(until).getTime() - 30 * dayMs));
  expect((await mails()).map(({ template, recipient }) => `${template} ${recipient}`)).toEqual([
    'exception_ending ada@acme.test',
    'exception_ending help@acme.test',
  ]);
});

it('where nobody can be told, somebody is as soon as there is somebody', async () => {
  await database.prisma.site.update({ where: { id: siteId }, data: { adminContact: {} } });
  await database.prisma.account.deleteMany();
  await send(before(30));
  expect([await mails(), logged.length]).toEqual([[], 1]);
  await makeAccount(database, siteId, { roles: ['Org Security Admin'] });
  await send(before(29));
  expect(await mails()).toHaveLength(1);
});

it.each<[string, () => Promise<unknown>]>([
  ['a site', () => database.prisma.site.update({ where: { id: siteId }, data: { ssoEnabled: false } })],
  ['a connection', () => database.prisma.connection.update({ where: { id: connectionId }, data: { enabled: false } })],
])('of %s that is switched off nothing is told', async (_what, switchOff) => {
  await switchOff();
  expect(await readExpiring(database)).toEqual([]);
});

it('the gauge counts what ends within each threshold by kind, and names no site', async () => {
  const { certificatePem, privateKeyPem } = await makeSharedKey({ commonName: '', notBefore: new Date(), serial: '' });
  const id = connectionId;
  await database.prisma.siteKey.create({
    data: { id, siteId, use: 'signing', state: 'current', certificatePem, privateKeyEncrypted: privateKeyPem },
  });
  const metrics = createMetrics(false);
  const gauge = new ExpiryGauge(database, metrics.expiring);
  await gauge.measure(before(20.5));
  const text = await metrics.registry.metrics();
  expect(text).toContain('usher_expiring{kind="idp_certificate",within_days="60"} 1');
  expect(text).toContain('usher_expiring{kind="signing_key",within_days="30"} 1');
  expect(text).not.toContain('within_days="7"');
  expect(text).not.toContain('acme');
  // What was measured just now is not measured again.
  await database.prisma.site.deleteMany();
  await gauge.measure(new Date(before(20.5).getTime() + 60_000));
  expect(await metrics.registry.metrics()).toContain('within_days="60"');
  await gauge.measure(before(20));
  expect(await metrics.registry.metrics()).not.toContain('within_days="60"');
});

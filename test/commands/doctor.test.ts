import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { commandHandlers, type Finding } from '../../src/commands';
import { loadConfig, type Environment } from '../../src/config';
import type { Database, Prisma } from '../../src/db';
import { createQueue } from '../../src/jobs';
import { createSecretBox } from '../../src/keys';
import { newId } from '../../src/newId';
import { rotateSiteKeys } from '../../src/saml';
import { freshDatabase } from '../support/database';
import { makeAccount, makeSharedKey, makeSite, testBox } from '../support/site';

const certificate = (name: string) => readFileSync(path.join(__dirname, '../../fixtures/certificates', name), 'utf8');

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.prisma.site.deleteMany();
  const value = createSecretBox(Buffer.alloc(32, 9)).seal('usher', 'installation:secret_key_check');
  await database.prisma.installation.upsert({
    where: { name: 'secret_key_check' },
    create: { name: 'secret_key_check', value },
    update: { value },
  });
});

async function doctor(clock?: () => Date, env?: Environment): Promise<string[]> {
  const findings = await found(clock, env);
  return findings.map(({ level, id, site, subject }) => `${level} ${id}${site === null ? ` ${subject}` : ''}`);
}

async function found(clock: () => Date = () => new Date(), env: Environment = {}): Promise<Finding[]> {
  const loaded = loadConfig(env);
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  const box = () => Promise.resolve(testBox);
  const handlers = commandHandlers({
    database,
    config: loaded.config,
    box,
    queue: createQueue(database),
    clock,
    random: randomBytes,
  });
  const findings = (await handlers['doctor']?.({})) as Finding[];
  for (const { what, todo } of findings)
    expect([what, todo]).toEqual([expect.stringMatching(/\.$/), expect.stringMatching(/\.$/)]);
  return findings;
}

it('finds nothing where nothing needs doing', async () => {
  expect(await doctor()).toEqual([]);
});

it.each<[string, Environment, string[]]>([
  [
    'the demo in public',
    { PUBLIC_URL: 'https://sso.acme.test', DEMO: 'on', TRUST_PROXY: '1' },
    ['problem demo_in_public DEMO'],
  ],
  [
    'no rate limits in public',
    { PUBLIC_URL: 'https://sso.acme.test', RATE_LIMITS: 'off', TRUST_PROXY: '1' },
    ['problem rate_limits_off RATE_LIMITS'],
  ],
  ['every proxy believed', { TRUST_PROXY: 'true' }, ['problem trusts_any_proxy TRUST_PROXY']],
  ['no proxy believed', { PUBLIC_URL: 'https://sso.acme.test' }, ['notice trusts_no_proxy TRUST_PROXY']],
  [
    'a key of before that is still needed',
    { SECRET_KEY_PREVIOUS: Buffer.alloc(32, 1).toString('base64') },
    ['notice previous_key_in_use SECRET_KEY_PREVIOUS'],
  ],
])('tells %s', async (_title, env, expected) => {
  expect(await doctor(undefined, env)).toEqual(expected);
});

it('tells when everything is encrypted under the new key', async () => {
  await database.prisma.installation.deleteMany();
  expect(await doctor(undefined, { SECRET_KEY_PREVIOUS: Buffer.alloc(32, 1).toString('base64') })).toEqual([
    'notice previous_key_unused SECRET_KEY_PREVIOUS',
  ]);
});

it('tells of a key pair that will take over', async () => {
  const { siteId, connectionId } = await makeSite(database);
  await pinned(certificate('idp-first.pem'))(connectionId);
  const deps = { database, box: testBox, clock: () => new Date(), random: randomBytes, makeKey: makeSharedKey };
  await rotateSiteKeys(deps, { id: siteId, slug: 'acme', actor: 'command' }, 'step');
  expect(await doctor()).toEqual(['notice key_announced', 'notice key_announced']);
});

it('tells clocks that differ by more than a few seconds', async () => {
  expect(await doctor(() => new Date(Date.now() - 60_000))).toEqual(['problem clocks_differ clock']);
  expect(await doctor(() => new Date(Date.now() + 2_000))).toEqual([]);
});

const pinned = (pem: string) => async (connectionId: string) => {
  await database.prisma.connectionCertificate.updateMany({ where: { connectionId }, data: { pem } });
};
type Change = (connectionId: string, siteId: string) => Promise<unknown>;
const connection =
  (data: Prisma.ConnectionUpdateInput): Change =>
  (id) =>
    database.prisma.connection.update({ where: { id }, data });

it.each<[string, Change, string[]]>([
  [
    'no certificate',
    (connectionId) => database.prisma.connectionCertificate.deleteMany({ where: { connectionId } }),
    ['problem no_certificate'],
  ],
  ['a weak certificate', pinned(certificate('idp-weak.pem')), ['problem certificate_unusable']],
  ['no address to sign in', connection({ ssoUrl: null }), ['problem no_sso_url']],
  [
    'no address, where the identity provider begins',
    connection({ ssoUrl: null, unsolicited: 'confirm' }),
    ['notice no_sso_url'],
  ],
  [
    'weak algorithms',
    connection({ legacyAlgorithms: { allow: ['sha1', 'cbc'], until: '2999-01-01' } }),
    ['notice legacy_algorithms'],
  ],
  [
    'an exception that ended',
    connection({ legacyAlgorithms: { allow: ['sha1'], until: '2001-01-01' } }),
    ['notice legacy_algorithms_ended'],
  ],
  ['expiry that is not enforced', connection({ enforceCertificateExpiry: false }), ['notice expiry_not_enforced']],
  ['accepting what nobody began', connection({ unsolicited: 'accept' }), ['notice unsolicited_accepted']],
  ['nothing of a connection that is switched off', connection({ enabled: false, ssoUrl: null }), []],
  [
    'accounts that can never be made',
    (_id, siteId) => database.prisma.site.update({ where: { id: siteId }, data: { autoCreate: true } }),
    ['problem partner_id_missing'],
  ],
  [
    'seats overdrawn',
    async (_id, siteId) => {
      await makeAccount(database, siteId);
      await database.prisma.site.update({ where: { id: siteId }, data: { seats: 0 } });
    },
    ['problem seats_overdrawn'],
  ],
  [
    'a seat count that a recount does not confirm',
    (_id, siteId) => database.prisma.seatUse.update({ where: { siteId }, data: { used: 7 } }),
    ['problem seat_count_wrong'],
  ],
  [
    'counts of accounts that a recount does not confirm',
    (_id, siteId) => database.prisma.seatUse.update({ where: { siteId }, data: { locked: 1 } }),
    ['problem account_count_wrong'],
  ],
])('tells %s', async (_title, change, expected) => {
  const { connectionId, siteId } = await makeSite(database);
  await pinned(certificate('idp-first.pem'))(connectionId);
  await change(connectionId, siteId);
  expect(await doctor()).toEqual(expected.map((line) => expect.stringContaining(line) as string));
});

// The certificate of the fixture ends on a fixed day; the database's clock cannot be moved and differs, which is told too.
it.each([
  [90, []],
  [45, ['notice certificate_ends_soon']],
  [20, ['problem certificate_ends_soon']],
  [0, ['problem certificate_ends_soon']],
  [-1, ['problem certificate_expired']],
])('with %d days left of a certificate it says %j', async (days, expected) => {
  const { connectionId } = await makeSite(database);
  await pinned(certificate('idp-first.pem'))(connectionId);
  const { X509Certificate } = await import('node:crypto');
  const end = new Date(new X509Certificate(certificate('idp-first.pem')).validTo);
  const found = await doctor(() => new Date(end.getTime() + (days + 0.5) * -86_400_000));
  expect(found.filter((line) => !line.includes('clocks_differ'))).toEqual(expected);
});

it('takes an ended certificate for a notice where its end is not enforced', async () => {
  const { connectionId } = await makeSite(database, { connection: { enforceCertificateExpiry: false } });
  await pinned(certificate('idp-first.pem'))(connectionId);
  const found = await doctor(() => new Date('2099-01-01'));
  expect(found.filter((line) => !line.includes('clocks_differ')).toSorted()).toEqual([
    'notice certificate_expired',
    'notice expiry_not_enforced',
  ]);
});

it.each([
  ['2026-12-31', /^Weak algorithms \(sha1 and cbc\) are accepted until 2026-12-31\.$/],
  ['2026-11-21', /^The exception for sha1 and cbc ended with 2026-11-21; they are refused again\.$/],
])('names connection, algorithms and end of an exception until %s', async (until, what) => {
  const { connectionId } = await makeSite(database, {
    connection: { legacyAlgorithms: { allow: ['sha1', 'cbc'], until } },
  });
  await pinned(certificate('idp-first.pem'))(connectionId);
  const findings = await found(() => new Date('2026-11-22T12:00:00Z'));
  expect(findings.filter(({ id }) => id.startsWith('legacy'))).toEqual([
    expect.objectContaining({ site: 'acme', subject: 'acme/main', what: expect.stringMatching(what) as string }),
  ]);
});

it('puts problems before notices', async () => {
  const { connectionId } = await makeSite(database, { connection: { unsolicited: 'accept', ssoUrl: null } });
  await database.prisma.connectionCertificate.deleteMany({ where: { connectionId } });
  expect(await doctor()).toEqual(['problem no_certificate', 'notice no_sso_url', 'notice unsolicited_accepted']);
});

describe('mail', () => {
  const mail = (status: 'waiting' | 'sent' | 'failed' | 'kept', lastError: string | null = null) => ({
    id: newId(),
    recipient: 'ada@acme.test',
    template: 'verify_email',
    language: 'en',
    subject: 'Confirm',
    status,
    attempts: lastError === null ? 0 : 1,
    lastError,
    createdAt: new Date(),
    expiresAt: new Date(),
  });
  const smtp = { SMTP_URL: 'smtp://mail.acme.test', MAIL_FROM: 'usher@acme.test' };
  afterEach(() => database.prisma.mail.deleteMany());

  it('says nothing of mails that were sent, or are about to be', async () => {
    await database.prisma.mail.createMany({ data: [mail('sent'), mail('waiting')] });
    expect(await doctor()).toEqual([]);
  });

  it.each<[string, ReturnType<typeof mail>, Environment, string]>([
    ['was given up', mail('failed', '550 no such user'), smtp, 'problem mail_failed mail'],
    ['could not be sent yet', mail('waiting', 'connect ECONNREFUSED'), smtp, 'problem mail_waits SMTP_URL'],
    ['has no mail server to go to', mail('kept'), {}, 'problem no_mail_server SMTP_URL'],
    ['is from before there was a mail server', mail('kept'), smtp, 'notice mail_kept SMTP_URL'],
  ])('tells a mail that %s', async (_title, data, env, expected) => {
    await database.prisma.mail.create({ data });
    expect(await doctor(undefined, env)).toEqual([expected]);
  });
});

import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/db';
import { freshDatabase } from '../support/database';
import { arrange } from '../support/siteState';
import { idpKey, pathOf, UsherUnderTest, type PersonOptions } from '../support/usher';

describe('settings that change while people sign in', () => {
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
  beforeEach(() => arrange(usher));

  /** A response whose request was sent, with the cache of the process warm: what changes now, the process has not seen. */
  const prepare = async (person: PersonOptions = {}) => {
    const inResponseTo = await usher.begin(usher.browser());
    return usher.responseXml({ ...person, inResponseTo });
  };
  const expectRefused = async (answer: Response, code: number, reason: string) => {
    expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([403, String(code)]);
    const attempt = await usher.lastAttempt();
    expect(attempt).toMatchObject({ code, reference: answer.headers.get('usher-reference') });
    expect((attempt.findings as { reason: string }[])[0]?.reason).toBe(reason);
  };
  const site = {
    where: {
      get id() {
        return usher.siteId;
      },
    },
  };
  const connection = {
    where: {
      get id() {
        return usher.connectionId;
      },
    },
  };

  it.each<[string, number, string, () => Promise<unknown>]>([
    [
      'a tracking code becomes required',
      31,
      'tracking_code_missing',
      () =>
        database.prisma.trackingCode.create({
          data: { siteId: usher.siteId, number: 1, label: 'Division', usage: 'required' },
        }),
    ],
    [
      'auto creation is switched off',
      3,
      'account_not_found',
      () => database.prisma.site.update({ ...site, data: { autoCreate: false } }),
    ],
    [
      'the partner ID goes',
      31,
      'partner_id_missing',
      () => database.prisma.site.update({ ...site, data: { partnerId: null } }),
    ],
    ['the seats go', 31, 'seat_unavailable', () => database.prisma.site.update({ ...site, data: { seats: 0 } })],
    [
      'hosts are not allowed any more',
      21,
      'account_type_not_allowed',
      () => database.prisma.connection.update({ ...connection, data: { allowedTypes: ['attendee'] } }),
    ],
    [
      'the provider gets another entity ID',
      24,
      'issuer_wrong',
      () => database.prisma.connection.update({ ...connection, data: { idpEntityId: 'https://new.acme.test' } }),
    ],
    [
      'the assertion must be encrypted',
      13,
      'encryption_required',
      () => database.prisma.connection.update({ ...connection, data: { requireEncryptedAssertion: true } }),
    ],
    [
      'single sign-on of the site is switched off',
      7,
      'sso_disabled',
      () => database.prisma.site.update({ ...site, data: { ssoEnabled: false } }),
    ],
    [
      'the connection is switched off',
      7,
      'sso_disabled',
      () => database.prisma.connection.update({ ...connection, data: { enabled: false } }),
    ],
  ])('%s: the very next response is refused with %d %s', async (_, code, reason, change) => {
    const [first, second] = [
      await prepare(),
      await prepare({ nameId: null, attributes: { uid: 'bob@acme.test', email: 'bob@acme.test' } }),
    ];
    expect((await usher.post(first)).status).toBe(303);
    await change();
    await expectRefused(await usher.post(second), code, reason);
    expect(await usher.account('bob@acme.test')).toBeNull();
  });

  it('the certificate is taken away: what it signed is refused at once', async () => {
    const kept = await database.prisma.connectionCertificate.findFirstOrThrow();
    const xml = await prepare();
    await database.prisma.connectionCertificate.deleteMany();
    const answer = await usher.post(xml);
    await database.prisma.connectionCertificate.create({ data: kept });
    await expectRefused(answer, 4, 'certificate_missing');
    expect(await usher.account()).toBeNull();
  });

  it('a certificate is replaced: the old key opens nothing any more, the new one at once', async () => {
    const kept = await database.prisma.connectionCertificate.findFirstOrThrow();
    const fresh = await idpKey('new');
    const [old, next] = [await prepare(), await prepare({ signing: { key: fresh } })];
    await database.prisma.connectionCertificate.update({ where: { id: kept.id }, data: { pem: fresh.certificatePem } });
    const refused = await usher.post(old);
    const passed = await usher.post(next);
    await database.prisma.connectionCertificate.update({ where: { id: kept.id }, data: { pem: kept.pem } });
    expect([refused.status, refused.headers.get('usher-sso-code')]).toEqual([403, '8']);
    expect(passed.status).toBe(303);
  });

  it('a connection is switched on again: it works without a restart', async () => {
    const xml = await prepare();
    await database.prisma.connection.update({ ...connection, data: { enabled: false } });
    expect((await usher.post(xml)).headers.get('usher-sso-code')).toBe('7');
    await database.prisma.connection.update({ ...connection, data: { enabled: true } });
    expect((await usher.post(xml)).status).toBe(303);
  });

  it('a tracking code gets a value: the person who was refused before passes with the same response', async () => {
    await arrange(usher, { trackingCodes: [{ number: 1, input: 'dropdown', usage: 'required', values: ['CC-100'] }] });
    const xml = await prepare({ attributes: { TC1: 'CC-300' } });
    await expectRefused(await usher.post(xml), 31, 'tracking_code_not_listed');
    await database.prisma.trackingCodeValue.create({
      data: { id: randomUUID(), siteId: usher.siteId, number: 1, value: 'CC-300' },
    });
    expect((await usher.post(xml)).status).toBe(303);
    expect(await usher.account()).toMatchObject({ trackingCodes: { TC1: 'CC-300' } });
  });

  it('a second process has changed them: its neighbour does not go on with what it remembers', async () => {
    const neighbour = await usher.another();
    const [first, second] = [await prepare(), await prepare()];
    expect((await neighbour.post(first)).status).toBe(303);
    await database.prisma.site.update({ ...site, data: { autoUpdate: true, partnerId: null } });
    await database.prisma.account.deleteMany({ where: { siteId: usher.siteId } });
    expect((await usher.post(second)).headers.get('usher-sso-code')).toBe('31');
    expect((await neighbour.post(second)).headers.get('usher-sso-code')).toBe('31');
    await neighbour.close();
  });

  it('the error address of the site changes: the very next refusal goes to the new one', async () => {
    const xml = await prepare({ attributes: { memberStatus: '1' } });
    await database.prisma.site.update({ ...site, data: { errorUrl: 'https://new.acme.test/sorry' } });
    const answer = await usher.post(xml);
    expect([answer.status, new URL(answer.headers.get('location') ?? '').origin]).toEqual([
      303,
      'https://new.acme.test',
    ]);
  });

  it.each<[string, (gone: UsherUnderTest) => Promise<unknown>]>([
    ['the site', (gone) => gone.database.prisma.site.delete({ where: { id: gone.siteId } })],
    ['the connection', (gone) => gone.database.prisma.connection.delete({ where: { id: gone.connectionId } })],
  ])('%s is removed: its address belongs to nobody, also for a process that remembers it', async (_, remove) => {
    const other = await freshDatabase();
    const gone = await UsherUnderTest.start(other);
    try {
      const browser = gone.browser();
      const answer = await gone.respond({}, browser);
      const late = await gone.responseXml({ inResponseTo: await gone.begin(gone.browser()) });
      await remove(gone);
      for (const xml of [late, late, '<not-a-response/>']) {
        const refused = await gone.post(xml);
        expect([refused.status, refused.headers.get('usher-sso-code')]).toEqual([403, '7']);
        expect(refused.headers.get('usher-reference')).toBeNull();
      }
      expect((await browser.get(pathOf(answer))).status).toBe(403);
      expect([await other.prisma.attempt.count(), gone.errors]).toEqual([1, []]);
    } finally {
      await gone.close();
      await other.close();
    }
  });

  it('what is stored cannot be read: 9, with a reference, and it works again once it is mended', async () => {
    const xml = await prepare();
    await database.prisma.connection.update({ ...connection, data: { attributes: { firstName: 7 } } });
    await expectRefused(await usher.post(xml), 9, 'configuration_unreadable');
    await database.prisma.connection.update({ ...connection, data: { attributes: {} } });
    expect((await usher.post(xml)).status).toBe(303);
  });
});

import type { Database } from '../../../src/db';
import { createSecretBox } from '../../../src/keys';
import { readAttempt, replayAttempt, type Replay } from '../../../src/sso';
import { freshDatabase } from '../../support/database';
import { makeConnections, testBox } from '../../support/site';
import { arrange, type SiteState } from '../../support/siteState';
import { UsherUnderTest, type PersonOptions } from '../../support/usher';

describe('a kept attempt, judged by the settings of today', () => {
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

  const dependencies = () => ({
    database,
    box: testBox,
    clock: () => usher.now,
    connections: makeConnections(database),
  });
  const replay = async (over: object = {}): Promise<Replay> => {
    const { reference } = await usher.lastAttempt();
    const attempt = await readAttempt(database, usher.siteId, reference, usher.now);
    if (attempt === null) throw new Error('there is no attempt');
    return replayAttempt({ ...dependencies(), ...over }, 'acme', attempt);
  };
  const refused = async (state: SiteState, person: PersonOptions = {}) => {
    await arrange(usher, state);
    await usher.respond(person);
    expect((await usher.lastAttempt()).outcome).toBe('refused');
  };
  const set = (data: object) => database.prisma.site.update({ where: { id: usher.siteId }, data });

  it('passes once the cause is mended, hours after its assertion has expired, and nobody is signed in by that', async () => {
    await refused({ site: { seats: 0 } });
    expect(await replay()).toMatchObject({ outcome: 'refused', code: 31, findings: [{ reason: 'seat_unavailable' }] });
    await set({ seats: 5 });
    usher.pass(5 * 3_600);
    const verdict = await replay();
    expect(verdict.outcome).toBe('passes');
    expect('checks' in verdict && verdict.checks.filter(({ passed }) => passed === false)).toEqual([]);
    expect(await usher.account()).toBeNull();
    expect(await database.prisma.consumedAssertion.count()).toBe(0);
  });

  it('names what stands behind the first cause', async () => {
    await refused({ site: { seats: 0 } }, { attributes: { lastname: null } });
    await set({ seats: 5 });
    expect(await replay()).toMatchObject({ outcome: 'refused', code: 31, findings: [{ reason: 'attribute_missing' }] });
  });

  it('keeps its own answer about the request: one that had expired has expired', async () => {
    await arrange(usher);
    const inResponseTo = await usher.begin(usher.browser());
    usher.pass(3_600);
    await usher.post(await usher.responseXml({ inResponseTo }));
    expect((await usher.lastAttempt()).code).toBe(28);
    await database.prisma.authnRequest.deleteMany();
    expect(await replay()).toMatchObject({ outcome: 'refused', code: 28 });
  });

  it('keeps its own answer about use: one that was used twice was used twice', async () => {
    await arrange(usher);
    const xml = await usher.responseXml({ inResponseTo: await usher.begin(usher.browser()) });
    await usher.post(xml);
    await usher.post(xml);
    await database.prisma.consumedAssertion.deleteMany();
    const verdict = await replay();
    expect(verdict).toMatchObject({ outcome: 'refused', code: 13 });
    expect('findings' in verdict && verdict.findings[0]?.reason).toBe('assertion_replayed');
  });

  it('of a response that nobody asked for says that it would be started again', async () => {
    await arrange(usher, { connection: { unsolicited: 'refuse' } });
    await usher.post(await usher.responseXml());
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { unsolicited: 'restart' } });
    expect((await replay()).outcome).toBe('restarts');
  });

  it('judges a response that no signature vouched for without its request, and still refuses it', async () => {
    await refused({}, { tamper: (xml) => xml.replace('Lovelace', 'Loveless') });
    expect(await replay()).toMatchObject({ outcome: 'refused', code: 23 });
  });

  it('passes when the certificate that was missing is there, and leaves the request unjudged', async () => {
    await arrange(usher);
    const [certificate] = await database.prisma.connectionCertificate.findMany();
    if (certificate === undefined) throw new Error('there is no certificate');
    const { id, pem } = certificate;
    const write = (data: object) => database.prisma.connectionCertificate.update({ where: { id }, data });
    const others = await database.prisma.siteKey.findFirstOrThrow({ where: { siteId: usher.siteId } });
    await write({ pem: others.certificatePem });
    await set({ name: 'Acme' });
    await usher.respond();
    expect((await usher.lastAttempt()).verified).toBe(false);
    await write({ pem });
    const verdict = await replay();
    expect(verdict.outcome).toBe('passes');
    const check = 'checks' in verdict && verdict.checks.find((one) => one.id === 'in_response_to');
    expect(check).toMatchObject({ passed: null });
  });

  it.each<[string, string, () => Promise<object>]>([
    [
      'it was let in',
      'nothing_to_try',
      async () => {
        await arrange(usher);
        await usher.signIn();
        return {};
      },
    ],
    [
      'no response is kept',
      'not_kept',
      async () => {
        await refused({ site: { seats: 0, rawResponseDays: 0 } });
        await set({ rawResponseDays: 7 });
        return {};
      },
    ],
    [
      'its time is over, even while the row is still there',
      'not_kept',
      async () => {
        await refused({ site: { seats: 0 } });
        usher.pass(8 * 86_400);
        return {};
      },
    ],
    [
      'it was sealed under another key',
      'key_gone',
      async () => {
        await refused({ site: { seats: 0 } });
        return { box: createSecretBox(Buffer.alloc(32, 7)) };
      },
    ],
  ])('says why it cannot be tried: %s', async (_, why, prepare) => {
    expect(await replay(await prepare())).toEqual({ outcome: 'not_possible', why });
  });

  it('says 7 while single sign-on is off, and that the connection is gone when it is', async () => {
    await refused({ site: { seats: 0 } });
    await set({ ssoEnabled: false });
    expect(await replay()).toMatchObject({ outcome: 'refused', code: 7 });
    await set({ ssoEnabled: true });
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { name: 'other' } });
    const attempt = await readAttempt(database, usher.siteId, (await usher.lastAttempt()).reference, usher.now);
    if (attempt === null) throw new Error('there is no attempt');
    const gone = { ...attempt, connection: null };
    expect(await replayAttempt(dependencies(), 'acme', gone)).toMatchObject({ why: 'connection_removed' });
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { name: 'main' } });
  });
});

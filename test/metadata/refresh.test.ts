import { X509Certificate } from 'node:crypto';
import { acceptHeld, dropHeld, listMetadata, refreshConnection } from '../../src/metadata';
import { listActivity } from '../../src/activity';
import type { Database } from '../../src/db';
import { freshDatabase } from '../support/database';
import { idpKeyNamed, idpMetadata, signMetadata, type IdpKey } from '../support/metadata';
import { serveMetadata, type MetadataServer } from '../support/metadataServer';
import { idpEntityId, idpKey, UsherUnderTest } from '../support/usher';

let database: Database;
let usher: UsherUnderTest;
let idp: MetadataServer;
let known: IdpKey;
let next: IdpKey;
const config = { metadataAllowedHosts: ['127.0.0.1'] };

beforeAll(async () => {
  database = await freshDatabase();
  idp = await serveMetadata('http');
  known = await idpKey();
  next = await idpKeyNamed('next');
  usher = await UsherUnderTest.start(database, { config });
});
afterAll(async () => {
  await usher.close();
  await idp.close();
  await database.close();
});

const fingerprint = ({ certificatePem }: IdpKey) =>
  new X509Certificate(certificatePem).fingerprint256.replaceAll(':', '').toLowerCase();
const ssoUrl = 'https://idp.acme.test/sso?tenant=1';
const document = (keys: readonly IdpKey[], change: Partial<Parameters<typeof idpMetadata>[0]> = {}) =>
  idpMetadata({ entityId: idpEntityId, ssoUrl, certificates: keys.map((key) => key.certificatePem), ...change });
const offer = (xml: string, headers: Record<string, string> = {}) => {
  idp.answer = (_req, res) => void res.writeHead(200, headers).end(xml);
};
/** A sign-in that the identity provider signs with a key. */
const signInBy = (key: IdpKey) => usher.respond({ signing: { key } });

/** One pinned key, an address for the metadata, nothing known of it yet. */
beforeEach(async () => {
  const { siteId, connectionId } = usher;
  await database.prisma.activity.deleteMany();
  await database.prisma.metadataCheck.deleteMany();
  await database.prisma.heldMetadata.deleteMany();
  await database.prisma.connectionCertificate.deleteMany();
  const certificate = {
    id: connectionId,
    siteId,
    connectionId,
    pem: known.certificatePem,
    fingerprint: fingerprint(known),
  };
  await database.prisma.connectionCertificate.create({ data: certificate });
  const metadataUrl = `http://127.0.0.1:${idp.port}/metadata`;
  await database.prisma.connection.update({ where: { id: connectionId }, data: { metadataUrl, ssoUrl, sloUrl: null } });
  idp.asked.length = 0;
  // Long after whatever an earlier test asked for.
  usher.pass(3 * 3600);
  await usher.runJobs();
});

const refresh = () =>
  refreshConnection(
    {
      database,
      rules: { allowedHosts: ['127.0.0.1'], allowHttp: true },
      log: { info: () => undefined, warn: () => undefined },
      clock: () => usher.now,
    },
    usher.connectionId,
  );
const pinned = async () => (await listMetadata(database, 'acme'))[0]?.pinned.certificates;
const held = async () => (await listMetadata(database, 'acme'))[0]?.held;
const decision = () => ({
  database,
  site: 'acme',
  connection: 'main',
  digest: null,
  actor: 'account:ada',
  now: usher.now,
});
const actions = async () =>
  (await listActivity(database, { siteId: usher.siteId, limit: 50 })).map(({ actor, action }) => `${actor} ${action}`);

describe('a response signed by a key nobody knows', () => {
  it('is refused, asks for the metadata and says so; once that is read, and a pinned key signed it, the next one passes', async () => {
    offer(signMetadata(document([known, next]), known));
    const answer = await signInBy(next);
    expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([403, '8']);
    expect(idp.asked).toEqual([]);
    expect((await usher.lastAttempt()).findings).toEqual([
      expect.objectContaining({
        reason: 'certificate_unknown',
        hint: expect.stringContaining(
          `a look at the identity provider's metadata was started at ${usher.now.toISOString()}`,
        ) as string,
      }),
    ]);
    const jobs = await usher.runJobs();
    expect(jobs.filter(({ job }) => job === 'metadata-refresh')).toEqual([
      { job: 'metadata-refresh', data: { connectionId: usher.connectionId }, error: null },
    ]);
    expect(idp.asked).toHaveLength(1);
    expect(await pinned()).toEqual([fingerprint(known), fingerprint(next)]);
    expect(await actions()).toEqual(['metadata connection.update']);
    expect((await signInBy(next)).status).toBe(303);
    expect((await signInBy(known)).status).toBe(303);
  });

  it('stays refused while nobody vouches for the key: it waits for an administrator, who sees both fingerprints', async () => {
    offer(document([next]));
    await signInBy(next);
    await usher.runJobs();
    expect((await signInBy(next)).status).toBe(403);
    expect(await held()).toMatchObject({
      reasons: ['keys_added', 'keys_removed'],
      isDropped: false,
      proposed: { certificates: [fingerprint(next)] },
    });
    expect(await pinned()).toEqual([fingerprint(known)]);
    expect(await acceptHeld({ ...decision(), allowHttp: true })).toEqual({ outcome: 'accepted' });
    expect(await held()).toBeNull();
    expect((await signInBy(next)).status).toBe(303);
    expect((await signInBy(known)).status).toBe(403);
    expect(await actions()).toEqual(
      expect.arrayContaining([
        'account:ada metadata.accept',
        'account:ada connection.update',
        'metadata metadata.hold',
      ]),
    );
  });

  it('asks at most every ten minutes, whatever number of them comes and to whichever process', async () => {
    offer(document([known]));
    const other = await usher.another(config);
    const started = usher.now;
    const answers = await Promise.all([1, 2, 3, 4].map(() => signInBy(next)));
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    const jobs = await usher.runJobs();
    expect(jobs.filter(({ job }) => job === 'metadata-refresh')).toHaveLength(1);
    usher.pass(500);
    other.pass((usher.now.getTime() - other.now.getTime()) / 1000);
    const xml = await other.responseXml({ signing: { key: next } });
    expect((await other.post(xml)).status).toBe(403);
    const [finding] = (await usher.lastAttempt()).findings as { hint: string }[];
    // It tells when the look was started that its own would have repeated.
    const at = new Date(/started at (\S+)$/.exec(finding?.hint ?? '')?.[1] ?? '');
    expect(at.getTime() - started.getTime()).toBeLessThan(60_000);
    expect((await usher.runJobs()).filter(({ job }) => job === 'metadata-refresh')).toEqual([]);
    usher.pass(101);
    await signInBy(next);
    expect((await usher.runJobs()).filter(({ job }) => job === 'metadata-refresh')).toHaveLength(1);
    await other.close();
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      'a connection without an address for it',
      async () => {
        await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { metadataUrl: null } });
        return signInBy(next);
      },
    ],
    ['a response that is refused for another reason', () => usher.respond({ response: { audience: 'https://other' } })],
    ['a response without a signature', () => usher.respond({ signing: { sign: 'none' } })],
    ['a response that passes', () => usher.respond()],
  ])('does not look for the metadata of %s', async (_is, respond) => {
    await respond();
    const findings = (await usher.lastAttempt()).findings as { hint?: string }[];
    expect(JSON.stringify(findings)).not.toContain('metadata was started');
    expect((await usher.runJobs()).filter(({ job }) => job === 'metadata-refresh')).toEqual([]);
  });
});

describe('what is held', () => {
  beforeEach(async () => {
    offer(document([known, next]));
    expect(await refresh()).toEqual({ outcome: 'held', problem: null });
  });

  it('is not held again once it is dropped, until the metadata says something else', async () => {
    expect(await dropHeld(decision())).toEqual({ outcome: 'dropped' });
    await refresh();
    expect(await held()).toMatchObject({ isDropped: true });
    offer(document([next]));
    await refresh();
    expect(await held()).toMatchObject({ isDropped: false, proposed: { certificates: [fingerprint(next)] } });
    expect((await actions()).filter((action) => action === 'metadata metadata.hold')).toHaveLength(2);
    expect(await pinned()).toEqual([fingerprint(known)]);
  });

  it('is decided about as it was seen: by its digest, and while nobody else has changed the connection', async () => {
    const seen = (await held())?.digest ?? '';
    offer(document([next]));
    await refresh();
    const stale = { ...decision(), digest: seen };
    expect(await acceptHeld({ ...stale, allowHttp: true })).toEqual({ outcome: 'conflict' });
    expect(await dropHeld(stale)).toEqual({ outcome: 'conflict' });
    expect(await pinned()).toEqual([fingerprint(known)]);
  });

  it('is accepted by one of two who decide at once', async () => {
    const results = await Promise.all([1, 2].map(() => acceptHeld({ ...decision(), allowHttp: true })));
    const accepted = results.filter(({ outcome }) => outcome === 'accepted');
    expect(accepted).toHaveLength(1);
    expect((await actions()).filter((action) => action.endsWith('metadata.accept'))).toHaveLength(1);
  });

  it('of another site or of nothing cannot be decided about', async () => {
    for (const wrong of [{ site: 'other' }, { connection: 'other' }]) {
      expect(await acceptHeld({ ...decision(), ...wrong, allowHttp: true })).toEqual({ outcome: 'nothing_held' });
      expect(await dropHeld({ ...decision(), ...wrong })).toEqual({ outcome: 'nothing_held' });
    }
    await acceptHeld({ ...decision(), allowHttp: true });
    expect(await dropHeld(decision())).toEqual({ outcome: 'nothing_held' });
  });

  it('waits no more when the metadata turns back to what is pinned', async () => {
    offer(document([known]));
    expect(await refresh()).toEqual({ outcome: 'unchanged', problem: null });
    expect(await held()).toBeNull();
  });

  it('waits no more when the connection turned to another identity provider', async () => {
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { idpEntityId: 'https://b' } });
    expect(await acceptHeld({ ...decision(), allowHttp: true })).toEqual({ outcome: 'nothing_held' });
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { idpEntityId } });
  });
});

describe('looking', () => {
  it('applies nothing of metadata that is signed by a key nobody pinned', async () => {
    offer(signMetadata(document([next], { ssoUrl: 'https://idp.acme.test/new' }), next));
    expect(await refresh()).toEqual({ outcome: 'held', problem: null });
    expect((await listMetadata(database, 'acme'))[0]?.pinned).toMatchObject({
      ssoUrl,
      certificates: [fingerprint(known)],
    });
  });

  it('reads of signed metadata only what the signature covers', async () => {
    const signed = signMetadata(document([known]), known);
    const extra = document([next]).replace('_entity', '_evil').replace(idpEntityId, 'https://evil.test');
    offer(
      `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${signed}${extra}</md:EntitiesDescriptor>`,
    );
    expect(await refresh()).toMatchObject({ outcome: 'refused' });
    expect(await pinned()).toEqual([fingerprint(known)]);
  });

  it.each<[string, () => void, string, string]>([
    [
      'gone',
      () => (idp.answer = (_req, res) => void res.writeHead(404).end()),
      'unreachable',
      'Its metadata address answered with status 404.',
    ],
    ['rubbish', () => offer('rubbish'), 'refused', 'It is not XML: it does not begin with <.'],
    [
      'over',
      () => offer(document([known], { validUntil: '2026-01-01T00:00:00Z' })),
      'refused',
      'It ended on 2026-01-01T00:00:00.000Z (validUntil).',
    ],
    [
      'of somebody else',
      () => offer(document([known], { entityId: 'https://b.test' })),
      'refused',
      `It is of another identity provider: its entity ID is https://b.test, expected ${idpEntityId}.`,
    ],
    [
      'a trap',
      () => offer(document([known], { ssoUrl: 'javascript:alert(1)' })),
      'refused',
      'It cannot be used: the address for the redirect binding must be an https address, is javascript:alert(1).',
    ],
  ])('tells metadata that is %s, and leaves what is pinned', async (_is, arrange, outcome, problem) => {
    arrange();
    expect(await refresh()).toEqual({ outcome, problem });
    expect(await database.prisma.metadataCheck.findMany()).toMatchObject([{ outcome, problem, checkedAt: usher.now }]);
    expect(await pinned()).toEqual([fingerprint(known)]);
    expect(await actions()).toEqual([]);
  });

  it('asks only for what is new, as long as the connection has what the last look compared', async () => {
    idp.answer = (req, res) =>
      void (req.headers['if-none-match'] === '"1"'
        ? res.writeHead(304).end()
        : res.writeHead(200, { etag: '"1"' }).end(document([known])));
    await refresh();
    expect(idp.lastHeaders['if-none-match']).toBeUndefined();
    expect(await refresh()).toEqual({ outcome: 'unchanged', problem: null });
    expect(idp.lastHeaders['if-none-match']).toBe('"1"');
    await database.prisma.connection.update({
      where: { id: usher.connectionId },
      data: { sloUrl: 'https://idp.acme.test/slo' },
    });
    expect(await refresh()).toEqual({ outcome: 'applied', problem: null });
    expect(idp.lastHeaders['if-none-match']).toBeUndefined();
  });

  it('changes no settings when nothing is new: no process loads them anew', async () => {
    const version = async () => (await database.prisma.site.findFirstOrThrow()).settingsVersion;
    offer(document([known]));
    const before = await version();
    await refresh();
    expect(await version()).toBe(before);
    offer(signMetadata(document([known, next]), known));
    await refresh();
    expect(await version()).not.toBe(before);
  });

  it('does nothing for a connection that is gone or has no address', async () => {
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { metadataUrl: null } });
    expect(await refresh()).toBeNull();
    expect(idp.asked).toEqual([]);
  });
});

import { createSecretBox, resealSecrets } from '../../../src/keys';
import jwt from 'jsonwebtoken';
import type { Database } from '../../../src/db';
import { newId } from '../../../src/newId';
import {
  authenticate,
  provisioningAddress,
  SecretHashes,
  type Authenticated,
  type CredentialDependencies,
} from '../../../src/scim/credentials';
import { signAccessToken } from '../../../src/scim/credentials/accessToken';
import { signAuthToken, SigningKeys } from '../../../src/tokens';
import { freshDatabase } from '../../support/database';
import { freshServerDatabase } from '../../support/postgres';
import { basic, makeProvisioning, makeSecret } from '../../support/provisioning';
import { makeAccount, makeSite, testBox, testNow, testPublicUrl } from '../../support/site';

const later = (seconds: number) => new Date(testNow.getTime() + seconds * 1000);
const outcomeOf = (answer: Authenticated) =>
  answer.outcome === 'stopped' ? `${answer.status} ${answer.why}` : answer.outcome;

const databases: [string, () => Promise<Database>][] = [
  ['the embedded database', freshDatabase],
  ['PostgreSQL', freshServerDatabase],
];

describe.each(databases)('on %s', (_, open) => {
  let database: Database;
  let deps: CredentialDependencies;
  let signingKeys: SigningKeys;
  let siteId: string;
  let actingAccountId: string;
  let sites = 0;

  beforeAll(async () => {
    database = await open();
    signingKeys = new SigningKeys({ database, box: testBox, clock: () => testNow });
    const secretHashes = new SecretHashes({ database, box: testBox });
    deps = { database, publicUrl: testPublicUrl, signingKeys, secretHashes };
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    sites += 1;
    ({ siteId } = await makeSite(database, { site: { slug: `site-${sites}` } }));
    actingAccountId = await makeAccount(database, siteId, { username: 'scim', roles: ['Org User Admin'] });
  });

  const make = (overrides: Parameters<typeof makeProvisioning>[2] = {}) =>
    makeProvisioning(database, siteId, { actingAccountId, ...overrides });
  const ask = async (id: string, header: string | undefined, now = testNow) =>
    outcomeOf(await authenticate(deps, id, header, now));
  const tokenFor = async (id: string, overrides: Partial<Parameters<typeof signAccessToken>[2]> = {}) => {
    const { id: secretId } = await database.prisma.provisioningSecret.findFirstOrThrow({
      where: { provisioningId: id },
    });
    const audience = provisioningAddress(testPublicUrl, id);
    const frame = { issuer: testPublicUrl, audience, provisioningId: id, now: testNow, ...overrides };
    return signAccessToken(signingKeys, secretId, frame);
  };

  it('who has the secret is told from it: the provisioning, its settings, and whom it acts as', async () => {
    const { id, secret } = await make({ namePolicy: 'reject', brakeCount: 7, heldSince: testNow });
    const answer = await authenticate(deps, id, `Bearer ${secret}`, testNow);
    expect(answer).toMatchObject({
      outcome: 'known',
      provisioning: {
        id,
        siteId,
        site: `site-${sites}`,
        name: 'Okta Production',
        credentialType: 'bearer',
        actingAccount: { id: actingAccountId, username: 'scim', roles: ['Org User Admin'] },
        defaultType: 'host',
        namePolicy: 'reject',
        strictAttributes: false,
        brake: { count: 7, percent: 20, windowMinutes: 60, heldSince: testNow, releasedAt: null },
      },
    });
  });

  it('the type of a provisioning says which scheme is taken, and only that one', async () => {
    const taken = async (credentialType: 'basic' | 'bearer' | 'oauth') => {
      const { id, secret } = await make({ credentialType, name: credentialType });
      const headers = [basic(id, secret), `Bearer ${secret}`, `Bearer ${await tokenFor(id)}`];
      return Promise.all(headers.map((header) => ask(id, header)));
    };
    expect(await taken('basic')).toEqual(['known', 'unknown', 'unknown']);
    expect(await taken('bearer')).toEqual(['unknown', 'known', 'unknown']);
    expect(await taken('oauth')).toEqual(['unknown', 'unknown', 'known']);
  });

  it('the user name is the id of the provisioning, in any case', async () => {
    const { id, secret } = await make({ credentialType: 'basic' });
    expect(await ask(id.toUpperCase(), basic(id.toUpperCase(), secret))).toBe('known');
    expect(await ask(id, basic('scim', secret))).toBe('unknown');
    expect(await ask(id, basic('', secret))).toBe('unknown');
  });

  it('a wrong secret, one of another provisioning, of another site, and no provisioning at all are one answer', async () => {
    const { id, secret } = await make();
    const neighbour = await make({ name: 'Entra' });
    const foreign = await makeSite(database, { site: { slug: `other-${sites}` } });
    const stranger = await makeProvisioning(database, foreign.siteId);
    const answers = await Promise.all([
      ask(id, undefined),
      ask(id, 'Bearer '),
      ask(id, `Bearer ${secret}x`),
      ask(id, `Bearer ${neighbour.secret}`),
      ask(id, `Bearer ${stranger.secret}`),
      ask(newId(), `Bearer ${secret}`),
      ask('..%2f', `Bearer ${secret}`),
    ]);
    expect(new Set(answers)).toEqual(new Set(['unknown']));
  });

  it('a secret ends when it is revoked and when its time is over; a second one lives beside it', async () => {
    const { id, secret } = await make();
    const second = await makeSecret(database, siteId, id, { expiresAt: later(60) });
    expect(await ask(id, `Bearer ${second}`, later(59))).toBe('known');
    expect(await ask(id, `Bearer ${second}`, later(60))).toBe('unknown');
    expect(await ask(id, `Bearer ${secret}`, later(60))).toBe('known');
    await database.prisma.provisioningSecret.updateMany({
      where: { provisioningId: id },
      data: { revokedAt: testNow },
    });
    expect(await ask(id, `Bearer ${secret}`)).toBe('unknown');
  });

  it('with the right secret it still does nothing while it is off, or its user is gone, away or without rights', async () => {
    const { id, secret } = await make();
    const header = `Bearer ${secret}`;
    const set = (data: object) => database.prisma.account.update({ where: { id: actingAccountId }, data });
    await set({ roles: ['Org Support'] });
    expect(await ask(id, header)).toBe('403 acting_without_roles');
    await set({ roles: ['Org User Admin'], status: 'deactivated' });
    expect(await ask(id, header)).toBe('401 acting_inactive');
    await set({ status: 'active' });
    expect(await ask(id, header)).toBe('known');
    await database.prisma.provisioning.update({ where: { id }, data: { enabled: false } });
    expect(await ask(id, header)).toBe('401 disabled');
    await database.prisma.provisioning.update({ where: { id }, data: { enabled: true } });
    await database.prisma.account.delete({ where: { id: actingAccountId } });
    expect(await ask(id, header)).toBe('401 acting_gone');
  });

  it('an account of another site acts for nobody', async () => {
    const foreign = await makeSite(database, { site: { slug: `other-${sites}` } });
    const stranger = await makeAccount(database, foreign.siteId, { roles: ['Org Security Admin'] });
    const { id, secret } = await make({ actingAccountId: stranger });
    expect(await ask(id, `Bearer ${secret}`)).toBe('401 acting_gone');
  });

  it('takes one statement, and one more to note the use at most once a minute', async () => {
    const { id, secret } = await make();
    await deps.secretHashes.of('read the key');
    const query = jest.spyOn(database, 'query');
    const statements = async (header: string, now: Date) => {
      query.mockClear();
      await authenticate(deps, id, header, now);
      return query.mock.calls.length;
    };
    expect(await statements(`Bearer ${secret}`, testNow)).toBe(2);
    expect(await statements(`Bearer ${secret}`, later(59))).toBe(1);
    expect(await statements(`Bearer ${secret}`, later(60))).toBe(2);
    expect(await statements(`Bearer ${secret}x`, later(61))).toBe(1);
    query.mockRestore();
    const [stored] = await database.prisma.provisioningSecret.findMany({ where: { provisioningId: id } });
    expect(stored?.lastUsedAt).toEqual(later(60));
  });

  describe('a token', () => {
    let id: string;
    beforeEach(async () => {
      ({ id } = await make({ credentialType: 'oauth' }));
    });

    it('is taken for an hour, as long as provisioning and secret live', async () => {
      const header = `Bearer ${await tokenFor(id)}`;
      expect(await ask(id, header, later(3599))).toBe('known');
      expect(await ask(id, header, later(3600))).toBe('unknown');
      await database.prisma.provisioningSecret.updateMany({ data: { revokedAt: testNow } });
      expect(await ask(id, header)).toBe('unknown');
      await database.prisma.provisioningSecret.updateMany({ data: { revokedAt: null } });
      expect(await ask(id, header)).toBe('known');
      await database.prisma.provisioning.delete({ where: { id } });
      expect(await ask(id, header)).toBe('unknown');
    });

    it('is not taken by another provisioning, nor when anything about it is another', async () => {
      const other = await make({ name: 'Entra', credentialType: 'oauth' });
      const { kid, privateKey } = await signingKeys.current();
      const claims = jwt.decode(await tokenFor(id)) as jwt.JwtPayload;
      const sign = (changes: object, header: Partial<jwt.JwtHeader> = {}) =>
        jwt.sign({ ...claims, ...changes }, privateKey, {
          header: { alg: 'ES256', typ: 'usher-scim+jwt', kid, ...header },
        });
      const subject = {
        accountId: id,
        username: 'a',
        email: null,
        name: null,
        groups: [],
        groupsCut: false,
        sessionId: id,
      };
      const audience = provisioningAddress(testPublicUrl, id);
      const tokens: [string, string][] = [
        ['the type', sign({}, { typ: 'JWT' })],
        ['the key id', sign({}, { kid: 'another' })],
        ['the issuer', sign({ iss: 'https://elsewhere.test' })],
        ['the audience', sign({ aud: provisioningAddress(testPublicUrl, other.id) })],
        ['the subject', sign({ sub: other.id })],
        ['no secret', sign({ secret_id: undefined })],
        ['no key', `${jwt.sign(claims, '', { algorithm: 'none' })}`],
        [
          'a token for applications',
          await signAuthToken(signingKeys, subject, { issuer: testPublicUrl, audience, now: testNow }),
        ],
        ['no token', 'a.b.c'],
        ['a longer signature', `${await tokenFor(id)}x`],
        ['a signature of other bytes', `${(await tokenFor(id)).slice(0, -86)}${'A'.repeat(86)}`],
        ['a header that is no JSON', `${'A'.repeat(8)}.e30.${'A'.repeat(86)}`],
        ['a payload that is no JSON', `${(await tokenFor(id)).split('.')[0]}.AAAA.${'A'.repeat(86)}`],
      ];
      const answers = await Promise.all(tokens.map(async ([what, token]) => [what, await ask(id, `Bearer ${token}`)]));
      expect(answers).toEqual(tokens.map(([what]) => [what, 'unknown']));
      expect(await ask(id, `Bearer ${sign({})}`)).toBe('known');
      expect(await ask(other.id, `Bearer ${await tokenFor(id)}`)).toBe('unknown');
    });
  });

  it('a secret is stored as a hash that means nothing without the key, and the key lies sealed', async () => {
    const { id, secret } = await make();
    const [stored] = await database.prisma.provisioningSecret.findMany({ where: { provisioningId: id } });
    expect(stored?.secretHash).toMatch(/^[0-9a-f]{64}$/);
    const key = await database.prisma.installation.findUniqueOrThrow({ where: { name: 'scim_secret_key' } });
    expect(key.value).toMatch(/^v1\./);
    expect(JSON.stringify([stored, key])).not.toContain(secret);
  });
});

describe('the key of the hashes', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshServerDatabase();
  });
  afterAll(() => database.close());

  it('is one, however many processes ask for it at once', async () => {
    const hashes = await Promise.all(
      Array.from({ length: 6 }, () => new SecretHashes({ database, box: testBox }).of('a secret')),
    );
    expect(new Set(hashes).size).toBe(1);
    expect(await new SecretHashes({ database, box: testBox }).of('another')).not.toBe(hashes[0]);
  });

  it('outlives a change of SECRET_KEY', async () => {
    const [old, fresh] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    await database.prisma.installation.deleteMany({ where: { name: 'scim_secret_key' } });
    const before = await new SecretHashes({ database, box: createSecretBox(old) }).of('a secret');
    const box = createSecretBox(fresh, old);
    expect((await resealSecrets(database, box)).resealed).toBeGreaterThan(0);
    expect(await new SecretHashes({ database, box: createSecretBox(fresh) }).of('a secret')).toBe(before);
  });

  it('is asked for again by a process that could not read it once', async () => {
    const hashes = new SecretHashes({ database, box: testBox });
    const read = jest.spyOn(database.prisma.installation, 'findUnique').mockRejectedValueOnce(new Error('away'));
    await database.prisma.installation.deleteMany({ where: { name: 'scim_secret_key' } });
    await expect(hashes.of('a secret')).rejects.toThrow('away');
    read.mockRestore();
    expect(await hashes.of('a secret')).toMatch(/^[0-9a-f]{64}$/);
  });
});

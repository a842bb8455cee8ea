import { randomBytes, X509Certificate } from 'node:crypto';
import type { Database, Prisma } from '../../src/db';
import { createSecretBox } from '../../src/keys';
import { newId } from '../../src/newId';
import { makeSiteKey } from '../../src/saml/makeSiteKey';
import type { MakeSiteKey } from '../../src/saml';
import { ConnectionCache } from '../../src/sites';

/** The moment tests take for now, unless they say otherwise. */
export const testNow = new Date('2026-11-22T12:00:00.000Z');

export const testPublicUrl = 'http://localhost:3000';

/** A SecretBox under a key of the test's own. */
export const testBox = createSecretBox(randomBytes(32));

/** One real key pair a process: making one takes a second, and no test depends on which it is. */
export const makeSharedKey: MakeSiteKey = (() => {
  let made: ReturnType<MakeSiteKey> | null = null;
  return () => (made ??= makeSiteKey({ commonName: 'Usher test', notBefore: testNow, serial: '4a' }));
})();

/** Makes a site with one connection, ready to sign in; `site` and `connection` override columns. */
export async function makeSite(
  database: Database,
  overrides: {
    site?: Partial<Prisma.SiteCreateInput>;
    connection?: Partial<Prisma.ConnectionCreateWithoutSiteInput>;
  } = {},
) {
  const siteId = newId();
  const connectionId = newId();
  const { certificatePem } = await makeSharedKey({ commonName: '', notBefore: testNow, serial: '' });
  await database.prisma.site.create({
    data: {
      id: siteId,
      slug: 'acme',
      name: 'Acme Corporation',
      seats: 25,
      allowedTargets: ['https://app.acme.test'],
      adminContact: { name: 'Help desk', email: 'help@acme.test' },
      ...overrides.site,
      connections: {
        create: {
          id: connectionId,
          name: 'main',
          idpEntityId: 'https://idp.acme.test/metadata',
          ssoUrl: 'https://idp.acme.test/sso?tenant=1',
          ...overrides.connection,
        },
      },
    },
  });
  const { fingerprint256 } = new X509Certificate(certificatePem);
  const fingerprint = fingerprint256.replace(/:/g, '').toLowerCase();
  await database.prisma.connectionCertificate.create({
    data: { id: newId(), siteId, connectionId, pem: certificatePem, fingerprint },
  });
  return { siteId, connectionId };
}

/** Makes an active account with whatever columns a test cares about. */
export async function makeAccount(
  database: Database,
  siteId: string,
  overrides: Partial<Prisma.AccountUncheckedCreateInput> = {},
): Promise<string> {
  const id = newId();
  const username = overrides.username ?? 'ada@acme.test';
  await database.prisma.account.create({
    data: {
      id,
      siteId,
      username,
      usernameKey: username.toLowerCase(),
      confusableKey: username.toLowerCase(),
      firstName: 'Ada',
      lastName: 'Lovelace',
      displayName: 'Ada Lovelace',
      email: username,
      emailKey: username.toLowerCase(),
      emailVerified: true,
      ...overrides,
    },
  });
  return id;
}

/** A connection cache over the test's database and clock. */
export function makeConnections(database: Database, clock: () => Date = () => testNow): ConnectionCache {
  return new ConnectionCache({
    database,
    box: testBox,
    publicUrl: testPublicUrl,
    insecureLoopback: true,
    demoIsOn: false,
    clock,
    random: randomBytes,
    makeKey: makeSharedKey,
  });
}

import type { Database, Prisma } from '../../src/db';
import { newId } from '../../src/newId';
import { SecretHashes } from '../../src/scim/credentials';
import { testBox, testNow } from './site';

/** Makes a provisioning with one secret that lives, and whatever columns a test cares about. */
export async function makeProvisioning(
  database: Database,
  siteId: string,
  overrides: Partial<Prisma.ProvisioningUncheckedCreateInput> = {},
): Promise<{ readonly id: string; readonly secret: string }> {
  const id = newId();
  await database.prisma.provisioning.create({
    data: { id, siteId, name: 'Okta Production', credentialType: 'bearer', createdAt: testNow, ...overrides },
  });
  return { id, secret: await makeSecret(database, siteId, id) };
}

/** Makes one more secret of a provisioning and gives it. */
export async function makeSecret(
  database: Database,
  siteId: string,
  provisioningId: string,
  overrides: Partial<Prisma.ProvisioningSecretUncheckedCreateInput> = {},
): Promise<string> {
  const secret = Buffer.from(`${newId()}${newId()}`).toString('base64url').slice(-43);
  const secretHash = await new SecretHashes({ database, box: testBox }).of(secret);
  await database.prisma.provisioningSecret.create({
    data: { id: newId(), siteId, provisioningId, secretHash, createdBy: 'command', createdAt: testNow, ...overrides },
  });
  return secret;
}

/** The Authorization header with a user name and a password (RFC 7617). */
export function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

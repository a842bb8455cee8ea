import type { Database } from '../../src/db';
import { expiryWarnings, readExpiring } from '../../src/expiry';
import { provisioningFindings } from '../../src/commands/doctor/provisioningFindings';
import { freshDatabase } from '../support/database';
import { signInAdmin } from '../support/admin';
import { makeProvisioning, makeSecret } from '../support/provisioning';
import { makeAccount } from '../support/site';
import { UsherUnderTest } from '../support/usher';

const day = 86_400_000;

describe('a secret that ends', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let id: string;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
    const actingAccountId = await makeAccount(database, usher.siteId, { username: 'scim', roles: ['Org User Admin'] });
    ({ id } = await makeProvisioning(database, usher.siteId, { actingAccountId }));
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });
  beforeEach(async () => {
    await database.prisma.provisioningSecret.deleteMany();
    await database.prisma.provisioning.update({ where: { id }, data: { enabled: true, heldSince: null } });
  });
  const inDays = (days: number) => new Date(usher.now.getTime() + days * day);
  const ending = (days: number | null, overrides: object = {}) =>
    makeSecret(database, usher.siteId, id, { expiresAt: days === null ? null : inDays(days), ...overrides });
  const warned = async () =>
    expiryWarnings(await readExpiring(database), usher.now)
      .filter(({ kind }) => kind === 'scim_secret')
      .map(({ threshold, connection, subject }) => `${threshold} ${connection} ${subject}`);

  it('is warned of 60, 30, 7 and 1 days ahead, unless it has no end, is revoked, or the provisioning is off', async () => {
    for (const days of [61, 60, 30, 6, 1, null]) await ending(days);
    await ending(5, { revokedAt: usher.now });
    const expected = [1, 7, 30, 60].map((threshold) => `${threshold} Okta Production scim`);
    expect(await warned()).toEqual(expected);
    await database.prisma.provisioning.update({ where: { id }, data: { enabled: false } });
    expect(await warned()).toEqual([]);
  });

  it('is shown on Site Information with the way to its page', async () => {
    await ending(5);
    const { browser } = await signInAdmin(usher, ['Org Security Admin']);
    const page = await (await browser.get('/admin/acme')).text();
    expect(page).toContain('The secret of the provisioning Okta Production');
    expect(page).toContain('href="/admin/acme/provisioning"');
  });

  it('is found by the doctor, and so is a provisioning that does nothing or is held', async () => {
    await ending(5);
    const found = async () => (await provisioningFindings(database, usher.now)).map((finding) => finding.id);
    expect(await found()).toEqual(['scim_secret_ends_soon']);
    await database.prisma.provisioning.update({ where: { id }, data: { heldSince: usher.now } });
    await database.prisma.account.updateMany({ where: { username: 'scim' }, data: { roles: [] } });
    expect(await found()).toEqual(['provisioning_stopped', 'provisioning_held', 'scim_secret_ends_soon']);
    await database.prisma.account.updateMany({ where: { username: 'scim' }, data: { roles: ['Org User Admin'] } });
  });
});

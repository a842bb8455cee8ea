import { randomBytes } from 'node:crypto';
import type { Database } from '../../../src/db';
import { newId } from '../../../src/newId';
import {
  authenticate,
  changeProvisioning,
  createProvisioning,
  newProvisioning,
  readProvisionings,
  removeProvisioning,
  rotateSecret,
  SecretHashes,
  type ProvisioningChange,
  type ProvisioningSettings,
} from '../../../src/scim/credentials';
import { SigningKeys } from '../../../src/tokens';
import { freshDatabase } from '../../support/database';
import { freshServerDatabase } from '../../support/postgres';
import { makeAccount, makeSite, testBox, testNow, testPublicUrl } from '../../support/site';

const day = 86_400_000;
const later = (days: number) => new Date(testNow.getTime() + days * day);
const said = (change: ProvisioningChange) =>
  change.outcome === 'refused'
    ? change.problems.map(({ field, reason }) => `${field} ${reason}`).join(', ')
    : change.outcome;

const databases: [string, () => Promise<Database>][] = [
  ['the embedded database', freshDatabase],
  ['PostgreSQL', freshServerDatabase],
];

describe.each(databases)('on %s', (_, open) => {
  let database: Database;
  let secretHashes: SecretHashes;
  let siteId: string;
  let acting: string;
  let sites = 0;

  beforeAll(async () => {
    database = await open();
    secretHashes = new SecretHashes({ database, box: testBox });
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    sites += 1;
    ({ siteId } = await makeSite(database, { site: { slug: `site-${sites}` } }));
    acting = await makeAccount(database, siteId, { username: 'scim@acme.test', roles: ['Org User Admin'] });
  });

  const wished: ProvisioningSettings = {
    ...newProvisioning,
    name: 'Okta Production',
    credentialType: 'bearer',
    actingUser: 'SCIM@acme.test',
    contactName: 'Identity team',
    contactEmail: 'identity@acme.test',
  };
  const facts = (now = testNow) => ({
    database,
    siteId,
    actor: 'account:grace@acme.test',
    now,
    needsContact: true,
  });
  const make = async (overrides: Partial<ProvisioningSettings> = {}) => {
    const made = await createProvisioning(facts(), { ...wished, ...overrides });
    if (made.outcome !== 'saved') throw new Error(said(made));
    return made.id;
  };
  const shown = async (id: string, now = testNow) => {
    const [one] = await readProvisionings(database, siteId, now, { id });
    if (one === undefined) throw new Error('it is not there');
    return one;
  };
  const change = async (id: string, changes: Partial<ProvisioningSettings>, now = testNow) => {
    const { settings, updatedAt } = await shown(id);
    return changeProvisioning(facts(now), id, { ...settings, ...changes }, updatedAt);
  };
  const rotate = (
    id: string,
    overlapDays = 0,
    now = testNow,
    ownerId: string | null = acting,
    lifetimeDays: number | null = null,
  ) =>
    rotateSecret(
      { database, secretHashes, random: randomBytes, siteId, actor: 'account:scim@acme.test', now },
      id,
      ownerId,
      { overlapDays, lifetimeDays },
    );
  const newSecretOf = async (...args: Parameters<typeof rotate>) => {
    const made = await rotate(...args);
    if (made.outcome !== 'made') throw new Error(made.outcome);
    return made.secret;
  };
  const opens = async (id: string, secret: string, now = testNow) => {
    const signingKeys = new SigningKeys({ database, box: testBox, clock: () => now });
    const deps = { database, publicUrl: testPublicUrl, signingKeys, secretHashes };
    return (await authenticate(deps, id, `Bearer ${secret}`, now)).outcome;
  };
  const activity = async () => {
    const lines = await database.prisma.activity.findMany({ where: { siteId }, orderBy: { id: 'asc' } });
    return lines.map(({ action, subject }) => `${action} ${subject}`);
  };

  it('is made with what was wished, without a secret, and with a line in the log', async () => {
    const id = await make({ description: 'Everybody in Oslo' });
    expect(await shown(id)).toEqual({
      id,
      settings: { ...wished, actingUser: 'scim@acme.test', description: 'Everybody in Oslo' },
      actingAccountId: acting,
      stopped: null,
      heldSince: null,
      heldReason: null,
      secrets: [],
      lastCall: null,
      createdAt: testNow,
      updatedAt: testNow,
    });
    expect(await activity()).toEqual(['provisioning.create Okta Production']);
  });

  it('what cannot be is refused with every reason at once', async () => {
    await make();
    const refused = async (changes: Partial<ProvisioningSettings>) =>
      said(await createProvisioning(facts(), { ...wished, name: 'Entra', ...changes }));
    await makeAccount(database, siteId, {
      username: 'guest',
      homeOrganization: 'Audit Ltd',
      email: 'g@x.test',
      emailKey: 'g',
    });
    await makeAccount(database, siteId, { username: 'away', status: 'deactivated', email: 'a@x.test', emailKey: 'a' });
    await makeAccount(database, siteId, { username: 'mute', email: null, emailKey: null });
    for (const name of ['Okta Production', 'okta PRODUCTION', 'Okta  Production', 'Ｏkta Production']) {
      expect(await refused({ name })).toBe('name name_taken');
    }
    expect(await refused({ name: ' ', contactName: null, contactEmail: '' })).toBe(
      'name required, contactName required, contactEmail required',
    );
    expect(await refused({ description: 'x'.repeat(256), contactEmail: 'nobody' })).toBe(
      'description too_long, contactEmail email_malformed',
    );
    expect(await refused({ name: 'Ok\u202eta' })).toBe('name characters');
    expect(await refused({ actingUser: '' })).toBe('actingUser required');
    expect(await refused({ actingUser: 'nobody' })).toBe('actingUser acting_unknown');
    expect(await refused({ actingUser: 'guest' })).toBe('actingUser acting_guest');
    expect(await refused({ actingUser: 'away' })).toBe('actingUser acting_inactive');
    expect(await refused({ actingUser: 'mute' })).toBe('actingUser acting_without_email');
    expect(await refused({ brakeCount: -1, brakePercent: 101, brakeWindowMinutes: 0.5 })).toBe(
      'brakeCount out_of_range, brakePercent out_of_range, brakeWindowMinutes out_of_range',
    );
    expect(await readProvisionings(database, siteId, testNow)).toHaveLength(1);
  });

  it('two of one name at once: one is made, the other is told that it is taken', async () => {
    const both = await Promise.all([createProvisioning(facts(), wished), createProvisioning(facts(), wished)]);
    expect(both.map(said).toSorted()).toEqual(['name name_taken', 'saved']);
  });

  it('a change tells what was different, nothing when nothing was, and overwrites nobody', async () => {
    const id = await make();
    const { settings, updatedAt } = await shown(id);
    expect(said(await change(id, { namePolicy: 'reject' }, later(1)))).toBe('saved');
    expect((await shown(id)).settings).toEqual({ ...settings, namePolicy: 'reject' });
    expect(said(await change(id, {}, later(2)))).toBe('unchanged');
    expect(said(await changeProvisioning(facts(), id, settings, updatedAt))).toBe('conflict');
    expect(said(await changeProvisioning(facts(), newId(), settings, updatedAt))).toBe('not_found');
    const lines = await database.prisma.activity.findMany({ where: { siteId, action: 'provisioning.update' } });
    expect(lines).toMatchObject([{ before: { namePolicy: 'allow' }, after: { namePolicy: 'reject' } }]);
  });

  it('another acting user voids every secret, any other change none', async () => {
    const id = await make();
    const secret = await newSecretOf(id);
    const other = await makeAccount(database, siteId, {
      username: 'other',
      email: 'o@acme.test',
      emailKey: 'o@acme.test',
      roles: ['Org User Admin'],
    });
    await change(id, { description: 'new' }, later(1));
    expect(await opens(id, secret)).toBe('known');
    expect(await change(id, { actingUser: 'other' }, later(2))).toMatchObject({
      outcome: 'saved',
      secretsVoided: true,
    });
    expect(await opens(id, secret)).toBe('unknown');
    expect((await shown(id)).actingAccountId).toBe(other);
    expect((await rotate(id, 0, testNow, acting)).outcome).toBe('not_found');
    expect(await opens(id, await newSecretOf(id, 0, testNow, other))).toBe('known');
  });

  it('one whose user is away can still be changed and switched off', async () => {
    const id = await make();
    await database.prisma.account.update({ where: { id: acting }, data: { status: 'deactivated' } });
    expect((await shown(id)).stopped).toBe('acting_inactive');
    expect(said(await change(id, { enabled: false }))).toBe('saved');
    await database.prisma.account.delete({ where: { id: acting } });
    expect(said(await change(id, { enabled: true }))).toBe('saved');
    expect((await shown(id)).stopped).toBe('acting_gone');
  });

  describe('a secret', () => {
    it('is a new one of 256 bits each time, and ends the one before at once', async () => {
      const id = await make();
      const first = await newSecretOf(id);
      const second = await newSecretOf(id);
      expect([first, second].map((secret) => Buffer.from(secret, 'base64url').length)).toEqual([32, 32]);
      expect(first).not.toBe(second);
      expect(await Promise.all([opens(id, first), opens(id, second)])).toEqual(['unknown', 'known']);
      expect((await shown(id)).secrets).toHaveLength(1);
      expect(await activity()).toEqual([
        'provisioning.create Okta Production',
        'provisioning.regenerate Okta Production',
        'provisioning.regenerate Okta Production',
      ]);
    });

    it('leaves the one before for the overlap, 30 days at most, and never two of them', async () => {
      const id = await make();
      const secrets = [await newSecretOf(id)];
      secrets.push(await newSecretOf(id, 7, later(1)));
      const live = async (now: Date) => (await Promise.all(secrets.map((secret) => opens(id, secret, now)))).join(' ');
      expect(await live(later(7.9))).toBe('known known');
      expect(await live(later(8))).toBe('unknown known');
      secrets.push(await newSecretOf(id, 99, later(2)));
      expect(await live(later(3))).toBe('unknown known known');
      expect((await shown(id, later(3))).secrets.map(({ expiresAt }) => expiresAt)).toEqual([null, later(32)]);
      expect(await live(later(32))).toBe('unknown unknown known');
    });

    it('ends when it was made to, and an overlap does not make it last longer', async () => {
      const id = await make();
      const first = await newSecretOf(id, 0, testNow, acting, 365);
      expect(await opens(id, first, later(364))).toBe('known');
      expect(await opens(id, first, later(365))).toBe('unknown');
      expect(await rotate(id, 30, later(360))).toMatchObject({ outcome: 'made', oldEndsAt: later(365), endsAt: null });
    });

    it('is made for the acting user alone, who has an address; the operator may make one for them', async () => {
      const id = await make();
      const grace = await makeAccount(database, siteId, {
        username: 'grace',
        email: 'gr@acme.test',
        emailKey: 'gr@acme.test',
        roles: ['Org Security Admin'],
      });
      expect((await rotate(id, 0, testNow, grace)).outcome).toBe('not_found');
      expect((await rotate(newId())).outcome).toBe('not_found');
      expect((await rotate(id, 0, testNow, null)).outcome).toBe('made');
      await database.prisma.account.update({ where: { id: acting }, data: { email: null, emailKey: null } });
      expect((await rotate(id)).outcome).toBe('no_email');
    });

    it('asked for by many at once is one that lives', async () => {
      const id = await make();
      const made = await Promise.all([1, 2, 3, 4].map(() => newSecretOf(id)));
      const live = await Promise.all(made.map((secret) => opens(id, secret)));
      expect(live.filter((outcome) => outcome === 'known')).toHaveLength(1);
    });
  });

  it('the accounts it keeps follow its name, and belong to nobody while it is off or when it is gone', async () => {
    const id = await make();
    const ada = await makeAccount(database, siteId, {
      managedBy: 'Okta Production',
      username: 'ada',
      emailKey: 'ada2',
    });
    const hidden = await makeAccount(database, siteId, { username: 'hidden', emailKey: 'hidden2' });
    const other = await makeAccount(database, siteId, { managedBy: 'Entra', username: 'eve', emailKey: 'eve2' });
    const link = { provisioningId: id, siteId };
    await database.prisma.scimLink.createMany({
      data: [ada, hidden, other].map((accountId) => ({
        ...link,
        accountId,
        hiddenAt: accountId === hidden ? testNow : null,
      })),
    });
    const foreign = await makeSite(database, { site: { slug: `other-${sites}` } });
    const stranger = await makeAccount(database, foreign.siteId, { managedBy: 'Okta Production' });
    const keepers = async () => {
      const rows = await database.prisma.account.findMany({ where: { id: { in: [ada, hidden, other, stranger] } } });
      return [ada, hidden, other, stranger].map((one) => rows.find((row) => row.id === one)?.managedBy ?? null);
    };
    await change(id, { name: 'Okta' }, later(1));
    expect(await keepers()).toEqual(['Okta', null, 'Entra', 'Okta Production']);
    await change(id, { enabled: false }, later(2));
    expect(await keepers()).toEqual([null, null, 'Entra', 'Okta Production']);
    await change(id, { enabled: true, name: 'Okta again' }, later(3));
    expect(await keepers()).toEqual(['Okta again', null, 'Entra', 'Okta Production']);
    expect(await removeProvisioning(facts(), id)).toEqual({ removed: 'Okta again' });
    expect(await keepers()).toEqual([null, null, 'Entra', 'Okta Production']);
  });

  it('nothing of another site is read, changed, removed or given a secret', async () => {
    const id = await make();
    const { settings, updatedAt } = await shown(id);
    const { siteId: foreign } = await makeSite(database, { site: { slug: `foreign-${sites}` } });
    const theirs = { ...facts(), siteId: foreign };
    expect(await readProvisionings(database, foreign, testNow)).toEqual([]);
    expect(await readProvisionings(database, foreign, testNow, { id })).toEqual([]);
    expect((await changeProvisioning(theirs, id, settings, updatedAt)).outcome).toBe('not_found');
    expect(await removeProvisioning(theirs, id)).toBeNull();
    const rotated = await rotateSecret({ ...theirs, secretHashes, random: randomBytes }, id, null, {
      overlapDays: 0,
      lifetimeDays: null,
    });
    expect(rotated.outcome).toBe('not_found');
    expect(await shown(id)).toMatchObject({ settings });
  });
});

import type { Database } from '../../src/db';
import { ConnectionUnreadableError } from '../../src/sites';
import { freshDatabase } from '../support/database';
import { makeConnections, makeSite } from '../support/site';

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

async function freshSite(slug: string) {
  const ids = await makeSite(database, { site: { slug } });
  return { ...ids, connections: makeConnections(database) };
}

test('a connection loads with its addresses, keys, certificates and the defaults of the site file', async () => {
  const { connections } = await freshSite('whole');
  const loaded = await connections.get('whole', 'main');
  expect(loaded).toMatchObject({
    site: 'whole',
    connection: 'main',
    siteName: 'Acme Corporation',
    enabled: true,
    adminContact: { name: 'Help desk', email: 'help@acme.test', url: null },
    addresses: {
      acs: 'http://localhost:3000/saml/whole/main/acs',
      metadata: 'http://localhost:3000/saml/whole/main/metadata',
    },
    gate: {
      spEntityId: 'http://localhost:3000/saml/whole/main/metadata',
      idpEntityId: 'https://idp.acme.test/metadata',
      unusableCertificates: 0,
      clockSkewSeconds: 180,
      legacyAlgorithms: null,
    },
    policy: {
      usernameFrom: ['uid', 'SAML_SUBJECT', 'Name_ID', 'NameID'],
      attributes: { firstName: ['firstname'], lastName: ['lastname'], email: ['email'] },
      allowedTypes: ['host', 'attendee'],
      newAccounts: 'active',
    },
  });
  expect(loaded?.gate.certificates).toHaveLength(1);
  expect(loaded?.gate.decryptionKeys).toHaveLength(1);
  expect(loaded?.gate.mappedAttributes).toEqual(expect.arrayContaining(['uid', 'firstname', 'email']));
});

test('what is stored wins over the defaults', async () => {
  const { connections, siteId, connectionId } = await freshSite('set');
  await database.prisma.connection.update({
    where: { id: connectionId },
    data: {
      attributes: { firstName: ['givenName', 'gn'] },
      usernameFrom: ['mail'],
      allowedTypes: ['attendee'],
      legacyAlgorithms: { allow: ['sha1'], until: '2027-03-31' },
    },
  });
  await database.prisma.trackingCode.create({
    data: { siteId, number: 2, label: 'Cost centre', input: 'dropdown', usage: 'required' },
  });
  const loaded = await connections.get('set', 'main');
  expect(loaded?.policy.attributes).toMatchObject({ firstName: ['givenName', 'gn'], lastName: ['lastname'] });
  expect(loaded?.policy.usernameFrom).toEqual(['mail']);
  expect(loaded?.policy.allowedTypes).toEqual(['attendee']);
  expect(loaded?.policy.trackingCodes).toMatchObject([
    { number: 2, label: 'Cost centre', usage: 'required', values: [] },
  ]);
  expect(loaded?.gate.legacyAlgorithms).toEqual({ allow: ['sha1'], until: new Date('2027-03-31T23:59:59.999Z') });
  expect(loaded?.gate.mappedAttributes).toContain('TC2');
});

test('a certificate that cannot be used is counted and never trusted', async () => {
  const { connections, connectionId } = await freshSite('weak');
  await database.prisma.connectionCertificate.updateMany({ where: { connectionId }, data: { pem: 'rubbish' } });
  const loaded = await connections.get('weak', 'main');
  expect(loaded?.gate).toMatchObject({ certificates: [], unusableCertificates: 1 });
});

test('settings that cannot be read refuse to load instead of being guessed', async () => {
  const { connections, connectionId } = await freshSite('broken');
  await database.prisma.connection.update({
    where: { id: connectionId },
    data: { legacyAlgorithms: { allow: ['md5'], until: '2099-01-01' } },
  });
  await expect(connections.get('broken', 'main')).rejects.toThrow(ConnectionUnreadableError);
});

test('unknown names load nothing', async () => {
  const { connections } = await freshSite('known');
  expect(await connections.get('known', 'other')).toBeNull();
  expect(await connections.get('unknown', 'main')).toBeNull();
  expect(await connections.current('unknown', 'main')).toBeNull();
});

test('a kept connection stays as it was until it is reloaded; asking for the current one sees every change', async () => {
  const { connections, connectionId, siteId } = await freshSite('changing');
  const before = await connections.get('changing', 'main');
  await database.prisma.connection.update({ where: { id: connectionId }, data: { unsolicited: 'refuse' } });
  expect(await connections.get('changing', 'main')).toBe(before);
  const after = await connections.current('changing', 'main');
  expect(after?.gate.unsolicited).toBe('refuse');
  expect(after?.settingsVersion).toBeGreaterThan(before?.settingsVersion ?? Infinity);
  expect(await connections.current('changing', 'main')).toBe(after);
  await database.prisma.site.update({ where: { id: siteId }, data: { ssoEnabled: false } });
  expect((await connections.current('changing', 'main'))?.enabled).toBe(false);
});

test('a removed site or connection is forgotten', async () => {
  const { connections, siteId } = await freshSite('removed');
  await connections.get('removed', 'main');
  await database.prisma.site.delete({ where: { id: siteId } });
  expect(await connections.current('removed', 'main')).toBeNull();
  expect(await connections.get('removed', 'main')).toBeNull();
});

test('many callers at once share one load', async () => {
  const { connections } = await freshSite('shared');
  const loaded = await Promise.all(Array.from({ length: 5 }, () => connections.get('shared', 'main')));
  expect(new Set(loaded).size).toBe(1);
});

test.each(['connections', 'connection_certificates'])(
  'settings that change while they are being loaded, just after %s was read, are noticed by the next look',
  async (table) => {
    const slug = `torn-${table.replace('_', '-')}`;
    const { connections, connectionId } = await freshSite(slug);
    await makeConnections(database).get(slug, 'main');
    const switchOff = async () => {
      await database.prisma.connectionCertificate.deleteMany({ where: { connectionId } });
      await database.prisma.connection.update({ where: { id: connectionId }, data: { enabled: false } });
    };
    // The rows are read by several statements: here somebody else's change comes between two of them.
    const { pglite } = database as Database & { pglite: { query: (...args: unknown[]) => Promise<unknown> } };
    const query = pglite.query.bind(pglite);
    const spy = jest.spyOn(pglite, 'query').mockImplementation(async (...args) => {
      const rows = await query(...args);
      if (!String(args[0]).includes(`FROM "public"."${table}"`)) return rows;
      spy.mockRestore();
      await switchOff();
      return rows;
    });
    await connections.get(slug, 'main');
    const current = await connections.current(slug, 'main');
    expect(current?.enabled).toBe(false);
    expect(current?.gate.certificates).toEqual([]);
  },
);

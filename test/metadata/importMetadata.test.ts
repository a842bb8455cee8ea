import { compareMetadata, importMetadata } from '../../src/metadata';
import { digestOf } from '../../src/metadata/decideRefresh';
import { noAccounts, readStoredSite, type ConnectionState } from '../../src/sites';
import type { Database } from '../../src/db';
import { freshDatabase } from '../support/database';
import { idpKeyNamed, idpMetadata, signMetadata, type MetadataOptions } from '../support/metadata';
import { makeSite, testNow } from '../support/site';

const facts = { allowHttp: false, now: testNow };

describe('metadata that an administrator confirms', () => {
  let database: Database;
  let siteId: string;
  let connectionId: string;
  let pinned: string;
  let next: string;
  beforeAll(async () => {
    database = await freshDatabase();
    pinned = (await idpKeyNamed('pinned')).certificatePem;
    next = (await idpKeyNamed('next')).certificatePem;
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.prisma.site.deleteMany();
    ({ siteId, connectionId } = await makeSite(database));
    await database.prisma.connectionCertificate.deleteMany();
    await database.prisma.connectionCertificate.create({
      data: { id: connectionId, siteId, connectionId, pem: pinned, fingerprint: 'test' },
    });
  });

  const read = async (): Promise<ConnectionState> => {
    const stored = await readStoredSite(database.prisma, 'acme', noAccounts);
    const state = stored?.connections[0]?.state;
    if (state === undefined) throw new Error('the connection is gone');
    return state;
  };
  const metadata = (options: Partial<MetadataOptions> = {}) => idpMetadata({ certificates: [next], ...options });
  const compared = async (xml: string) => {
    const result = compareMetadata(xml, await read(), facts);
    if (!('proposed' in result)) throw new Error(result.outcome);
    return result;
  };
  const confirm = async (state: ConnectionState, xml: string, url: string | null = null) => {
    const { proposed } = await compared(xml);
    const from = url === null ? null : { url, xml };
    const request = { database, site: 'acme', connectionId, state, proposed, from };
    return importMetadata({ ...request, ...facts, actor: 'account:grace@acme.test' });
  };

  it.each([
    ['unsigned', (xml: string) => Promise.resolve(xml)],
    ['verified', async (xml: string) => signMetadata(xml, await idpKeyNamed('pinned'))],
    ['unverified', async (xml: string) => signMetadata(xml, await idpKeyNamed('next'))],
  ] as const)('is told to be %s by who signed it', async (trust, sign) => {
    expect(await compared(await sign(metadata()))).toMatchObject({ outcome: 'differs', trust });
  });

  it.each<[string, Partial<MetadataOptions>, string]>([
    ['of another entity ID', { entityId: 'https://other.test' }, 'other_provider'],
    ['that is over at this very moment', { validUntil: testNow.toISOString() }, 'ended'],
    ['with an address that is not https', { ssoUrl: 'http://idp.acme.test/sso' }, 'unusable'],
  ])('%s is refused', async (_is, options, outcome) => {
    expect(compareMetadata(metadata(options), await read(), facts)).toMatchObject({ outcome });
  });

  it('ends the waiting of what is the same, and of nothing else', async () => {
    const { proposed } = await compared(metadata());
    const { proposed: other } = await compared(metadata({ ssoUrl: 'https://other.acme.test/sso' }));
    const waits = (of: typeof proposed) =>
      database.prisma.heldMetadata.create({
        data: {
          siteId,
          connectionId,
          digest: digestOf(of),
          proposed: { ...of, certificates: [] },
          reasons: [],
          heldAt: testNow,
        },
      });
    await waits(other);
    expect(await confirm(await read(), metadata())).toEqual({ outcome: 'changed' });
    expect(await database.prisma.heldMetadata.count()).toBe(1);
    await database.prisma.heldMetadata.deleteMany();
    await waits(proposed);
    expect(await confirm(await read(), metadata())).toEqual({ outcome: 'unchanged' });
    expect(await database.prisma.heldMetadata.count()).toBe(0);
  });

  it('from a new address forgets what was seen at the old one', async () => {
    const check = { connectionId, siteId, checkedAt: testNow, outcome: 'unchanged', etag: '"1"' };
    await database.prisma.metadataCheck.create({ data: check });
    await confirm(await read(), metadata());
    expect(await database.prisma.metadataCheck.count()).toBe(1);
    await confirm(await read(), metadata(), 'https://idp.acme.test/metadata');
    expect(await database.prisma.metadataCheck.count()).toBe(0);
    expect((await read()).metadataUrl).toBe('https://idp.acme.test/metadata');
  });

  it('is not written over what somebody changed after it was compared', async () => {
    const seen = await read();
    await database.prisma.connection.update({ where: { id: connectionId }, data: { scopes: ['acme.test'] } });
    expect(await confirm(seen, metadata())).toEqual({ outcome: 'conflict' });
    expect((await read()).certificates).toHaveLength(1);
  });
});

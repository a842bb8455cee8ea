import type { Database } from '../../../src/db';
import { CallRate } from '../../../src/scim/routes/callRate';
import { freshDatabase } from '../../support/database';
import { ScimSite } from './scimSite';

const start = new Date('2026-11-22T12:00:00Z');
const after = (ms: number) => new Date(start.getTime() + ms);

describe('a flood of calls', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  it('what was carried out anyway is owed: the next calls wait for it', () => {
    const rate = new CallRate({ database: { kind: 'embedded' } as unknown as Database, isOn: true });
    for (let operations = 0; operations < 1_000; operations += 1) rate.owe('p', start);
    expect(rate.take('p', start)).toMatchObject({ allowed: false, retryAfterSeconds: 8 });
    expect(rate.take('p', after(7_000)).allowed).toBe(false);
    expect(rate.take('p', after(8_000)).allowed).toBe(true);
  });

  it('a bulk request costs as many calls as it has operations', async () => {
    const scim = await ScimSite.start(database, { rateLimits: true });
    const Operations = Array.from({ length: 400 }, () => ({ method: 'GET', path: '/Users' }));
    expect((await scim.post('/Bulk', { Operations })).status).toBe(200);
    const next = await scim.get('/Me');
    expect([next.status, next.headers.get('retry-after')]).toEqual([429, '2']);
    await scim.close();
    await database.prisma.site.deleteMany();
  });

  it('a client whose acting user was deactivated floods neither the log nor the server', async () => {
    const scim = await ScimSite.start(database, { rateLimits: true });
    await database.prisma.account.update({ where: { id: scim.actingId }, data: { status: 'deactivated' } });
    const statuses = new Map<number, number>();
    for (let calls = 0; calls < 350; calls += 1) {
      const { status } = await scim.get('/Me');
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    await scim.callLog.flush();
    expect(statuses.get(401)).toBeGreaterThanOrEqual(300);
    expect(statuses.get(429)).toBeGreaterThan(5);
    expect(await database.prisma.scimCall.count()).toBeLessThanOrEqual((statuses.get(401) ?? 0) + 1);
    await scim.close();
    await database.prisma.site.deleteMany();
  });
});

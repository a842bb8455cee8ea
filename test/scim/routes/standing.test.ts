import { setTimeout } from 'node:timers/promises';
import type { Database } from '../../../src/db';
import { freshDatabase } from '../../support/database';
import { join, makeWorkspace, membersOf } from '../groups/groupsSite';
import { patchUrn, personBody, ScimSite } from './scimSite';

describe('a call that takes long', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  let scim: ScimSite;
  let audit: Awaited<ReturnType<typeof makeWorkspace>>;
  let person: string;
  beforeEach(async () => {
    scim = await ScimSite.start(database);
    audit = await makeWorkspace(database, scim.siteId);
    person = (await scim.person('waits@acme.test')).id;
  });
  afterEach(async () => {
    await scim.close();
    await database.prisma.site.deleteMany();
  });

  const giving = () => ({ op: 'add', path: 'members', value: [{ value: person }] });

  const waits = () => database.prisma.scimWait.count({ where: { siteId: scim.siteId } });

  async function untilItWaits(): Promise<void> {
    for (let looks = 0; looks < 500; looks += 1) {
      if ((await waits()) > 0) return;
      await setTimeout(10);
    }
    throw new Error('The call does not wait.');
  }

  const where = () => ({ id: scim.provisioning.id });
  const endings: [string, string, () => Promise<unknown>, number][] = [
    [
      'whom it acts as lost the role for it',
      'Org User Admin alone',
      () => database.prisma.account.update({ where: { id: scim.actingId }, data: { roles: ['Org User Admin'] } }),
      503,
    ],
    [
      'whom it acts as was deactivated',
      'deactivated',
      () => database.prisma.account.update({ where: { id: scim.actingId }, data: { status: 'deactivated' } }),
      401,
    ],
    [
      'its secret was revoked',
      'revoked',
      () => database.prisma.provisioningSecret.updateMany({ data: { revokedAt: scim.moment } }),
      401,
    ],
    [
      'its provisioning was switched off',
      'off',
      () => database.prisma.provisioning.update({ where: where(), data: { enabled: false } }),
      401,
    ],
    [
      'its provisioning got another name, which is who did it',
      'renamed',
      () => database.prisma.provisioning.update({ where: where(), data: { name: 'Another' } }),
      503,
    ],
  ];

  it.each(endings)('grants nothing after waiting when meanwhile %s (%s)', async (_why, _how, end, status) => {
    const answer = scim.patch(`/Groups/${audit.role}`, [giving()]);
    await untilItWaits();
    await end();
    await join(database, scim.siteId, audit.workspace, [person]);
    expect((await answer).status).toBe(status);
    expect(await membersOf(database, audit.role)).toEqual([]);
  });

  const bulkUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
  /** Gives the role, for which the person has to join first, and then makes somebody. */
  const waitingBulk = () => ({
    schemas: [bulkUrn],
    Operations: [
      { method: 'PATCH', path: `/Groups/${audit.role}`, data: { schemas: [patchUrn], Operations: [giving()] } },
      { method: 'POST', path: '/Users', bulkId: 'a', data: personBody('late@acme.test') },
    ],
  });
  const lateOnes = () => database.prisma.account.count({ where: { username: 'late@acme.test' } });

  it('lets an operation of a bulk request wait, and those behind it with it, holding one place', async () => {
    const answer = scim.post('/Bulk', waitingBulk());
    await untilItWaits();
    expect([await waits(), await lateOnes()]).toEqual([1, 0]);
    await join(database, scim.siteId, audit.workspace, [person]);
    expect((await answer).body.Operations.map(({ status }) => status)).toEqual(['204', '201']);
    expect([await waits(), await lateOnes()]).toEqual([0, 1]);
    expect(await membersOf(database, audit.role)).toEqual([person]);
  });

  it('ends the wait of a bulk request with the connection of its client', async () => {
    const connection = new AbortController();
    const answer = fetch(`${scim.url}/scim/v2/${scim.provisioning.id}/Bulk`, {
      method: 'POST',
      headers: { authorization: scim.authorization, 'content-type': 'application/scim+json' },
      body: JSON.stringify(waitingBulk()),
      signal: connection.signal,
    });
    await untilItWaits();
    connection.abort();
    await expect(answer).rejects.toThrow('aborted');
    // Long before the 30 seconds are over.
    for (let looks = 0; looks < 500 && (await waits()) > 0; looks += 1) await setTimeout(10);
    expect(await waits()).toBe(0);
    await join(database, scim.siteId, audit.workspace, [person]);
    expect(await membersOf(database, audit.role)).toEqual([]);
  });

  it('carries out nothing more of a bulk request whose provisioning was switched off', async () => {
    const answer = scim.post('/Bulk', waitingBulk());
    await untilItWaits();
    await database.prisma.provisioning.update({ where: where(), data: { enabled: false } });
    await join(database, scim.siteId, audit.workspace, [person]);
    expect((await answer).body.Operations.map(({ status }) => status)).toEqual(['401', '401']);
    expect(await lateOnes()).toBe(0);
  });
});

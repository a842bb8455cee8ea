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

  async function untilItWaits(): Promise<void> {
    for (let looks = 0; looks < 500; looks += 1) {
      if ((await database.prisma.scimWait.count({ where: { siteId: scim.siteId } })) > 0) return;
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

  it('carries out nothing more of a bulk request whose provisioning was switched off', async () => {
    const answer = scim.post('/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        { method: 'PATCH', path: `/Groups/${audit.role}`, data: { schemas: [patchUrn], Operations: [giving()] } },
        { method: 'POST', path: '/Users', bulkId: 'a', data: personBody('late@acme.test') },
      ],
    });
    await untilItWaits();
    await database.prisma.provisioning.update({ where: where(), data: { enabled: false } });
    await join(database, scim.siteId, audit.workspace, [person]);
    expect((await answer).body.Operations.map(({ status }) => status)).toEqual(['401', '401']);
    expect(await database.prisma.account.count({ where: { username: 'late@acme.test' } })).toBe(0);
  });
});

import { listActivity } from '../../../src/activity';
import type { Database, Prisma } from '../../../src/db';
import { decideRoleHolders } from '../../../src/scim/groups/decideRoleHolders';
import { defaultProjection } from '../../../src/scim/protocol/projection';
import type { ScimGroups } from '../../../src/scim/services';
import { makeAccount, testNow } from '../../support/site';
import {
  adding,
  callOf,
  groupIds,
  makeProvisioning,
  membersOf,
  patchOf,
  removing,
  replacing,
  silently,
} from './groupsSite';
import { startGroups } from './startGroups';

let database: Database;
let groups: ScimGroups;
let newSite: () => Promise<string>;
beforeAll(async () => {
  ({ database, groups, newSite } = await startGroups());
});
afterAll(() => database.close());

/** A site with Ada, its Org Security Admin by password, whom nobody else helps. */
async function site(columns: Parameters<typeof makeProvisioning>[2] = {}) {
  const siteId = await newSite();
  const person = (username: string, more: Partial<Prisma.AccountUncheckedCreateInput> = {}) =>
    makeAccount(database, siteId, { username, ...more });
  const ada = await person('ada@acme.test', { roles: ['Org Security Admin'], bypass: true, passwordHash: 'x' });
  const ids = await groupIds(database, siteId);
  const role = { security: ids['role:Org Security Admin'] ?? '', support: ids['role:Org Support'] ?? '' };
  const provisioning = await makeProvisioning(database, siteId, columns);
  const rolesOf = async (id: string) => (await database.prisma.account.findUniqueOrThrow({ where: { id } })).roles;
  return { siteId, person, ada, role, provisioning, call: callOf(provisioning), rolesOf };
}

describe('an organization role', () => {
  it('is given and taken as the roles of accounts, with a line for each person and one for the request', async () => {
    const { siteId, person, role, call, rolesOf } = await site();
    const bo = await person('bo@acme.test', { roles: ['Org User Admin'] });
    const cy = await person('cy@acme.test');
    const given = await groups.patch(call, role.support, adding(bo, cy), silently);
    expect(given).toMatchObject({ outcome: 'changed', changes: [{ field: 'members', after: { count: 2 } }] });
    expect(await rolesOf(bo)).toEqual(['Org User Admin', 'Org Support']);
    expect(await membersOf(database, role.support)).toEqual([bo, cy].sort());
    const read = await groups.read(call, role.support, defaultProjection);
    expect(read.version).toBe(given.version);
    await groups.patch(
      call,
      role.support,
      [...removing(bo), ...patchOf({ op: 'add', path: 'externalId', value: 'x' })],
      silently,
    );
    expect(await rolesOf(bo)).toEqual(['Org User Admin']);
    expect(
      (await listActivity(database, { siteId, limit: 10 })).map(({ action, subject }) => `${action} ${subject}`).sort(),
    ).toEqual([
      'account.update bo@acme.test',
      'account.update bo@acme.test',
      'account.update cy@acme.test',
      'members.update role:Org Support',
      'members.update role:Org Support',
    ]);
    expect(call.recorded).toHaveLength(2);
    expect(await groups.patch(call, role.support, adding(cy), silently)).toMatchObject({ outcome: 'unchanged' });
    expect(call.recorded).toHaveLength(2);
  });

  it('is replaced: who is not named loses it, deactivated people may have it', async () => {
    const { person, role, call, rolesOf } = await site();
    const bo = await person('bo@acme.test', { roles: ['Org Support'] });
    const cy = await person('cy@acme.test', { status: 'deactivated' });
    await groups.patch(call, role.support, replacing(cy), silently);
    expect([await rolesOf(bo), await rolesOf(cy)]).toEqual([[], ['Org Support']]);
  });

  it('is not taken from who signs in by password, nor from whom the provisioning acts as: 403, and nothing is applied', async () => {
    const { person, ada, role, provisioning, rolesOf } = await site();
    const bo = await person('bo@acme.test', { roles: ['Org Security Admin'] });
    const call = callOf(provisioning, testNow, { actingId: bo });
    const cy = await person('cy@acme.test');
    const stripping: [string, string][] = [
      [ada, 'ada@acme.test signs in by password'],
      [bo, 'the provisioning acts as bo@acme.test'],
    ];
    for (const [id, note] of stripping) {
      const operations = [...removing(id), ...adding(cy)];
      await expect(groups.patch(call, role.security, operations, silently)).rejects.toMatchObject({
        id: 'account_protected',
        status: 403,
        note,
      });
      expect([await rolesOf(id), await rolesOf(cy)]).toEqual([['Org Security Admin'], []]);
    }
  });

  it('of an Org Security Admin is not taken from the last one who has it: 403', async () => {
    const { siteId, ada, person, role, call } = await site();
    await database.prisma.account.update({ where: { id: ada }, data: { bypass: false } });
    await expect(groups.patch(call, role.security, replacing(), silently)).rejects.toMatchObject({
      id: 'account_protected',
      status: 403,
      note: expect.stringContaining('last_security_admin') as string,
    });
    expect(await membersOf(database, role.security)).toEqual([ada]);
    const bo = await person('bo@acme.test');
    await groups.patch(call, role.security, replacing(bo), silently);
    expect(await membersOf(database, role.security)).toEqual([bo]);
    expect(await database.prisma.scimRemoval.count({ where: { siteId } })).toBe(1);
  });

  it('is not given to guests: row 1', async () => {
    const { person, role, call } = await site();
    const guest = await person('guest@x.test', { homeOrganization: 'X' });
    await expect(groups.patch(call, role.support, adding(guest), silently)).rejects.toMatchObject({
      id: 1,
      attribute: 'members.value',
    });
  });

  it('is changed in the version that was meant, or not at all', async () => {
    const { person, role, call } = await site();
    const bo = await person('bo@acme.test');
    const { version } = await groups.read(call, role.support, defaultProjection);
    const write = (operations: ReturnType<typeof adding>) =>
      groups.patch(call, role.support, operations, { ifMatch: version, projection: null });
    await write(adding(bo));
    await expect(write(removing(bo))).rejects.toMatchObject({ status: 412 });
    expect(await membersOf(database, role.support)).toEqual([bo]);
  });

  it('that too many would lose is held by the brake, and nobody loses it', async () => {
    const { person, role, call, rolesOf } = await site({ brakeCount: 1, brakePercent: 10 });
    const people = [await person('bo@acme.test'), await person('cy@acme.test')];
    await groups.patch(call, role.support, adding(...people), silently);
    await expect(groups.patch(call, role.support, replacing(), silently)).rejects.toMatchObject({ id: 'brake_held' });
    expect(await rolesOf(people[0] ?? '')).toEqual(['Org Support']);
  });
});

test('who has the role already, or has it not, is left alone', () => {
  const one = (id: string, roles: string[]) => ({ id, username: id, version: 1, roles, bypass: true });
  const candidates = [one('a', ['R']), one('b', [])];
  expect(decideRoleHolders('R', candidates, { add: ['a'] }, 'b')).toEqual([]);
});

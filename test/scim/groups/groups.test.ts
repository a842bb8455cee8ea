import { listActivity } from '../../../src/activity';
import type { Database } from '../../../src/db';
import { newId } from '../../../src/newId';
import { parseFilter } from '../../../src/scim/protocol/filter';
import { defaultProjection, parseProjection } from '../../../src/scim/protocol/projection';
import { groupResourceType, parseAttributePath } from '../../../src/scim/protocol/schema';
import type { ScimGroups, ScimQuery } from '../../../src/scim/services';
import { makeAccount, testNow } from '../../support/site';
import {
  adding,
  callOf,
  groupIds,
  join,
  makePeople,
  makeProvisioning,
  makeWorkspace,
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

/** A site of its own with the workspace Audit, four people of it, and a provisioning. */
async function site(columns: Parameters<typeof makeProvisioning>[2] = {}) {
  const siteId = await newSite();
  const ids = await makeWorkspace(database, siteId);
  const people = (await makePeople(database, siteId, 4)) as [string, string, string, string];
  people.sort();
  await join(database, siteId, ids.workspace, people);
  const provisioning = await makeProvisioning(database, siteId, columns);
  return { siteId, ids, people, provisioning, call: callOf(provisioning) };
}

const everything: ScimQuery = {
  filter: null,
  startIndex: 1,
  count: 100,
  sortBy: null,
  sortOrder: 'ascending',
  projection: defaultProjection,
};
const filtered = (text: string): ScimQuery => ({
  ...everything,
  filter: parseFilter(text, groupResourceType).filter,
});
const namesOf = (page: { resources: readonly object[] }) =>
  page.resources.map((resource) => (resource as { displayName: string }).displayName);
const lines = (siteId: string) => listActivity(database, { siteId, limit: 100 });
const make = (call: ReturnType<typeof callOf>, displayName: string, more: object = {}) =>
  groups.create(call, { displayName, ...more }, { ifMatch: null, projection: defaultProjection });

describe('the groups a provisioning sees', () => {
  it('are the entitlements of its site and its own groups that grant nothing', async () => {
    const { siteId, call } = await site();
    await make(call, 'Engineering');
    const other = callOf(await makeProvisioning(database, siteId));
    await make(other, 'Sales');
    const page = await groups.list(call, everything);
    expect(namesOf(page)).toEqual(
      [
        'role:Org Security Admin',
        'role:Org User Admin',
        'role:Org Workspace Admin',
        'role:Org Support',
        'workspace:Audit',
        'workspace:Audit:role:Manager',
        'workspace:Audit:group:Editors',
        'Engineering',
      ].sort((one, two) => namesOf(page).indexOf(one) - namesOf(page).indexOf(two)),
    );
    expect(page.total).toBe(8);
    const elsewhere = await site();
    await expect(
      groups.read(elsewhere.call, (await groupIds(database, siteId))['workspace:Audit'] ?? '', defaultProjection),
    ).rejects.toMatchObject({ id: 1, status: 404 });
    const engineering = (await groupIds(database, siteId))['Engineering'] ?? '';
    await expect(groups.read(other, engineering, defaultProjection)).rejects.toMatchObject({ id: 1, status: 404 });
  });

  it('come in pages that hold each of them once, and are found by name in any case', async () => {
    const { call } = await site();
    const first = await groups.list(call, { ...everything, count: 4 });
    const second = await groups.list(call, { ...everything, startIndex: 5, count: 4 });
    expect(new Set([...namesOf(first), ...namesOf(second)]).size).toBe(7);
    expect([first.total, second.total, second.resources.length]).toEqual([7, 7, 3]);
    const past = await groups.list(call, { ...everything, startIndex: 8 });
    expect(past).toEqual({ total: 7, startIndex: 8, resources: [] });
    expect((await groups.list(call, { ...everything, count: 0 })).resources).toEqual([]);
    expect(namesOf(await groups.list(call, filtered('displayName eq "WORKSPACE:audit:Role:manager"')))).toEqual([
      'workspace:Audit:role:Manager',
    ]);
    const sortBy = parseAttributePath('displayName', groupResourceType);
    const sorted = namesOf(await groups.list(call, { ...everything, sortBy, sortOrder: 'descending' }));
    expect(sorted).toEqual([...sorted].sort().reverse());
  });

  it('show members with their names, but no guests and nobody the provisioning deleted', async () => {
    const { siteId, ids, people, call, provisioning } = await site();
    const guest = await makeAccount(database, siteId, { username: 'guest@x.test', homeOrganization: 'X' });
    await join(database, siteId, ids.workspace, [guest]);
    const [hidden, ...shown] = people;
    await database.prisma.scimLink.create({
      data: { siteId, provisioningId: provisioning.id, accountId: hidden, hiddenAt: testNow },
    });
    const { resource, version } = await groups.read(call, ids.workspace, defaultProjection);
    const url = `${call.baseUrl}/Users`;
    expect(resource).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      id: ids.workspace,
      displayName: 'workspace:Audit',
      meta: { resourceType: 'Group', location: `${call.baseUrl}/Groups/${ids.workspace}`, version },
    });
    const members = (resource as unknown as { members: { value: string; display: string }[] }).members;
    expect(members.map(({ value }) => value)).toEqual(shown);
    expect(members[0]).toEqual({
      value: shown[0],
      $ref: `${url}/${shown[0]}`,
      type: 'User',
      display: expect.stringMatching(/^Person \d$/) as string,
    });
    expect((await groups.list(call, filtered(`members eq "${guest}"`))).total).toBe(0);
    expect((await groups.list(call, filtered(`id eq "${ids.workspace}" and members eq "${shown[0]}"`))).total).toBe(1);
  });

  it('come without members, and without asking for them, where they are not wanted', async () => {
    const { ids, call } = await site();
    const projection = parseProjection({ attributes: undefined, excludedAttributes: 'members' }, groupResourceType);
    const spy = jest.spyOn(database, 'query');
    const read = await groups.read(call, ids.workspace, projection);
    const statements = spy.mock.calls.length;
    spy.mockRestore();
    expect(read.resource).not.toHaveProperty('members');
    expect(statements).toBe(1);
  });

  it.each(['x', 'A'.repeat(36), '00000000-0000-0000-0000-00000000000g'])('have no id like %s: 404', async (id) => {
    const { call } = await site();
    await expect(groups.read(call, id, defaultProjection)).rejects.toMatchObject({
      id: 1,
      status: 404,
      attribute: 'id',
    });
    await expect(groups.patch(call, id, adding(), silently)).rejects.toMatchObject({ id: 1, status: 404 });
    await expect(groups.remove(call, id, { ifMatch: null })).rejects.toMatchObject({ id: 1, status: 404 });
  });
});

describe('members of a role or group in a workspace', () => {
  it('are added, removed and replaced; what is so already is no change', async () => {
    const { siteId, ids, people, call } = await site();
    const [a, b, c, d] = people;
    const patch = (operations: ReturnType<typeof adding>) => groups.patch(call, ids.role, operations, silently);
    expect(await patch(adding(a, b))).toMatchObject({
      outcome: 'changed',
      resource: null,
      entitlement: { id: ids.role, name: 'workspace:Audit:role:Manager' },
      changes: [{ field: 'members', before: null, after: { count: 2 } }],
    });
    expect(await patch(adding(a))).toMatchObject({ outcome: 'unchanged', changes: [] });
    expect(await patch([...removing(b), ...adding(c)])).toMatchObject({ outcome: 'changed' });
    expect(await membersOf(database, ids.role)).toEqual([a, c]);
    expect(await patch(removing(b))).toMatchObject({ outcome: 'unchanged' });
    expect(await patch(removing(newId()))).toMatchObject({ outcome: 'unchanged' });
    expect(await patch(replacing(c, d))).toMatchObject({ outcome: 'changed' });
    expect(await membersOf(database, ids.role)).toEqual([c, d]);
    expect(await patch(patchOf({ op: 'remove', path: 'members' }))).toMatchObject({ outcome: 'changed' });
    expect(await membersOf(database, ids.role)).toEqual([]);
    expect(call.recorded.map(({ outcome }) => outcome)).toEqual(['changed', 'changed', 'changed', 'changed']);
    const told = (await lines(siteId)).map(({ action, subject, actor }) => `${actor} ${action} ${subject}`);
    const line = `scim:${call.provisioning.name} members.update workspace:Audit:role:Manager`;
    expect(told).toEqual([line, line, line, line]);
    const granted = await database.prisma.entitlementMember.findFirst({ where: { entitlementId: ids.workspace } });
    expect(granted?.grantedBy).toBe('test');
  });

  it('raise the version once they change, and not before', async () => {
    const { ids, people, call } = await site();
    const version = async () => (await groups.read(call, ids.role, defaultProjection)).version;
    const before = await version();
    const added = await groups.patch(call, ids.role, adding(people[0]), silently);
    expect(added.version).toBe(await version());
    expect(added.version).not.toBe(before);
    const again = await groups.patch(call, ids.role, adding(people[0]), silently);
    expect([again.version, await version()]).toEqual([added.version, added.version]);
    const both = await groups.patch(call, ids.role, [...removing(people[0]), ...adding(people[1])], silently);
    expect(both.version).toBe(await version());
  });

  it('raise it whichever door they come and go by, but not when their accounts are removed', async () => {
    const { siteId, ids, people, call } = await site();
    const version = async () => (await groups.read(call, ids.role, defaultProjection)).version;
    const seen = [await version()];
    await join(database, siteId, ids.role, people);
    seen.push(await version());
    await database.prisma.entitlementMember.deleteMany({ where: { entitlementId: ids.role, accountId: people[0] } });
    seen.push(await version());
    expect(new Set(seen).size).toBe(3);
    await database.prisma.account.deleteMany({ where: { id: { in: people } } });
    expect(await version()).toBe(seen[2]);
    expect(await membersOf(database, ids.role)).toEqual([]);
  });

  it('are refused for a version that has passed, and nothing is applied', async () => {
    const { ids, people, call } = await site();
    const { version } = await groups.read(call, ids.role, defaultProjection);
    const write = (ifMatch: string) => groups.patch(call, ids.role, adding(people[0]), { ifMatch, projection: null });
    await expect(write('W/"77"')).rejects.toMatchObject({ id: 'precondition_failed', status: 412 });
    expect(await membersOf(database, ids.role)).toEqual([]);
    expect(await write(version)).toMatchObject({ outcome: 'changed' });
    await expect(write(version)).rejects.toMatchObject({ status: 412 });
    await expect(write('*')).resolves.toMatchObject({ outcome: 'unchanged' });
  });

  it('may be deactivated people', async () => {
    const { ids, people, call } = await site();
    await database.prisma.account.update({ where: { id: people[0] }, data: { status: 'deactivated' } });
    await groups.patch(call, ids.role, adding(people[0]), silently);
    expect(await membersOf(database, ids.role)).toEqual([people[0]]);
  });

  it.each<[string, (of: Awaited<ReturnType<typeof site>>) => Promise<string>]>([
    ['nobody', () => Promise.resolve(newId())],
    ['what is no id', () => Promise.resolve('ada')],
    ['a group', ({ ids }) => Promise.resolve(ids.group)],
    ['a guest', ({ siteId }) => makeAccount(database, siteId, { username: 'guest@x.test', homeOrganization: 'X' })],
    ['somebody of another site', async () => (await site()).people[0]],
    [
      'somebody the provisioning deleted',
      async ({ siteId, people, provisioning }) => {
        const link = { siteId, provisioningId: provisioning.id, accountId: people[3], hiddenAt: testNow };
        await database.prisma.scimLink.create({ data: link });
        return people[3];
      },
    ],
  ])('cannot be %s: row 1, and nothing is applied', async (_, strangerOf) => {
    const of = await site();
    const stranger = await strangerOf(of);
    for (const operations of [adding(of.people[0], stranger), replacing(of.people[0], stranger)]) {
      await expect(groups.patch(of.call, of.ids.role, operations, silently)).rejects.toMatchObject({
        id: 1,
        status: 400,
        attribute: 'members.value',
        note: `no such people: ${stranger}`,
      });
    }
    expect(await membersOf(database, of.ids.role)).toEqual([]);
    expect(of.call.recorded).toEqual([]);
    expect(await lines(of.siteId)).toEqual([]);
  });

  it('that are guests stay: a provisioning neither removes nor replaces whom it does not see', async () => {
    const { siteId, ids, people, call } = await site();
    const guest = await makeAccount(database, siteId, { username: 'guest@x.test', homeOrganization: 'X' });
    await join(database, siteId, ids.workspace, [guest]);
    await expect(groups.patch(call, ids.workspace, removing(guest), silently)).rejects.toMatchObject({ id: 1 });
    await groups.patch(call, ids.workspace, replacing(people[0]), silently);
    expect(await membersOf(database, ids.workspace)).toEqual([people[0], guest].sort());
  });

  it('lose what they have in a workspace when they leave it', async () => {
    const { ids, people, call } = await site();
    await groups.patch(call, ids.role, adding(people[0], people[1]), silently);
    await groups.patch(call, ids.group, adding(people[0]), silently);
    const role = await groups.read(call, ids.role, defaultProjection);
    await groups.patch(call, ids.workspace, removing(people[0]), silently);
    expect(await membersOf(database, ids.role)).toEqual([people[1]]);
    expect(await membersOf(database, ids.group)).toEqual([]);
    expect((await groups.read(call, ids.role, defaultProjection)).version).not.toBe(role.version);
  });
});

describe('a PUT of a group', () => {
  it('replaces the members and says the resource as it is', async () => {
    const { ids, people, call } = await site();
    const [a, b] = people;
    const put = (more: object) =>
      groups.replace(
        call,
        ids.role,
        { displayName: 'workspace:Audit:role:Manager', ...more },
        { ifMatch: null, projection: defaultProjection },
      );
    const first = await put({ externalId: 'x-1', members: [{ value: a }, { value: b }] });
    expect(first).toMatchObject({
      outcome: 'changed',
      resource: { externalId: 'x-1', members: [{ value: a }, { value: b }] },
    });
    expect(first.version).toBe((first.resource as { meta: { version: string } }).meta.version);
    expect(await put({ externalId: 'x-1', members: [{ value: b }, { value: a }] })).toMatchObject({
      outcome: 'unchanged',
      version: first.version,
    });
    expect(await put({})).toMatchObject({ outcome: 'changed', resource: { members: [] } });
    expect(await membersOf(database, ids.role)).toEqual([]);
  });
});

describe('the externalId of a group', () => {
  it('is what one client calls it, exactly as sent, and no other client sees it', async () => {
    const { siteId, ids, call } = await site();
    const set = (value: string) =>
      groups.patch(call, ids.role, patchOf({ op: 'replace', path: 'externalId', value }), silently);
    expect(await set('Ünique 1')).toMatchObject({
      outcome: 'changed',
      changes: [{ field: 'externalId', before: null, after: 'Ünique 1' }],
    });
    expect(await set('Ünique 1')).toMatchObject({ outcome: 'unchanged' });
    expect((await groups.list(call, filtered('externalId eq "Ünique 1"'))).total).toBe(1);
    const other = callOf(await makeProvisioning(database, siteId));
    expect((await groups.read(other, ids.role, defaultProjection)).resource).not.toHaveProperty('externalId');
    await groups.patch(call, ids.role, patchOf({ op: 'remove', path: 'externalId' }), silently);
    expect((await groups.read(call, ids.role, defaultProjection)).resource).not.toHaveProperty('externalId');
    await expect(set('x'.repeat(256))).rejects.toMatchObject({ id: 7, attribute: 'externalId' });
  });
});

describe('the name of a group', () => {
  it('that is an entitlement never changes by a client, but may be said again in any case, with its id', async () => {
    const { ids, call } = await site();
    const named = (displayName: string) => patchOf({ op: 'replace', value: { id: ids.role, displayName } });
    expect(await groups.patch(call, ids.role, named('WORKSPACE:Audit:ROLE:manager'), silently)).toMatchObject({
      outcome: 'unchanged',
    });
    await expect(groups.patch(call, ids.role, named('workspace:Audit:role:Boss'), silently)).rejects.toMatchObject({
      id: 10,
      scimType: 'mutability',
    });
    const put = { displayName: 'Managers' };
    await expect(groups.replace(call, ids.workspace, put, silently)).rejects.toMatchObject({ id: 10 });
    expect((await membersOf(database, ids.workspace)).length).toBe(4);
  });

  it.each<[string, number, string]>([
    ['role:Org Support', 3, 'displayName'],
    ['Workspace:AUDIT', 3, 'displayName'],
    ['engineering', 3, 'displayName'],
    ['role:Emperor', 1, 'roleName'],
    ['workspace:Nowhere', 11, 'workspaceName'],
    ['workspace:Audit:role:Emperor', 1, 'roleName'],
    ['workspace:Audit:group:Emperors', 1, 'groupName'],
    ['x'.repeat(256), 7, 'displayName'],
    [' ', 25, 'displayName'],
    ['a\u200bb', 5, 'displayName'],
  ])('cannot be %j when it is made or renamed: row %d', async (name, row, attribute) => {
    const { call } = await site();
    await make(call, 'Engineering');
    const { id } = await make(call, 'Sales');
    const refusal = { id: row, attribute };
    await expect(make(call, name)).rejects.toMatchObject(refusal);
    await expect(groups.replace(call, id, { displayName: name }, silently)).rejects.toMatchObject(refusal);
    expect((await groups.list(call, everything)).total).toBe(9);
  });

  it('that grants nothing is made, filled, renamed and removed; each leaves its line', async () => {
    const { siteId, people, call } = await site();
    const made = await make(call, 'Engineering', {
      externalId: 'e-1',
      members: [{ value: people[1] }, { value: people[0] }],
    });
    expect(made).toMatchObject({
      outcome: 'created',
      resource: {
        displayName: 'Engineering',
        externalId: 'e-1',
        members: [{ value: people[0] }, { value: people[1] }],
      },
    });
    expect(made.version).toBe((made.resource as { meta: { version: string } }).meta.version);
    const renamed = await groups.patch(call, made.id, patchOf({ op: 'replace', value: { displayName: 'R&D' } }), {
      ifMatch: made.version,
      projection: defaultProjection,
    });
    expect(renamed).toMatchObject({
      outcome: 'changed',
      resource: { displayName: 'R&D' },
      changes: [{ field: 'displayName', before: 'Engineering', after: 'R&D' }],
    });
    expect(await groups.remove(call, made.id, { ifMatch: renamed.version })).toMatchObject({ outcome: 'removed' });
    await expect(groups.read(call, made.id, defaultProjection)).rejects.toMatchObject({ status: 404 });
    expect((await lines(siteId)).map(({ action, subject }) => [action, subject])).toEqual([
      ['group.remove', 'R&D'],
      ['group.update', 'Engineering'],
      ['group.create', 'Engineering'],
    ]);
    expect(call.recorded.map(({ outcome }) => outcome)).toEqual(['created', 'changed', 'removed']);
  });

  it('that grants nothing is refused by a provisioning that wants none', async () => {
    const { call } = await site({ rejectUnmappedGroups: true });
    await expect(make(call, 'Engineering')).rejects.toMatchObject({ id: 1, attribute: 'displayName' });
    await expect(make(call, 'role:Org Support')).rejects.toMatchObject({ id: 3 });
  });

  it('belongs to the provisioning that made it: another one may use it again', async () => {
    const { siteId, call } = await site();
    await make(call, 'Engineering');
    const other = callOf(await makeProvisioning(database, siteId));
    expect(await make(other, 'engineering')).toMatchObject({ outcome: 'created' });
    await expect(make(call, 'ENGINEERING')).rejects.toMatchObject({ id: 3, status: 409, scimType: 'uniqueness' });
  });
});

describe('removing a group', () => {
  it.each<[string, boolean]>([
    ['workspace:Audit', true],
    ['workspace:Audit:role:Manager', true],
    ['role:Org Support', true],
    ['workspace:Audit:group:Editors', false],
  ])('%s is refused with 405', async (name, deleteWorkspaceGroups) => {
    const { siteId, call } = await site({ deleteWorkspaceGroups });
    const id = (await groupIds(database, siteId))[name] ?? '';
    await expect(groups.remove(call, id, { ifMatch: null })).rejects.toMatchObject({ id: 9, status: 405 });
    expect((await groupIds(database, siteId))[name]).toBe(id);
  });

  it('is allowed for a group of a workspace where the provisioning may, and only that goes', async () => {
    const { siteId, ids, people, call } = await site({ deleteWorkspaceGroups: true });
    await groups.patch(call, ids.group, adding(people[0]), silently);
    expect(await groups.remove(call, ids.group, { ifMatch: null })).toMatchObject({ outcome: 'removed' });
    expect(Object.keys(await groupIds(database, siteId))).not.toContain('workspace:Audit:group:Editors');
    expect(await membersOf(database, ids.workspace)).toHaveLength(4);
    expect(await database.prisma.scimRemoval.count({ where: { siteId } })).toBe(1);
  });
});

describe('what the acting user may do', () => {
  it.each<[string, string, string[]]>([
    ['role:Org Support', 'Org Security Admin', ['Org User Admin', 'Org Workspace Admin', 'Org Support']],
    ['workspace:Audit', 'Org Workspace Admin', ['Org User Admin', 'Org Support']],
    ['workspace:Audit:role:Manager', 'Org Security Admin', ['Org User Admin']],
    ['workspace:Audit:group:Editors', 'Org Workspace Admin', []],
    ['Engineering', 'Org User Admin', ['Org Workspace Admin', 'Org Support']],
    ['Engineering', 'Org Security Admin', []],
  ])('%s is changed by a %s, not by %j', async (name, may, mayNot) => {
    const { siteId, people, provisioning, call } = await site();
    await make(call, 'Engineering');
    const id = (await groupIds(database, siteId))[name] ?? '';
    const refused = callOf(provisioning, testNow, { roles: mayNot });
    for (const write of [
      () => groups.patch(refused, id, adding(people[0]), silently),
      () => groups.replace(refused, id, { displayName: name }, silently),
      () => groups.remove(refused, id, { ifMatch: null }),
    ]) {
      await expect(write()).rejects.toMatchObject({ id: 27, status: 403 });
    }
    if (name === 'Engineering') await expect(make(refused, 'New')).rejects.toMatchObject({ id: 27 });
    expect(await groups.read(refused, id, defaultProjection)).toMatchObject({ outcome: 'read' });
    const allowed = callOf(provisioning, testNow, { roles: [may] });
    const operations = name === 'workspace:Audit' ? removing(people[0]) : adding(people[0]);
    expect(await groups.patch(allowed, id, operations, silently)).toMatchObject({ outcome: 'changed' });
  });
});

describe('the brake', () => {
  it('counts who loses a role, a group or a workspace, holds the request that goes too far and undoes it', async () => {
    const { siteId, ids, people, provisioning, call } = await site({ brakeCount: 2, brakePercent: 10 });
    await groups.patch(call, ids.role, adding(...people), silently);
    await groups.patch(call, ids.role, removing(people[0]), silently);
    await groups.patch(call, ids.workspace, removing(people[1]), silently);
    await expect(groups.patch(call, ids.role, replacing(), silently)).rejects.toMatchObject({
      id: 'brake_held',
      status: 429,
    });
    expect(await membersOf(database, ids.role)).toEqual([people[2], people[3]]);
    const held = await database.prisma.provisioning.findUniqueOrThrow({ where: { id: provisioning.id } });
    expect(held.heldSince).toEqual(testNow);
    const after = callOf(held);
    await expect(groups.patch(after, ids.group, adding(people[2]), silently)).resolves.toMatchObject({
      outcome: 'changed',
    });
    await expect(groups.patch(after, ids.group, removing(people[2]), silently)).rejects.toMatchObject({
      id: 'brake_held',
    });
    expect(await database.prisma.scimRemoval.count({ where: { siteId } })).toBe(2);
  });

  it('does not count groups that grant nothing', async () => {
    const { siteId, people, call } = await site({ brakeCount: 0, brakePercent: 0 });
    const { id } = await make(call, 'Engineering', { members: people.map((value) => ({ value })) });
    await groups.patch(call, id, replacing(), silently);
    expect(await membersOf(database, id)).toEqual([]);
    expect(await database.prisma.scimRemoval.count({ where: { siteId } })).toBe(0);
  });
});

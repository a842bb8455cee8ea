import { createQueue } from '../../../src/jobs';
import type { Database } from '../../../src/db';
import { createScimGroups } from '../../../src/scim/groups';
import { freshDatabase } from '../../support/database';
import { makeSite, testNow } from '../../support/site';
import { refusal } from '../users/usersSite';
import {
  callOf,
  join,
  makePeople,
  makeProvisioning,
  makeWorkspace,
  membersOf,
  replacing,
  silently,
} from './groupsSite';

let database: Database;
let transactions: jest.SpyInstance;
let sites = 0;
beforeAll(async () => {
  database = await freshDatabase();
  transactions = jest.spyOn(database.prisma, '$transaction');
});
afterAll(() => database.close());

/** The workspace Audit with four members, three of whom are managers. */
async function site(roles?: readonly string[]) {
  sites += 1;
  const { siteId } = await makeSite(database, { site: { slug: `keep-${sites}` } });
  const ids = await makeWorkspace(database, siteId);
  const people = (await makePeople(database, siteId, 4)).sort() as [string, string, string, string];
  await join(database, siteId, ids.workspace, people);
  await join(database, siteId, ids.role, people.slice(0, 3));
  const call = callOf(await makeProvisioning(database, siteId), testNow, roles ? { roles } : {});
  const groups = createScimGroups({ database, queue: createQueue(database), clock: () => testNow });
  const put = (members: readonly string[], more: object = {}) =>
    groups.replace(
      call,
      ids.role,
      { displayName: 'workspace:Audit:role:Manager', members: members.map((value) => ({ value })), ...more },
      silently,
    );
  transactions.mockClear();
  return { siteId, ids, people, groups, call, put };
}

describe('a whole group that is sent again', () => {
  it('is told from one statement to be the same, whatever the order of its members and the case of its name', async () => {
    const { people, put, groups, call, ids } = await site();
    const members = people.slice(0, 3).reverse();
    const answer = await put(members, { displayName: 'WORKSPACE:audit:ROLE:manager' });
    expect(answer.outcome).toBe('unchanged');
    expect(await put(members)).toMatchObject({ outcome: 'unchanged' });
    expect(await groups.patch(call, ids.role, replacing(...members), silently)).toMatchObject({ outcome: 'unchanged' });
    expect(transactions).not.toHaveBeenCalled();
    expect(call.recorded).toEqual([]);
  });

  it('is changed without a transaction when few come or go', async () => {
    const { ids, people, put } = await site();
    expect(await put(people.slice(1))).toMatchObject({ outcome: 'changed', version: 'W/"4"' });
    expect(await membersOf(database, ids.role)).toEqual(people.slice(1));
    expect(transactions).not.toHaveBeenCalled();
  });

  it.each<[string, (people: readonly string[]) => readonly string[]]>([
    ['one less', (people) => people.slice(0, 2)],
    ['one more', (people) => people],
    ['as many, but others', (people) => people.slice(1)],
    ['nobody', () => []],
  ])('is changed when it has %s', async (_, wished) => {
    const { ids, people, put } = await site();
    expect(await put(wished(people))).toMatchObject({ outcome: 'changed' });
    expect(await membersOf(database, ids.role)).toEqual([...wished(people)].sort());
  });

  it('is changed when only the name that the client gives it is another', async () => {
    const { people, put } = await site();
    expect(await put(people.slice(0, 3), { externalId: 'x-1' })).toMatchObject({ outcome: 'changed' });
    expect(await put(people.slice(0, 3), { externalId: 'x-1' })).toMatchObject({ outcome: 'unchanged' });
  });

  it('is refused all the same: another name, a stranger, no right', async () => {
    const { people, put } = await site();
    const members = people.slice(0, 3);
    expect(await refusal(put(members, { displayName: 'workspace:Audit:role:Auditor' }))).toBe('10 400 displayName');
    expect(await refusal(put([...members, 'nobody']))).toBe('1 400 members.value');
    const other = await site([]);
    expect(await refusal(other.put(other.people.slice(0, 3)))).toBe('27 403');
  });

  it('leaves members whom the client does not see where they are', async () => {
    const { siteId, ids, people, put } = await site();
    const [guest = ''] = await makePeople(database, siteId, 1, { homeOrganization: 'other' });
    await join(database, siteId, ids.role, [guest]);
    expect(await put(people.slice(0, 3))).toMatchObject({ outcome: 'unchanged' });
    expect(await membersOf(database, ids.role)).toContain(guest);
    expect(await refusal(put([...people.slice(0, 3), guest]))).toBe('1 400 members.value');
  });
});

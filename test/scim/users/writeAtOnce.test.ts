import { listActivity } from '../../../src/activity';
import type { Database, Prisma } from '../../../src/db';
import { urns, type Json } from '../../../src/scim/protocol/schema';
import { freshDatabase } from '../../support/database';
import { makeAccount, makeSite, testNow } from '../../support/site';
import { callOf, makeProvisioning } from '../groups/groupsSite';
import { clientOf, person, refusal, setActive } from './usersSite';

let database: Database;
let sites = 0;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const isWrite = (sql: string) => sql.includes('usher_write_scim_user');

/** A site, and a client whose one-statement writes go through `meet`. */
async function siteWhereWrites(meet: (send: () => Promise<unknown[]>) => Promise<unknown[]>) {
  sites += 1;
  const { siteId } = await makeSite(database, { site: { slug: `at-once-${sites}`, seats: 3 } });
  const provisioning = await makeProvisioning(database, siteId, { name: 'Okta' });
  const watched: Database = {
    ...database,
    query: <Row>(sql: string, values: readonly unknown[]) => {
      const send = () => database.query<Row>(sql, values);
      return (isWrite(sql) ? meet(send) : send()) as Promise<Row[]>;
    },
  };
  const later = (minutes: number) => callOf(provisioning, new Date(testNow.getTime() + minutes * 60_000));
  return { siteId, provisioning, client: clientOf(watched), later };
}

describe('a person written in one statement', () => {
  const steps: readonly Json[][] = [
    [{ op: 'add', path: 'title', value: 'Director' }],
    [{ op: 'replace', path: 'name.familyName', value: 'Baker' }],
    [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'bob.baker@acme.test' }],
    [{ op: 'replace', path: 'userName', value: 'Bob.Baker@acme.test' }],
    [{ op: 'replace', value: { preferredLanguage: 'de', timezone: 'Europe/Oslo', userType: 'attendee' } }],
    [{ op: 'add', path: `${urns.usherUser}:TC1`, value: 'Oslo' }],
    [setActive(false)],
    [setActive(true), { op: 'remove', path: 'title' }],
    [{ op: 'add', path: 'externalId', value: '00u9' }],
    [{ op: 'replace', path: 'title', value: 'Builder' }],
  ];

  /** Does all the steps; tells what they left, without what a site and its clock make different. */
  async function leftBy(meet: (send: () => Promise<unknown[]>) => Promise<unknown[]>) {
    const { siteId, client, later } = await siteWhereWrites(meet);
    await database.prisma.trackingCode.create({
      data: { siteId, number: 1, label: 'Town', input: 'text', usage: 'optional' },
    });
    const { id } = await client.post(later(0), person({ active: false, nickName: 'Bobby' }));
    await client.patch(later(1), id, setActive(true));
    await database.prisma.account.update({
      where: { id },
      data: { emailVerified: true, updateTimestamp: new Date(testNow.getTime() + 150_000) },
    });
    const answers: unknown[] = [];
    const rows: unknown[] = [];
    for (const [n, operations] of steps.entries()) {
      const { outcome, changes } = await client.patch(later(n + 2), id, ...operations);
      answers.push({ outcome, changes });
      rows.push(await rowsOf(id));
    }
    const lines = await listActivity(database, { siteId, limit: 100 });
    const seats = await database.prisma.seatUse.findUnique({ where: { siteId }, omit: { siteId: true } });
    const removals = await database.prisma.scimRemoval.findMany({ where: { siteId }, select: { at: true } });
    const activity = lines.map(({ at, actor, action, subject, before, after }) => ({
      ...{ at, actor, action, subject, before, after },
    }));
    return { answers, rows, activity, seats, removals };
  }

  async function rowsOf(id: string) {
    const account = await database.prisma.account.findUniqueOrThrow({
      where: { id },
      omit: { id: true, siteId: true, version: true },
      include: {
        profile: { omit: { accountId: true, siteId: true } },
        scimLinks: { omit: { accountId: true, siteId: true, provisioningId: true } },
      },
    });
    return { ...account, suspendedBy: account.suspendedBy === null ? null : 'the provisioning' };
  }

  it('is left as the transaction of every door leaves them, with the same lines in the log', async () => {
    let writes = 0;
    const atOnce = await leftBy((send) => {
      writes += 1;
      return send();
    });
    const inTurn = await leftBy(() => Promise.resolve([{ result: { applied: false, guard: 'settings' } }]));
    expect(atOnce).toEqual(inTurn);
    expect(writes).toBe(steps.length + 2);
    expect(atOnce.activity).toHaveLength(steps.length + 2);
  });

  it('has the version that the answer tells, one more each time', async () => {
    const { client, later } = await siteWhereWrites((send) => send());
    const { id, version } = await client.post(later(0));
    expect(version).toBe('W/"1"');
    expect(await client.patch(later(0), id, { op: 'add', path: 'title', value: 'Director' })).toMatchObject({
      version: 'W/"2"',
    });
    expect((await database.prisma.account.findUniqueOrThrow({ where: { id } })).version).toBe(2);
  });
});

describe('what somebody else does between reading and writing', () => {
  const bob = { username: 'bob@acme.test', usernameKey: 'bob@acme.test', confusableKey: 'bob@acme.test' };
  const seats = (siteId: string, count: number) =>
    database.prisma.site.update({ where: { id: siteId }, data: { seats: count } });

  it.each<[string, (siteId: string) => Promise<unknown>, string]>([
    ['a name that is taken is refused as taken', (siteId) => makeAccount(database, siteId, bob), '3 409 userName'],
    ['a last seat that is taken is refused', (siteId) => seats(siteId, 0), 'seat_unavailable 403 userType'],
    [
      'a domain that is blocked refuses its addresses',
      (siteId) => database.prisma.site.update({ where: { id: siteId }, data: { blockedEmailDomains: ['acme.test'] } }),
      '13 400 emails.value',
    ],
    ['a name of the site bears on nothing', (siteId) => rename(siteId), 'done'],
  ])('%s', async (_, meanwhile, expected) => {
    let isFirst = true;
    const { siteId, client, later } = await siteWhereWrites(async (send) => {
      if (isFirst) await meanwhile(siteId);
      isFirst = false;
      return send();
    });
    expect(await refusal(client.post(later(0)))).toBe(expected);
    expect(isFirst).toBe(false);
    const made = await database.prisma.account.count({ where: { siteId, managedBy: 'Okta' } });
    expect(made).toBe(expected === 'done' ? 1 : 0);
  });

  const rename = (siteId: string) => database.prisma.site.update({ where: { id: siteId }, data: { name: 'Other' } });

  it.each<[string, Prisma.AccountUpdateInput, object]>([
    ['an edit of an administrator stays', { firstName: 'Robert' }, { firstName: 'Robert', lastName: 'Baker' }],
    ['a role that was given stays', { roles: ['Org Support'] }, { roles: ['Org Support'], lastName: 'Baker' }],
  ])('%s', async (_, edit, expected) => {
    let isArmed = false;
    let id = '';
    const { client, later } = await siteWhereWrites(async (send) => {
      if (isArmed) await database.prisma.account.update({ where: { id }, data: edit });
      isArmed = false;
      return send();
    });
    ({ id } = await client.post(later(0)));
    isArmed = true;
    await client.patch(later(1), id, { op: 'replace', path: 'name.familyName', value: 'Baker' });
    expect(await database.prisma.account.findUniqueOrThrow({ where: { id } })).toMatchObject(expected);
  });

  it('a provisioning that is held deactivates nobody', async () => {
    let isArmed = false;
    const { provisioning, client, later } = await siteWhereWrites(async (send) => {
      if (isArmed) {
        await database.prisma.provisioning.update({ where: { id: provisioning.id }, data: { heldSince: testNow } });
      }
      return send();
    });
    const { id } = await client.post(later(0));
    isArmed = true;
    expect(await refusal(client.patch(later(1), id, setActive(false)))).toBe('brake_held 429');
    expect(await database.prisma.account.findUniqueOrThrow({ where: { id } })).toMatchObject({ status: 'active' });
  });
});

import type { Database } from '../../src/db';
import { createQueue } from '../../src/jobs';
import { newId } from '../../src/newId';
import { carryOutWelcomes, sendWelcomes, writeWorkspace } from '../../src/workspaces';
import { createSendMail } from '../../src/mail';
import { freshDatabase } from '../support/database';
import { testBox, testNow } from '../support/site';
import { UsherUnderTest } from '../support/usher';

describe('welcome mails of a workspace', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let workspaceId: string;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
    await writeWorkspace(database.prisma, usher.siteId, null, { name: 'Audit', roles: [], groups: [] }, testNow);
    workspaceId = (await database.prisma.entitlement.findFirstOrThrow({ where: { name: 'Audit' } })).id;
  });
  afterEach(async () => {
    await database.prisma.entitlementMember.deleteMany();
    await database.prisma.mail.deleteMany();
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const join = async (name: string, more: { status?: 'active' | 'deactivated'; email?: string | null } = {}) => {
    const id = newId();
    const key = name.toLowerCase();
    const email = more.email === undefined ? `${key}@acme.test` : more.email;
    await database.prisma.account.create({
      data: {
        id,
        siteId: usher.siteId,
        username: name,
        usernameKey: key,
        confusableKey: key,
        email,
        emailKey: email,
        type: 'attendee',
        language: 'nb',
        status: more.status ?? 'active',
      },
    });
    await database.prisma.entitlementMember.create({
      data: { entitlementId: workspaceId, accountId: id, siteId: usher.siteId, grantedAt: testNow },
    });
    return id;
  };
  const came = (accountIds: readonly string[]) => ({
    siteId: usher.siteId,
    workspaceId,
    accountIds,
    grantedAt: testNow.toISOString(),
  });

  it('go to each new member in their language, once, though the job is carried out again', async () => {
    const ids = [await join('Ada'), await join('Grace')];
    await database.prisma.$transaction((tx) => sendWelcomes(createQueue(database), tx, came(ids)));
    await usher.runJobs();
    const sendMail = createSendMail({ queue: createQueue(database), box: testBox, clock: () => testNow });
    await carryOutWelcomes({ database, sendMail, publicUrl: 'https://sso.acme.test' }, came(ids));
    const mails = await usher.mails();
    expect(mails.map(({ to }) => to).toSorted()).toEqual(['ada@acme.test', 'grace@acme.test']);
    expect(mails[0]?.subject).toContain('velkommen til Audit');
    await database.prisma.account.deleteMany({ where: { id: { in: ids } } });
  });

  it('go out once a day however often somebody is removed and added, and again on another day', async () => {
    const id = await join('Alan');
    for (const hours of [0, 1, 2, 24]) {
      const grantedAt = new Date(testNow.getTime() + hours * 3_600_000);
      await database.prisma.entitlementMember.updateMany({ where: { accountId: id }, data: { grantedAt } });
      const again = { ...came([id]), grantedAt: grantedAt.toISOString() };
      await database.prisma.$transaction((tx) => sendWelcomes(createQueue(database), tx, again));
      await usher.runJobs();
    }
    expect((await usher.mails()).map(({ to }) => to)).toEqual(['alan@acme.test', 'alan@acme.test']);
    await database.prisma.account.deleteMany({ where: { id } });
  });

  it('are not written when the change does not happen', async () => {
    const id = await join('Linus');
    const change = database.prisma.$transaction(async (tx) => {
      await sendWelcomes(createQueue(database), tx, came([id]));
      throw new Error('undone');
    });
    await expect(change).rejects.toThrow('undone');
    await usher.runJobs();
    expect(await usher.mails()).toEqual([]);
    await database.prisma.account.deleteMany({ where: { id } });
  });

  it.each([
    ['is deactivated', { status: 'deactivated' as const }],
    ['has no address', { email: null }],
  ])('do not go to a member who %s', async (_what, more) => {
    const id = await join('Barbara', more);
    await database.prisma.$transaction((tx) => sendWelcomes(createQueue(database), tx, came([id])));
    await usher.runJobs();
    expect(await usher.mails()).toEqual([]);
    await database.prisma.account.deleteMany({ where: { id } });
  });

  it('do not go to somebody who has left meanwhile', async () => {
    const id = await join('Edsger');
    await database.prisma.$transaction((tx) => sendWelcomes(createQueue(database), tx, came([id])));
    await database.prisma.entitlementMember.deleteMany({ where: { accountId: id } });
    await usher.runJobs();
    expect(await usher.mails()).toEqual([]);
    await database.prisma.account.deleteMany({ where: { id } });
  });
});

import { newAccount } from '../../../src/accounts';
import { changeAccounts, type AccountChange, type ChangeFacts, type Decided } from '../../../src/accounts/change';
import type { Database } from '../../../src/db';
import { freshDatabase } from '../../support/database';
import { freshServerDatabase } from '../../support/postgres';
import { makeSession } from '../../support/session';
import { makeAccount, makeSite, testNow } from '../../support/site';

const outcomeOf = (decided: Decided) =>
  decided.outcome === 'refused' ? decided.problems.map(({ reason }) => reason).join(' ') : decided.outcome;

const bob: AccountChange = {
  whom: 'new',
  wanted: { username: 'bob@acme.test', firstName: 'Bob', lastName: 'Builder', email: 'bob@acme.test' },
};

const databases: [string, () => Promise<Database>][] = [
  ['the embedded database', freshDatabase],
  ['PostgreSQL', freshServerDatabase],
];

describe.each(databases)('on %s', (_, open) => {
  let database: Database;
  let siteId: string;
  let connectionId: string;
  let ada: string;
  let sites = 0;

  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    sites += 1;
    ({ siteId, connectionId } = await makeSite(database, { site: { slug: `site-${sites}`, seats: 2 } }));
    ada = await makeAccount(database, siteId, { roles: ['Org Security Admin'], connectionId });
  });

  const facts = (overrides: Partial<ChangeFacts> = {}): ChangeFacts => ({
    database,
    siteId,
    actor: 'account:grace@acme.test',
    now: testNow,
    mayGrant: true,
    vouches: false,
    ...overrides,
  });
  const change = async (changes: readonly AccountChange[], overrides: Partial<ChangeFacts> = {}) =>
    (await changeAccounts(facts(overrides), changes)).map(outcomeOf);
  const rowOf = (id: string) => database.prisma.account.findUniqueOrThrow({ where: { id } });
  const activity = () => database.prisma.activity.findMany({ where: { siteId }, orderBy: { id: 'asc' } });

  it('an account is made with its line of the activity log, its address unverified unless somebody answers for it', async () => {
    const [made] = await changeAccounts(facts(), [bob]);
    if (made?.outcome !== 'write') throw new Error('it was not made');
    expect(await rowOf(made.id)).toMatchObject({
      username: 'bob@acme.test',
      displayName: 'Bob Builder',
      status: 'active',
      emailVerified: false,
      createdBy: 'account:grace@acme.test',
    });
    expect(await activity()).toMatchObject([
      { action: 'account.create', actor: 'account:grace@acme.test', subject: 'bob@acme.test', before: null },
    ]);
    const eve = { ...bob.wanted, username: 'eve', email: 'eve@acme.test', type: 'attendee' as const };
    const [vouched] = await changeAccounts(facts({ vouches: true }), [{ whom: 'new', wanted: eve }]);
    if (vouched?.outcome !== 'write') throw new Error('it was not made');
    expect(await rowOf(vouched.id)).toMatchObject({ emailVerified: true, status: 'active' });
  });

  it('a change is written with what it changed, counts as newer than what a sign-in brought, and a second time is none', async () => {
    const wish = { whom: { id: ada }, wanted: { lastName: 'King' } };
    expect(await change([wish, wish])).toEqual(['write', 'unchanged']);
    expect(await rowOf(ada)).toMatchObject({ lastName: 'King', displayName: 'Ada King', updateTimestamp: testNow });
    expect(await activity()).toMatchObject([
      {
        action: 'account.update',
        subject: 'ada@acme.test',
        before: { lastName: 'Lovelace', displayName: 'Ada Lovelace' },
        after: { lastName: 'King', displayName: 'Ada King' },
      },
    ]);
    expect(await change([wish])).toEqual(['unchanged']);
    expect(await activity()).toHaveLength(1);
  });

  it('what changes beside an account stands in its line, and has one when the account stays as it is', async () => {
    const alsoChanges = [{ field: 'title', before: null, after: 'Countess' }];
    const wish = { whom: { id: ada }, wanted: { lastName: 'King', displayName: 'Ada King' }, alsoChanges };
    expect(await change([wish, wish])).toEqual(['write', 'unchanged']);
    expect(await activity()).toMatchObject([
      { subject: 'ada@acme.test', after: { lastName: 'King', displayName: 'Ada King', title: 'Countess' } },
      { subject: 'ada@acme.test', before: { title: null }, after: { title: 'Countess' } },
    ]);
  });

  it('of several wishes each is done or refused by itself, in their order', async () => {
    const host = (username: string): AccountChange => ({
      whom: 'new',
      wanted: { ...bob.wanted, username, email: `${username}@acme.test` },
    });
    const away = { whom: { id: ada }, wanted: { type: 'attendee' as const } };
    expect(await change([host('one'), host('two'), away, host('three'), host('ONE')])).toEqual([
      'write',
      'seat_unavailable',
      'write',
      'write',
      'username_taken email_taken seat_unavailable',
    ]);
    expect(await database.prisma.seatUse.findUnique({ where: { siteId } })).toMatchObject({ used: 2 });
  });

  it('while single sign-on is demanded, of two who could mend it one stays, whatever the order', async () => {
    await database.prisma.site.update({ where: { id: siteId }, data: { ssoRequired: true } });
    const admin = { roles: ['Org Security Admin'], type: 'attendee' as const };
    const cleo = await makeAccount(database, siteId, {
      ...admin,
      username: 'cleo',
      bypass: true,
      passwordHash: 'hash',
    });
    await makeAccount(database, siteId, {
      ...admin,
      username: 'dora',
      bypass: true,
      expiresAt: new Date('2027-01-01'),
    });
    const take = (id: string): AccountChange => ({ whom: { id }, wanted: { bypass: false } });
    expect(await change([take(cleo)])).toEqual(['last_bypass_account']);
    const give: AccountChange = { whom: { id: ada }, wanted: { bypass: true } };
    expect(await change([give, take(cleo), take(ada)])).toEqual(['write', 'write', 'last_bypass_account']);
    await database.prisma.site.update({ where: { id: siteId }, data: { ssoRequired: false } });
    expect(await change([take(ada)])).toEqual(['write']);
  });

  it('a deactivation ends the sessions', async () => {
    const wanted = { status: 'deactivated' as const };
    const cleo = await makeAccount(database, siteId, { username: 'cleo', roles: ['Org Security Admin'] });
    await makeSession(database, { siteId, accountId: cleo });
    expect(
      await change([
        { whom: { id: cleo }, wanted },
        { whom: { id: ada }, wanted },
      ]),
    ).toEqual(['write', 'last_security_admin']);
    expect(await database.prisma.session.count({ where: { accountId: cleo } })).toBe(0);
  });

  it('nothing is overwritten that changed since it was seen, and nobody of another site is met', async () => {
    const { version } = await rowOf(ada);
    await change([{ whom: { id: ada }, wanted: { firstName: 'Augusta' } }]);
    const [late] = await changeAccounts(facts(), [
      { whom: { id: ada }, seenVersion: version, wanted: { firstName: 'A.' } },
    ]);
    expect(late).toMatchObject({ outcome: 'conflict', current: { state: { firstName: 'Augusta' } } });
    expect(await rowOf(ada)).toMatchObject({ firstName: 'Augusta' });

    const other = await makeSite(database, { site: { slug: `other-${sites}`, seats: 2 } });
    const stranger = { whom: { id: ada }, wanted: { firstName: 'Mallory' } };
    expect(await change([stranger], { siteId: other.siteId })).toEqual(['account_gone']);
    expect(await change([bob], { siteId: other.siteId })).toEqual(['write']);
  });

  it('who is named by their user name is found in any case, keeps its spelling, and is made when nobody has it', async () => {
    const named = (username: string): AccountChange => ({
      whom: { username },
      wanted: { firstName: 'Ada', lastName: 'K', email: `${username}`, type: 'attendee' },
    });
    expect(await change([named('ADA@acme.test'), named('new@acme.test')])).toEqual(['write', 'write']);
    expect(await rowOf(ada)).toMatchObject({ username: 'ada@acme.test', lastName: 'K' });
  });

  it('what belongs into the same transaction goes with it, or takes all back', async () => {
    const alongside = () => Promise.reject(new Error('the mail could not be written'));
    await expect(changeAccounts(facts({ alongside }), [bob])).rejects.toThrow('the mail could not be written');
    expect(await database.prisma.account.count({ where: { siteId } })).toBe(1);
    expect(await activity()).toEqual([]);
  });

  it('an account that moves to another connection is no longer known by the NameID of the old one', async () => {
    const binding = { id: ada, siteId, accountId: ada, connectionId, format: 'f', value: 'v' };
    await database.prisma.nameIdBinding.create({ data: binding });
    expect(await change([{ whom: { id: ada }, wanted: { connection: null } }])).toEqual(['write']);
    expect(await database.prisma.nameIdBinding.count({ where: { accountId: ada } })).toBe(0);
  });

  it('the last seat goes to one of several who ask at once, and two administrators cannot strip each other', async () => {
    const hosts = ['one', 'two', 'three', 'four'].map((username) =>
      change([{ whom: 'new', wanted: { ...newAccount, ...bob.wanted, username, email: `${username}@acme.test` } }]),
    );
    expect((await Promise.all(hosts)).flat().toSorted()).toEqual([
      'seat_unavailable',
      'seat_unavailable',
      'seat_unavailable',
      'write',
    ]);
    const cleo = await makeAccount(database, siteId, {
      username: 'cleo@acme.test',
      type: 'attendee',
      roles: ['Org Security Admin'],
    });
    const strip = (id: string) => change([{ whom: { id }, wanted: { roles: [] } }]);
    expect((await Promise.all([strip(ada), strip(cleo)])).flat().toSorted()).toEqual(['last_security_admin', 'write']);
  });
});

it('where a sign-in takes the seat or the name between reading and writing, all is decided again', async () => {
  const database = await freshServerDatabase();
  const { siteId } = await makeSite(database, { site: { seats: 1 } });
  let met = 0;
  // Between the decision and its writing somebody signs in for the first time: on another connection of the pool.
  const quicker = database.prisma.$extends({
    query: {
      account: {
        createMany: async ({ args, query }) => {
          met += 1;
          if (met === 1) await makeAccount(database, siteId, { username: 'bob@acme.test', type: 'attendee' });
          if (met === 2) await makeAccount(database, siteId, { username: 'cleo@acme.test' });
          return query(args);
        },
      },
    },
  }) as unknown as Database['prisma'];
  const facts = { siteId, actor: 'file', now: testNow, mayGrant: true, vouches: true };
  const slow = { ...facts, database: { ...database, prisma: quicker } };
  expect((await changeAccounts(slow, [bob])).map(outcomeOf)).toEqual(['username_taken email_taken']);
  const dora: AccountChange = { whom: 'new', wanted: { ...bob.wanted, username: 'dora', email: 'dora@acme.test' } };
  expect((await changeAccounts(slow, [dora])).map(outcomeOf)).toEqual(['seat_unavailable']);
  expect(met).toBe(2);
  await database.close();
});

it('where PostgreSQL ends a wait of two for each other, all is decided again', async () => {
  const database = await freshServerDatabase();
  const { siteId } = await makeSite(database);
  const ada = await makeAccount(database, siteId);
  const holdRole = (tx: Pick<Database['prisma'], '$queryRaw'>) =>
    tx.$queryRaw`SELECT id FROM entitlements WHERE site_id = ${siteId}::uuid AND name = 'Org Support' FOR UPDATE`;
  let tries = 0;
  let other: Promise<unknown> = Promise.resolve();
  const alongside: ChangeFacts['alongside'] = async (tx) => {
    tries += 1;
    if (tries > 1) return;
    // The other holds the role and then wants the account; this one, which holds the account, wants the role before.
    await new Promise<void>((holds) => {
      other = database.prisma.$transaction(async (second) => {
        await holdRole(second);
        holds();
        await new Promise((resolve) => setTimeout(resolve, 500));
        await second.$queryRaw`SELECT id FROM accounts WHERE id = ${ada}::uuid FOR UPDATE`;
      });
    });
    await holdRole(tx);
  };
  const facts = { database, siteId, actor: 'file', now: testNow, mayGrant: true, vouches: true, alongside };
  const decided = await changeAccounts(facts, [{ whom: { id: ada }, wanted: { lastName: 'King' } }]);
  await other;
  expect(decided.map(outcomeOf)).toEqual(['write']);
  expect(tries).toBe(2);
  await database.close();
});

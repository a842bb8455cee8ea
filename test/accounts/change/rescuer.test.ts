import { newAccount, type AccountState } from '../../../src/accounts';
import { accountState, isRescuer, lasts, readRescuers, rescuerLostBy } from '../../../src/accounts/change';
import type { Database } from '../../../src/db';
import { freshDatabase } from '../../support/database';
import { makeAccount, makeSite, testNow } from '../../support/site';

const rescuer: AccountState = {
  ...newAccount,
  username: 'ada@acme.test',
  email: 'ada@acme.test',
  roles: ['Org Support', 'Org Security Admin'],
  bypass: true,
};
const ends = new Date(testNow.getTime() + 86_400_000).toISOString();
const ended = new Date(testNow.getTime() - 1).toISOString();

type Case = [who: string, state: Partial<AccountState>, hasPassword: boolean, rescues: boolean, lasts: boolean];
const cases: Case[] = [
  ['an active security admin with bypass, password and address', {}, true, true, true],
  ['one with a password and no address', { email: null }, true, true, true],
  ['one to whose address a link can be sent', {}, false, true, true],
  ['one with neither', { email: null }, false, false, true],
  ['one without bypass', { bypass: false }, true, false, true],
  ['one with another role', { roles: ['Org User Admin'] }, true, false, true],
  ['one who is locked', { status: 'locked' }, true, false, true],
  ['one who is deactivated', { status: 'deactivated' }, true, false, true],
  ['one who waits for approval', { status: 'pending' }, true, false, true],
  ['one who has expired', { status: 'expired', expiresAt: ended }, true, false, false],
  ['one whose time is over, although nobody noted it yet', { expiresAt: ended }, true, false, false],
  ['one whose time will be over', { expiresAt: ends }, true, true, false],
];

describe('whoever could mend single sign-on', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  test.each(cases)(
    '%s is told alike by the rule and by the database',
    async (_, wanted, hasPassword, rescues, lasting) => {
      const state = { ...rescuer, ...wanted };
      expect([isRescuer(state, hasPassword, testNow), lasts(state)]).toEqual([rescues, lasting]);
      await database.prisma.site.deleteMany();
      const { siteId } = await makeSite(database);
      const id = await makeAccount(database, siteId, {
        roles: [...state.roles],
        status: state.status,
        bypass: state.bypass,
        email: state.email,
        emailKey: state.email,
        expiresAt: state.expiresAt,
        passwordHash: hasPassword ? 'hash' : null,
      });
      const row = await database.prisma.account.findUniqueOrThrow({ where: { id } });
      expect(accountState(row, new Map())).toMatchObject({ status: state.status, email: state.email });
      expect([...(await readRescuers(database.prisma, siteId))]).toEqual(rescues && lasting ? [id] : []);
    },
  );

  it('is nobody of another site and no guest', async () => {
    await database.prisma.site.deleteMany();
    const [{ siteId }, other] = [await makeSite(database), await makeSite(database, { site: { slug: 'other' } })];
    const columns = { roles: ['Org Security Admin'], bypass: true };
    await makeAccount(database, other.siteId, columns);
    await makeAccount(database, siteId, { ...columns, homeOrganization: 'Elsewhere' });
    expect([...(await readRescuers(database.prisma, siteId))]).toEqual([]);
  });
});

test.each<[how: string, after: Partial<AccountState> | null, hasPassword: boolean, field: string | null]>([
  ['a removal', null, true, 'username'],
  ['another status', { status: 'locked' }, true, 'status'],
  ['fewer roles', { roles: [] }, true, 'roles'],
  ['no bypass', { bypass: false }, true, 'bypass'],
  ['an end', { expiresAt: ends }, true, 'expiresAt'],
  ['no address for whoever has no password', { email: null }, false, 'email'],
  ['no address for whoever has a password', { email: null }, true, null],
  ['another name', { firstName: 'Augusta' }, true, null],
])('%s takes a rescuer away by the field it changes, or not at all', (_, after, hasPassword, field) => {
  const left = after === null ? null : { state: { ...rescuer, ...after }, hasPassword };
  expect(rescuerLostBy({ state: rescuer, hasPassword }, left, testNow)).toBe(field);
  // Whoever was none cannot be taken away.
  const before = { state: { ...rescuer, bypass: false }, hasPassword };
  expect(rescuerLostBy(before, left, testNow)).toBeNull();
});

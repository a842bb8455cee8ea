import type { Database } from '../../src/db';
import { countPassword, hashPassword, judgePassword, mostWrongPasswords, verifyPassword } from '../../src/sessions';
import { freshDatabase } from '../support/database';
import { makeAccount, makeSite, testNow } from '../support/site';

let database: Database;
let siteId: string;
let passwordHash: string;

beforeAll(async () => {
  database = await freshDatabase();
  ({ siteId } = await makeSite(database));
  passwordHash = await hashPassword('correct horse battery');
});
afterEach(async () => {
  await database.prisma.account.deleteMany();
  await database.prisma.passwordThrottle.deleteMany();
});
afterAll(() => database.close());

const minutes = (count: number) => new Date(testNow.getTime() + count * 60_000);

function judge(overrides: Partial<Parameters<typeof judgePassword>[1]> = {}) {
  const question = {
    siteId,
    username: 'ada@acme.test',
    password: 'correct horse battery',
    address: '203.0.113.7',
    now: testNow,
  };
  return judgePassword(database, { ...question, ...overrides });
}

test('passwords are hashed with argon2id, each with its own salt', async () => {
  expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await hashPassword('correct horse battery')).not.toBe(passwordHash);
});

test('the same letters typed in another Unicode form are the same password', async () => {
  const stored = await hashPassword('caf\u00e9 au lait, bitte');
  expect(await verifyPassword(stored, 'cafe\u0301 au lait, bitte')).toBe(true);
});

test.each([
  ['no hash', null],
  ['a hash that cannot be read', 'rubbish'],
])('%s matches no password', async (_title, stored) => {
  expect(await verifyPassword(stored, 'a password nobody has')).toBe(false);
});

test('an account with bypass signs in by password, whatever the case of its name', async () => {
  const accountId = await makeAccount(database, siteId, { bypass: true, passwordHash });
  expect(await judge({ username: 'ADA@acme.test' })).toEqual({ outcome: 'right', accountId });
});

test('an account is also found by its e-mail address; whose user name that is without bypass does not stand in its way', async () => {
  const bob = { username: 'bob', email: 'bob@acme.test', emailKey: 'bob@acme.test', bypass: true, passwordHash };
  const bobId = await makeAccount(database, siteId, bob);
  expect(await judge({ username: 'Bob@acme.test' })).toEqual({ outcome: 'right', accountId: bobId });
  await makeAccount(database, siteId, { username: 'bob@acme.test', email: null, emailKey: null });
  expect(await judge({ username: 'Bob@acme.test' })).toEqual({ outcome: 'right', accountId: bobId });
});

test.each<[string, object]>([
  ['has no bypass', { bypass: false }],
  ['has no password', { passwordHash: null }],
  ['is deactivated', { status: 'deactivated' }],
  ['is locked', { status: 'locked' }],
  ['has expired', { expiresAt: testNow }],
])('an account that %s gets the same answer as an unknown name and a wrong password', async (_title, overrides) => {
  await makeAccount(database, siteId, { bypass: true, passwordHash, ...overrides });
  expect(await judge()).toEqual({ outcome: 'wrong' });
  expect(await judge({ username: 'nobody@acme.test' })).toEqual({ outcome: 'wrong' });
});

test('after five wrong passwords the right one is not looked at for 15 minutes, and then it is', async () => {
  await makeAccount(database, siteId, { bypass: true, passwordHash });
  for (let wrong = 0; wrong < mostWrongPasswords; wrong++) {
    expect(await judge({ password: 'wrong' })).toEqual({ outcome: 'wrong' });
  }
  expect(await judge()).toEqual({ outcome: 'throttled' });
  // Trying on does not prolong it.
  expect(await judge({ now: minutes(14.9) })).toEqual({ outcome: 'throttled' });
  expect(await judge({ now: minutes(15) })).toMatchObject({ outcome: 'right' });
});

test('a throttled name is free from another address, and another name from this one', async () => {
  await makeAccount(database, siteId, { bypass: true, passwordHash });
  for (let wrong = 0; wrong < 6; wrong++) await judge({ password: 'wrong' });
  expect(await judge({ address: '203.0.113.8' })).toMatchObject({ outcome: 'right' });
  await makeAccount(database, siteId, { username: 'bob@acme.test', bypass: true, passwordHash });
  expect(await judge({ username: 'bob@acme.test' })).toMatchObject({ outcome: 'right' });
});

test('all IPv6 addresses of one /64 count as one, since one machine may take any of them', async () => {
  await makeAccount(database, siteId, { bypass: true, passwordHash });
  for (let wrong = 0; wrong < mostWrongPasswords; wrong++) {
    await judge({ password: 'wrong', address: `2001:db8:0:7::${wrong + 1}` });
  }
  expect(await judge({ address: '2001:db8:0:7:ffff::9' })).toEqual({ outcome: 'throttled' });
  expect(await judge({ address: '2001:db8:0:8::1' })).toMatchObject({ outcome: 'right' });
});

test('an IPv4 address counts the same when it comes written as IPv6', async () => {
  await makeAccount(database, siteId, { bypass: true, passwordHash });
  for (let wrong = 0; wrong < mostWrongPasswords; wrong++) await judge({ password: 'wrong', address: '198.51.100.4' });
  expect(await judge({ address: '::ffff:198.51.100.4' })).toEqual({ outcome: 'throttled' });
  expect(await judge({ address: '::ffff:198.51.100.5' })).toMatchObject({ outcome: 'right' });
});

test('unknown names are throttled as known ones are', async () => {
  for (let wrong = 0; wrong < mostWrongPasswords; wrong++) await judge({ username: 'nobody@acme.test' });
  expect(await judge({ username: 'nobody@acme.test' })).toEqual({ outcome: 'throttled' });
});

test('a right password ends the counting', async () => {
  await makeAccount(database, siteId, { bypass: true, passwordHash });
  for (let round = 0; round < 2; round++) {
    for (let wrong = 0; wrong < mostWrongPasswords - 1; wrong++) await judge({ password: 'wrong' });
    expect(await judge()).toMatchObject({ outcome: 'right' });
  }
});

test('of many passwords tried at once no more than five are looked at', async () => {
  const name = { realm: 'test', nameKey: 'ada', address: null };
  const looked = await Promise.all(Array.from({ length: 30 }, () => countPassword(database, name, testNow)));
  expect(looked.filter(Boolean)).toHaveLength(mostWrongPasswords);
});

test('wrong passwords never change the status of an account', async () => {
  const id = await makeAccount(database, siteId, { bypass: true, passwordHash });
  for (let wrong = 0; wrong < 8; wrong++) await judge({ password: 'wrong' });
  expect(await database.prisma.account.findUnique({ where: { id } })).toMatchObject({ status: 'active', version: 1 });
});

import { randomBytes } from 'node:crypto';
import type { Database } from '../../src/db';
import { newId } from '../../src/newId';
import {
  endOwnSession,
  endSession,
  hashSecret,
  listSessions,
  newSecret,
  readSession,
  sessionLifetime,
  startSession,
} from '../../src/sessions';
import { freshDatabase } from '../support/database';
import { makeSession } from '../support/session';
import { makeAccount, makeSite, testNow } from '../support/site';

let database: Database;
let ids: { siteId: string; connectionId: string };
let accountId: string;

beforeAll(async () => {
  database = await freshDatabase();
  ids = await makeSite(database);
});
beforeEach(async () => {
  accountId = await makeAccount(database, ids.siteId, { roles: ['Org Support'] });
});
afterEach(async () => {
  await database.prisma.account.deleteMany();
  await database.prisma.connection.update({ where: { id: ids.connectionId }, data: { enabled: true } });
  await database.prisma.site.update({ where: { id: ids.siteId }, data: { ssoEnabled: true } });
});
afterAll(() => database.close());

const later = (hours: number) => new Date(testNow.getTime() + hours * 3_600_000);
const owner = () => ({ ...ids, accountId });
const allowPassword = (bypass: boolean) =>
  database.prisma.account.update({ where: { id: accountId }, data: { bypass } });

test('a session names its person, site and connection', async () => {
  const { token, id } = await makeSession(database, owner());
  expect(await readSession(database, token, testNow)).toEqual({
    id,
    entitlements: [],
    siteId: ids.siteId,
    site: 'acme',
    siteName: 'Acme Corporation',
    allowedTargets: ['https://app.acme.test'],
    accountId,
    username: 'ada@acme.test',
    displayName: 'Ada Lovelace',
    email: 'ada@acme.test',
    language: null,
    roles: ['Org Support'],
    connection: 'main',
    origin: null,
    expiresAt: later(12),
  });
});

test('only the hash of the token is stored, and the hash is no token', async () => {
  const { token } = await makeSession(database, owner());
  const [row] = await database.prisma.session.findMany();
  expect(JSON.stringify(row)).not.toContain(token);
  expect(await readSession(database, hashSecret(token), testNow)).toBeNull();
});

test.each<[string, () => Promise<unknown>, Date]>([
  ['its absolute limit has come', () => Promise.resolve(), later(12)],
  ['it was idle for eight hours', () => Promise.resolve(), later(8)],
  ['the account is deactivated', () => setStatus('deactivated'), testNow],
  ['the account is locked', () => setStatus('locked'), testNow],
  [
    'the account expires',
    () => database.prisma.account.update({ where: { id: accountId }, data: { expiresAt: later(1) } }),
    later(1),
  ],
  ['the connection is switched off', () => setConnection(false), testNow],
  ['single sign-on of the site is switched off', () => setSingleSignOn(false), testNow],
])('a session is nobody as soon as %s', async (_title, change, now) => {
  const { token } = await makeSession(database, owner());
  await change();
  expect(await readSession(database, token, now)).toBeNull();
});

function setStatus(status: 'deactivated' | 'locked') {
  return database.prisma.account.update({ where: { id: accountId }, data: { status } });
}

function setConnection(enabled: boolean) {
  return database.prisma.connection.update({ where: { id: ids.connectionId }, data: { enabled } });
}

function setSingleSignOn(ssoEnabled: boolean) {
  return database.prisma.site.update({ where: { id: ids.siteId }, data: { ssoEnabled } });
}

test('a session begun by password outlives single sign-on of the site', async () => {
  await allowPassword(true);
  const { token } = await makeSession(database, { ...owner(), connectionId: null });
  await setSingleSignOn(false);
  expect(await readSession(database, token, testNow)).not.toBeNull();
});

test('a session begun by password ends when the account may no longer sign in so', async () => {
  await allowPassword(true);
  const { token } = await makeSession(database, { ...owner(), connectionId: null });
  await allowPassword(false);
  expect(await readSession(database, token, testNow)).toBeNull();
});

test('a session ends when the account is moved to another connection', async () => {
  const { token } = await makeSession(database, owner());
  const moved = (connectionId: string) =>
    database.prisma.account.update({ where: { id: accountId }, data: { connectionId } });
  await moved(ids.connectionId);
  expect(await readSession(database, token, testNow)).not.toBeNull();
  await moved(newId());
  expect(await readSession(database, token, testNow)).toBeNull();
});

test('a deactivated account has no sessions left, even when it is activated again', async () => {
  const { token } = await makeSession(database, owner());
  await setStatus('deactivated');
  await database.prisma.account.update({ where: { id: accountId }, data: { status: 'active' } });
  expect(await readSession(database, token, testNow)).toBeNull();
});

test('using a session keeps it from becoming idle, up to its absolute limit', async () => {
  const { token } = await makeSession(database, owner());
  expect(await readSession(database, token, later(7))).not.toBeNull();
  expect(await readSession(database, token, later(11.9))).not.toBeNull();
  expect(await readSession(database, token, later(12))).toBeNull();
});

test('reading a session sends one statement', async () => {
  const { token } = await makeSession(database, owner());
  let statements = 0;
  const counted: Database = {
    ...database,
    query: (sql, values) => {
      statements++;
      return database.query(sql, values);
    },
  };
  await readSession(counted, token, testNow);
  expect(statements).toBe(1);
});

describe('beginning a session by password', () => {
  const begin = (overrides = {}) => {
    const token = newSecret(randomBytes);
    const base = {
      id: newId(),
      token,
      siteId: ids.siteId,
      accountId,
      userAgent: 'test',
      now: testNow,
      expiresAt: later(12),
      replacedToken: null,
    };
    return startSession(database, { ...base, ...overrides }).then((started) => ({ started, token }));
  };

  test('makes a session without a connection and ends the one before', async () => {
    await allowPassword(true);
    const before = await makeSession(database, owner());
    const { started, token } = await begin({ replacedToken: before.token });
    expect(started).toBe(true);
    expect(await readSession(database, token, testNow)).toMatchObject({ accountId, connection: null });
    expect(await readSession(database, before.token, testNow)).toBeNull();
    const account = await database.prisma.account.findUnique({ where: { id: accountId } });
    expect(account?.lastSignInAt).toEqual(testNow);
  });

  test('makes none for an account that is not active, and then ends none', async () => {
    const other = await makeAccount(database, ids.siteId, { username: 'bob@acme.test', status: 'pending' });
    const before = await makeSession(database, owner());
    const { started, token } = await begin({ accountId: other, replacedToken: before.token });
    expect(started).toBe(false);
    expect(await readSession(database, token, testNow)).toBeNull();
    expect(await readSession(database, before.token, testNow)).not.toBeNull();
  });

  test('makes none for an account of another site', async () => {
    expect((await begin({ siteId: newId() })).started).toBe(false);
  });
});

test('ending a session ends those on other hosts that came from it', async () => {
  const parent = await makeSession(database, owner());
  const child = await makeSession(database, owner(), { origin: 'https://app.acme.test', parentId: parent.id });
  expect(await readSession(database, child.token, testNow)).toMatchObject({ origin: 'https://app.acme.test' });
  expect(await endSession(database, parent.token)).toEqual({ subject: null });
  expect(await readSession(database, child.token, testNow)).toBeNull();
  expect(await endSession(database, parent.token)).toBeNull();
});

test("somebody can end a session of their own but nobody else's", async () => {
  const { token, id } = await makeSession(database, owner());
  const other = await makeAccount(database, ids.siteId, { username: 'bob@acme.test' });
  expect(await endOwnSession(database, other, id)).toBe(false);
  expect(await readSession(database, token, testNow)).not.toBeNull();
  expect(await endOwnSession(database, accountId, id)).toBe(true);
  expect(await readSession(database, token, testNow)).toBeNull();
});

test('the list of sessions shows live ones of our own host, newest first', async () => {
  const first = await makeSession(database, owner());
  const second = await makeSession(
    database,
    { siteId: ids.siteId, accountId },
    { createdAt: later(1), lastSeenAt: later(1) },
  );
  await makeSession(database, owner(), { expiresAt: testNow });
  await makeSession(database, owner(), { origin: 'https://app.acme.test', parentId: first.id });
  const listed = await listSessions(database, accountId, later(2));
  expect(listed.map(({ id }) => id)).toEqual([second.id, first.id]);
  expect(listed.map(({ connection }) => connection)).toEqual([null, 'main']);
});

test.each([
  ['without a limit of the identity provider', null, 12],
  ['with a later one', '2026-11-23T12:00:00Z', 12],
  ['with an earlier one', '2026-11-22T13:00:00Z', 1],
  ['with one that cannot be read', 'soon', 0],
])('a session lasts twelve hours and never longer than allowed: %s', (_title, limit, hours) => {
  expect(sessionLifetime(testNow, limit)).toEqual(later(hours));
});

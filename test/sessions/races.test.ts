import { randomBytes } from 'node:crypto';
import { newId } from '../../src/newId';
import { createOperatorLink } from '../../src/operator';
import { redeemOperatorLink } from '../../src/operator/operatorLink';
import { ensureSiteKeys } from '../../src/saml';
import { countPassword, hashSecret, mostWrongPasswords, newSecret } from '../../src/sessions';
import { ensureSigningKey } from '../../src/tokens';
import { redeemHandover, storeHandover } from '../../src/tokens/handoverStore';
import { freshServerDatabase } from '../support/postgres';
import { makeSession } from '../support/session';
import { makeAccount, makeSharedKey, makeSite, testBox, testNow } from '../support/site';

type ServerDatabase = Awaited<ReturnType<typeof freshServerDatabase>>;

/** As many as the pool has connections: all of them are inside the database at once. */
const parallel = 10;
const times = <Value>(make: (index: number) => Promise<Value>) =>
  Promise.all(Array.from({ length: parallel }, (_, index) => make(index)));

let database: ServerDatabase;
const deps = () => ({ database, box: testBox, clock: () => testNow, random: randomBytes, makeKey: makeSharedKey });

beforeAll(async () => {
  database = await freshServerDatabase();
  await makeSharedKey({ commonName: '', notBefore: testNow, serial: '' });
  await times(() => database.query('SELECT pg_sleep(0.05)', []));
});
afterAll(() => database.close());

test('a site gets one key of each use', async () => {
  const { siteId } = await makeSite(database, { site: { slug: 'keys' } });
  await times(() => ensureSiteKeys(deps(), siteId));
  expect(await database.prisma.siteKey.count({ where: { siteId } })).toBe(2);
});

test('there is one key that signs tokens', async () => {
  await times(() => ensureSigningKey(deps()));
  expect(await database.prisma.signingKey.count()).toBe(1);
});

test('no more than five passwords are looked at', async () => {
  const name = { realm: 'race', nameKey: 'ada', address: null };
  const looked = await times(() => countPassword(database, name, testNow));
  expect(looked.filter(Boolean)).toHaveLength(mostWrongPasswords);
});

test('the one-time link makes one operator', async () => {
  const token = (await createOperatorLink(database, testNow, randomBytes)) ?? '';
  const verdicts = await times((index) =>
    redeemOperatorLink(database, token, { email: `o${index}@example.test`, password: 'a long sentence', now: testNow }),
  );
  expect(verdicts.filter(({ outcome }) => outcome === 'added')).toHaveLength(1);
  expect(await database.prisma.operator.count()).toBe(1);
});

describe('a sign-in on its way to another host', () => {
  const origin = 'https://app.acme.test';
  let ids: { siteId: string; connectionId: string };

  beforeAll(async () => {
    ids = await makeSite(database, { site: { seats: 1000 } });
  });

  async function onTheWay() {
    const accountId = await makeAccount(database, ids.siteId, { username: `${newId()}@acme.test` });
    const parent = await makeSession(database, { ...ids, accountId });
    const code = newSecret(randomBytes);
    const browserHash = hashSecret('mark');
    const base = { code, origin, browserHash, now: testNow };
    await storeHandover(database, {
      ...base,
      siteId: ids.siteId,
      accountId,
      sessionId: parent.id,
      target: `${origin}/`,
    });
    const redeem = () =>
      redeemHandover(database, { ...base, token: newSecret(randomBytes), sessionId: newId(), userAgent: null });
    return { accountId, parent, redeem };
  }

  test('arrives once', async () => {
    const { accountId, redeem } = await onTheWay();
    const arrived = await times(redeem);
    expect(arrived.filter((session) => session !== null)).toHaveLength(1);
    expect(await database.prisma.session.count({ where: { accountId, origin } })).toBe(1);
  });

  test.each([
    [
      'a sign-out',
      (way: { parent: { id: string } }) => database.prisma.session.delete({ where: { id: way.parent.id } }),
    ],
    [
      'a deactivation',
      (way: { accountId: string }) =>
        database.prisma.account.update({ where: { id: way.accountId }, data: { status: 'deactivated' } }),
    ],
  ])('leaves no session behind after %s at the same moment, whoever is first', async (_title, end) => {
    for (let round = 0; round < 10; round++) {
      const ways = await Promise.all([onTheWay(), onTheWay(), onTheWay(), onTheWay()]);
      await Promise.all(ways.flatMap((way) => [way.redeem(), end(way)]));
      const accountIds = ways.map(({ accountId }) => accountId);
      expect(await database.prisma.session.count({ where: { accountId: { in: accountIds } } })).toBe(0);
    }
  });
});

import { randomBytes } from 'node:crypto';
import type { MakeSiteKey } from '../../src/saml';
import { ensureSiteKeys, rotateSiteKeys } from '../../src/saml';
import { ensureSigningKey, rotateSigningKeys } from '../../src/tokens';
import { freshServerDatabase } from '../support/postgres';
import { makeSharedKey, makeSite, testBox, testNow } from '../support/site';

/** As many as the pool has connections: all of them are inside the database at once. */
const parallel = 10;

let database: Awaited<ReturnType<typeof freshServerDatabase>>;
beforeAll(async () => {
  database = await freshServerDatabase();
});
afterAll(() => database.close());

/** A maker that nobody gets a key from before everybody has asked: all have decided on the same keys by then. */
function makerForAll(callers: number): MakeSiteKey {
  let open: () => void;
  let waiting = 0;
  const everybody = new Promise<void>((resolve) => (open = resolve));
  return async (options) => {
    waiting += 1;
    if (waiting === callers) open();
    await everybody;
    return makeSharedKey(options);
  };
}

test.each(['step', 'now'] as const)('of many who rotate the keys of a site at once (%s), one does', async (wish) => {
  const { siteId } = await makeSite(database, { site: { slug: wish } });
  const deps = { database, box: testBox, clock: () => testNow, random: randomBytes };
  await ensureSiteKeys({ ...deps, makeKey: makeSharedKey }, siteId);
  const makeKey = makerForAll(parallel * 2);
  const all = await Promise.all(
    Array.from({ length: parallel }, () =>
      rotateSiteKeys({ ...deps, makeKey }, { id: siteId, slug: wish, actor: 'command' }, wish),
    ),
  );
  const did = all.filter(([signing]) => signing?.done !== 'nothing');
  expect(did).toHaveLength(1);
  expect(await database.prisma.siteKey.count({ where: { siteId } })).toBe(4);
  expect(await database.prisma.activity.count({ where: { siteId } })).toBe(2);
});

test('of many who rotate the keys of tokens at once, all leave one next key', async () => {
  const deps = { database, box: testBox, clock: () => testNow };
  await ensureSigningKey(deps);
  await Promise.all(Array.from({ length: parallel }, () => rotateSigningKeys(deps, 'command', 'step')));
  const keys = await database.prisma.signingKey.findMany();
  expect(keys.map(({ state }) => state).toSorted()).toEqual(['current', 'next']);
  expect(await database.prisma.activity.count({ where: { siteId: null } })).toBe(1);
});

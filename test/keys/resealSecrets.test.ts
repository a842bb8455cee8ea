import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Database } from '../../src/db';
import { countSealedElsewhere, createSecretBox, openSecretBox, resealSecrets, sealedPlaces } from '../../src/keys';
import { ensureSiteKeys, loadSiteKeys } from '../../src/saml';
import { ensureSigningKey, SigningKeys } from '../../src/tokens';
import { freshDatabase } from '../support/database';
import { makeSharedKey, makeSite, testNow } from '../support/site';

const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const before = createSecretBox(first);
const between = createSecretBox(second, first);
const after = createSecretBox(second);
const responses = 120;

let database: Database;
let siteId: string;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const table of ['sites', 'raw_responses', 'signing_keys', 'installation']) {
    await database.query(`DELETE FROM ${table}`, []);
  }
  ({ siteId } = await makeSite(database));
  await openBoth(first);
  const deps = { database, box: before, clock: () => testNow, random: randomBytes, makeKey: makeSharedKey };
  await ensureSiteKeys(deps, siteId);
  await ensureSigningKey(deps);
  await database.prisma.rawResponse.createMany({ data: Array.from({ length: responses }, (_, index) => raw(index)) });
});

const openBoth = (secretKey: Buffer, secretKeyPrevious: Buffer | null = null) =>
  openSecretBox(database, { secretKey, secretKeyPrevious, dataDir: '/nowhere' });
const idOf = (index: number) => `01890000-0000-7000-8000-${String(index).padStart(12, '0')}`;
const raw = (index: number) => ({
  attemptId: idOf(index),
  siteId,
  connectionId: siteId,
  verified: true,
  encrypted: before.seal(`response ${index}`, `raw_responses:${idOf(index)}`),
  bytes: 10,
  expiresAt: testNow,
});
const all = responses + 2 + 1 + 1;

test('everything is under the new key afterwards, so that the previous one can be dropped', async () => {
  expect(await countSealedElsewhere(database, between)).toBe(all);
  expect(await resealSecrets(database, between)).toEqual({ resealed: all, unreadable: 0 });
  expect(await countSealedElsewhere(database, after)).toBe(0);
  await openBoth(second);
  expect((await loadSiteKeys(database, after, siteId)).decryptionKeys).toHaveLength(1);
  const tokens = new SigningKeys({ database, box: after, clock: () => testNow });
  expect((await tokens.current()).privateKey.type).toBe('private');
  const rows = await database.prisma.rawResponse.findMany({ orderBy: { attemptId: 'asc' } });
  expect(rows.map((row) => after.open(row.encrypted, `raw_responses:${row.attemptId}`))).toEqual(
    Array.from({ length: responses }, (_, index) => `response ${index}`),
  );
});

test('done again it changes nothing', async () => {
  await resealSecrets(database, between);
  const stored = await database.prisma.siteKey.findMany();
  expect(await resealSecrets(database, between)).toEqual({ resealed: 0, unreadable: 0 });
  expect(await database.prisma.siteKey.findMany()).toEqual(stored);
});

test.each([1, 3, 5, 6])('ended after statement %d it has lost nothing, and the next run goes on', async (most) => {
  let left = most;
  const dying: Database = {
    ...database,
    query: (sql, values) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('killed')) : database.query(sql, values);
    },
  };
  await expect(resealSecrets(dying, between)).rejects.toThrow('killed');
  const rest = await countSealedElsewhere(database, between);
  expect(rest).toBeGreaterThan(0);
  // The previous key is still needed, and its absence is noticed at start.
  await expect(openBoth(second)).rejects.toThrow(/SECRET_KEY_PREVIOUS/);
  expect((await loadSiteKeys(database, between, siteId)).signing).not.toBeNull();
  expect(await resealSecrets(database, between)).toEqual({ resealed: rest, unreadable: 0 });
  await openBoth(second);
});

test('what neither key opens is counted and left alone, and holds up nothing', async () => {
  const foreign = createSecretBox(Buffer.alloc(32, 3)).seal('lost', `raw_responses:${idOf(0)}`);
  await database.prisma.rawResponse.update({ where: { attemptId: idOf(0) }, data: { encrypted: foreign } });
  const damaged = `${before.prefix}AAAA`;
  await database.prisma.rawResponse.update({ where: { attemptId: idOf(1) }, data: { encrypted: damaged } });
  expect(await resealSecrets(database, between)).toEqual({ resealed: all - 2, unreadable: 2 });
  const rows = await database.prisma.rawResponse.findMany({ where: { attemptId: { in: [idOf(0), idOf(1)] } } });
  expect(rows.map(({ encrypted }) => encrypted).toSorted()).toEqual([foreign, damaged].toSorted());
});

test('two runs at once seal each secret once', async () => {
  const [one, other] = await Promise.all([resealSecrets(database, between), resealSecrets(database, between)]);
  expect(one.resealed + other.resealed).toBe(all);
  expect(await countSealedElsewhere(database, after)).toBe(0);
});

test('every table that something is sealed for is known', async () => {
  const source = path.join(__dirname, '../../src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const sealing = files
    .map((file) => readFileSync(path.join(source, file), 'utf8'))
    .filter((text) => text.includes('.seal('));
  const prefixes = sealing.flatMap((text) => [...text.matchAll(/['`](\w+):/g)].map(([, prefix]) => prefix));
  const tables = await database.query<{ name: string }>('SELECT tablename AS name FROM pg_tables', []);
  const named = tables.map(({ name }) => name).filter((name) => prefixes.includes(name));
  expect(named.toSorted()).toEqual([...new Set(sealedPlaces.map(({ table }) => table))].toSorted());
});

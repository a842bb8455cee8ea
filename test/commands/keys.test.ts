import { randomBytes } from 'node:crypto';
import { CommandError } from '../../src/commandSocket';
import { commandHandlers, type ShownKeyRotation } from '../../src/commands';
import { loadConfig } from '../../src/config';
import type { Database } from '../../src/db';
import { createQueue } from '../../src/jobs';
import { createSecretBox } from '../../src/keys';
import { loadSiteKeys } from '../../src/saml';
import { freshDatabase } from '../support/database';
import { makeSite, testNow } from '../support/site';

const [old, fresh] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
let database: Database;
let siteId: string;
beforeAll(async () => {
  database = await freshDatabase();
  ({ siteId } = await makeSite(database));
});
afterAll(() => database.close());

async function rotate(args: { site: string | null; now: boolean }, box = createSecretBox(old)) {
  const loaded = loadConfig({});
  if ('problems' in loaded) throw new Error('the settings of this test are wrong');
  const handlers = commandHandlers({
    ...{ database, config: loaded.config, box: () => Promise.resolve(box) },
    ...{ queue: createQueue(database), clock: () => testNow, random: randomBytes },
  });
  const result = (await handlers['keysRotate']?.(args)) as ShownKeyRotation;
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  return result;
}

const announced = { done: 'announced', usableFrom: '2026-12-22T12:00:00.000Z', deleted: 0 };

it('rotates the keys of the site that is named, and those of tokens where none is', async () => {
  expect(await rotate({ site: 'acme', now: false })).toEqual({
    secrets: { resealed: 0, unreadable: 0 },
    keys: [
      { site: 'acme', use: 'signing', ...announced },
      { site: 'acme', use: 'encryption', ...announced },
    ],
  });
  expect((await rotate({ site: 'acme', now: false })).keys.map(({ done }) => done)).toEqual(['waits', 'waits']);
  expect((await rotate({ site: null, now: false })).keys).toEqual([
    { site: null, use: 'tokens', ...announced, usableFrom: '2026-11-29T12:00:00.000Z' },
  ]);
  expect(await database.prisma.siteKey.count({ where: { state: 'next' } })).toBe(2);
});

it('seals what lay under the previous SECRET_KEY anew', async () => {
  const { secrets } = await rotate({ site: null, now: true }, createSecretBox(fresh, old));
  expect(secrets).toEqual({ resealed: 6, unreadable: 0 });
  expect((await loadSiteKeys(database, createSecretBox(fresh), siteId)).decryptionKeys).toHaveLength(2);
  expect((await rotate({ site: null, now: false }, createSecretBox(fresh))).secrets.resealed).toBe(0);
});

it('changes nothing for a site that does not exist', async () => {
  const before = await database.prisma.siteKey.findMany({ orderBy: { id: 'asc' } });
  await expect(rotate({ site: 'nobody', now: true }, createSecretBox(fresh))).rejects.toThrow(CommandError);
  expect(await database.prisma.siteKey.findMany({ orderBy: { id: 'asc' } })).toEqual(before);
});

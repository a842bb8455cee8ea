import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Database } from '../../src/db';
import { keepSecretKey, openSecretBox } from '../../src/keys';
import { freshDatabase } from '../support/database';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'usher-keys-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

describe('the key in the data folder', () => {
  it('is made once, for the owner alone, and then kept', async () => {
    const folder = path.join(dataDir, 'new');
    const keys = await Promise.all([keepSecretKey(folder), keepSecretKey(folder), keepSecretKey(folder)]);
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(keys[0]).toHaveLength(32);
    expect((await stat(path.join(folder, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect(await keepSecretKey(folder)).toEqual(keys[0]);
  });

  it('is never replaced when it cannot be read', async () => {
    const file = path.join(dataDir, 'secret.key');
    await writeFile(file, 'torn');
    await expect(keepSecretKey(dataDir)).rejects.toThrow(/does not hold a key/);
    expect(await readFile(file, 'utf8')).toBe('torn');
  });
});

describe('a wrong SECRET_KEY', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());
  const open = (secretKey: Buffer | null, secretKeyPrevious: Buffer | null = null) =>
    openSecretBox(database, { secretKey, secretKeyPrevious, dataDir });

  it('is told at start; the old one beside the new one is enough', async () => {
    const [first, second] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const sealed = (await open(first)).seal('kept', 'x');
    await expect(open(second)).rejects.toThrow(/SECRET_KEY is not the one/);
    expect((await open(second, first)).open(sealed, 'x')).toBe('kept');
    await expect(open(second)).rejects.toThrow(/SECRET_KEY_PREVIOUS/);
  });
});

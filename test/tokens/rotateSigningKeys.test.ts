import type { Database } from '../../src/db';
import { rotateSigningKeys, signAuthToken, SigningKeys, verifyAuthToken } from '../../src/tokens';
import { freshDatabase } from '../support/database';
import { testBox, testNow } from '../support/site';

let database: Database;
let moment = testNow;
const deps = () => ({ database, box: testBox, clock: () => moment });
const passDays = (days: number) => {
  moment = new Date(moment.getTime() + days * 86_400_000);
};
const subject = {
  accountId: '01890000-0000-7000-8000-000000000001',
  username: 'ada@acme.test',
  email: null,
  name: null,
  groups: [],
  groupsCut: false,
  sessionId: '01890000-0000-7000-8000-000000000002',
};
const frame = () => ({ issuer: 'https://usher.test', audience: 'acme', now: moment });

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.prisma.signingKey.deleteMany();
  moment = testNow;
});

test('by schedule a key is announced a week ahead, takes over, and outlives its tokens by a day', async () => {
  const keys = new SigningKeys(deps());
  const first = (await keys.current()).kid;
  const kids = async () => (await keys.published()).map(({ kid }) => kid);

  passDays(82);
  expect(await rotateSigningKeys(deps(), 'schedule', 'due')).toMatchObject({ done: 'nothing' });
  passDays(1);
  expect(await rotateSigningKeys(deps(), 'schedule', 'due')).toMatchObject({ done: 'announced' });
  expect((await keys.current()).kid).toBe(first);
  expect(await kids()).toHaveLength(2);

  passDays(7);
  const token = await signAuthToken(keys, subject, frame());
  expect(await rotateSigningKeys(deps(), 'schedule', 'due')).toMatchObject({ done: 'promoted' });
  const second = (await keys.current()).kid;
  // A process believes for up to a minute that the key before is the current one.
  expect(second).toBe(first);
  moment = new Date(moment.getTime() + 61_000);
  expect((await keys.current()).kid).not.toBe(first);
  expect(await verifyAuthToken(keys, token, frame())).toEqual(subject);
  expect(await kids()).toContain(first);

  passDays(1);
  expect(await rotateSigningKeys(deps(), 'schedule', 'due')).toMatchObject({ deleted: 1 });
  expect(await kids()).not.toContain(first);
  expect(await verifyAuthToken(keys, token, frame())).toBeNull();
});

test('at once another key signs, and what was signed before is still believed', async () => {
  const keys = new SigningKeys(deps());
  const token = await signAuthToken(keys, subject, frame());
  expect(await rotateSigningKeys(deps(), 'command', 'now')).toMatchObject({ done: 'replaced' });
  moment = new Date(moment.getTime() + 61_000);
  const fresh = await signAuthToken(keys, subject, frame());
  expect(JSON.parse(Buffer.from(fresh.split('.')[0] ?? '', 'base64url').toString())).not.toMatchObject(
    JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as object,
  );
  expect(await verifyAuthToken(keys, token, frame())).toEqual(subject);
  expect(await verifyAuthToken(keys, fresh, frame())).toEqual(subject);
});

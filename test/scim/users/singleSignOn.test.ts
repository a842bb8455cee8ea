import type { Database } from '../../../src/db';
import { parseFilter } from '../../../src/scim/protocol/filter';
import { userResourceType } from '../../../src/scim/protocol/schema';
import { freshServerDatabase } from '../../support/postgres';
import { arrange } from '../../support/siteState';
import { UsherUnderTest } from '../../support/usher';
import { callOf, makeProvisioning, type CallUnderTest } from '../groups/groupsSite';
import { clientOf, person, setActive } from './usersSite';

const ada = person({
  userName: 'ada@acme.test',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  displayName: 'Ada Lovelace',
  emails: [{ value: 'ada@acme.test', type: 'work', primary: true }],
});
const renamed = { attributes: { lastname: 'King', updateTimestamp: '2026-11-22T11:59:00Z' } };

let database: Database;
let usher: UsherUnderTest;
let call: CallUnderTest;
let client: ReturnType<typeof clientOf>;
beforeAll(async () => {
  database = await freshServerDatabase();
  usher = await UsherUnderTest.start(database);
  client = clientOf(database);
  call = callOf(await makeProvisioning(database, usher.siteId, { name: 'Okta' }));
});
afterAll(async () => {
  await usher.close();
  await database.close();
});
beforeEach(() => arrange(usher, { site: { autoUpdate: true } }));

it('a person made by SCIM signs in by SAML, belongs to the connection from then on, and is not updated by it', async () => {
  const { id } = await client.post(call, ada);
  await usher.signIn(renamed);
  expect(await usher.lastAttempt()).toMatchObject({ outcome: 'passed', accountId: id });
  expect(JSON.stringify((await usher.lastAttempt()).checks)).toContain('managed by Okta');
  expect(await usher.account()).toMatchObject({
    id,
    lastName: 'Lovelace',
    connectionId: usher.connectionId,
    managedBy: 'Okta',
  });
});

it('a person made by a sign-in is found by SCIM, taken on, and from then on not updated by sign-ins', async () => {
  await usher.signIn();
  const { filter } = parseFilter('userName eq "ada@acme.test"', userResourceType);
  const [found] = (await client.list(call, { filter })).resources;
  expect(found).toMatchObject({ name: { familyName: 'Lovelace' }, active: true });
  const { id } = await client.put(call, found?.['id'] as string, { ...ada, title: 'Countess' });
  await usher.signIn(renamed);
  expect(await usher.lastAttempt()).toMatchObject({ outcome: 'passed', accountId: id });
  expect(await usher.account()).toMatchObject({ id, lastName: 'Lovelace', managedBy: 'Okta' });
});

it('whom SCIM deactivates cannot sign in, and whom it activates again can', async () => {
  const { id } = await client.post(call, ada);
  await client.patch(call, id, setActive(false));
  await usher.signIn();
  expect(await usher.lastAttempt()).toMatchObject({ outcome: 'refused', code: 31 });
  await client.patch(call, id, setActive(true));
  await usher.signIn();
  expect(await usher.lastAttempt()).toMatchObject({ outcome: 'passed' });
});

it('a POST and a first sign-in at the same moment make one account, and the sign-in passes', async () => {
  for (let round = 0; round < 5; round += 1) {
    await arrange(usher);
    const [made] = await Promise.allSettled([client.post(call, ada), usher.signIn()]);
    const status = made.status === 'fulfilled' ? 201 : (made.reason as { status?: number }).status;
    expect([201, 409]).toContain(status);
    expect(await usher.lastAttempt()).toMatchObject({ outcome: 'passed' });
    expect(await database.prisma.account.count({ where: { siteId: usher.siteId } })).toBe(1);
  }
});

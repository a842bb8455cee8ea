import type { Database } from '../../src/db';
import { freshDatabase } from '../support/database';
import { arrange } from '../support/siteState';
import { UsherUnderTest } from '../support/usher';

let database: Database;
let usher: UsherUnderTest;
beforeAll(async () => {
  database = await freshDatabase();
  usher = await UsherUnderTest.start(database);
});
afterAll(async () => {
  await usher.close();
  await database.close();
});
beforeEach(() => database.prisma.activity.deleteMany());

const lines = () =>
  database.prisma.activity.findMany({
    select: { actor: true, action: true, subject: true, before: true, after: true },
  });
const persistent = { value: 'p-1', format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' };

it('an account that a sign-in makes is told with its fields, the NameID it is bound to and the attempt', async () => {
  await arrange(usher, { trackingCodes: [{ number: 1 }] });
  await usher.respond({ nameId: persistent, attributes: { TC1: 'Engines' } });
  expect(await lines()).toEqual([
    {
      actor: 'jit:main',
      action: 'account.create',
      subject: 'ada@acme.test',
      before: null,
      after: {
        username: 'ada@acme.test',
        firstName: 'Ada',
        lastName: 'Lovelace',
        displayName: 'Ada Lovelace',
        email: 'ada@acme.test',
        type: 'host',
        status: 'active',
        connection: 'main',
        nameId: 'p-1',
        'trackingCodes.TC1': 'Engines',
      },
    },
  ]);
  const { reference } = await usher.lastAttempt();
  expect(await database.prisma.activity.findFirst()).toMatchObject({ reference });
});

it('what a sign-in changes is told field by field, before and after', async () => {
  await arrange(usher, {
    site: { autoUpdate: true },
    trackingCodes: [{ number: 1 }, { number: 2 }],
    accounts: [{ lastName: 'Byron', trackingCodes: { TC1: 'Old', TC2: 'Kept' } }],
  });
  await usher.respond({ attributes: { TC1: 'New', updateTimestamp: '1700000000' } });
  expect(await lines()).toMatchObject([
    {
      action: 'account.update',
      before: { lastName: 'Byron', 'trackingCodes.TC1': 'Old', updateTimestamp: null },
      after: { lastName: 'Lovelace', 'trackingCodes.TC1': 'New', updateTimestamp: '2023-11-14T22:13:20.000Z' },
    },
  ]);
  expect(JSON.stringify(await lines())).not.toContain('Kept');
});

it('a first sign-in that binds an account to its NameID and its connection is told, and later ones are not', async () => {
  await arrange(usher, { accounts: [{ connectionId: null }] });
  await usher.respond({ nameId: persistent });
  const first = [{ action: 'account.update', before: { nameId: null }, after: { nameId: 'p-1', connection: 'main' } }];
  expect(await lines()).toMatchObject(first);
  await usher.respond({ nameId: persistent });
  expect(await lines()).toHaveLength(1);
});

it('an account that a sign-in finds expired is told to expire', async () => {
  await arrange(usher, { accounts: [{ expiresAt: new Date('2026-01-01') }] });
  await usher.respond();
  expect(await lines()).toMatchObject([
    { action: 'account.expire', before: { status: 'active' }, after: { status: 'expired' } },
  ]);
});

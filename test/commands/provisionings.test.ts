import { randomBytes } from 'node:crypto';
import { commandHandlers, type CommandArgs, type CommandName, type CommandResult } from '../../src/commands';
import { loadConfig } from '../../src/config';
import type { Database } from '../../src/db';
import { createQueue } from '../../src/jobs';
import { authenticate, SecretHashes } from '../../src/scim/credentials';
import { SigningKeys } from '../../src/tokens';
import { freshDatabase } from '../support/database';
import { basic } from '../support/provisioning';
import { makeAccount, makeSite, testBox, testNow } from '../support/site';

const loaded = loadConfig({ PUBLIC_URL: 'https://usher.test' });
if ('problems' in loaded) throw new Error('the settings of this test are wrong');
const { config } = loaded;

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
  const { siteId } = await makeSite(database);
  await makeAccount(database, siteId, { roles: ['Org Security Admin'] });
  await makeAccount(database, siteId, { username: 'mute', email: null, emailKey: null });
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.prisma.provisioning.deleteMany();
  await database.prisma.activity.deleteMany();
});

async function run<Name extends CommandName>(name: Name, args: CommandArgs<Name>): Promise<CommandResult<Name>> {
  const handlers = commandHandlers({
    database,
    config,
    box: () => Promise.resolve(testBox),
    queue: createQueue(database),
    clock: () => testNow,
    random: randomBytes,
  });
  const result = await handlers[name]?.(args);
  // What crosses the command socket is what the command line prints.
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  return result as CommandResult<Name>;
}
const refused = (message: RegExp) =>
  expect.objectContaining({
    name: 'CommandError',
    message: expect.stringMatching(message) as string,
    exitCode: 1,
  }) as Error;
const okta = { site: 'acme', name: 'Okta Production', actingUser: 'ada@acme.test', type: 'basic' } as const;
const opens = async (id: string, header: string) => {
  const signingKeys = new SigningKeys({ database, box: testBox, clock: () => testNow });
  const secretHashes = new SecretHashes({ database, box: testBox });
  const deps = { database, publicUrl: config.publicUrl, signingKeys, secretHashes };
  return (await authenticate(deps, id, header, testNow)).outcome;
};

it('create makes a provisioning whose secret opens it, and says everything its client needs', async () => {
  const made = await run('provisioningCreate', okta);
  expect(made).toEqual({
    id: made.id,
    name: 'Okta Production',
    type: 'basic',
    url: `https://usher.test/scim/v2/${made.id}`,
    tokenUrl: null,
    secret: made.secret,
    endsAt: null,
    previousEndsAt: null,
  });
  expect(await opens(made.id, basic(made.id, made.secret))).toBe('known');
  const { tokenUrl } = await run('provisioningCreate', { ...okta, name: 'Entra', type: 'oauth' });
  expect(tokenUrl).toMatch(/^https:\/\/usher\.test\/scim\/v2\/[0-9a-f-]{36}\/oauth\/token$/);
});

it('list tells state and secrets, and never a secret', async () => {
  const { id, url, secret } = await run('provisioningCreate', okta);
  const listed = await run('provisioningList', { site: 'acme' });
  expect(listed).toEqual([
    {
      id,
      name: 'Okta Production',
      type: 'basic',
      url,
      actingUser: 'ada@acme.test',
      enabled: true,
      stopped: null,
      heldSince: null,
      lastCallAt: null,
      secrets: [{ createdAt: testNow.toISOString(), expiresAt: null, lastUsedAt: null }],
    },
  ]);
  expect(JSON.stringify(listed)).not.toContain(secret);
});

it('rotate gives a new secret by name or id; the one before ends, or works on for the overlap', async () => {
  const first = await run('provisioningCreate', okta);
  const wish = { site: 'acme', overlapDays: 0, lifetimeDays: null };
  const second = await run('provisioningRotate', { ...wish, provisioning: 'Okta Production' });
  const third = await run('provisioningRotate', { ...wish, provisioning: first.id, overlapDays: 7, lifetimeDays: 365 });
  expect(third).toMatchObject({ previousEndsAt: '2026-11-29T12:00:00.000Z', endsAt: '2027-11-22T12:00:00.000Z' });
  const answers = [first, second, third].map(({ secret }) => opens(first.id, basic(first.id, secret)));
  expect(await Promise.all(answers)).toEqual(['unknown', 'known', 'known']);
});

it('remove takes it away, and every command leaves a line in the log without a secret', async () => {
  const { secret } = await run('provisioningCreate', okta);
  const named = { site: 'acme', provisioning: 'Okta Production' };
  expect(await run('provisioningRemove', named)).toEqual({ removed: 'Okta Production' });
  expect(await run('provisioningList', { site: 'acme' })).toEqual([]);
  const lines = await database.prisma.activity.findMany({ orderBy: { id: 'asc' } });
  expect(lines.map(({ action, actor }) => `${actor} ${action}`)).toEqual([
    'command provisioning.create',
    'command provisioning.regenerate',
    'command provisioning.remove',
  ]);
  expect(JSON.stringify(lines)).not.toContain(secret);
});

it('what cannot be done is said', async () => {
  await run('provisioningCreate', okta);
  await expect(run('provisioningCreate', okta)).rejects.toEqual(refused(/name: another provisioning/));
  await expect(run('provisioningCreate', { ...okta, name: 'x', actingUser: 'nobody' })).rejects.toEqual(
    refused(/actingUser: the site has no account/),
  );
  await expect(run('provisioningCreate', { ...okta, name: 'x', actingUser: 'mute' })).rejects.toEqual(
    refused(/valid e-mail address/),
  );
  await expect(run('provisioningCreate', { ...okta, site: 'nowhere' })).rejects.toEqual(refused(/no site nowhere/));
  await expect(run('provisioningRemove', { site: 'acme', provisioning: 'Entra' })).rejects.toEqual(
    refused(/There is no provisioning Entra\. There are Okta Production/),
  );
});

import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CommandError } from '../../src/commandSocket';
import { commandHandlers, type CommandArgs, type CommandName, type CommandResult } from '../../src/commands';
import { loadConfig } from '../../src/config';
import type { Database } from '../../src/db';
import { createQueue } from '../../src/jobs';
import { createSendMail } from '../../src/mail';
import { freshDatabase } from '../support/database';
import { now, responseText, testKey } from '../support/samlResponse';
import { testBox } from '../support/site';

const loaded = loadConfig({ PUBLIC_URL: 'https://usher.test' });
if ('problems' in loaded) throw new Error('the settings of this test are wrong');
const { config } = loaded;
const acme = readFileSync(path.join(__dirname, '../../examples/site.yaml'), 'utf8')
  .replace('entityId: https://idp.acme.test/metadata', 'entityId: https://idp.test/saml')
  .replace('{ file: idp.pem }', JSON.stringify({ pem: testKey('idp').certificatePem }));

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
  await run('apply', { text: acme, fileName: 'site.yaml', files: {}, dryRun: false, forceAccounts: false });
});
afterAll(() => database.close());

async function run<Name extends CommandName>(name: Name, args: CommandArgs<Name>): Promise<CommandResult<Name>> {
  const box = () => Promise.resolve(testBox);
  const handlers = commandHandlers({
    database,
    config,
    box,
    queue: createQueue(database),
    clock: () => now,
    random: randomBytes,
  });
  const result = await handlers[name]?.(args);
  // What crosses the command socket is what the command line prints.
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  return result as CommandResult<Name>;
}

const refused = (message: RegExp, exitCode: 1 | 2) =>
  expect.objectContaining({
    name: 'CommandError',
    message: expect.stringMatching(message) as string,
    exitCode,
  }) as Error;

describe('apply and export', () => {
  it('answer the same file with no change, and the site back as a file', async () => {
    const again = await run('apply', { text: acme, fileName: 'x', files: {}, dryRun: false, forceAccounts: false });
    expect(again).toMatchObject({ outcome: 'unchanged', site: 'acme', changes: [] });
    const { yaml } = await run('export', { site: 'acme' });
    const back = await run('apply', { text: yaml, fileName: 'x', files: {}, dryRun: true, forceAccounts: true });
    expect(back).toMatchObject({ outcome: 'unchanged', notes: [] });
  });

  it('a file with a mistake is an answer, not an exception, so that --json can print it', async () => {
    const args = { fileName: 'x.yaml', files: {}, dryRun: false, forceAccounts: false };
    expect(await run('apply', { ...args, text: 'site: acme\nseats: -1\n' })).toEqual({
      outcome: 'refused',
      problems: ['x.yaml:2 seats: must be 0 to 1000000000, is -1'],
    });
  });
});

it.each<[CommandName, object]>([
  ['export', { site: 'nowhere' }],
  ['accounts', { site: 'nowhere', all: true }],
  ['attempts', { site: 'nowhere' }],
  ['activity', { site: 'nowhere' }],
  ['erase', { site: 'nowhere', username: 'ada' }],
  ['explain', { site: 'nowhere', connection: 'main', text: 'x' }],
])('%s of an unknown site says which sites there are', async (name, args) => {
  await expect(run(name, args as never)).rejects.toEqual(refused(/^There is no site nowhere\. There are acme\.$/, 1));
});

it.each<[CommandName, unknown]>([
  ['accounts', {}],
  ['accounts', { site: 'acme', all: true, sql: 'DROP TABLE accounts' }],
  ['attempts', { site: 'acme', limit: 0 }],
  ['explain', { site: 'acme', connection: 'main', text: 'x', now: 'yesterday' }],
  ['apply', 'site: acme'],
])('%s takes only arguments of its own shape', async (name, args) => {
  await expect(run(name, args as never)).rejects.toEqual(refused(new RegExp(`^${name}: `), 2));
});

describe('accounts', () => {
  it('have the field names of the site file and no secret', async () => {
    expect(await run('accounts', { site: 'acme', all: false })).toEqual([
      {
        username: 'ada@acme.test',
        firstName: 'Ada',
        lastName: 'Lovelace',
        displayName: 'Ada Lovelace',
        email: 'ada@acme.test',
        type: 'host',
        status: 'active',
        roles: ['Org Security Admin'],
        trackingCodes: { TC1: 'Engines' },
        connection: 'main',
        expiresAt: null,
        language: 'en',
        timeZone: 'Europe/Oslo',
        bypass: true,
      },
      expect.objectContaining({ username: 'grace@acme.test', type: 'attendee', connection: null }),
    ]);
  });

  it('are those who are active, unless all are asked for', async () => {
    await database.prisma.account.updateMany({ where: { usernameKey: 'grace@acme.test' }, data: { status: 'locked' } });
    expect(await run('accounts', { site: 'acme', all: false })).toHaveLength(1);
    expect(await run('accounts', { site: 'acme', all: true })).toHaveLength(2);
  });
});

it('activity tells who changed what, newest first', async () => {
  const entries = await run('activity', { site: 'acme', limit: 2 });
  expect(entries).toHaveLength(2);
  expect(entries[0]).toMatchObject({
    actor: 'file',
    action: 'account.create',
    subject: 'grace@acme.test',
    before: null,
  });
  expect(JSON.stringify(entries)).not.toContain('change me before use');
});

describe('attempts', () => {
  const at = now;
  beforeAll(async () => {
    const { id: siteId } = await database.prisma.site.findUniqueOrThrow({ where: { slug: 'acme' } });
    const { id: connectionId } = await database.prisma.connection.findFirstOrThrow();
    const row = {
      siteId,
      connectionId,
      at,
      kind: 'acs' as const,
      username: 'Ada@acme.test',
      usernameKey: 'ada@acme.test',
    };
    const findings = [{ reason: 'seat_unavailable', field: null, expected: '1 free seat', received: '25 of 25 held' }];
    const checks = [{ id: 'seat', passed: false, why: 'no seat is free' }];
    await database.prisma.attempt.createMany({
      data: [
        { ...row, id: randomUUID(), reference: 'ABC-DEF-012', outcome: 'refused', code: 31, findings, checks },
        { ...row, id: randomUUID(), reference: 'ABC-DEF-013', outcome: 'passed', at: new Date(at.getTime() + 1) },
      ],
    });
  });

  it('are listed newest first, and found by code and by reference however it is typed', async () => {
    const all = await run('attempts', { site: 'acme' });
    expect(all.map(({ reference }) => reference)).toEqual(['ABC-DEF-013', 'ABC-DEF-012']);
    expect(await run('attempts', { site: 'acme', limit: 1 })).toHaveLength(1);
    expect(await run('attempts', { site: 'acme', code: 31 })).toHaveLength(1);
    const [found] = await run('attempts', { site: 'acme', reference: 'abc def oi2' });
    expect(found).toMatchObject({
      reference: 'ABC-DEF-012',
      at: at.toISOString(),
      connection: 'main',
      outcome: 'refused',
      username: 'Ada@acme.test',
      code: 31,
      reasons: [
        {
          id: 'seat_unavailable',
          field: null,
          expected: '1 free seat',
          received: '25 of 25 held',
          whoActs: 'site_admin',
        },
      ],
      checks: [{ id: 'seat', passed: false, why: 'no seat is free' }],
    });
    expect(found?.reasons[0]?.fix).toMatch(/\w/);
  });

  it('of a person are erased, and that is told without their number growing', async () => {
    expect(await run('erase', { site: 'acme', username: 'ADA@acme.test' })).toEqual({ erased: 2 });
    expect(await run('erase', { site: 'acme', username: 'ADA@acme.test' })).toEqual({ erased: 0 });
    expect(await run('attempts', { site: 'acme' })).toEqual([]);
    const [entry] = await run('activity', { site: 'acme', limit: 1 });
    expect(entry).toMatchObject({ actor: 'command', action: 'attempts.erase', before: { attempts: 2 } });
  });
});

describe('explain', () => {
  it('judges a kept response for a given moment, and leaves no trace of it', async () => {
    const text = await responseText();
    const attempt = await run('explain', { site: 'acme', connection: 'main', text, now: now.toISOString() });
    expect(attempt).toMatchObject({ reference: null, connection: 'main', at: now.toISOString(), code: null });
    expect(attempt.checks.find(({ id }) => id === 'assertion_not_replayed')).toMatchObject({ passed: null });
    const later = await run('explain', { site: 'acme', connection: 'main', text, now: '2028-01-01T00:00:00Z' });
    expect(later).toMatchObject({ outcome: 'refused', code: 19 });
    expect(await database.prisma.attempt.count()).toBe(0);
    expect(await database.prisma.consumedAssertion.count()).toBe(0);
  });

  it('of an unknown connection says which there are; of an unreadable file, why', async () => {
    const args = { site: 'acme', connection: 'main', text: '?' };
    await expect(run('explain', { ...args, connection: 'x' })).rejects.toEqual(
      refused(/^Site acme has no connection x\. It has main\.$/, 1),
    );
    await expect(run('explain', args)).rejects.toEqual(refused(/neither XML, base64/, 2));
  });
});

describe('operators', () => {
  const email = 'root@acme.test';
  const password = 'a password of some length';

  it('are added, listed without secrets, and removed', async () => {
    expect(await run('operatorAdd', { email, password })).toEqual({ added: email });
    expect(await run('operatorList', {})).toEqual([{ email, createdAt: now.toISOString() }]);
    await expect(run('operatorAdd', { email: 'ROOT@acme.test', password })).rejects.toEqual(refused(/already/, 1));
    expect(await run('operatorRemove', { email })).toEqual({ removed: email });
    await expect(run('operatorRemove', { email })).rejects.toEqual(refused(/There is no operator/, 1));
  });

  it('need an e-mail address and a password that is not short', async () => {
    await expect(run('operatorAdd', { email: 'root', password })).rejects.toEqual(refused(/not an e-mail/, 1));
    await expect(run('operatorAdd', { email, password: 'short' })).rejects.toBeInstanceOf(CommandError);
  });
});

it('migrate tells which migrations were applied since it began', async () => {
  const all = await run('migrate', { since: '2000-01-01T00:00:00Z' });
  expect(all.applied).toHaveLength(all.total);
  expect(await run('migrate', { since: '2999-01-01T00:00:00Z' })).toEqual({ applied: [], total: all.total });
});

describe('mails', () => {
  beforeAll(async () => {
    let at = now.getTime();
    const clock = () => new Date((at += 1));
    const sendMail = createSendMail({ queue: createQueue(database), box: testBox, clock });
    const { id: siteId } = await database.prisma.site.findUniqueOrThrow({ where: { slug: 'acme' } });
    const mail = { template: 'verify_email', language: 'en' } as const;
    const write = (to: string, site: string | null) =>
      database.prisma.$transaction((tx) =>
        sendMail(tx, { ...mail, to, siteId: site, data: { link: `https://sso.acme.test/confirm?${to}` } }),
      );
    await write('ada@acme.test', siteId);
    await write('operator@acme.test', null);
  });

  it('lists the outbox without its texts, newest first, of all sites or one', async () => {
    const all = await run('mails', {});
    expect(all.map(({ site, to }) => [site, to])).toEqual([
      [null, 'operator@acme.test'],
      ['acme', 'ada@acme.test'],
    ]);
    expect(JSON.stringify(all)).not.toContain('https:');
    expect(await run('mails', { site: 'acme' })).toEqual([all[1]]);
    expect(await run('mails', { limit: 1 })).toEqual([all[0]]);
  });

  it('shows one with its text', async () => {
    const [, mail] = await run('mails', {});
    const shown = await run('mailShow', { id: mail?.id ?? '' });
    expect(shown).toEqual({
      ...mail,
      text: expect.stringContaining('https://sso.acme.test/confirm?ada@acme.test') as string,
    });
  });

  it.each(['7', '01a20320-a200-7637-8269-867c6d9b3784'])('knows no mail %s', async (id) => {
    await expect(run('mailShow', { id })).rejects.toEqual(refused(/^There is no mail /, 1));
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { applySiteFile, exportSiteFile, type ApplyFacts, type ApplyResult, type Passwords } from '../../../src/sites';
import type { Database } from '../../../src/db';
import { labelKey } from '../../../src/trackingCodes';
import { freshDatabase } from '../../support/database';

const fixtures = path.join(__dirname, '../../../fixtures');
const acme = readFileSync(path.join(fixtures, 'siteFiles/acme.yaml'), 'utf8');
const files = {
  'acme-idp.xml': readFileSync(path.join(fixtures, 'metadata/acme-idp.xml'), 'utf8'),
  'idp.pem': readFileSync(path.join(fixtures, 'certificates/idp-ec.pem'), 'utf8'),
};
const now = new Date('2026-11-22T09:00:00Z');
const later = new Date('2026-11-23T09:00:00Z');
/** Fast, and it shows what was hashed. */
const passwords: Passwords = {
  hash: (plain) => Promise.resolve(`hash of ${plain}`),
  verify: (hash, plain) => Promise.resolve(hash === `hash of ${plain}`),
};

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.prisma.site.deleteMany();
  await database.prisma.activity.deleteMany();
});

function apply(text: string, more: Partial<ApplyFacts> = {}): Promise<ApplyResult> {
  const input = { text, fileName: 'acme.yaml', files, allowHttp: false };
  return applySiteFile(input, {
    database,
    passwords,
    now,
    actor: 'file',
    dryRun: false,
    forceAccounts: false,
    ...more,
  });
}

async function changesOf(text: string, more: Partial<ApplyFacts> = {}): Promise<string[]> {
  const result = await apply(text, more);
  if (result.outcome === 'refused') throw new Error(result.problems.join('\n'));
  return result.changes.map(
    ({ action, kind, subject, fields }) =>
      `${action} ${kind} ${subject}${action === 'update' ? `: ${fields.map(({ field }) => field).join(', ')}` : ''}`,
  );
}

async function problemsOf(text: string): Promise<readonly string[]> {
  const result = await apply(text);
  return result.outcome === 'refused' ? result.problems : [];
}

/** Everything a file could change, as it is stored. */
async function everything(): Promise<unknown> {
  const { prisma } = database;
  return Promise.all([
    prisma.site.findMany({ include: { signInDomains: true, seatUse: true, entitlements: true } }),
    prisma.connection.findMany({ include: { certificates: true } }),
    prisma.trackingCode.findMany({ include: { values: true } }),
    prisma.account.findMany(),
    prisma.activity.count(),
  ]);
}

const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .filter((text) => text.trim() === text && !/[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text));
/** Different also to whoever does not look at upper and lower case. */
const differentWords = fc.uniqueArray(words, { selector: (word) => word.toLowerCase(), maxLength: 4 });
const trackingCode = fc.record({
  number: fc.integer({ min: 1, max: 10 }),
  label: words,
  input: fc.constantFrom('text', 'dropdown'),
  usage: fc.constantFrom('required', 'optional', 'not_used'),
  values: fc.uniqueArray(fc.record({ value: words, active: fc.boolean() }), {
    selector: ({ value }) => value.normalize('NFC'),
    maxLength: 4,
  }),
});
const trackingCodes = fc
  .uniqueArray(trackingCode, { selector: ({ number }) => number })
  .filter((codes) => new Set(codes.map(({ label }) => labelKey(label))).size === codes.length);
const accounts = fc.uniqueArray(
  fc.record(
    {
      username: fc.stringMatching(/^[A-Za-z0-9]{1,20}$/),
      firstName: fc.option(words),
      displayName: words,
      type: fc.constant('attendee'),
      status: fc.constantFrom('active', 'pending', 'deactivated', 'locked', 'expired'),
      roles: fc.subarray(['Org Security Admin', 'Org User Admin', 'Org Workspace Admin', 'Org Support']),
      expiresAt: fc.option(
        fc
          .date({ min: now, noInvalidDate: true })
          .map((date) => date.toISOString())
          .filter((iso) => iso.length === 24),
      ),
      bypass: fc.boolean(),
    },
    { requiredKeys: ['username', 'type'] },
  ),
  { selector: ({ username }) => username.toLowerCase(), maxLength: 5 },
);
const siteFiles = fc.record(
  {
    site: fc.constant('acme'),
    name: words,
    partnerId: fc.option(words),
    seats: fc.nat(1000),
    allowedEmailDomains: fc.uniqueArray(fc.domain(), { maxLength: 3 }),
    adminContact: fc.record({ name: fc.option(words) }),
    singleSignOn: fc.record({ autoCreate: fc.boolean(), upnSuffixes: fc.array(words, { maxLength: 2 }) }),
    trackingCodes,
    accounts,
    workspaces: fc.uniqueArray(fc.record({ name: words, roles: differentWords, groups: differentWords }), {
      selector: ({ name }) => name.toLowerCase(),
      maxLength: 2,
    }),
  },
  { requiredKeys: ['site', 'name'] },
);

const findAccount = (usernameKey: string) => database.prisma.account.findFirst({ where: { usernameKey } });

describe('a new site', () => {
  it('is made with everything the file says, and defaults for the rest', async () => {
    expect(await changesOf(acme)).toEqual([
      'create site acme',
      'create connection main',
      'create tracking code TC1',
      'create tracking code TC2',
      'create workspace Audit',
      'create account Ada@acme.test',
      'create account bob',
    ]);
    const site = await database.prisma.site.findUniqueOrThrow({
      where: { slug: 'acme' },
      include: { seatUse: true, signInDomains: true, connections: { include: { certificates: true } } },
    });
    expect(site).toMatchObject({ seats: 2, autoCreate: true, autoUpdate: false, rawResponseDays: 7 });
    expect(site.seatUse?.used).toBe(1);
    expect(site.signInDomains).toMatchObject([{ domain: 'acme.test', vouchedBy: 'operator' }]);
    expect(site.connections).toMatchObject([
      {
        idpEntityId: 'https://idp.acme.test/metadata',
        ssoUrl: 'https://idp.acme.test/sso',
        signAuthnRequest: true,
        clockSkewSeconds: 120,
        legacyAlgorithms: { allow: ['sha1'], until: '2027-03-31' },
        certificates: [{ position: 0 }, { position: 1 }],
      },
    ]);
    expect(await findAccount('ada@acme.test')).toMatchObject({
      username: 'Ada@acme.test',
      connectionId: site.connections[0]?.id,
      trackingCodes: { TC1: 'Engines', TC2: 'CC-100' },
      passwordHash: 'hash of correct horse battery',
      emailVerified: true,
      updateTimestamp: null,
      createdBy: 'file',
    });
  });

  it('leaves a line in the activity log for each thing, without the password', async () => {
    await apply(acme);
    const lines = await database.prisma.activity.findMany({ orderBy: { id: 'asc' } });
    expect(lines.map(({ action }) => action)).toEqual([
      'site.create',
      'connection.create',
      'trackingCode.create',
      'trackingCode.create',
      'workspace.create',
      'account.create',
      'account.create',
    ]);
    expect(lines[0]).toMatchObject({ actor: 'file', at: now, subject: 'acme', before: null });
    expect(JSON.stringify(lines)).not.toContain('battery');
    expect(JSON.stringify(lines)).toContain('[hidden]');
  });
});

describe('applied again', () => {
  it('a file changes nothing, not even the settings version', async () => {
    await apply(acme);
    const before = await everything();
    expect(await apply(acme, { now: later })).toEqual({ outcome: 'unchanged', site: 'acme', changes: [], notes: [] });
    expect(await everything()).toEqual(before);
  });

  it('a forced file changes nothing either when all is as it says', async () => {
    await apply(acme);
    expect(await changesOf(acme, { forceAccounts: true })).toEqual([]);
  });

  it('what a file does not mention stays', async () => {
    await apply(acme);
    expect(await changesOf('site: acme\nseats: 3\nsingleSignOn: { autoUpdate: true }\n')).toEqual([
      'update site acme: seats, singleSignOn.autoUpdate',
    ]);
    expect(await database.prisma.site.findFirst()).toMatchObject({ name: 'Acme Corporation', autoCreate: true });
    expect(await database.prisma.account.count()).toBe(2);
  });

  it('inner lists are replaced and inner groups merged', async () => {
    await apply(acme);
    const changes = await changesOf(
      'site: acme\nallowedEmailDomains: [acme.test]\nadminContact: { name: null }\n' +
        'trackingCodes:\n  - { number: 2, values: [{ value: CC-300 }] }\n' +
        'connections:\n  - { name: main, attributes: { email: [mail, email] } }\n' +
        'accounts:\n  - { username: ada@acme.test, trackingCodes: { TC2: null } }\n',
    );
    expect(changes).toEqual([
      'update site acme: allowedEmailDomains, adminContact.name',
      'update connection main: attributes.email',
      'update tracking code TC2: values.CC-100, values.CC-200, values.CC-300',
      'update account Ada@acme.test: trackingCodes.TC2',
    ]);
    expect(await findAccount('ada@acme.test')).toMatchObject({ trackingCodes: { TC1: 'Engines' } });
  });

  it('status, roles and password of an account stay as an administrator left them', async () => {
    await apply(acme);
    await database.prisma.account.updateMany({
      where: { usernameKey: 'ada@acme.test' },
      data: { status: 'deactivated', roles: [], passwordHash: 'hash of her own' },
    });
    const file = acme.replace('language: nb', 'language: de\n    status: active');
    expect(await changesOf(file)).toEqual(['update account Ada@acme.test: language']);
    expect(await findAccount('ada@acme.test')).toMatchObject({
      status: 'deactivated',
      passwordHash: 'hash of her own',
    });
    const again = await apply(file);
    expect(again).toMatchObject({
      outcome: 'unchanged',
      notes: [
        'account Ada@acme.test: status stays deactivated; the file says active (--force-accounts writes it)',
        'account Ada@acme.test: roles stays none; the file says Org Security Admin (--force-accounts writes it)',
      ],
    });
    expect(await changesOf(file, { forceAccounts: true })).toEqual([
      'update account Ada@acme.test: status, roles, password',
    ]);
    expect(await findAccount('ada@acme.test')).toMatchObject({
      status: 'active',
      passwordHash: 'hash of correct horse battery',
    });
  });

  it('a user name matches whatever its case, and is never rewritten', async () => {
    await apply(acme);
    expect(await changesOf('site: acme\naccounts:\n  - { username: BOB, lastName: Builder }\n')).toEqual([
      'update account bob: lastName',
    ]);
  });
});

it('an edit of a person counts as newer than what an identity provider said; other edits do not', async () => {
  await apply(acme);
  await apply('site: acme\naccounts:\n  - { username: bob, bypass: true }\n', { now: later });
  expect((await findAccount('bob'))?.updateTimestamp).toBeNull();
  await apply('site: acme\naccounts:\n  - { username: bob, lastName: B }\n', { now: later });
  expect((await findAccount('bob'))?.updateTimestamp).toEqual(later);
  await apply('site: acme\naccounts:\n  - { username: bob, lastName: C }\n', { now });
  expect((await findAccount('bob'))?.updateTimestamp).toEqual(later);
});

it('the time zone of an account is written, changed alone, and comes back by export', async () => {
  await apply(acme);
  const file = (zone: string) => `site: acme\naccounts:\n  - { username: ada@acme.test, timeZone: ${zone} }\n`;
  expect(await changesOf(file('Europe/Oslo'))).toEqual(['update account Ada@acme.test: timeZone']);
  expect(await findAccount('ada@acme.test')).toMatchObject({ timeZone: 'Europe/Oslo' });
  expect(await exportSiteFile(database, 'acme')).toContain('timeZone: Europe/Oslo');
  expect(await changesOf(file('null'))).toEqual(['update account Ada@acme.test: timeZone']);
});

it('a dry run tells the changes and makes none', async () => {
  const before = await everything();
  expect(await apply(acme, { dryRun: true })).toMatchObject({ outcome: 'would_change', site: 'acme' });
  expect(await everything()).toEqual(before);
});

describe('one mistake changes nothing at all', () => {
  const host = (name: string, more = '') => `  - { username: ${name}${more} }\n`;
  const acmeWith = (more: string) => `site: acme\nname: Changed\n${more}`;

  test.each<[string, string, string]>([
    [
      'a new site without a name',
      'site: acmee\nseats: 1\n',
      'acme.yaml:1 site: is new, so it needs a name (is acmee spelled right?)',
    ],
    [
      'one seat too few',
      acmeWith(`accounts:\n${host('one')}${host('two')}`),
      'acme.yaml:5 accounts[1]: no seat is free for this host: the site has 2, and 3 would be held. Raise seats, or make somebody an attendee',
    ],
    [
      'a new connection without entity ID',
      acmeWith('connections:\n  - name: second\n'),
      'acme.yaml:4 connections[0]: is new, so it needs metadata or an entityId',
    ],
    [
      'a new tracking code without label',
      acmeWith('trackingCodes:\n  - number: 3\n'),
      'acme.yaml:4 trackingCodes[0]: is new, so it needs a label',
    ],
    [
      'a label that another tracking code has, in another case',
      acmeWith('trackingCodes:\n  - { number: 3, label: cost CENTRE }\n'),
      'acme.yaml:4 trackingCodes[0].label: is taken: TC2 is called Cost centre',
    ],
    [
      'an unknown connection',
      acmeWith(`accounts:\n${host('x', ', type: attendee, connection: second')}`),
      'acme.yaml:4 accounts[0].connection: must be a connection of this site, is second',
    ],
    [
      'a look-alike',
      acmeWith(`accounts:\n${host('ｂｏｂ', ', type: attendee')}`),
      'acme.yaml:4 accounts[0].username: is taken: another account looks the same',
    ],
    [
      'two look-alikes in the file',
      acmeWith(`accounts:\n${host('eve', ', type: attendee')}${host('ｅｖｅ', ', type: attendee')}`),
      'acme.yaml:5 accounts[1].username: is taken: another account looks the same',
    ],
    [
      'an e-mail in use',
      acmeWith(`accounts:\n${host('x', ', type: attendee, email: ADA@acme.test')}`),
      'acme.yaml:4 accounts[0].email: is taken: another account of this site has ADA@acme.test',
    ],
    [
      'an e-mail twice in the file',
      acmeWith(
        `accounts:\n${host('x', ', type: attendee, email: e@acme.test')}${host('y', ', type: attendee, email: e@acme.test')}`,
      ),
      'acme.yaml:5 accounts[1].email: is taken: another account of this site has e@acme.test',
    ],
    [
      'a domain that is not allowed',
      acmeWith(`accounts:\n${host('x', ', type: attendee, email: x@evil.test')}`),
      'acme.yaml:4 accounts[0].email: its domain is not on allowedEmailDomains of the site, is x@evil.test',
    ],
    [
      'a value that is not on the list',
      acmeWith(`accounts:\n${host('x', ', type: attendee, trackingCodes: { TC2: cc-100 }')}`),
      'acme.yaml:4 accounts[0].trackingCodes.TC2: must be one of "CC-100", is cc-100 (differs by case from "CC-100")',
    ],
    [
      'a tracking code the site has not',
      acmeWith(`accounts:\n${host('x', ', type: attendee, trackingCodes: { TC9: y }')}`),
      'acme.yaml:4 accounts[0].trackingCodes.TC9: is no tracking code of this site',
    ],
    [
      'a role twice in a workspace, in other letters',
      acmeWith('workspaces:\n  - name: Board\n    roles: [Chair, CHAIR]\n'),
      'acme.yaml:5 workspaces[0].roles[1]: is taken: something else of this site shows as "workspace:Board:role:CHAIR"',
    ],
    [
      'a workspace that shows as the role of another',
      acmeWith('workspaces:\n  - { name: Board, groups: [Chair] }\n  - { name: "Board:group:chair" }\n'),
      'acme.yaml:5 workspaces[1].name: is taken: something else of this site shows as "workspace:Board:group:chair"',
    ],
    [
      'a workspace that differs from a stored one by its letters',
      acmeWith('workspaces:\n  - { name: AUDIT }\n'),
      'acme.yaml:4 workspaces[0].name: is taken: something else of this site shows as "workspace:AUDIT"',
    ],
    [
      'removing a connection with accounts',
      acmeWith('connections:\n  - name: main\n    remove: true\n'),
      'acme.yaml:5 connections[0].remove: one account belongs to it: name another connection for it first, or switch this one off with enabled: false',
    ],
  ])('%s', async (_title, text, expected) => {
    await apply(acme);
    const before = await everything();
    const problems = await problemsOf(text);
    expect(problems).toEqual([expected]);
    expect(await everything()).toEqual(before);
  });

  it('tells mistakes against what is stored in the order of the file, too', async () => {
    await apply(acme);
    const file =
      'site: acme\nconnections:\n  - { name: main, remove: true }\naccounts:\n' +
      '  - { username: x, type: attendee, connection: main }\n';
    expect(await problemsOf(file)).toEqual([
      expect.stringContaining('acme.yaml:3 connections[0].remove: 2 accounts belong to it'),
      'acme.yaml:5 accounts[0].connection: must be a connection of this site, is main',
    ]);
  });

  it("another site's sign-in domain, without naming that site", async () => {
    await apply('site: secret-site\nname: Secret Site\nsignInDomains: [taken.test]\n');
    const problems = await problemsOf(acme.replace('ACME.test', 'Taken.test'));
    expect(problems).toEqual(['acme.yaml:6 signInDomains[0]: is used for sign-in by another site, is taken.test']);
    expect(await database.prisma.site.count()).toBe(1);
  });
});

it('two tracking codes change their labels with each other', async () => {
  await apply(acme);
  const file =
    'site: acme\ntrackingCodes:\n  - { number: 1, label: Cost centre }\n  - { number: 2, label: Division }\n';
  expect(await changesOf(file)).toEqual(['update tracking code TC1: label', 'update tracking code TC2: label']);
});

describe('the list of a tracking code', () => {
  const list = (...values: string[]) =>
    `site: acme\ntrackingCodes:\n  - { number: 2, values: [${values.map((value) => `{ value: ${value} }`).join(', ')}] }\n`;
  const stored = () =>
    database.prisma.trackingCodeValue.findMany({
      where: { number: 2 },
      orderBy: { position: 'asc' },
      select: { id: true, value: true, active: true },
    });
  const told = async (file: string) => {
    const { outcome, ...result } = await apply(file);
    return [outcome, ...('changes' in result ? result.changes.flatMap(({ fields }) => fields) : [])];
  };

  it('is changed value by value: those that stay are the same rows, in their new order', async () => {
    await apply(acme);
    await apply(list('A', 'B', 'C', 'D'));
    const before = await stored();
    expect(await told(list('D', 'B', 'X', 'A'))).toEqual([
      'applied',
      { field: 'values.C', before: 'active', after: null },
      { field: 'order', before: ['A', 'B', 'D'], after: ['D', 'B', 'A'] },
      { field: 'values.X', before: null, after: 'active' },
    ]);
    const after = await stored();
    expect(after.map(({ value }) => value)).toEqual(['D', 'B', 'X', 'A']);
    const idOf = (rows: typeof before, value: string) => rows.find((row) => row.value === value)?.id;
    expect(idOf(after, 'A')).toBe(idOf(before, 'A'));
    expect(await told(list('D', 'B', 'X', 'A'))).toEqual(['unchanged']);
  });

  it('holds 5,000 values, of which a step of one tells and writes two; one more is refused', async () => {
    await apply(acme);
    const many = Array.from({ length: 5_000 }, (_, index) => `V${index}`);
    await apply(list(...many));
    const [first = '', second = '', ...rest] = many;
    expect(await told(list(second, first, ...rest))).toEqual([
      'applied',
      { field: 'order', before: [first, second], after: [second, first] },
    ]);
    expect((await stored()).length).toBe(5_000);
    const [problem] = await problemsOf(list(...many, 'one more'));
    expect(problem).toContain('trackingCodes[0].values: must have at most 5000 entries');
  });
});

describe('remove: true', () => {
  it('removes each kind of thing, and again changes nothing', async () => {
    await apply(acme);
    const file =
      'site: acme\nconnections:\n  - { name: main, remove: true }\ntrackingCodes:\n  - { number: 1, remove: true }\n' +
      'accounts:\n  - { username: ADA@acme.test, connection: null, remove: true }\nworkspaces:\n  - { name: Audit, remove: true }\n';
    expect(await changesOf(file)).toEqual([
      'remove connection main',
      'remove tracking code TC1',
      'remove workspace Audit',
      'remove account Ada@acme.test',
    ]);
    expect(await changesOf(file)).toEqual([]);
    expect(await database.prisma.seatUse.findFirst()).toMatchObject({ used: 0 });
    expect(await database.prisma.connectionCertificate.count()).toBe(0);
  });

  it('of a tracking code takes its values from the accounts', async () => {
    await apply(acme);
    await apply('site: acme\ntrackingCodes:\n  - { number: 1, remove: true }\n');
    expect(await findAccount('ada@acme.test')).toMatchObject({ trackingCodes: { TC2: 'CC-100' } });
  });
});

describe('what frees comes before what takes', () => {
  it('a seat', async () => {
    await apply(acme.replace('seats: 2', 'seats: 1'));
    const file =
      'site: acme\naccounts:\n  - { username: bob, type: host }\n  - { username: ada@acme.test, type: attendee }\n';
    expect(await changesOf(file)).toHaveLength(2);
  });

  it('an e-mail address, even when two people swap theirs', async () => {
    await apply(acme);
    await apply('site: acme\naccounts:\n  - { username: bob, email: bob@acme.test }\n');
    const file =
      'site: acme\naccounts:\n  - { username: bob, email: ada@acme.test }\n  - { username: ada@acme.test, email: bob@acme.test }\n';
    expect(await changesOf(file)).toHaveLength(2);
    expect(await findAccount('bob')).toMatchObject({ email: 'ada@acme.test', emailKey: 'ada@acme.test' });
  });

  it('lowering seats below use is allowed and is no rise', async () => {
    await apply(acme);
    expect(
      await changesOf('site: acme\nseats: 0\naccounts:\n  - { username: ada@acme.test, lastName: L }\n'),
    ).toHaveLength(2);
  });
});

it('moving an account to another connection ends what the old one knew it as', async () => {
  await apply(acme);
  await apply('site: acme\nconnections:\n  - { name: second, entityId: x, certificates: [{ file: idp.pem }] }\n');
  const ada = await findAccount('ada@acme.test');
  const { siteId, id: accountId, connectionId } = ada ?? { siteId: '', id: '', connectionId: '' };
  await database.prisma.nameIdBinding.create({
    data: { id: accountId, siteId, accountId, connectionId: connectionId ?? '', format: 'f', value: 'v' },
  });
  await apply('site: acme\naccounts:\n  - { username: ada@acme.test, connection: second }\n');
  expect(await database.prisma.nameIdBinding.count()).toBe(0);
  expect(await changesOf('site: acme\nconnections:\n  - { name: main, remove: true }\n')).toEqual([
    'remove connection main',
  ]);
});

describe('a connection that gets another name', () => {
  const renamed = 'site: acme\nconnections:\n  - { name: main, renameTo: okta }\n';
  const connections = () =>
    database.prisma.connection.findMany({ orderBy: { name: 'asc' }, include: { certificates: true } });

  it('keeps everything else, accounts and bindings too, and the log tells both names; applied again nothing changes', async () => {
    await apply(acme);
    const ada = await findAccount('ada@acme.test');
    const { siteId, id: accountId, connectionId } = ada ?? { siteId: '', id: '', connectionId: '' };
    await database.prisma.nameIdBinding.create({
      data: { id: accountId, siteId, accountId, connectionId: connectionId ?? '', format: 'f', value: 'v' },
    });
    const [before] = await connections();
    expect(await changesOf(renamed)).toEqual(['update connection main: name']);
    expect(await connections()).toEqual([{ ...before, name: 'okta' }]);
    expect((await findAccount('ada@acme.test'))?.connectionId).toBe(connectionId);
    expect(await database.prisma.nameIdBinding.count()).toBe(1);
    expect(await database.prisma.activity.findFirst({ where: { action: 'connection.update' } })).toMatchObject({
      subject: 'main',
      before: { name: 'main' },
      after: { name: 'okta' },
    });
    expect(await changesOf(renamed)).toEqual([]);
  });

  it('keeps an account of the same file that names no connection, or the new name', async () => {
    await apply(acme);
    const before = (await findAccount('ada@acme.test'))?.connectionId;
    const file = (connection: string) =>
      `${renamed}accounts:\n  - { username: ada@acme.test, lastName: Byron${connection} }\n`;
    expect(await changesOf(file(''))).toEqual([
      'update connection main: name',
      'update account Ada@acme.test: lastName',
    ]);
    expect((await findAccount('ada@acme.test'))?.connectionId).toBe(before);
    expect(await changesOf(file(', connection: okta'))).toEqual([]);
    expect(await problemsOf(file(', connection: main'))).toEqual([expect.stringContaining('must be a connection of')]);
  });

  const second = 'site: acme\nconnections:\n  - { name: second, entityId: x, certificates: [{ file: idp.pem }] }\n';
  it.each([
    ['that another one has', '{ name: main, renameTo: second }', 'renameTo: is taken: another connection is called'],
    ['that another one gets', '{ name: main, renameTo: a }\n  - { name: second, renameTo: a }', 'renameTo: is taken'],
    ['that another one gives up', '{ name: main, renameTo: second }\n  - { name: second, remove: true }', 'is taken'],
    ['of no address', '{ name: main, renameTo: Main }', 'renameTo: must be 1 to 63 lower-case letters'],
    ['and has never been', '{ name: none, renameTo: nobody }', 'renameTo: must be a connection of this site, is none'],
    ['and goes', '{ name: main, renameTo: a, remove: true }', 'must have either remove or renameTo'],
  ])('is refused a name %s', async (_is, entries, told) => {
    await apply(acme);
    await apply(second);
    const before = await everything();
    const problems = await problemsOf(`site: acme\nconnections:\n  - ${entries}\n`);
    expect(problems.join('\n')).toContain(told);
    expect(await everything()).toEqual(before);
  });
});

it('keeps the binding of an existing connection when its metadata comes again', async () => {
  await apply(acme);
  await apply(
    'site: acme\nconnections:\n  - { name: main, ssoBinding: post, ssoUrl: https://idp.acme.test/sso/post, sloUrl: https://idp.acme.test/slo/post }\n',
  );
  expect(await changesOf(acme)).toEqual([]);
});

describe('export', () => {
  it('is the same file back: applied where it came from it changes nothing, applied elsewhere it makes the same', async () => {
    await apply(acme);
    const yaml = (await exportSiteFile(database, 'acme')) ?? '';
    expect(yaml).not.toMatch(/password|hash of/);
    expect(await apply(yaml, { forceAccounts: true })).toMatchObject({ outcome: 'unchanged', notes: [] });
    await database.prisma.site.deleteMany();
    await apply(yaml);
    expect(await exportSiteFile(database, 'acme')).toBe(yaml);
  });

  it('comes back whatever the site holds', async () => {
    await fc.assert(
      fc.asyncProperty(siteFiles, async (file) => {
        await database.prisma.site.deleteMany();
        expect(await apply(stringify(file))).toMatchObject({ outcome: 'applied' });
        const yaml = (await exportSiteFile(database, 'acme')) ?? '';
        expect(await apply(yaml, { forceAccounts: true })).toEqual(
          expect.objectContaining({ outcome: 'unchanged', notes: [] }),
        );
        expect(await apply(stringify(file))).toMatchObject({ outcome: 'unchanged' });
      }),
      { seed: 20261122, numRuns: 12 },
    );
  });

  it('of an unknown site is nothing', async () => {
    expect(await exportSiteFile(database, 'nowhere')).toBeNull();
  });
});

import { applySiteFile, changeSite, type ApplyFacts, type Passwords } from '../../../src/sites';
import type { Database } from '../../../src/db';
import { freshDatabase } from '../../support/database';
import { testNow } from '../../support/site';

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
});

const apply = (text: string, more: Partial<ApplyFacts> = {}) =>
  applySiteFile(
    { text, fileName: 'acme.yaml', files: {}, allowHttp: false },
    { database, passwords, now: testNow, actor: 'file', dryRun: false, forceAccounts: true, ...more },
  );
const problemsOf = async (text: string, more?: Partial<ApplyFacts>) => {
  const result = await apply(text, more);
  return result.outcome === 'refused' ? result.problems : [result.outcome];
};
const required = 'site: acme\nname: Acme\nseats: 9\nsingleSignOn: { required: true }\n';
const ada = (more: string) => `accounts:\n  - { username: ada, roles: [Org Security Admin], bypass: true, ${more} }\n`;
const good = ada('email: ada@acme.test, password: a password of hers');

describe('a file that demands single sign-on', () => {
  it.each<[who: string, accounts: string]>([
    ['nobody is there', ''],
    ['nobody could set a password', ada('email: null')],
    ['whoever could ends by themselves', ada('email: ada@acme.test, expiresAt: 2027-01-01')],
    ['whoever could has no bypass', good.replace('bypass: true', 'bypass: false')],
    ['whoever could is no security admin', good.replace('Org Security Admin', 'Org User Admin')],
    ['whoever could is locked', ada('email: ada@acme.test, status: locked')],
  ])('is refused whole while %s', async (_, accounts) => {
    const [problem, ...others] = await problemsOf(required + accounts);
    expect(problem).toMatch(/^acme.yaml:4 singleSignOn.required: needs an active Org Security Admin with bypass/);
    expect(others).toEqual([]);
    expect(await database.prisma.site.count()).toBe(0);
  });

  it.each<[who: string, accounts: string]>([
    ['a password', ada('password: a password of hers')],
    ['an address to set one by', ada('email: ada@acme.test')],
  ])('is applied when somebody has the role, the bypass and %s, by this file or before it', async (_, accounts) => {
    expect(await problemsOf(required + accounts)).toEqual(['applied']);
    expect(await problemsOf('site: acme\nsingleSignOn: { required: false }\n')).toEqual(['applied']);
    expect(await problemsOf('site: acme\nsingleSignOn: { required: true }\n')).toEqual(['applied']);
    expect(await problemsOf(required)).toEqual(['unchanged']);
  });
});

describe('while single sign-on is demanded, a file', () => {
  it.each<[how: string, field: string, account: string]>([
    ['deactivates', 'status', 'status: deactivated'],
    ['locks', 'status', 'status: locked'],
    ['lets expire', 'expiresAt', 'expiresAt: 2027-01-01'],
    ['takes the role of', 'roles', 'roles: []'],
    ['takes the bypass of', 'bypass', 'bypass: false'],
    ['takes the address of', 'email', 'email: null'],
    ['removes', 'username', 'remove: true'],
  ])('that %s the last who could mend it is refused whole', async (_, field, account) => {
    await apply(required + ada('email: ada@acme.test'));
    const text = `site: acme\nname: Other\naccounts:\n  - { username: ADA, ${account} }\n`;
    const told = `acme.yaml:4 accounts[0].${field}: must stay: while single sign-on is required`;
    expect(await problemsOf(text)).toEqual([expect.stringContaining(told)]);
    expect((await database.prisma.site.findFirst())?.name).toBe('Acme');
    // Another who could, made by the same file, makes it possible.
    const both = `${text}  - { username: bob, roles: [Org Security Admin], bypass: true, email: bob@acme.test }\n`;
    expect(await problemsOf(both)).toEqual(['applied']);
  });

  it('that stops demanding it may take them away', async () => {
    await apply(required + good);
    const text = 'site: acme\nsingleSignOn: { required: false }\naccounts:\n  - { username: ada, remove: true }\n';
    expect(await problemsOf(text)).toEqual(['applied']);
  });

  it('that changes something else is applied, even where nobody could mend it as it stands', async () => {
    await apply(required + good);
    await database.prisma.account.updateMany({ data: { bypass: false } });
    expect(await problemsOf(`${required}rawResponseDays: 3\n`)).toEqual(['applied']);
  });
});

it('a page that demands single sign-on is refused by the same rule, at the field', async () => {
  await apply('site: acme\nname: Acme\n');
  const change = { singleSignOn: { required: true } };
  const facts = { database, passwords, now: testNow, actor: 'account:ada', vouches: false, allowHttp: false };
  expect(await changeSite({ ...facts, site: 'acme', change })).toMatchObject({
    outcome: 'refused',
    problems: [{ path: ['singleSignOn', 'required'], rule: { id: 'bypass_missing' } }],
  });
});

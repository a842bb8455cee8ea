import { fieldErrors, fieldNameOf } from '../../../src/web';
import type { Database } from '../../../src/db';
import {
  changeSite,
  noAccounts,
  readStoredSite,
  tagOf,
  type SiteChange,
  type SiteChangeRequest,
} from '../../../src/sites';
import { freshDatabase } from '../../support/database';
import { makeSite, testNow } from '../../support/site';

const passwords = { hash: (plain: string) => Promise.resolve(`hash ${plain}`), verify: () => Promise.resolve(false) };

describe('changing a site by page', () => {
  let database: Database;
  beforeAll(async () => {
    database = await freshDatabase();
  });
  beforeEach(() => makeSite(database));
  afterEach(async () => {
    await database.prisma.activity.deleteMany();
    await database.prisma.site.deleteMany();
  });
  afterAll(() => database.close());

  const change = (wanted: SiteChange, more: Partial<SiteChangeRequest> = {}) =>
    changeSite({
      database,
      site: 'acme',
      change: wanted,
      passwords,
      now: testNow,
      actor: 'account:grace@acme.test',
      vouches: false,
      allowHttp: false,
      ...more,
    });
  const stored = async () => {
    const site = await readStoredSite(database.prisma, 'acme', noAccounts);
    if (site === null) throw new Error('the site is gone');
    return site;
  };
  const rulesOf = (result: Awaited<ReturnType<typeof change>>) =>
    result.outcome === 'refused' ? result.problems.map(({ path, rule }) => [path.join('.'), rule?.id]) : result.outcome;

  it('writes what is different, leaves the rest, and says in the activity log who it was', async () => {
    const before = (await stored()).state;
    const result = await change({ name: 'Acme Limited', adminContact: { url: 'https://help.acme.test/' } });
    expect(result).toMatchObject({ outcome: 'applied', site: 'acme' });
    const adminContact = { ...before.adminContact, url: 'https://help.acme.test/' };
    expect((await stored()).state).toEqual({ ...before, name: 'Acme Limited', adminContact });
    expect(await database.prisma.activity.findMany()).toMatchObject([
      {
        actor: 'account:grace@acme.test',
        action: 'site.update',
        before: { name: 'Acme Corporation', 'adminContact.url': null },
        after: { name: 'Acme Limited', 'adminContact.url': 'https://help.acme.test/' },
      },
    ]);
  });

  it('changes nothing and writes no line when nothing is different', async () => {
    expect((await change({ name: 'Acme Corporation', seats: 25 })).outcome).toBe('unchanged');
    expect(await database.prisma.activity.count()).toBe(0);
  });

  it('leaves a field that is undefined as it is', async () => {
    expect((await change({ name: undefined, partnerId: undefined })).outcome).toBe('unchanged');
  });

  it.each<[string, SiteChange, readonly (readonly [string, string])[]]>([
    ['a name of blanks', { name: '' }, [['name', 'filled']]],
    ['seats that are no number', { seats: NaN }, [['seats', 'between']]],
    ['a contact that is no address', { adminContact: { email: 'grace' } }, [['adminContact.email', 'email']]],
    ['an address without https', { adminContact: { url: 'http://a.test' } }, [['adminContact.url', 'address']]],
    ['a domain', { blockedEmailDomains: ['evil.test', 'no domain'] }, [['blockedEmailDomains.1', 'domain']]],
    ['a connection without a provider', { connections: [{ name: 'new' }] }, [['connections.0', 'idp_missing']]],
    ['a code without a label', { trackingCodes: [{ number: 3 }] }, [['trackingCodes.0', 'label_missing']]],
    [
      'several at once',
      { name: 'x'.repeat(256), rawResponseDays: 91 },
      [
        ['name', 'at_most'],
        ['rawResponseDays', 'between'],
      ],
    ],
  ])('refuses %s by the rule of the site file, and writes nothing', async (_is, wanted, rules) => {
    const before = await stored();
    expect(rulesOf(await change(wanted))).toEqual(rules);
    expect(await stored()).toEqual(before);
  });

  it('tells an edit that meets another one instead of overwriting it', async () => {
    const seen = tagOf((await stored()).state);
    await change({ seats: 30 }, { actor: 'account:other@acme.test' });
    const mine = await change({ name: 'Mine' }, { expected: { site: seen } });
    expect(mine).toEqual({ outcome: 'conflict', subjects: ['acme'] });
    expect((await stored()).state).toMatchObject({ name: 'Acme Corporation', seats: 30 });
    const again = await change({ name: 'Mine' }, { expected: { site: tagOf((await stored()).state) } });
    expect(again.outcome).toBe('applied');
  });

  it('lets a change pass that meets one of something else', async () => {
    const { state, connections } = await stored();
    const [main] = connections;
    await change({ seats: 30 });
    const clock = await change(
      { connections: [{ name: 'main', clockSkewSeconds: 60 }] },
      { expected: { connections: { main: tagOf(main?.state) } } },
    );
    expect(clock.outcome).toBe('applied');
    const expected = {
      site: tagOf(state),
      connections: { main: tagOf(main?.state) },
      trackingCodes: { 1: tagOf(null) },
    };
    expect(await change({ seats: 31 }, { expected })).toEqual({ outcome: 'conflict', subjects: ['acme', 'main'] });
  });

  it('lets nobody but who vouches add a sign-in domain, and tells nobody else whether another site has it', async () => {
    await makeSite(database, { site: { slug: 'globex' }, connection: { name: 'door' } });
    await changeSite({ ...base(), site: 'globex', change: { signInDomains: ['globex.test'] }, vouches: true });
    for (const domain of ['globex.test', 'free.test']) {
      expect(rulesOf(await change({ signInDomains: [domain] }))).toEqual([['signInDomains.0', 'domain_unproven']]);
    }
    const vouched = await change({ signInDomains: ['globex.test', 'free.test'] }, { vouches: true });
    expect(rulesOf(vouched)).toEqual([['signInDomains.0', 'domain_of_another_site']]);
    expect((await change({ signInDomains: ['free.test'] }, { vouches: true })).outcome).toBe('applied');
    expect((await change({ signInDomains: ['free.test'], seats: 26 })).outcome).toBe('applied');
    expect((await change({ signInDomains: [] })).outcome).toBe('applied');
  });

  it('does what belongs to it in the same transaction, or neither', async () => {
    const failing = change(
      { name: 'Half' },
      { alongside: () => Promise.reject(new Error('the mail could not be written')) },
    );
    await expect(failing).rejects.toThrow('the mail could not be written');
    expect((await stored()).state.name).toBe('Acme Corporation');
    const seen: string[] = [];
    const note = (...words: string[]) => {
      seen.push(...words);
      return Promise.resolve();
    };
    await change({ name: 'Whole' }, { alongside: (_tx, changes) => note(...changes.map(({ kind }) => kind)) });
    await change({ name: 'Whole' }, { alongside: () => note('again') });
    expect(seen).toEqual(['site']);
  });

  it('only tells what would change in a dry run', async () => {
    expect((await change({ name: 'Dry' }, { dryRun: true })).outcome).toBe('would_change');
    expect((await stored()).state.name).toBe('Acme Corporation');
  });

  const base = () => ({ database, passwords, now: testNow, actor: 'operator:op@usher.test', allowHttp: false });

  it.each([
    ['en', 'Enter a domain such as acme.test.'],
    ['de', 'Geben Sie eine Domain ein, zum Beispiel acme.test.'],
    ['nb', 'Skriv inn et domene, for eksempel acme.test.'],
  ] as const)('tells a form in %s what to do', async (language, text) => {
    const result = await change({ allowedEmailDomains: ['acme.test', '-'] });
    const problems = result.outcome === 'refused' ? result.problems : [];
    expect(fieldErrors(problems, language)).toEqual([{ field: 'allowedEmailDomains', text }]);
  });
});

it.each<[string, (string | number)[]]>([
  ['name', ['name']],
  ['adminContact.email', ['adminContact', 'email']],
  ['allowedEmailDomains', ['allowedEmailDomains', 3]],
  ['email', ['accounts', 0, 'email']],
  ['trackingCodes.TC1', ['accounts', 0, 'trackingCodes', 'TC1']],
  ['certificates', ['connections', 0, 'certificates', 2, 'pem']],
  ['accounts', ['accounts', 4]],
  ['', []],
])('names the field %s of %j', (name, path) => {
  expect(fieldNameOf(path)).toBe(name);
});

import { activityEntry, recordActivity, type ActivityFacts } from '../../../src/activity';
import { parseCsv } from '../../../src/csv';
import type { Database } from '../../../src/db';
import { signInAdmin, type Role } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import { makeAccount } from '../../support/site';
import { UsherUnderTest } from '../../support/usher';

const log = '/admin/acme/activity';

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

const admin = async (role: Role = 'Org User Admin') => (await signInAdmin(usher, [role])).browser;
const tell = (...lines: readonly Partial<ActivityFacts>[]) =>
  recordActivity(
    database.prisma,
    lines.map((line, index) =>
      activityEntry({
        at: new Date(usher.now.getTime() + index),
        siteId: usher.siteId,
        actor: 'file',
        action: 'site.update',
        subject: 'acme',
        before: null,
        after: null,
        ...line,
      }),
    ),
  );
const text = async (query = '') => (await (await admin()).get(`${log}${query}`)).text();

it('tells who, when, what, before and after, in words, with links to the account and the sign-in', async () => {
  const id = await makeAccount(database, usher.siteId, { username: 'ada@acme.test', displayName: 'Ada Lovelace' });
  await tell(
    { actor: 'account:Ada@acme.test', before: { seats: 5 }, after: { seats: 25 } },
    { actor: 'jit:main', action: 'account.create', subject: 'gone@acme.test', reference: 'AAA-111-AAA' },
    { actor: 'operator:op@usher.test', action: 'account.unheard_of', subject: 'ada@acme.test' },
  );
  const page = await text();
  expect(page).toContain(`<a href="/admin/acme/users/${id}">Ada Lovelace</a>`);
  expect(page).toMatch(/>seats<\/th><td>5<\/td><td>25<\/td>/);
  expect(page).toContain('Sign-in main');
  expect(page).toContain('<a href="/support/acme/AAA-111-AAA">');
  expect(page).toContain('Account: made');
  expect(page).toContain('Operator op@usher.test');
  // What has no words yet stands as it is.
  expect(page).toContain('Account: unheard_of');
  expect(page).not.toMatch(/<a [^>]*>gone@acme\.test/);
});

describe('calls fields by their names', () => {
  const side = {
    ...{ managedBy: 'Okta', hiddenFrom: 'Okta', externalId: '00u1', 'trackingCodes.TC3': 'CC-1', constructor: 'odd' },
    ...{ 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.costCenter': '7', 'name.middleName': 'King' },
  };
  const named = (page: string) => [...page.matchAll(/<th scope="row">([^<]*)<\/th>/g)].map(([, name]) => name);

  it.each([
    ['en', 'Managed by|Hidden from|ID at the client|Tracking code TC3|constructor|Cost centre|Middle name'],
    ['de', 'Verwaltet von|Verborgen vor|ID beim Client|Tracking-Code TC3|constructor|Kostenstelle|Zweiter Vorname'],
    ['nb', 'Styres av|Skjult for|ID hos klienten|Sporingskode TC3|constructor|Kostnadssted|Mellomnavn'],
  ])('in %s, and one without another name as it is', async (language, names) => {
    await tell({ actor: 'scim:Okta', action: 'account.update', before: null, after: side });
    const page = await (await admin()).get(log, { 'accept-language': language });
    expect(named(await page.text()).toSorted()).toEqual(names.split('|').toSorted());
  });
});

it.each([
  ['who', '?who=account&name=ada%40acme.test', ['two']],
  ['a kind of thing', '?kind=trackingCode', ['three']],
  ['a subject', '?subject=ONE', ['one']],
  ['days', '?from=2026-11-20&until=2026-11-20', ['old']],
])('is narrowed down by %s', async (_by, query, subjects) => {
  await tell(
    { subject: 'one' },
    { subject: 'two', actor: 'account:ada@acme.test' },
    { subject: 'three', action: 'trackingCode.update' },
    { subject: 'old', at: new Date('2026-11-20T23:59:59Z') },
  );
  const page = await text(query);
  const shown = ['one', 'two', 'three', 'old'].filter((subject) =>
    page.includes(`<div class="stack-small">${subject}`),
  );
  expect(shown).toEqual(subjects);
});

it('is read page by page, forth and back, with its filters kept', async () => {
  await tell(...Array.from({ length: 120 }, (_, index) => ({ subject: `n${index}` })));
  const first = await text('?who=file');
  const hrefOf = (page: string, rel: string) =>
    new RegExp(`rel="${rel}" href="([^"]+)"`).exec(page)?.[1]?.replaceAll('&amp;', '&').replace(log, '') ?? '';
  const subjects = (page: string) => [...page.matchAll(/<div class="stack-small">(n\d+)/g)].map(([, name]) => name);
  expect(subjects(first)).toHaveLength(50);
  expect(subjects(first)[0]).toBe('n119');
  expect(hrefOf(first, 'prev')).toBe('');
  const second = await text(hrefOf(first, 'next'));
  expect(hrefOf(first, 'next')).toContain('who=file');
  expect([subjects(second)[0], subjects(second).at(-1)]).toEqual(['n69', 'n20']);
  const third = await text(hrefOf(second, 'next'));
  expect([subjects(third).length, hrefOf(third, 'next')]).toEqual([20, '']);
  expect(subjects(await text(hrefOf(third, 'prev')))).toEqual(subjects(second));
});

describe('leaves as a file', () => {
  const lines = [
    { subject: '=1+1', before: { name: 'Old, "quoted"' }, after: { name: 'New' } },
    { subject: 'other', actor: 'account:ada@acme.test', reference: 'AAA-111-AAA' },
  ];

  it('of JSON lines', async () => {
    await tell(...lines);
    const answer = await (await admin()).get(`${log}/export?format=lines`);
    expect(answer.headers.get('content-disposition')).toContain('acme-activity.jsonl');
    const read = (await answer.text()).trimEnd().split('\n');
    expect(read.map((line) => JSON.parse(line) as object)).toMatchObject([
      { subject: 'other', actor: 'account:ada@acme.test', reference: 'AAA-111-AAA', before: null },
      { subject: '=1+1', before: { name: 'Old, "quoted"' }, after: { name: 'New' }, at: usher.now.toISOString() },
    ]);
  });

  it('of comma-separated values that no spreadsheet calculates, narrowed down like the page', async () => {
    await tell(...lines);
    const answer = await (await admin()).get(`${log}/export?format=csv&who=file`);
    const parsed = parseCsv(await answer.text(), 10);
    if (!('rows' in parsed)) throw new Error(parsed.problem.id);
    expect(parsed.rows.map(({ cells }) => cells)).toEqual([
      ['at', 'actor', 'action', 'subject', 'reference', 'before', 'after'],
      [usher.now.toISOString(), 'file', 'site.update', "'=1+1", '', '{"name":"Old, \\"quoted\\""}', '{"name":"New"}'],
    ]);
  });
});

it('is not for everybody, and tells nothing of what concerns all sites or another one', async () => {
  await tell({ subject: 'everywhere', siteId: null });
  expect(await text()).not.toContain('everywhere');
  const browser = await admin('Org Workspace Admin');
  expect((await browser.get(log)).status).toBe(403);
  expect((await browser.get(`${log}/export`)).status).toBe(403);
});

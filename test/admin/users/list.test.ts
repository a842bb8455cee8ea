import type { Database } from '../../../src/db';
import { signInAdmin, type SignedInAdmin } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import { makeAccount } from '../../support/site';
import { pathOf, UsherUnderTest } from '../../support/usher';

let database: Database;
let usher: UsherUnderTest;
let grace: SignedInAdmin;

beforeAll(async () => {
  database = await freshDatabase();
  usher = await UsherUnderTest.start(database, { site: { seats: 2 } });
  grace = await signInAdmin(usher, ['Org User Admin'], { username: 'grace@acme.test' });
});
afterAll(async () => {
  await usher.close();
  await database.close();
});
beforeEach(async () => {
  await database.prisma.account.deleteMany({ where: { siteId: usher.siteId, id: { not: grace.accountId } } });
  await database.prisma.mail.deleteMany();
});

const users = '/admin/acme/users';
const make = (name: string, columns: Parameters<typeof makeAccount>[2] = {}) =>
  makeAccount(database, usher.siteId, { username: `${name}@acme.test`, displayName: name, ...columns });
const rowOf = async (id: string) => {
  const { version, status } = await database.prisma.account.findUniqueOrThrow({ where: { id } });
  return { status, row: `${id}:${version}:${status === 'active' ? 'on' : 'off'}`, request: `${id}:${version}` };
};
const statusOf = async (id: string) => (await rowOf(id)).status;
/** A form as the browser sends it: a name may stand there several times. */
const send = (path: string, fields: readonly (readonly [string, string])[]) =>
  fetch(`${usher.url}${users}${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields.map(([name, value]) => [name, value])),
    headers: {
      'sec-fetch-site': 'same-origin',
      accept: 'text/html',
      cookie: [...grace.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    },
    redirect: 'manual',
  });
const page = async (query = '') => (await grace.browser.get(`${users}${query}`)).text();

it('active accounts stand there alone until the box is cleared; a search finds by user name or e-mail', async () => {
  await make('ada');
  await make('bob', { status: 'deactivated', email: 'robert@acme.test', emailKey: 'robert@acme.test' });
  const first = await page();
  expect(first).toContain('ada@acme.test');
  expect(first).not.toContain('bob@acme.test');
  expect(first).toContain('name="active" checked');
  expect(await page('?asked=on&search=robert')).toContain('bob@acme.test');
  expect(await page('?asked=on&active=on&search=bob')).toContain('No account is like this');
});

it('ticking makes active, clearing deactivates, and what stays as it was is left alone', async () => {
  const [ada, bob, cleo] = [await make('ada'), await make('bob', { status: 'deactivated' }), await make('cleo')];
  const rows = await Promise.all([ada, bob, cleo].map(rowOf));
  const answer = await send('/active', [
    ...rows.map(({ row }) => ['row', row] as const),
    ['active', bob],
    ['active', cleo],
    ['back', 'asked=on&search=a'],
  ]);
  expect([answer.status, pathOf(answer)]).toEqual([303, `${users}?search=a&asked=on&done=submitted`]);
  expect(await Promise.all([ada, bob, cleo].map(statusOf))).toEqual(['deactivated', 'active', 'active']);
});

it('of several each is done by itself: who cannot be is told with the reason', async () => {
  await make('ada');
  const [bob, cleo] = [await make('bob', { status: 'deactivated' }), await make('cleo', { status: 'deactivated' })];
  const [one, two] = await Promise.all([bob, cleo].map(rowOf));
  const answer = await send('/active', [
    ['row', one?.row ?? ''],
    ['row', two?.row ?? ''],
    ['active', bob],
    ['active', cleo],
  ]);
  expect(answer.status).toBe(422);
  const text = await answer.text();
  expect(text).toContain('One account was changed.');
  expect(text).toContain('cleo@acme.test: No seat is free (2 / 2).');
  expect(await Promise.all([bob, cleo].map(statusOf))).toEqual(['active', 'deactivated']);
});

it('a box on an account that was changed meanwhile changes nothing', async () => {
  const ada = await make('ada');
  const { row } = await rowOf(ada);
  await database.prisma.account.update({ where: { id: ada }, data: { lastName: 'King' } });
  const answer = await send('/active', [['row', row]]);
  expect(answer.status).toBe(422);
  expect(await answer.text()).toContain('ada@acme.test: Somebody else has just changed this account.');
  expect(await statusOf(ada)).toBe('active');
});

it.each([
  ['accept', 'active', 'request_accepted', 'account.approve'],
  ['reject', 'deactivated', 'request_rejected', 'account.reject'],
])('%s makes who waits %s and tells them by mail', async (decision, status, template, action) => {
  const nina = await make('nina', { status: 'pending', language: 'nb' });
  expect(await page()).toContain('Waiting for approval');
  const { request } = await rowOf(nina);
  const answer = await send('/requests', [
    ['request', request],
    ['decision', decision],
  ]);
  expect(pathOf(answer)).toBe(`${users}?done=${decision}ed`);
  expect(await statusOf(nina)).toBe(status);
  expect(await database.prisma.mail.findMany()).toMatchObject([
    { template, recipient: 'nina@acme.test', language: 'nb', siteId: usher.siteId },
  ]);
  const [line] = await database.prisma.activity.findMany({ orderBy: { id: 'desc' }, take: 1 });
  expect(line).toMatchObject({ action, subject: 'nina@acme.test', actor: 'account:grace@acme.test' });
  // A second time it is nobody's turn any more.
  expect(
    (
      await send('/requests', [
        ['request', request],
        ['decision', decision],
      ])
    ).status,
  ).toBe(422);
  expect(await database.prisma.mail.count()).toBe(1);
});

it('an account with a role has no box for whoever may not give roles, and a form that was made up changes nothing', async () => {
  const boss = await make('boss', { roles: ['Org Security Admin'] });
  expect(await page()).toMatch(/value="[^"]*" aria-label="Active: boss@acme.test"[^>]* disabled/);
  const { row } = await rowOf(boss);
  const answer = await send('/active', [['row', row]]);
  expect(await answer.text()).toContain('Only an Org Security Admin changes accounts that have a role.');
  expect(await statusOf(boss)).toBe('active');
});

it('whoever may only look gets no form', async () => {
  await make('ada');
  const { browser } = await signInAdmin(usher, ['Org Support']);
  const text = await (await browser.get(users)).text();
  expect(text).toContain('ada@acme.test');
  expect(text).not.toContain('type="hidden" name="row"');
  expect((await browser.post(`${users}/active`, {})).status).toBe(403);
  expect((await browser.post(`${users}/requests`, {})).status).toBe(403);
});

it('the list takes three statements: the session, the page, who waits', async () => {
  await make('ada');
  const query = jest.spyOn(database, 'query');
  const find = jest.spyOn(database.prisma.account, 'findMany');
  await page();
  expect([query.mock.calls.length, find.mock.calls.length]).toEqual([3, 0]);
  query.mockRestore();
  find.mockRestore();
});

import { carryOutImport } from '../../../src/admin';
import { rowsAtOnce } from '../../../src/admin/users/csv/importJob';
import { countRows } from '../../../src/admin/users/csv/importStore';
import type { Database } from '../../../src/db';
import { newId } from '../../../src/newId';
import { signInAdmin, type SignedInAdmin } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import { makeAccount, makeSite } from '../../support/site';
import { pathOf, UsherUnderTest } from '../../support/usher';

let database: Database;
let usher: UsherUnderTest;
let grace: SignedInAdmin;
const users = '/admin/acme/users';

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
  await database.prisma.csvImport.deleteMany();
});

function send(
  text: string,
  file?: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> },
): Promise<Response> {
  const body = new FormData();
  body.set('text', text);
  if (file !== undefined) body.set('file', new Blob([file.bytes], { type: 'text/csv' }), file.name);
  const cookie = [...grace.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = { 'sec-fetch-site': 'same-origin', accept: 'text/html', cookie };
  return fetch(`${usher.url}${users}/import`, { method: 'POST', body, headers, redirect: 'manual' });
}
const page = async (path: string) => (await grace.browser.get(path)).text();
/** Sends a file and gives the address of its import. */
const sent = async (text: string) => pathOf(await send(text));
const numbersOf = (text: string) =>
  [...text.matchAll(/<dt>(New accounts|Changed accounts|Nothing to change|Refused)<\/dt><dd>(\d+)<\/dd>/g)].map(
    (match) => Number(match[2]),
  );
const count = () => database.prisma.account.count({ where: { siteId: usher.siteId } });
const idOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

const header = 'username,firstName,lastName,email,type,status\n';
const person = (name: string, type = 'attendee', status = '') =>
  `${name}@acme.test,${name},Tester,${name}@acme.test,${type},${status}\n`;

it('a file is shown first with what each row would do, and done when it is confirmed', async () => {
  await makeAccount(database, usher.siteId, { type: 'attendee' });
  const text =
    header +
    person('one', 'host') +
    person('two', 'host') +
    person('three', 'host') +
    person('four') +
    person('FOUR') +
    'ada@acme.test,Ada,King,ada@acme.test,attendee,\n' +
    'grace@acme.test,Grace,Hopper,grace@evil,attendee,\n';
  const path = await sent(text);
  const preview = await page(path);
  expect(numbersOf(preview)).toEqual([3, 1, 0, 3]);
  expect(preview).toContain('No seat is free (2 / 2).');
  expect(preview).toContain('Row 4 is about the same user name.');
  expect(preview).toContain('Only an Org Security Admin changes accounts that have a role.');
  expect(await count()).toBe(2);

  await grace.browser.post(`${path}/confirm`);
  // Pressed twice it is one import.
  await grace.browser.post(`${path}/confirm`);
  expect(await page(path)).toContain('0 of 7 rows are done.');
  expect(await usher.runJobs()).toHaveLength(1);
  const result = await page(path);
  expect(result).toContain('7 of 7 rows are done.');
  expect(numbersOf(result)).toEqual([3, 1, 0, 3]);
  expect(await count()).toBe(5);
  expect(await usher.account()).toMatchObject({ lastName: 'King' });
  const lines = await database.prisma.activity.findMany({ where: { siteId: usher.siteId, action: 'account.create' } });
  expect(lines.map(({ actor }) => actor)).toEqual(Array(3).fill('account:grace@acme.test'));

  const refused = await page(`${path}/refused.csv`);
  expect(refused.split('\r\n').slice(0, 2)).toEqual([
    'username,firstName,lastName,email,type,status,Comments',
    'three@acme.test,three,Tester,three@acme.test,host,,"type: No seat is free (2 / 2). Deactivate another host, make this person an attendee, or ask for more seats."',
  ]);
  // It can be sent again as it is.
  // FOUR stands in it alone by now, and is another spelling of somebody.
  expect(numbersOf(await page(await sent(refused)))).toEqual([0, 1, 0, 2]);
});

it('killed between two batches it loses nothing and does nothing twice', async () => {
  const rows = rowsAtOnce + 50;
  const text = header + Array.from({ length: rows }, (_, index) => person(`p${index}`)).join('');
  const path = await sent(text);
  await grace.browser.post(`${path}/confirm`);
  const importId = idOf(path);
  let batches = 0;
  const dying = {
    database,
    clock: () => {
      // Asked for once to read the site and once to write, by each batch.
      batches += 1;
      if (batches > 3) throw new Error('the process dies');
      return usher.now;
    },
    sendMail: () => Promise.resolve(),
  };
  await expect(carryOutImport(dying, { importId })).rejects.toThrow('the process dies');
  expect(await countRows(database, importId, 'outcome')).toEqual(new Map([['create', rowsAtOnce]]));
  const alive = { ...dying, clock: () => usher.now };
  // Two processes take it up at once, as after a lease that ran out.
  await Promise.allSettled([carryOutImport(alive, { importId }), carryOutImport(alive, { importId })]);
  await carryOutImport(alive, { importId });
  expect(await countRows(database, importId, 'outcome')).toEqual(new Map([['create', rows]]));
  expect(await count()).toBe(rows + 1);
  const created = { siteId: usher.siteId, action: 'account.create', subject: { startsWith: 'p' } };
  expect(await database.prisma.activity.count({ where: created })).toBe(rows);
});

it('stops when whoever confirmed it may not change people any more', async () => {
  const admin = await signInAdmin(usher, ['Org User Admin']);
  const path = await sent(header + person('late'));
  await admin.browser.post(`${path}/confirm`);
  await database.prisma.account.update({ where: { id: admin.accountId }, data: { roles: [] } });
  await usher.runJobs();
  expect(await page(path)).toContain('The import was stopped');
  expect(await usher.account('late@acme.test')).toBeNull();
});

test.each([
  ['nothing at all', '', 'Choose a file, or paste its text.'],
  ['no row', 'username\n', 'Below the names of the columns there is no row.'],
  ['no column of user names', 'email\na@b.test\n', 'one of them must be username'],
  ['an unknown column', 'username,shoe\na,1\n', '“shoe” is no column here.'],
  ['a quotation mark astray', 'username\na"b\n', 'Line 2: a quotation mark'],
  ['more rows than are taken', `username\n${'a\n'.repeat(10_001)}`, 'Import at most 10,000 rows at a time'],
])('a file with %s is told so, and nothing of it is kept', async (_, text, message) => {
  const answer = await send(text);
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(message)]);
  expect(await database.prisma.csvImport.count()).toBe(0);
});

it('a file in another encoding is told so', async () => {
  const answer = await send('', {
    name: 'old.csv',
    bytes: new Uint8Array(Buffer.from('username\nJ\xf6rg\n', 'latin1')),
  });
  expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('Save the file as CSV in UTF-8')]);
});

it('an export imports as no change at all, formulas in it included', async () => {
  await makeAccount(database, usher.siteId, { type: 'attendee', lastName: '=1+1', displayName: '@Ada "x", y' });
  const answer = await grace.browser.get(`${users}/accounts.csv`);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=acme-accounts.csv');
  const text = await answer.text();
  expect(text).toContain("ada@acme.test,Ada,'=1+1,");
  const preview = await page(await sent(text));
  expect([numbersOf(preview), [...preview.matchAll(/<li>([^<]*)<\/li>/g)].map((match) => match[1])]).toEqual([
    [0, 0, 2, 0],
    [],
  ]);
});

it('an import of another site is not there', async () => {
  const { siteId } = await makeSite(database, { site: { slug: 'other' } });
  const made = { id: newId(), siteId, fileName: 'x.csv', actor: 'account:eve', language: 'en', columns: ['username'] };
  await database.prisma.csvImport.create({
    data: { ...made, rowCount: 1, createdAt: usher.now, expiresAt: new Date(usher.now.getTime() + 60_000) },
  });
  for (const path of ['', '/refused.csv']) {
    expect((await grace.browser.get(`${users}/import/${made.id}${path}`)).status).toBe(404);
  }
  expect((await grace.browser.post(`${users}/import/${made.id}/confirm`)).status).toBe(404);
  expect(await database.prisma.csvImport.findUnique({ where: { id: made.id } })).toMatchObject({ status: 'preview' });
});

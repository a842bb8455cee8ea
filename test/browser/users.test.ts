import type { Browser } from 'playwright-core';
import type { Database } from '../../src/db';
import { signInAdmin, type Role } from '../support/admin';
import { freshDatabase } from '../support/database';
import { makeAccount } from '../support/site';
import { pathOf, UsherUnderTest } from '../support/usher';
import { launchChromium } from './chromium';
import { expectSound, openWatched, takeCookies, type WatchedPage } from './watched';

jest.setTimeout(120_000);

let database: Database;
let usher: UsherUnderTest;
let chromium: Browser;

beforeAll(async () => {
  database = await freshDatabase();
  usher = await UsherUnderTest.start(database, { site: { seats: 3 } });
  await database.prisma.trackingCode.create({
    data: { siteId: usher.siteId, number: 1, label: 'Division', usage: 'optional' },
  });
  chromium = await launchChromium();
});
afterAll(async () => {
  await chromium.close();
  await usher.close();
  await database.close();
});
beforeEach(() => database.prisma.account.deleteMany({ where: { siteId: usher.siteId } }));

/** A browser in which an administrator is signed in, at Site Information. */
async function openAdministration(...roles: Role[]): Promise<WatchedPage> {
  const { browser } = await signInAdmin(usher, roles);
  const watched = await openWatched(chromium);
  await takeCookies(watched.page, browser, usher.url);
  await watched.page.goto(`${usher.url}/admin/acme`);
  return watched;
}

/** The runbook of the first source, "Error: Auto Account Creation failed 31", for an account that has worked before. */
it('a person refused with 31 signs in after the administrator did what the runbook says', async () => {
  const id = await makeAccount(database, usher.siteId, { status: 'deactivated' });
  const refused = await usher.signIn();
  expect(refused.headers.get('usher-sso-code')).toBe('31');
  expect((await usher.lastAttempt()).findings).toMatchObject([{ reason: 'account_deactivated' }]);

  // 1. Sign in to Site Administration.
  const watched = await openAdministration('Org User Admin');
  const { page } = watched;
  // 2. User Management > Edit User.
  await page.getByRole('navigation', { name: 'Areas of the site' }).getByRole('link', { name: 'Users' }).click();
  await expectSound(watched);
  expect(await page.getByRole('row', { name: 'ada@acme.test' }).count()).toBe(0);
  // 3. Clear "Show active accounts only".
  await page.getByLabel('Show active accounts only').uncheck();
  // 4. In the field for user name or e-mail enter what to search for, and press Search.
  await page.getByLabel('User name or e-mail').fill('ada@acme.test');
  await page.getByRole('button', { name: 'Search' }).click();
  const row = page.getByRole('row', { name: 'ada@acme.test' });
  expect(await row.getByText('Deactivated').count()).toBe(1);
  await expectSound(watched);
  // 5. The account is there and not active: tick the box in the column Active and press Submit.
  await row.getByRole('checkbox', { name: 'Active: ada@acme.test' }).check();
  await page.getByRole('button', { name: 'Submit' }).click();
  expect(await page.getByRole('status').textContent()).toBe('The accounts were changed.');
  expect(await row.getByText('Active', { exact: true }).count()).toBe(1);
  await expectSound(watched);

  expect((await usher.signIn()).status).toBe(303);
  expect(await database.prisma.session.count({ where: { accountId: id } })).toBe(1);
});

it('an administrator adds somebody, mends a mistake, edits them and sees what somebody else changed meanwhile', async () => {
  const watched = await openAdministration('Org Security Admin');
  const { page } = watched;
  await page.goto(`${usher.url}/admin/acme/users`);
  await page.getByRole('link', { name: 'Add User' }).click();
  await expectSound(watched);
  await page.getByLabel('User name').fill('bob@acme.test');
  await page.getByLabel('First name').fill('Bob');
  await page.getByLabel('E-mail').fill('bob@acme.test');
  await page.getByLabel('TC1 · Division').fill('Bridges');
  await page.getByRole('button', { name: 'Add User' }).click();
  const mistake = page.getByRole('alert').getByRole('link', { name: 'Fill this in.' });
  await expectSound(watched);
  await mistake.click();
  expect(await page.evaluate<string>('document.activeElement.name')).toBe('lastName');
  expect(await page.getByLabel('First name').inputValue()).toBe('Bob');
  await page.getByLabel('Last name').fill('Builder');
  await page.getByRole('button', { name: 'Add User' }).click();
  expect(await page.getByRole('status').textContent()).toBe('The account was added.');
  await expectSound(watched);

  const row = await usher.account('bob@acme.test');
  await database.prisma.account.update({ where: { id: row?.id ?? '' }, data: { firstName: 'Robert' } });
  await page.getByLabel('Last name').fill('Bauer');
  await page.getByRole('button', { name: 'Save' }).click();
  const conflict = page.getByRole('alert');
  expect(await conflict.getByRole('row', { name: 'First name' }).textContent()).toBe('First nameRobertBob');
  await expectSound(watched);
  await page.getByRole('button', { name: 'Save' }).click();
  expect(await page.getByRole('status').textContent()).toBe('Your changes are saved.');
  expect(await usher.account('bob@acme.test')).toMatchObject({ firstName: 'Bob', lastName: 'Bauer' });
});

it('who waits for approval is accepted on top of the list', async () => {
  await database.prisma.site.update({ where: { id: usher.siteId }, data: { newAccountsPending: true } });
  expect((await usher.signIn()).headers.get('usher-sso-code')).toBe('31');
  const watched = await openAdministration('Org User Admin');
  const { page } = watched;
  await page.goto(`${usher.url}/admin/acme/users`);
  await expectSound(watched);
  await page.getByRole('checkbox', { name: 'Select ada@acme.test' }).check();
  await page.getByRole('button', { name: 'Accept' }).click();
  expect(await page.getByRole('status').textContent()).toBe('Accepted. The mail is on its way.');
  expect(await page.getByRole('heading', { name: 'Waiting for approval' }).count()).toBe(0);
  expect(await database.prisma.mail.count({ where: { template: 'request_accepted' } })).toBe(1);
  const answer = await usher.signIn();
  expect([answer.status, pathOf(answer)]).toEqual([303, '/account']);
  await database.prisma.site.update({ where: { id: usher.siteId }, data: { newAccountsPending: false } });
});

it('a CSV file is shown first, imported by a job, and tells why a row failed', async () => {
  const watched = await openAdministration('Org User Admin');
  const { page } = watched;
  await page.goto(`${usher.url}/admin/acme/users`);
  await page.getByRole('link', { name: 'Import and export' }).click();
  await expectSound(watched);
  const text =
    'username,firstName,lastName,email,Division\n' +
    'dora@acme.test,Dora,Dean,dora@acme.test,Bridges\n' +
    'emil@acme.test,Emil,,emil@acme.test,Bridges\n';
  await page
    .getByLabel('CSV file')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('button', { name: 'Show what it would do' }).click();
  expect(await page.getByRole('row', { name: 'emil@acme.test' }).getByText('lastName: Fill this in.').count()).toBe(1);
  await expectSound(watched);
  expect(await usher.account('dora@acme.test')).toBeNull();
  await page.getByRole('button', { name: 'Import 2 rows' }).click();
  expect(await page.getByRole('status').textContent()).toContain('0 of 2 rows are done.');
  await expectSound(watched);
  await usher.runJobs();
  await page.getByRole('link', { name: 'Refresh' }).click();
  expect(await page.getByRole('status').textContent()).toBe('2 of 2 rows are done.');
  await expectSound(watched);
  expect(await usher.account('dora@acme.test')).toMatchObject({
    displayName: 'Dora Dean',
    trackingCodes: { TC1: 'Bridges' },
  });
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Refused rows as CSV, with reasons' }).click();
  expect((await download).suggestedFilename()).toMatch(/^refused-.*\.csv$/);
});

import type { Browser } from 'playwright-core';
import type { Database } from '../../src/db';
import { hashPassword } from '../../src/sessions';
import { browserOf } from '../support/admin';
import { freshDatabase } from '../support/database';
import { makeAccount } from '../support/site';
import { UsherUnderTest } from '../support/usher';
import { launchChromium } from './chromium';
import { expectSound, openWatched, takeCookies } from './watched';

jest.setTimeout(120_000);

describe('somebody with a password', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let chromium: Browser;

  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
    chromium = await launchChromium();
  });
  afterAll(async () => {
    await chromium.close();
    await usher.close();
    await database.close();
  });

  it('changes their details and their password on My Account', async () => {
    const passwordHash = await hashPassword('correct horse battery');
    const accountId = await makeAccount(database, usher.siteId, { bypass: true, passwordHash });
    const watched = await openWatched(chromium);
    const { page } = watched;
    await takeCookies(page, await browserOf(usher, accountId), usher.url);
    await page.goto(`${usher.url}/account`);
    await expectSound(watched);
    await page.getByRole('link', { name: 'Edit my details' }).click();
    await expectSound(watched);
    await page.getByRole('textbox', { name: 'First name' }).fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('alert').count()).toBe(1);
    await expectSound(watched);
    await page.getByRole('textbox', { name: 'First name' }).fill('Augusta');
    await page.getByLabel('Time zone').selectOption('Europe/Oslo');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('status').textContent()).toBe('Your changes are saved.');
    expect(await page.textContent('main')).toContain('Europe/Oslo');

    await page.getByRole('link', { name: 'Change my password' }).click();
    await expectSound(watched);
    await page.getByLabel('Current password').fill('correct horse battery');
    await page.getByLabel('New password', { exact: true }).fill('a sentence that nobody guesses');
    await page.getByLabel('New password again').fill('a sentence that nobody guesses');
    await page.getByRole('button', { name: 'Set the password' }).click();
    expect(await page.getByRole('status').textContent()).toContain('Your password is changed');
    await expectSound(watched);
  });
});

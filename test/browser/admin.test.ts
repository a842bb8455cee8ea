import type { Browser } from 'playwright-core';
import { organizationRoles } from '../../src/accounts';
import type { Database } from '../../src/db';
import { signInAdmin } from '../support/admin';
import { freshDatabase } from '../support/database';
import { UsherUnderTest } from '../support/usher';
import { launchChromium } from './chromium';
import { expectSound, openWatched, takeCookies } from './watched';

jest.setTimeout(120_000);

describe('the frame of the administration', () => {
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

  it('leads through every area by its navigation, and each is accessible', async () => {
    const { browser } = await signInAdmin(usher, organizationRoles);
    const watched = await openWatched(chromium);
    const { page } = watched;
    await takeCookies(page, browser, usher.url);
    await page.goto(`${usher.url}/account`);
    await page.getByRole('link', { name: 'Administration' }).click();
    const names = await page.getByRole('navigation', { name: 'Areas of the site' }).getByRole('link').allTextContents();
    expect(names.length).toBeGreaterThan(5);
    for (const name of names) {
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(name);
      expect(await page.locator('nav [aria-current=page]').textContent()).toBe(name);
      await expectSound(watched);
    }
  });
});

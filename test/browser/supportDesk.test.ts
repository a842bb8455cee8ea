import type { Browser } from 'playwright-core';
import type { Database } from '../../src/db';
import { signInAdmin } from '../support/admin';
import { freshDatabase } from '../support/database';
import { UsherUnderTest } from '../support/usher';
import { launchChromium } from './chromium';
import { expectSound, openWatched, takeCookies } from './watched';

jest.setTimeout(120_000);

describe('somebody at the support desk', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let chromium: Browser;

  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database, { site: { seats: 0 } });
    chromium = await launchChromium();
  });
  afterAll(async () => {
    await chromium.close();
    await usher.close();
    await database.close();
  });

  it('types the reference a person reads out, sees the cause, and after it is mended that it would pass', async () => {
    await usher.respond();
    const { reference } = await usher.lastAttempt();
    const { browser } = await signInAdmin(usher, ['Org Support']);
    const watched = await openWatched(chromium);
    const { page } = watched;
    await takeCookies(page, browser, usher.url);
    await page.goto(`${usher.url}/support`);
    await expectSound(watched);
    await page.getByRole('searchbox', { name: 'Reference' }).fill(reference.replaceAll('-', ' ').toLowerCase());
    await page.keyboard.press('Enter');
    await page.waitForURL(`${usher.url}/support/acme/${reference}`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`Sign-in ${reference}`);
    expect(await page.textContent('main')).toContain('No free seat is left for a host.');
    expect(await page.textContent('main')).toContain('No. It would be refused with 31');
    await expectSound(watched);

    await database.prisma.site.update({ where: { id: usher.siteId }, data: { seats: 1 } });
    await page.reload();
    expect(await page.textContent('main')).toContain('Yes. The person would be signed in now');
    await expectSound(watched);

    await page.getByRole('link', { name: 'ada@acme.test' }).first().click();
    expect(await page.getByRole('heading', { level: 2 }).textContent()).toBe('Sign-ins of ada@acme.test');
    expect(await page.getByRole('link', { name: reference }).count()).toBe(1);
    await expectSound(watched);
  });
});

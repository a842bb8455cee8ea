import { organizationRoles } from '../../src/accounts';
import { signInAdmin } from '../support/admin';
import { usherInChromium } from '../support/usherInChromium';
import { expectSound, openWatched, takeCookies } from './watched';

jest.setTimeout(120_000);

describe('the frame of the administration', () => {
  const started = usherInChromium();

  it('leads through every area by its navigation, and each is accessible', async () => {
    const { usher, chromium } = started;
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

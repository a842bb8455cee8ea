import { signInAdmin } from '../support/admin';
import { usherInChromium } from '../support/usherInChromium';
import { expectSound, openWatched, takeCookies } from './watched';

jest.setTimeout(120_000);

describe('somebody at the support desk', () => {
  const started = usherInChromium({ site: { seats: 0 } });

  it('types the reference a person reads out, sees the cause, and after it is mended that it would pass', async () => {
    const { database, usher, chromium } = started;
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

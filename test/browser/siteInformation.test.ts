import { newId } from '../../src/newId';
import { signInAdmin } from '../support/admin';
import { makeAccount } from '../support/site';
import { usherInChromium } from '../support/usherInChromium';
import { expectSound, openWatched, takeCookies, views, overflow } from './watched';

jest.setTimeout(180_000);

describe('Site Information', () => {
  const started = usherInChromium({ site: { partnerId: null, seats: 3 } });
  beforeAll(async () => {
    const { database, usher } = started;
    await makeAccount(database, usher.siteId, { username: 'pat@acme.test', status: 'pending' });
    await makeAccount(database, usher.siteId, { username: 'hal@acme.test' });
    for (let day = 0; day < 14; day += 1) {
      const at = new Date(usher.now.getTime() - day * 86_400_000);
      for (let number = 0; number < 20 - day; number += 1) {
        const outcome = number % 6 === 0 ? ('refused' as const) : ('passed' as const);
        const code = outcome === 'refused' ? [31, 19, 8][day % 3] : null;
        const attempt = { at, outcome, code: code ?? null, kind: 'acs' as const };
        const { siteId, connectionId } = usher;
        await database.prisma.attempt.create({
          data: { ...attempt, id: newId(), siteId, connectionId, reference: newId() },
        });
      }
    }
  });

  async function open(language: string) {
    const { usher, chromium } = started;
    const { browser } = await signInAdmin(usher, ['Org Security Admin'], { language });
    const watched = await openWatched(chromium);
    await takeCookies(watched.page, browser, usher.url);
    return watched;
  }

  it('tells what waits and leads to the page that mends it; the mended thing is gone, and the log knows who it was', async () => {
    const { database, usher } = started;
    const watched = await open('en');
    const { page } = watched;
    await page.goto(`${usher.url}/admin/acme`);
    await expectSound(watched);
    const waiting = page.getByRole('region', { name: 'What waits for you' });
    expect(await waiting.textContent()).toContain('One person waits for your approval.');
    await waiting.getByRole('link', { name: 'Set the partner ID' }).click();
    await expectSound(watched);

    await page.getByLabel('Name *', { exact: true }).fill('Acme Limited');
    await page.getByLabel('Partner ID').fill('P-1');
    await page.getByLabel('Seats *').fill('a lot');
    await page.getByLabel('Contact: e-mail').fill('nobody');
    await page.getByRole('button', { name: 'Save' }).click();
    await expectSound(watched);
    const mistakes = page.getByRole('alert');
    await mistakes.getByRole('link', { name: 'Enter a whole number from 0 to 1000000000.' }).click();
    expect(await page.evaluate<string>('document.activeElement.name')).toBe('seats');
    expect(await page.getByLabel('Name *', { exact: true }).inputValue()).toBe('Acme Limited');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('1');
    await page.getByLabel('Contact: e-mail').fill('help@acme.test');
    await page.keyboard.press('Enter');

    expect(await page.getByRole('status').textContent()).toBe('The site is saved.');
    expect(await page.getByRole('navigation', { name: 'Areas of the site' }).textContent()).toContain('Acme Limited');
    expect(await waiting.textContent()).not.toContain('partner ID');
    expect(await page.getByRole('region', { name: 'The site' }).textContent()).toContain('P-1');
    await expectSound(watched);
    const line = await database.prisma.activity.findFirstOrThrow({ where: { action: 'site.update' } });
    expect(line.actor).toMatch(/^account:admin-/);
  });

  it.each(['de', 'nb'])(
    'fits a phone with the longer words of %s, and has its charts as tables too',
    async (language) => {
      const { usher } = started;
      const watched = await open(language);
      const { page } = watched;
      await page.setViewportSize(views.phone.viewport);
      for (const path of ['/admin/acme', '/admin/acme/edit']) {
        await page.goto(`${usher.url}${path}`);
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        expect([path, await overflow(page)]).toEqual([path, 0]);
      }
      await page.goto(`${usher.url}/admin/acme`);
      await page.locator('#sign-ins ~ figure summary').click();
      expect(await page.locator('#sign-ins ~ figure tbody tr').count()).toBe(14);
      expect(watched.problems).toEqual([]);
    },
  );
});

import { signInOperator } from '../support/admin';
import { testPublicUrl } from '../support/site';
import { usherInChromium } from '../support/usherInChromium';
import { expectSound, openWatched, takeCookies } from './watched';

jest.setTimeout(180_000);

describe('an operator', () => {
  const started = usherInChromium();

  it('makes a site, hands the link over, and its first administrator chooses a password and gets in', async () => {
    const { usher, chromium } = started;
    const watched = await openWatched(chromium);
    const { page } = watched;
    await takeCookies(page, await signInOperator(usher), usher.url);
    await page.goto(`${usher.url}/operator`);
    await expectSound(watched);
    await page.getByRole('navigation').getByRole('link', { name: 'New site' }).click();
    await page.getByRole('button', { name: 'Make the site' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Enter an e-mail address.');
    await expectSound(watched);
    await page.getByLabel('Short name').fill('globex');
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Globex Limited');
    await page.getByLabel('Seats').fill('3');
    await page.getByLabel('E-mail address').fill('hank@globex.test');
    await page.getByLabel('First name').fill('Hank');
    await page.getByLabel('Last name').fill('Scorpio');
    await page.getByRole('button', { name: 'Make the site' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Globex Limited is made');
    await expectSound(watched);
    const link = (await page.locator('.copy code').textContent()) ?? '';
    for (const name of ['Health', 'Outbox', 'Operators', 'Sites']) {
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      await expectSound(watched);
    }

    const hank = await openWatched(chromium);
    await hank.page.goto(link.replace(testPublicUrl, usher.url));
    await expectSound(hank);
    await hank.page.getByLabel('New password', { exact: true }).fill('a sentence that nobody guesses');
    await hank.page.getByLabel('New password again').fill('a sentence that nobody guesses');
    await hank.page.getByRole('button', { name: 'Set the password' }).click();
    expect(await hank.page.getByRole('status').textContent()).toBe('Your password is set. Sign in with it now.');
    await expectSound(hank);
    await hank.page.getByRole('link', { name: 'Forgotten your password?' }).click();
    await hank.page.getByRole('button', { name: 'Send the link' }).click();
    expect(await hank.page.getByRole('heading', { level: 1 }).textContent()).toBe('Look into your mailbox');
    await expectSound(hank);
  });
});

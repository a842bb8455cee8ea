import { domainProof } from '../../src/sites';
import { signInAdmin } from '../support/admin';
import { usherInChromium } from '../support/usherInChromium';
import { expectSound, openWatched, takeCookies } from './watched';

jest.setTimeout(180_000);

describe('E-mail domains', () => {
  const started = usherInChromium();

  it('are ruled, proven and removed by the browser alone; a warning comes before people would be refused', async () => {
    const { usher, chromium } = started;
    await usher.signIn();
    const { browser } = await signInAdmin(usher, ['Org Security Admin']);
    const watched = await openWatched(chromium);
    const { page } = watched;
    await takeCookies(page, browser, usher.url);
    await page.goto(`${usher.url}/admin/acme`);
    await page.getByRole('link', { name: 'E-mail domains' }).click();
    await expectSound(watched);

    await page.getByLabel('Allowed domains').fill('globex.test');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('1 of the last 1 sign-ins');
    await expectSound(watched);
    await page.getByLabel('Allowed domains').fill('globex.test\nacme.test');
    await page.getByRole('button', { name: 'Save nevertheless' }).click();
    expect(await page.getByRole('status').textContent()).toBe('The domains are saved.');
    expect(await page.getByLabel('Allowed domains').inputValue()).toBe('globex.test\nacme.test');

    await page.getByLabel('Add a sign-in domain').fill('Acme.Test');
    await page.getByRole('button', { name: 'Continue' }).click();
    const proof = domainProof('acme.test', usher.siteId);
    expect(await page.locator('.copy code').allTextContents()).toEqual([proof.name, 'TXT', proof.value]);
    await expectSound(watched);
    await page.getByRole('button', { name: 'Look for it now' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('The record is not there yet');
    await expectSound(watched);
    usher.txtRecords.set(proof.name, [[proof.value]]);
    await page.getByRole('button', { name: 'Look for it now' }).click();
    expect(await page.getByRole('status').textContent()).toBe('The sign-in domain is added.');
    expect(await page.getByRole('row', { name: /acme\.test DNS record/ }).count()).toBe(1);
    await expectSound(watched);

    await page.getByRole('link', { name: 'Remove' }).click();
    expect(await page.getByRole('navigation', { name: 'You are here' }).textContent()).toBe('E-mail domains');
    await expectSound(watched);
    await page.getByRole('button', { name: 'Remove the domain' }).click();
    expect(await page.getByRole('status').textContent()).toBe('The sign-in domain is removed.');
    expect(await page.locator('main').textContent()).toContain('This site has no sign-in domain.');
  });
});

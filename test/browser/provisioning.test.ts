import { browserOf, signInAdmin } from '../support/admin';
import { makeAccount } from '../support/site';
import { usherInChromium } from '../support/usherInChromium';
import { expectSound, openWatched, takeCookies } from './watched';

jest.setTimeout(180_000);

describe('Provisioning', () => {
  const started = usherInChromium();

  it('is made by an administrator; its acting user sees the secret once, and a look back shows it no more', async () => {
    const { database, usher, chromium } = started;
    const { browser } = await signInAdmin(usher, ['Org Security Admin']);
    const accountId = await makeAccount(database, usher.siteId, {
      username: 'scim@acme.test',
      roles: ['Org User Admin'],
    });
    const watched = await openWatched(chromium);
    const { page } = watched;
    await takeCookies(page, browser, usher.url);
    await page.goto(`${usher.url}/admin/acme/provisioning`);
    await page.getByRole('link', { name: 'Add an identity provider' }).click();
    await expectSound(watched);
    await page.locator('#name').fill('Okta Production');
    await page.locator('#actingUser').fill('scim@acme.test');
    await page.locator('#contactName').fill('Identity team');
    await page.locator('#contactEmail').fill('identity@acme.test');
    await page.getByRole('button', { name: 'Create Provisioning' }).click();
    await page.waitForURL(/done=created/);
    const [address = '', id = ''] = await page.locator('.copy code').allTextContents();
    expect(address).toBe(`http://localhost:3000/scim/v2/${id}`);
    await expectSound(watched);

    const own = await openWatched(chromium);
    await takeCookies(own.page, await browserOf(usher, accountId), usher.url);
    await own.page.goto(`${usher.url}/account`);
    await own.page.getByRole('link', { name: 'Regenerate: Okta Production' }).click();
    await expectSound(own);
    await own.page.getByRole('button', { name: 'Regenerate' }).click();
    await own.page.locator('.copy code').first().waitFor();
    const [secret = ''] = await own.page.locator('.copy code').allTextContents();
    expect(secret).toMatch(/^[\w-]{43}$/);
    await expectSound(own);
    await own.page.goto(`${usher.url}/account/provisionings/${id}/regenerate`);
    expect(await own.page.content()).not.toContain(secret);
    await page.reload();
    expect(await page.content()).not.toContain(secret);
  });
});

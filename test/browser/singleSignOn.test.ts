import type { Browser } from 'playwright-core';
import type { Database } from '../../src/db';
import { connectionAddresses } from '../../src/sites';
import { signInOperator } from '../support/admin';
import { freshDatabase } from '../support/database';
import { serve, type Served } from '../support/http';
import { idpMetadata } from '../support/metadata';
import { makeAccount, testPublicUrl } from '../support/site';
import { identityProvider } from '../support/identityProvider';
import { idpKey, UsherUnderTest } from '../support/usher';
import { launchChromium } from './chromium';
import { expectSound, openWatched, overflow, takeCookies, views } from './watched';

jest.setTimeout(180_000);

describe('single sign-on by its pages', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let chromium: Browser;
  let provider: Served;

  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database, { site: { seats: 5 } });
    const addresses = connectionAddresses(testPublicUrl, 'acme', 'okta');
    provider = await serve(identityProvider(usher, { ...addresses, acs: usher.url + new URL(addresses.acs).pathname }));
    chromium = await launchChromium();
    const rescuer = { username: 'door@acme.test', bypass: true, passwordHash: 'hash', roles: ['Org Security Admin'] };
    await makeAccount(database, usher.siteId, rescuer);
  });
  afterAll(async () => {
    await chromium.close();
    await provider.close();
    await usher.close();
    await database.close();
  });

  async function open() {
    const watched = await openWatched(chromium);
    await takeCookies(watched.page, await signInOperator(usher, `${String(Math.random())}@usher.test`), usher.url);
    return watched;
  }

  it('an identity provider is connected by pasted metadata, tested for real, switched on, and required', async () => {
    const watched = await open();
    const { page } = watched;
    const { certificatePem } = await idpKey();
    await page.goto(`${usher.url}/admin/acme/single-sign-on`);
    await expectSound(watched);
    await page.getByRole('link', { name: 'New connection' }).click();
    await page.getByLabel('Name *').fill('okta');
    const metadata = idpMetadata({ certificates: [certificatePem], ssoUrl: `${provider.url}/sso` });
    await page.getByLabel('or paste the metadata').fill(metadata);
    await page.getByRole('button', { name: 'Show what it says' }).click();
    await expectSound(watched);
    expect(await page.getByRole('main').textContent()).toContain(`${provider.url}/sso`);
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('status').textContent()).toContain('The connection is made.');
    await expectSound(watched);

    await page.getByRole('button', { name: 'Start a test sign-in' }).click();
    await page.getByRole('button', { name: 'Sign in as Ada' }).click();
    await page.getByRole('heading', { name: 'The test passed' }).waitFor();
    expect(await page.getByRole('main').textContent()).toContain('nobody was signed in');
    await expectSound(watched);
    expect(await usher.account()).toBeNull();

    await page.getByRole('link', { name: 'okta' }).click();
    await page.getByLabel('This connection is on').check();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('status').textContent()).toContain('saved');
    await page.goto(`${usher.url}/admin/acme/single-sign-on`);
    await page.getByLabel('Single sign-on is required').check();
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('status').textContent()).toContain('saved');
    expect(await page.getByLabel('Single sign-on is required').isChecked()).toBe(true);
    await expectSound(watched);
  });

  it('a connection gets another name, its metadata comes again, and our own keys are announced', async () => {
    const { siteId } = usher;
    const id = '00000000-0000-7000-8000-000000000007';
    const row = { id, siteId, name: 'old', idpEntityId: 'https://idp.acme.test/metadata' };
    await database.prisma.connection.create({ data: row });
    // The first use of any connection makes our keys.
    await usher.browser().get('/saml/acme/main/metadata');
    const watched = await open();
    const { page } = watched;
    await page.goto(`${usher.url}/admin/acme/single-sign-on/connections/old`);
    await page.getByRole('link', { name: 'Rename this connection' }).click();
    await page.getByRole('button', { name: 'Show what changes' }).click();
    await page.getByRole('link', { name: 'Use 1 to 63 lower-case letters' }).click();
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('renameTo');
    await expectSound(watched);
    await page.getByLabel('New name').fill('renewed');
    await page.getByRole('button', { name: 'Show what changes' }).click();
    const addresses = page.getByRole('row', { name: 'ACS address' });
    for (const name of ['old', 'renewed']) {
      expect(await addresses.getByText(connectionAddresses(testPublicUrl, 'acme', name).acs).count()).toBe(1);
    }
    await expectSound(watched);
    await page.getByRole('button', { name: 'Rename to renewed' }).click();
    await page.getByText('The connection has its new name.').waitFor();

    await page.getByRole('link', { name: 'Import metadata again' }).click();
    await expectSound(watched);
    const { certificatePem } = await idpKey();
    const metadata = idpMetadata({ certificates: [certificatePem], ssoUrl: `${provider.url}/sso` });
    await page.getByLabel('or paste the metadata').fill(metadata);
    await page.getByRole('button', { name: 'Show what would change' }).click();
    expect(await page.getByRole('row', { name: 'Sign-in address' }).textContent()).toContain(`${provider.url}/sso`);
    await expectSound(watched);
    await page.getByRole('button', { name: 'Import it' }).click();
    await page.getByText('The metadata is imported.').waitFor();
    expect(await database.prisma.connection.findUnique({ where: { id } })).toMatchObject({
      name: 'renewed',
      ssoUrl: `${provider.url}/sso`,
    });

    await page.goto(`${usher.url}/admin/acme/single-sign-on/keys`);
    await page.getByRole('button', { name: 'Publish the next keys' }).click();
    await page.getByRole('link', { name: 'Tick the box first.' }).click();
    await expectSound(watched);
    await page.getByLabel('I shall tell the identity providers’ people').check();
    await page.getByRole('button', { name: 'Publish the next keys' }).click();
    await page.getByText('The next keys are in our metadata.').waitFor();
    expect(await page.getByRole('row', { name: /Announced/ }).count()).toBe(2);
    await expectSound(watched);
  });

  it.each(['de', 'nb'])('fits a phone with the longer words of %s', async (language) => {
    const watched = await openWatched(chromium, { ...views.phone, locale: language });
    const { page } = watched;
    await takeCookies(page, await signInOperator(usher, `${language}@usher.test`), usher.url);
    const home = '/admin/acme/single-sign-on';
    const below = ['', '/set-up', '/rename', '/metadata', '/remove'].map((page) => `/connections/main${page}`);
    for (const path of ['', '/new', '/keys', ...below]) {
      await page.goto(`${usher.url}${home}${path}`);
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect([path, await overflow(page)]).toEqual([path, 0]);
    }
    expect(watched.problems).toEqual([]);
  });
});

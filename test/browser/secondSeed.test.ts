import type { Browser, Page } from 'playwright-core';
import type { Database } from '../../src/db';
import { connectionAddresses } from '../../src/sites';
import { signInAdmin } from '../support/admin';
import { freshDatabase } from '../support/database';
import { serve, type Served } from '../support/http';
import { identityProvider, type KnownPerson } from '../support/identityProvider';
import { idpMetadata } from '../support/metadata';
import { testPublicUrl } from '../support/site';
import { idpKey, UsherUnderTest } from '../support/usher';
import { launchChromium } from './chromium';
import { expectSound, openWatched, takeCookies, type WatchedPage } from './watched';

jest.setTimeout(300_000);

const issuer = 'http://adfs.acme.test/adfs/services/trust';
const addresses = connectionAddresses(testPublicUrl, 'acme', 'adfs');

/** The runbook of the second source, "User Management": tracking codes, mapping, creation and update, and what fails. */
describe('Auto Account Creation and Auto Account Update with ADFS', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let provider: Served;
  let chromium: Browser;
  let admin: WatchedPage;
  /** Who signs in at the identity provider. */
  let person: KnownPerson;

  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database, { site: { seats: 5, autoCreate: false } });
    provider = await serve(identityProvider(usher, addresses, () => person));
    chromium = await launchChromium(usher.url);
    const { browser } = await signInAdmin(usher, ['Org Security Admin']);
    admin = await openWatched(chromium);
    await takeCookies(admin.page, browser, testPublicUrl);
    await admin.page.goto(`${testPublicUrl}/admin/acme`);
  });
  afterAll(async () => {
    await chromium.close();
    await provider.close();
    await usher.close();
    await database.close();
  });

  /** What ADFS 2 sends by the mapping of the source: the e-mail address as Name_ID and as email, no uid, no SAML_SUBJECT. */
  const sentByAdfs = (name: string, more: Record<string, string | null>): KnownPerson => {
    const email = `${name.toLowerCase()}@acme.test`;
    const mapped = { uid: null, Name_ID: email, email, firstname: name, lastname: 'Lovelace' };
    return { name, nameId: { value: email }, attributes: { ...mapped, ...more }, response: { issuer } };
  };

  /** Somebody's own browser, in which they sign in. */
  async function signIn(somebody: KnownPerson): Promise<WatchedPage> {
    person = somebody;
    const watched = await openWatched(chromium);
    await watched.page.goto(addresses.login);
    await watched.page.getByRole('button', { name: `Sign in as ${somebody.name}` }).click();
    return watched;
  }

  const textOf = async (page: Page) => (await page.getByRole('main').textContent()) ?? '';
  const goTo = (area: string) =>
    admin.page.getByRole('navigation', { name: 'Areas of the site' }).getByRole('link', { name: area }).click();

  /** The support desk's page of an attempt, found by the reference alone. */
  async function findByReference(reference: string): Promise<string> {
    const groups = reference.replaceAll('-', '').match(/.{3}/g) ?? [];
    await goTo('Support desk');
    await admin.page.getByRole('searchbox', { name: 'Reference' }).fill(reference.toLowerCase());
    await admin.page.getByRole('button', { name: 'Find' }).first().click();
    await admin.page.getByRole('heading', { level: 1, name: `Sign-in ${groups.join('-')}` }).waitFor();
    await expectSound(admin);
    return textOf(admin.page);
  }

  it('begins with a required tracking code whose list has an active and an inactive value', async () => {
    const { page } = admin;
    await goTo('Tracking Codes');
    await page.getByLabel('Label of TC1', { exact: true }).fill('Cost centre');
    await page.getByLabel('Input mode of TC1', { exact: true }).selectOption('Dropdown menu');
    await page.getByLabel('Usage of TC1', { exact: true }).selectOption('Required');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('Your changes are saved.').waitFor();
    await expectSound(admin);
    await page.getByRole('link', { name: 'Edit list TC1' }).click();
    for (const value of ['CC-100', 'CC-200']) {
      await page.getByLabel('Add a value').fill(value);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText('The value is in the list.').waitFor();
    }
    await page.getByLabel('CC-200 is active').uncheck();
    await page.getByRole('button', { name: 'Save what is active' }).click();
    await page.getByText('Your changes are saved.').waitFor();
    await expectSound(admin);
  });

  it('imports the SSO configuration from metadata and switches creation and update on', async () => {
    const { page } = admin;
    const { certificatePem } = await idpKey();
    await goTo('Single sign-on');
    await page.getByRole('link', { name: 'New connection' }).click();
    await page.getByLabel('Name *').fill('adfs');
    const metadata = idpMetadata({ entityId: issuer, certificates: [certificatePem], ssoUrl: `${provider.url}/sso` });
    await page.getByLabel('Metadata file').setInputFiles({
      name: 'FederationMetadata.xml',
      mimeType: 'text/xml',
      buffer: Buffer.from(metadata),
    });
    await page.getByRole('button', { name: 'Show what it says' }).click();
    expect(await textOf(page)).toContain(issuer);
    await expectSound(admin);
    await page.getByLabel('Switch it on at once').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The connection is made.').waitFor();
    await page.getByRole('link', { name: /^Set up Okta/ }).click();
    const steps = await textOf(page);
    for (const told of [addresses.metadata, addresses.acs, 'ADFS', 'firstname', 'lastname', 'email']) {
      expect(steps).toContain(told);
    }
    await expectSound(admin);

    await goTo('Single sign-on');
    await page.getByLabel('Create accounts at sign-in').check();
    await page.getByLabel('Update accounts at sign-in').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The settings are saved.').waitFor();
    await expectSound(admin);
  });

  it('makes an account at the first sign-in; My Account and Edit User show what was sent', async () => {
    const sent = { TC1: 'CC-100', updateTimestamp: '20261122090000.0Z' };
    const ada = await signIn(sentByAdfs('Ada', sent));
    await ada.page.waitForURL(`${testPublicUrl}/account`);
    expect(await textOf(ada.page)).toContain('CC-100');
    await expectSound(ada);
    expect(await usher.account()).toMatchObject({ lastName: 'Lovelace', trackingCodes: { TC1: 'CC-100' } });

    await goTo('Users');
    await admin.page.getByRole('link', { name: 'ada@acme.test' }).click();
    expect(await admin.page.getByLabel('First name').inputValue()).toBe('Ada');
    expect(await admin.page.getByLabel('TC1 · Cost centre').inputValue()).toBe('CC-100');
    await expectSound(admin);
    const { reference } = await usher.lastAttempt();
    expect(await findByReference(reference)).toContain('Signed in');
  });

  it('updates it when updateTimestamp is newer, and not when it is not', async () => {
    const older = { lastname: 'Byron', TC1: 'CC-100', updateTimestamp: '20261122080000.0Z' };
    await (await signIn(sentByAdfs('Ada', older))).page.waitForURL(`${testPublicUrl}/account`);
    expect(await usher.account()).toMatchObject({ lastName: 'Lovelace' });
    const newer = { lastname: 'King', TC1: 'CC-100', updateTimestamp: '20261122100000.0Z' };
    const ada = await signIn(sentByAdfs('Ada', newer));
    await ada.page.waitForURL(`${testPublicUrl}/account`);
    expect(await textOf(ada.page)).toContain('King');
    expect(await usher.account()).toMatchObject({ lastName: 'King' });
    expect(await database.prisma.account.count({ where: { usernameKey: 'ada@acme.test' } })).toBe(1);
    const { reference } = await usher.lastAttempt();
    expect(await findByReference(reference)).toContain('Signed in');
  });

  it('refuses with 31 who sends an attribute in another case and an inactive value, and tells both by the reference', async () => {
    const watched = await signIn(sentByAdfs('Bob', { firstname: null, FirstName: 'Bob', TC1: 'CC-200' }));
    const { page } = watched;
    await page
      .getByText('Auto Account Creation failed (31). Contact your administrator for further support.')
      .waitFor();
    await expectSound(watched);
    const told = await findByReference((await page.locator('.reference').textContent()) ?? '');
    expect(told).toContain('firstname');
    expect(told).toContain('FirstName');
    expect(told).toContain('CC-200');
    expect(told).toContain('No. It would be refused with 31');
    expect(await usher.account('bob@acme.test')).toBeNull();
  });

  it('refuses with 32 an update with an inactive value, changes nothing, and passes once the value is active', async () => {
    const sent = sentByAdfs('Ada', { lastname: 'Noel', TC1: 'CC-200', updateTimestamp: '20261122110000.0Z' });
    const watched = await signIn(sent);
    const { page } = watched;
    await page.getByText('Auto Account Update failed (32). Contact your administrator for further support.').waitFor();
    await expectSound(watched);
    const reference = (await page.locator('.reference').textContent()) ?? '';
    const told = await findByReference(reference);
    expect(told).toContain('CC-200');
    expect(told).toContain('No. It would be refused with 32');
    expect(await usher.account()).toMatchObject({ lastName: 'King', trackingCodes: { TC1: 'CC-100' } });

    await goTo('Tracking Codes');
    await admin.page.getByRole('link', { name: 'Edit list TC1' }).click();
    await admin.page.getByLabel('CC-200 is active').check();
    await admin.page.getByRole('button', { name: 'Save what is active' }).click();
    await admin.page.getByText('Your changes are saved.').waitFor();
    expect(await findByReference(reference)).toContain('Yes. The person would be signed in now');
    await (await signIn(sent)).page.waitForURL(`${testPublicUrl}/account`);
    expect(await usher.account()).toMatchObject({ lastName: 'Noel', trackingCodes: { TC1: 'CC-200' } });
  });
});

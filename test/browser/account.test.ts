import type { Browser, Page } from 'playwright-core';
import type { Database } from '../../src/db';
import { hashPassword } from '../../src/sessions';
import { browserOf, signInAdmin } from '../support/admin';
import { freshDatabase } from '../support/database';
import { makeAccount, testPublicUrl } from '../support/site';
import { UsherUnderTest } from '../support/usher';
import { launchChromium } from './chromium';
import { expectSound, openWatched, takeCookies } from './watched';

jest.setTimeout(120_000);

describe('somebody with a password', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let chromium: Browser;

  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
    // Browsers judge cookies by their own clock.
    usher.pass((Date.now() - usher.now.getTime()) / 1000);
    chromium = await launchChromium(usher.url);
  });
  afterAll(async () => {
    await chromium.close();
    await usher.close();
    await database.close();
  });

  it('changes their details and their password on My Account', async () => {
    const passwordHash = await hashPassword('correct horse battery');
    const accountId = await makeAccount(database, usher.siteId, { bypass: true, passwordHash });
    const watched = await openWatched(chromium);
    const { page } = watched;
    await takeCookies(page, await browserOf(usher, accountId), usher.url);
    await page.goto(`${usher.url}/account`);
    await expectSound(watched);
    await page.getByRole('link', { name: 'Edit my details' }).click();
    await expectSound(watched);
    await page.getByRole('textbox', { name: 'First name' }).fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('alert').count()).toBe(1);
    await expectSound(watched);
    await page.getByRole('textbox', { name: 'First name' }).fill('Augusta');
    await page.getByLabel('Time zone').selectOption('Europe/Oslo');
    await page.getByRole('button', { name: 'Save' }).click();
    expect(await page.getByRole('status').textContent()).toBe('Your changes are saved.');
    expect(await page.textContent('main')).toContain('Europe/Oslo');

    await page.getByRole('link', { name: 'Change my password' }).click();
    await expectSound(watched);
    await page.getByLabel('Current password').fill('correct horse battery');
    await page.getByLabel('New password', { exact: true }).fill('a sentence that nobody guesses');
    await page.getByLabel('New password again').fill('a sentence that nobody guesses');
    await page.getByRole('button', { name: 'Set the password' }).click();
    expect(await page.getByRole('status').textContent()).toContain('Your password is changed');
    await expectSound(watched);
  });

  /** The link of the newest mail of a kind to somebody. */
  const mailedTo = async (to: string, template: string) => {
    await usher.runJobs();
    const mail = (await usher.mails()).find((one) => one.to === to && one.template === template);
    const link = /https?:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? '';
    expect(link).toMatch(new RegExp(`^${testPublicUrl}/sign-in/`));
    return link;
  };
  const password = 'a sentence that nobody guesses';
  const choosePassword = async (page: Page, chosen: string) => {
    await page.getByLabel('New password', { exact: true }).fill(chosen);
    await page.getByLabel('New password again').fill(chosen);
    await page.getByRole('button', { name: 'Set the password' }).click();
    expect(await page.getByRole('status').textContent()).toBe('Your password is set. Sign in with it now.');
  };
  const signIn = async (page: Page, typed: string) => {
    await page.getByLabel('Password', { exact: true }).fill(typed);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  };

  it('added by page, confirms the address at the first sign-in by password, and gets in', async () => {
    const security = await signInAdmin(usher, ['Org Security Admin']);
    const made = await security.browser.post('/admin/acme/users/new', {
      ...{ username: 'bob@acme.test', firstName: 'Bob', lastName: 'Builder', email: 'bob@acme.test' },
      ...{ type: 'attendee', status: 'active', bypass: 'on' },
    });
    expect(made.status).toBe(303);
    const bob = await usher.account('bob@acme.test');
    expect(bob).toMatchObject({ emailVerified: false, bypass: true });
    // A password that somebody else handed over shows nothing of the address.
    const passwordHash = await hashPassword(password);
    await database.prisma.account.update({ where: { id: bob?.id ?? '' }, data: { passwordHash } });

    const watched = await openWatched(chromium);
    const { page } = watched;
    await page.goto(`${testPublicUrl}/?site=acme&identifier=bob%40acme.test&password=1`);
    await expectSound(watched);
    await signIn(page, password);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('One more step');
    await expectSound(watched);
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('usher-session');

    await page.goto(await mailedTo('bob@acme.test', 'verify_email'));
    await expectSound(watched);
    await page.getByRole('button', { name: 'Yes, this is my address' }).click();
    expect(await page.getByRole('status').textContent()).toBe('Your address is confirmed. Sign in now.');
    await expectSound(watched);
    await signIn(page, password);
    await page.waitForURL(`${testPublicUrl}/account`);
    expect(await page.textContent('main')).toContain('bob@acme.test');
    await expectSound(watched);
  });

  it('who has forgotten it asks for a link, chooses another one, and gets in with that alone', async () => {
    const passwordHash = await hashPassword(password);
    const columns = { username: 'cleo@acme.test', bypass: true, passwordHash };
    await makeAccount(database, usher.siteId, columns);
    const watched = await openWatched(chromium);
    const { page } = watched;
    await page.goto(`${testPublicUrl}/?site=acme&identifier=cleo%40acme.test&password=1`);
    await signIn(page, 'not the right one');
    expect(await page.getByRole('alert').textContent()).toContain('do not match');
    await page.getByRole('link', { name: 'Forgotten your password?' }).click();
    await expectSound(watched);
    await page.getByRole('button', { name: 'Send the link' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Look into your mailbox');
    await expectSound(watched);

    const link = await mailedTo('cleo@acme.test', 'password_reset');
    await page.goto(link);
    await expectSound(watched);
    await choosePassword(page, 'another sentence of mine');
    await signIn(page, password);
    expect(await page.getByRole('alert').textContent()).toContain('do not match');
    await signIn(page, 'another sentence of mine');
    await page.waitForURL(`${testPublicUrl}/account`);
    await expectSound(watched);
    // The link worked once.
    await page.goto(link);
    expect(await page.getByLabel('New password', { exact: true }).count()).toBe(0);
  });
});

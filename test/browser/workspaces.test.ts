import { signInAdmin } from '../support/admin';
import { makeAccount } from '../support/site';
import { usherInChromium } from '../support/usherInChromium';
import { expectSound, openWatched, takeCookies } from './watched';

jest.setTimeout(180_000);

describe('Workspaces', () => {
  const started = usherInChromium();

  it('are made, filled, renamed and left by the browser alone; what goes with a membership is said before', async () => {
    const { database, usher, chromium } = started;
    for (const name of ['ada', 'linus']) {
      await makeAccount(database, usher.siteId, {
        username: `${name}@acme.test`,
        displayName: name === 'ada' ? 'Ada Lovelace' : 'Linus Pauling',
        email: `${name}@mail.acme.test`,
        emailKey: `${name}@mail.acme.test`,
        type: 'attendee',
      });
    }
    const { browser } = await signInAdmin(usher, ['Org Workspace Admin']);
    const watched = await openWatched(chromium);
    const { page } = watched;
    await takeCookies(page, browser, usher.url);
    await page.goto(`${usher.url}/admin/acme`);
    await page.getByRole('link', { name: 'Workspaces' }).click();
    await expectSound(watched);

    await page.getByLabel('Name').fill('Audit:role:Manager');
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('link', { name: 'Workspaces' }).first().click();
    await page.getByLabel('Name').fill('Audit');
    await page.getByRole('button', { name: 'Make it' }).click();
    expect(await page.getByRole('status').textContent()).toBe('The workspace is made.');
    await expectSound(watched);

    await page.getByLabel('Add a role').fill('Manager');
    await page.getByRole('button', { name: 'Add', exact: true }).first().click();
    expect(await page.getByRole('alert').textContent()).toContain('would look the same to SCIM clients');
    expect(await page.getByLabel('Add a role').inputValue()).toBe('Manager');
    await expectSound(watched);
    await page.getByLabel('Add a role').fill('Reviewer');
    await page.getByRole('button', { name: 'Add', exact: true }).first().click();
    expect(await page.getByRole('status').textContent()).toBe('It is added.');

    const people = page.getByLabel('User names or e-mail addresses, one a line');
    await people.fill('ada@acme.test\nzoe@acme.test');
    await people.locator('xpath=ancestor::form').getByRole('button').click();
    expect(await page.getByRole('alert').textContent()).toContain('zoe@acme.test: nobody of this site');
    await expectSound(watched);
    await people.fill('ada@acme.test\nLINUS@mail.acme.test');
    await people.locator('xpath=ancestor::form').getByRole('button').click();
    expect(await page.getByRole('status').textContent()).toBe('The members are added.');
    expect(await page.getByRole('rowheader').allTextContents()).toEqual(['Ada Lovelace', 'Linus Pauling']);
    await usher.runJobs();
    expect((await usher.mails()).map(({ subject }) => subject)).toEqual(
      Array(2).fill('Acme Corporation: welcome to Audit'),
    );

    await page.getByRole('link', { name: 'Reviewer' }).click();
    await people.fill('ada@acme.test');
    await people.locator('xpath=ancestor::form').getByRole('button').click();
    await expectSound(watched);
    await page.getByRole('navigation', { name: 'You are here' }).getByRole('link', { name: 'Audit' }).click();

    await page.getByRole('link', { name: 'Rename' }).click();
    await page.getByLabel('New name').fill('Revision');
    await expectSound(watched);
    await page.getByRole('button', { name: 'Rename' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Revision');
    expect(await page.locator('.copy code').textContent()).toBe('workspace:Revision');

    await page
      .getByRole('row', { name: /Ada Lovelace/ })
      .getByRole('link', { name: 'Remove' })
      .click();
    expect(await page.locator('main').textContent()).toContain('In this workspace they also lose: Reviewer.');
    await expectSound(watched);
    await page.getByRole('button', { name: 'Take them out' }).click();
    expect(await page.getByRole('rowheader').allTextContents()).toEqual(['Linus Pauling']);

    await page.getByRole('link', { name: 'Remove' }).first().click();
    await expectSound(watched);
    await page.getByRole('button', { name: 'Remove it' }).click();
    expect(await page.getByRole('status').textContent()).toBe('It is removed.');
    expect(await page.getByRole('link', { name: 'Revision' }).count()).toBe(0);
  });
});

import { signInAdmin } from '../support/admin';
import { arrange } from '../support/siteState';
import { usherInChromium } from '../support/usherInChromium';
import { expectSound, openWatched, takeCookies } from './watched';

jest.setTimeout(180_000);

describe('tracking codes in a browser', () => {
  const started = usherInChromium();
  beforeAll(async () => {
    const { usher } = started;
    await arrange(usher, { trackingCodes: [{ number: 1, label: 'Division', usage: 'optional' }] });
  });

  const person = (name: string, attributes: Record<string, string> = {}) => ({
    nameId: { value: name },
    attributes: { uid: name, email: name, ...attributes },
  });
  const open = async (path: string) => {
    const { usher, chromium } = started;
    const { browser } = await signInAdmin(usher, ['Org User Admin']);
    const watched = await openWatched(chromium);
    await takeCookies(watched.page, browser, usher.url);
    await watched.page.goto(`${usher.url}${path}`);
    return watched;
  };

  it('become a list: set up by mouse, filled by hand, by CSV and by what arrived, each step told in the log', async () => {
    const { database, usher } = started;
    const watched = await open('/admin/acme');
    const { page } = watched;
    await page.getByRole('link', { name: 'Tracking Codes' }).click();
    await expectSound(watched);
    await page.getByLabel('Label of TC1', { exact: true }).fill('Timezone');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Timezone is a reserved name' }).click();
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('label-1');
    await expectSound(watched);
    await page.getByLabel('Label of TC1', { exact: true }).fill('Cost centre');
    await page.getByLabel('Input mode of TC1', { exact: true }).selectOption('Dropdown menu');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('status').getByText('Your changes are saved.').waitFor();

    await page.getByRole('link', { name: 'Edit list TC1' }).click();
    for (const value of ['CC-200', 'CC-100']) {
      await page.getByLabel('Add a value').fill(value);
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText('The value is in the list.').waitFor();
    }
    await page.getByRole('button', { name: 'Move CC-100 up' }).click();
    await page.getByText('The order is saved.').waitFor();
    await page.getByLabel('CC-200 is active').uncheck();
    await page.getByRole('button', { name: 'Save what is active' }).click();
    await page.getByText('Your changes are saved.').waitFor();
    await expectSound(watched);

    await page.getByLabel('Or paste it here').fill('value,active\nCC-200,yes\nCC-300,\nCC-300,\n');
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText('The value stands in the file already.').waitFor();
    await expectSound(watched);
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByText('The list is imported.').waitFor();

    expect((await usher.respond(person('nora@acme.test', { TC1: 'cc-300' }))).status).toBe(403);
    await page.reload();
    await page.getByText('differs by case from “CC-300”').waitFor();
    await expectSound(watched);
    await page.getByRole('button', { name: 'Add cc-300 to the list' }).click();
    await page.getByText('Every value that arrived is in the list.').waitFor();
    expect((await usher.signIn(person('nora@acme.test', { TC1: 'cc-300' }))).status).toBe(303);
    const values = await database.prisma.trackingCodeValue.findMany({ orderBy: { position: 'asc' } });
    expect(values.map(({ value }) => value)).toEqual(['CC-100', 'CC-200', 'CC-300', 'cc-300']);

    await page.getByRole('link', { name: 'Activity log' }).click();
    await page.getByLabel('Kind of thing').selectOption('Tracking code');
    await page.getByRole('button', { name: 'Filter' }).click();
    expect(await page.getByRole('rowheader', { name: 'values.cc-300', exact: true }).count()).toBe(1);
    await expectSound(watched);
    await page.getByRole('link', { name: 'Clear filters' }).click();
    await page.getByText('Account: made').waitFor();
    await page.getByRole('link', { name: 'Ada Lovelace' }).first().waitFor();
  });

  it('ask before they shut people out who came in yesterday', async () => {
    const { database, usher } = started;
    await usher.signIn(person('eve@acme.test'));
    const watched = await open('/admin/acme/tracking-codes');
    const { page } = watched;
    await page.getByLabel('Usage of TC1', { exact: true }).selectOption('Required');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/would have refused 1 of the \d+ sign-ins/).waitFor();
    expect(await page.getByRole('rowheader', { name: 'eve@acme.test' }).count()).toBe(1);
    await expectSound(watched);
    await page.getByRole('button', { name: 'Go back, save nothing' }).click();
    expect(await page.getByLabel('Usage of TC1', { exact: true }).inputValue()).toBe('required');
    expect(await database.prisma.trackingCode.findFirst()).toMatchObject({ usage: 'optional' });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Save anyway' }).click();
    await page.getByText('Your changes are saved.').waitFor();
    expect(await database.prisma.trackingCode.findFirst()).toMatchObject({ usage: 'required' });
  });

  it('are read on a phone in German, the whole log too', async () => {
    const { usher, chromium } = started;
    const { browser } = await signInAdmin(usher, ['Org User Admin'], { language: 'de' });
    const watched = await openWatched(chromium, { viewport: { width: 360, height: 740 } });
    const { page } = watched;
    await takeCookies(page, browser, usher.url);
    for (const path of ['tracking-codes', 'tracking-codes/1', 'activity']) {
      await page.goto(`${usher.url}/admin/acme/${path}`);
      await expectSound(watched);
    }
    await page.getByText('Änderungsprotokoll').first().waitFor();
  });
});

import type { Database } from '../../../src/db';
import { signInAdmin, signInOperator } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import { makeAccount } from '../../support/site';
import { UsherUnderTest } from '../../support/usher';

describe('Site Information', () => {
  let database: Database;
  let usher: UsherUnderTest;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
  });
  beforeEach(() =>
    database.prisma.site.update({ where: { id: usher.siteId }, data: { name: 'Acme Corporation', seats: 25 } }),
  );
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const fields = { name: 'Acme', partnerId: 'P-1', seats: '30', rawResponseDays: '7' };
  const edit = async (browser: Awaited<ReturnType<typeof signInAdmin>>['browser']) => {
    const form = await (await browser.get('/admin/acme/edit')).text();
    return /name="tag" value="([^"]+)"/.exec(form)?.[1] ?? '';
  };

  it('makes at most nine round trips, however many accounts and attempts there are', async () => {
    const { browser } = await signInAdmin(usher, ['Org Security Admin']);
    const watch = jest.spyOn(Reflect.get(database, 'pglite') as { query: (...all: unknown[]) => unknown }, 'query');
    await browser.get('/admin/acme');
    const statements = watch.mock.calls.map(([text]) => String(text));
    watch.mockRestore();
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.length).toBeLessThanOrEqual(9);
    // No page counts accounts: their number is kept.
    expect(statements.filter((text) => /FROM "?(public"?\."?)?accounts/i.test(text) && /count/i.test(text))).toEqual(
      [],
    );
  });

  it('shows seats, accounts by status and what waits', async () => {
    await makeAccount(database, usher.siteId, { username: 'p@acme.test', status: 'pending' });
    await usher.signIn({ attributes: { memberStatus: '1' } });
    const { browser } = await signInAdmin(usher, ['Org Workspace Admin']);
    const page = await (await browser.get('/admin/acme')).text();
    expect(page).toContain('One person waits for your approval.');
    expect(page).toContain('Auto Account Creation failed');
    expect(page).not.toContain('/support/acme');
    expect(page).not.toContain('/admin/acme/edit');
  });

  it('is changed by a Security Admin and an operator, and by nobody else', async () => {
    const security = (await signInAdmin(usher, ['Org Security Admin'])).browser;
    const done = await security.post('/admin/acme/edit', { ...fields, tag: await edit(security) });
    expect([done.status, done.headers.get('location')]).toEqual([303, '/admin/acme?done=saved']);
    expect(await (await security.get('/admin/acme?done=saved')).text()).toContain('The site is saved.');
    const operator = await signInOperator(usher);
    const again = await operator.post('/admin/acme/edit', { ...fields, name: 'By us', tag: await edit(operator) });
    expect(again.status).toBe(303);
    for (const role of ['Org User Admin', 'Org Workspace Admin', 'Org Support'] as const) {
      const { browser } = await signInAdmin(usher, [role]);
      expect((await browser.get('/admin/acme/edit')).status).toBe(403);
      expect((await browser.post('/admin/acme/edit', { ...fields, name: 'No' })).status).toBe(403);
    }
    const lines = await database.prisma.activity.findMany({ where: { action: 'site.update' }, orderBy: { id: 'asc' } });
    expect(lines.map(({ actor }) => actor.split(':')[0])).toEqual(['account', 'operator']);
    expect((await database.prisma.site.findUniqueOrThrow({ where: { id: usher.siteId } })).name).toBe('By us');
  });

  it('keeps what was entered when something is wrong, and says it at the field', async () => {
    const { browser } = await signInAdmin(usher, ['Org Security Admin'], { language: 'de' });
    const answer = await browser.post('/admin/acme/edit', {
      ...fields,
      name: '',
      'adminContact.url': 'ftp://x',
      tag: await edit(browser),
    });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('Füllen Sie dieses Feld aus.');
    expect(page).toMatch(/id="adminContact.url"[^>]*aria-invalid/);
    expect(page).toContain('value="ftp://x"');
    expect(page).toContain('value="30"');
  });

  it('tells who edits at the same time, and overwrites nobody', async () => {
    const { browser } = await signInAdmin(usher, ['Org Security Admin']);
    const tag = await edit(browser);
    await database.prisma.site.update({ where: { id: usher.siteId }, data: { seats: 99 } });
    const answer = await browser.post('/admin/acme/edit', { ...fields, name: 'Mine', tag });
    expect(answer.status).toBe(409);
    const page = await answer.text();
    expect(page).toContain('Somebody else was quicker');
    expect(page).toContain('value="Mine"');
    expect(await database.prisma.site.findUniqueOrThrow({ where: { id: usher.siteId } })).toMatchObject({
      seats: 99,
      name: 'Acme Corporation',
    });
    // Sent again without looking, it is still nobody's word against the new values.
    expect((await browser.post('/admin/acme/edit', { ...fields, tag })).status).toBe(409);
    expect((await browser.post('/admin/acme/edit', fields)).status).toBe(409);
  });

  it('takes no form from elsewhere, and shows no notice but its own', async () => {
    const { browser } = await signInAdmin(usher, ['Org Security Admin']);
    const forged = await browser.post('/admin/acme/edit', fields, { 'sec-fetch-site': 'cross-site' });
    expect(forged.status).toBe(403);
    expect((await browser.get('/admin/acme?done=constructor')).status).toBe(200);
  });
});

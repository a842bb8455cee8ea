import { randomBytes } from 'node:crypto';
import type { Database } from '../../../src/db';
import { rotateSiteKeys } from '../../../src/saml';
import { signInAdmin } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import type { TestBrowser } from '../../support/http';
import { makeSharedKey, testBox } from '../../support/site';
import { UsherUnderTest } from '../../support/usher';

const path = '/admin/acme/single-sign-on/keys';
const day = 86_400;

describe('our own keys by page', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let browser: TestBrowser;
  beforeEach(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
    browser = await signIn();
    // The first use makes them.
    await usher.browser().get('/saml/acme/main/metadata');
  });
  afterEach(async () => {
    await usher.close();
    await database.close();
  });

  const signIn = async () => (await signInAdmin(usher, ['Org Security Admin'])).browser;
  const states = async () => {
    const keys = await database.prisma.siteKey.findMany({ where: { use: 'signing' }, orderBy: { createdAt: 'asc' } });
    return keys.map(({ state }) => state);
  };
  const page = async () => (await browser.get(path)).text();
  const tag = async () => /name="tag" value="([^"]+)"/.exec(await page())?.[1] ?? '';
  const step = async (sent?: string) =>
    browser.post(path, { wish: 'step', confirmedStep: 'on', tag: sent ?? (await tag()) });
  const atOnce = async (sent?: string) =>
    browser.post(path, { wish: 'now', confirmedNow: 'on', tag: sent ?? (await tag()) });
  const doneOf = (answer: Response) => [answer.status, answer.headers.get('location')];

  it('are announced, wait for 30 days, take over, and are told with their days at every step', async () => {
    expect(await page()).toContain('Nothing: no new key is announced.');
    expect(doneOf(await step())).toEqual([303, `${path}?done=announced`]);
    expect(await states()).toEqual(['current', 'next']);
    const announced = await page();
    expect(announced).toContain('Takes over on 22 Dec 2026');
    expect(announced).toContain('Until 22 Dec 2026: read our metadata again');
    expect(announced).not.toContain('confirmedStep');
    expect(doneOf(await step())).toEqual([303, `${path}?done=waits`]);
    expect(await states()).toEqual(['current', 'next']);

    usher.pass(30 * day);
    browser = await signIn();
    expect(await page()).toContain('Let the announced keys take over');
    expect(doneOf(await step())).toEqual([303, `${path}?done=promoted`]);
    expect(await states()).toEqual(['retired', 'current']);
    expect(await page()).toContain('Kept until 22 Mar 2027, then deleted');
    const lines = await database.prisma.activity.findMany({ where: { action: { startsWith: 'site_key' } } });
    expect(lines.map(({ action }) => action).toSorted()).toEqual([
      'site_key.announce',
      'site_key.announce',
      'site_key.promote',
      'site_key.promote',
    ]);
    for (const { actor } of lines) expect(actor).toMatch(/^account:admin-/);
  });

  it('change at once when somebody else has got one', async () => {
    expect(doneOf(await atOnce())).toEqual([303, `${path}?done=replaced`]);
    expect(await states()).toEqual(['retired', 'current']);
    expect(await (await browser.get(`${path}?done=replaced`)).text()).toContain('Give our metadata to the identity');
  });

  it.each([
    ['step', 'confirmedNow', 'confirmedStep'],
    ['now', 'confirmedStep', 'confirmedNow'],
  ])('are left alone until their own box is ticked: %s', async (wish, ticked, missing) => {
    const answer = await browser.post(path, { wish, [ticked]: 'on', tag: await tag() });
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(`id="${missing}-error"`)]);
    expect(await states()).toEqual(['current']);
  });

  it('are changed once by two people who saw the same page', async () => {
    const seen = await tag();
    const answers = await Promise.all([atOnce(seen), atOnce(seen)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409]);
    expect((await step(seen)).status).toBe(409);
    expect(await states()).toEqual(['retired', 'current']);
  });

  it('are not changed by a page that is older than what a command did', async () => {
    const seen = await tag();
    const deps = { database, box: testBox, clock: () => usher.now, random: randomBytes, makeKey: makeSharedKey };
    await rotateSiteKeys(deps, { id: usher.siteId, slug: 'acme', actor: 'command' }, 'step');
    const answer = await atOnce(seen);
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('somebody else')]);
    expect(await states()).toEqual(['current', 'next']);
  });

  it('are shown to Org Support, and changed by those who may edit single sign-on alone', async () => {
    const support = (await signInAdmin(usher, ['Org Support'])).browser;
    const shown = await support.get(path);
    expect([shown.status, (await shown.text()).includes('confirmedNow')]).toEqual([200, false]);
    expect((await support.post(path, { wish: 'now', confirmedNow: 'on' })).status).toBe(403);
    expect(await states()).toEqual(['current']);
  });
});

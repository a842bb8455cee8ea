import { randomBytes } from 'node:crypto';
import { createApp } from '../../src/app';
import { loadConfig } from '../../src/config';
import type { Database } from '../../src/db';
import { createMetrics } from '../../src/health';
import { createQueue } from '../../src/jobs';
import { CallLog } from '../../src/scim/calls';
import { hashPassword, verifyPassword } from '../../src/sessions';
import { prepareDemo, type Demo } from '../../src/testIdp';
import { stories } from '../../src/testIdp/stories';
import { freshDatabase } from '../support/database';
import { serve, TestBrowser, type Served } from '../support/http';
import { makeSharedKey, makeSite, testBox, testNow, testPublicUrl } from '../support/site';
import { pathOf } from '../support/usher';

describe('the demo', () => {
  let database: Database;
  let served: Served;
  let demo: Demo;
  const clock = () => testNow;
  const prepare = (where: Database = database) =>
    prepareDemo({
      database: where,
      box: testBox,
      passwords: { hash: hashPassword, verify: verifyPassword },
      publicUrl: testPublicUrl,
      clock,
      random: randomBytes,
    });

  beforeAll(async () => {
    database = await freshDatabase();
    demo = await prepare();
    served = await serveWith(demo);
  });
  afterAll(async () => {
    await served.close();
    await database.close();
  });

  function serveWith(shown: Demo | null): Promise<Served> {
    const loaded = loadConfig({ PUBLIC_URL: testPublicUrl });
    if ('problems' in loaded) throw new Error('the settings of the test are wrong');
    const app = createApp({
      config: loaded.config,
      database,
      box: testBox,
      log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      metrics: createMetrics(false),
      queue: createQueue(database),
      callLog: new CallLog({
        database,
        box: testBox,
        log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
      }),
      clock,
      random: randomBytes,
      elapsed: () => 0,
      isReady: () => true,
      demo: shown,
      makeKey: makeSharedKey,
    });
    return serve(app);
  }

  /** Goes from the sign-in start to the people and chooses one; gives the answer of the ACS. */
  async function choose(browser: TestBrowser, name: string): Promise<Response> {
    const login = await browser.get('/saml/demo/test-idp/login');
    const page = await (await browser.get(pathOf(login))).text();
    const card = page.slice(page.indexOf(`<h2>${name}</h2>`));
    const field = (field: string) => new RegExp(`name="${field}" value="([^"]*)"`).exec(card)?.[1] ?? '';
    return browser.post('/saml/demo/test-idp/acs', {
      SAMLResponse: field('SAMLResponse'),
      RelayState: field('RelayState'),
    });
  }

  it.each(stories(testNow).map(({ name, story, expectedCode }) => [name, expectedCode ?? 'in', story] as const))(
    '%s: %s. %s',
    async (name, expected) => {
      const browser = new TestBrowser(served.url);
      const answer = await choose(browser, name);
      expect(answer.headers.get('usher-sso-code')).toBe(expected === 'in' ? null : String(expected));
      if (expected === 'in') expect(pathOf(await browser.get(pathOf(answer)))).toBe('/account');
      else expect(answer.headers.get('usher-reference')).toMatch(/^\w{3}-\w{3}-\w{3}$/);
    },
  );

  it('names every cause of Mia at once', async () => {
    const answer = await choose(new TestBrowser(served.url), 'Mia Mischance');
    const reference = answer.headers.get('usher-reference') ?? '';
    const attempt = await database.prisma.attempt.findFirstOrThrow({ where: { reference } });
    const reasons = (attempt.findings as { reason: string }[]).map(({ reason }) => reason);
    expect(reasons.toSorted()).toEqual([
      'attribute_empty',
      'attribute_missing',
      'member_status_present',
      'tracking_code_inactive',
    ]);
  });

  it('is made once: a second start finds it and keeps what somebody changed', async () => {
    await database.prisma.site.update({ where: { slug: 'demo' }, data: { name: 'My demo' } });
    expect(await prepare()).toEqual(demo);
    expect(await database.prisma.site.findUnique({ where: { slug: 'demo' } })).toMatchObject({
      name: 'My demo',
      isDemo: true,
    });
  });

  it('leaves a site of somebody else alone that is called the same', async () => {
    const other = await freshDatabase();
    const before = await makeSite(other, { site: { slug: 'demo', name: 'Demolition Ltd' } });
    await expect(prepare(other)).rejects.toThrow(/not the demo's.*DEMO=off/);
    const site = await other.prisma.site.findUniqueOrThrow({ where: { slug: 'demo' }, include: { connections: true } });
    expect(site).toMatchObject({ name: 'Demolition Ltd', isDemo: false, connections: [{ id: before.connectionId }] });
    await other.close();
  });

  it('goes on with what a start that broke off has left', async () => {
    const other = await freshDatabase();
    await prepare(other);
    await other.prisma.installation.deleteMany({ where: { name: 'demo' } });
    await other.prisma.site.updateMany({ data: { isDemo: false } });
    await prepare(other);
    expect(await other.prisma.site.findMany()).toMatchObject([{ slug: 'demo', isDemo: true }]);
    await other.close();
  });

  it('is closed while DEMO is off: its key opens nothing', async () => {
    const withoutDemo = await serveWith(null);
    const browser = new TestBrowser(served.url);
    const login = await browser.get('/saml/demo/test-idp/login');
    const page = await (await browser.get(pathOf(login))).text();
    const message = /name="SAMLResponse" value="([^"]*)"/.exec(page)?.[1] ?? '';
    const elsewhere = new TestBrowser(withoutDemo.url);
    const answer = await elsewhere.post('/saml/demo/test-idp/acs', { SAMLResponse: message });
    expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([403, '7']);
    await withoutDemo.close();
  });

  it('answers no request of another service provider', async () => {
    expect((await new TestBrowser(served.url).get('/test-idp/sso?SAMLRequest=rubbish')).status).toBe(400);
  });
});

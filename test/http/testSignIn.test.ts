import { randomUUID } from 'node:crypto';
import type { Database } from '../../src/db';
import { browserOf, signInAdmin, signInOperator } from '../support/admin';
import { freshDatabase } from '../support/database';
import type { TestBrowser } from '../support/http';
import { makeAccount } from '../support/site';
import { beginTest } from '../support/testSignIn';
import { pathOf, UsherUnderTest } from '../support/usher';

const result = /^\/admin\/acme\/single-sign-on\/tests\/[0-9a-f-]{36}$/;

describe('a test sign-in', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let admin: Awaited<ReturnType<typeof signInAdmin>>;
  let browser: TestBrowser;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database, { site: { seats: 5 } });
  });
  beforeEach(async () => {
    const { prisma } = database;
    await prisma.session.deleteMany();
    await prisma.nameIdBinding.deleteMany();
    await prisma.parkedSignIn.deleteMany();
    await prisma.consumedAssertion.deleteMany();
    await prisma.testSignIn.deleteMany();
    await prisma.authnRequest.deleteMany();
    await prisma.account.deleteMany();
    await set({ ssoEnabled: true, autoCreate: true }, { enabled: true, unsolicited: 'restart' });
    admin = await signInAdmin(usher, ['Org Security Admin']);
    browser = admin.browser;
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const set = async (
    site: { ssoEnabled?: boolean; autoCreate?: boolean },
    connection: { enabled?: boolean; unsolicited?: 'restart' | 'confirm' | 'accept' | 'refuse' },
  ) => {
    await database.prisma.site.update({ where: { id: usher.siteId }, data: site });
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data: connection });
  };
  /** Everything a sign-in would leave. */
  const traces = async () => {
    const { prisma } = database;
    const { used } = await prisma.seatUse.findUniqueOrThrow({ where: { siteId: usher.siteId } });
    return {
      accounts: await prisma.account.count(),
      sessions: await prisma.session.count(),
      bindings: await prisma.nameIdBinding.count(),
      parked: await prisma.parkedSignIn.count(),
      seats: used,
      activity: await prisma.activity.count(),
    };
  };
  const persistent = { value: 'ada-1', format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' };
  const answerOf = async (requestId: string) => usher.responseXml({ inResponseTo: requestId, nameId: persistent });
  const theTest = () => database.prisma.testSignIn.findFirstOrThrow();

  it('runs everything and shows it, and leaves no account, no session, no seat, nothing that could become one', async () => {
    const before = await traces();
    const { requestId, relayState } = await beginTest(browser);
    const answer = await usher.post(await answerOf(requestId), relayState);
    expect([answer.status, pathOf(answer)]).toEqual([303, expect.stringMatching(result)]);
    expect(await traces()).toEqual(before);
    const page = await browser.get(pathOf(answer));
    const text = await page.text();
    expect(page.status).toBe(200);
    for (const told of ['The test passed', 'Would pass', 'ada@acme.test', 'Lovelace', 'Everything that was checked']) {
      expect(text).toContain(told);
    }
    expect(await usher.lastAttempt()).toMatchObject({ kind: 'test', outcome: 'passed', code: null, accountId: null });
    expect(await theTest()).toMatchObject({ passed: true, startedBy: `account:${admin.username}` });
    // Both are used up.
    expect((await database.prisma.authnRequest.findFirstOrThrow()).consumedAt).toEqual(usher.now);
    expect(await database.prisma.consumedAssertion.count()).toBe(1);
  });

  it('shows what would refuse the person, with its code and reason', async () => {
    await set({ autoCreate: false }, {});
    const { requestId, relayState } = await beginTest(browser);
    const answer = await usher.post(await answerOf(requestId), relayState);
    const text = await (await browser.get(pathOf(answer))).text();
    expect(text).toContain('The test was refused');
    expect(text).toContain('(3)');
    expect(await usher.lastAttempt()).toMatchObject({ kind: 'test', outcome: 'refused', code: 3 });
    expect(await theTest()).toMatchObject({ passed: false });
  });

  it.each(['unsigned', 'rubbish'])('shows why an answer is refused that no signature vouches for: %s', async (kind) => {
    const { requestId, relayState } = await beginTest(browser);
    const xml =
      kind === 'rubbish' ? 'rubbish' : await usher.responseXml({ inResponseTo: requestId, signing: { sign: 'none' } });
    const answer = await usher.post(xml, relayState);
    const text = await (await browser.get(pathOf(answer))).text();
    expect(text).toContain('The test was refused');
    expect((await theTest()).passed).toBe(false);
    // It may be answered again, as it should be.
    const again = await usher.post(await answerOf(requestId), relayState);
    expect(await (await browser.get(pathOf(again))).text()).toContain('The test passed');
  });

  it.each<[string, { ssoEnabled?: boolean }, { enabled?: boolean }]>([
    ['the connection', {}, { enabled: false }],
    ['single sign-on of the site', { ssoEnabled: false }, {}],
  ])('passes while %s is switched off, and lets nobody else pass', async (_is, site, connection) => {
    const visitor = usher.browser();
    const normal = await usher.begin(visitor);
    // An administrator who came through the connection goes with it.
    browser = await signInOperator(usher, `${randomUUID()}@usher.test`);
    await set(site, connection);
    const { requestId, relayState } = await beginTest(browser);
    for (const handle of [undefined, relayState]) {
      // The request was open before it was switched off; neither alone nor under the test's name does it pass.
      const refused = await usher.post(await answerOf(normal), handle);
      expect([refused.status, refused.headers.get('usher-sso-code')]).toEqual([403, '7']);
    }
    expect((await theTest()).passed).toBeNull();
    const answer = await usher.post(await answerOf(requestId), relayState);
    expect(pathOf(answer)).toMatch(result);
    expect((await theTest()).passed).toBe(true);
    expect((await visitor.get('/saml/acme/main/login')).status).toBe(403);
    expect(await database.prisma.parkedSignIn.count()).toBe(0);
  });

  describe('cannot be turned into a sign-in', () => {
    it.each<[string, (relayState: string) => string | undefined]>([
      ['without its RelayState', () => undefined],
      ['with another RelayState', () => 'https://app.acme.test/'],
      ['with the RelayState of another test', () => `test.${'A'.repeat(32)}`],
    ])('posted %s, it is still the test of its request', async (_is, handleOf) => {
      const before = await traces();
      const { requestId, relayState } = await beginTest(browser);
      const answer = await usher.post(await answerOf(requestId), handleOf(relayState));
      expect(pathOf(answer)).toMatch(result);
      expect(await traces()).toEqual(before);
    });

    it.each(['restart', 'confirm', 'accept', 'refuse'] as const)(
      'and its assertion, once used, signs nobody in where unsolicited is %s',
      async (unsolicited) => {
        await set({}, { unsolicited });
        const before = await traces();
        const { requestId, relayState } = await beginTest(browser);
        const xml = await answerOf(requestId);
        await usher.post(xml, relayState);
        for (const handle of [relayState, undefined]) {
          const again = await usher.post(xml, handle);
          expect(again.headers.get('location') ?? '').not.toContain('/complete');
        }
        expect(await traces()).toEqual(before);
        expect((await theTest()).passed).toBe(true);
      },
    );

    it.each(['restart', 'confirm', 'accept', 'refuse'] as const)(
      'nor is a response that answers nothing taken for it, where unsolicited is %s: the test says that requests are ignored',
      async (unsolicited) => {
        await set({}, { unsolicited });
        const before = await traces();
        const { relayState } = await beginTest(browser);
        const answer = await usher.post(await usher.responseXml({ inResponseTo: null }), relayState);
        expect(pathOf(answer)).toMatch(result);
        expect(await usher.lastAttempt()).toMatchObject({ kind: 'test', outcome: 'refused', code: 28 });
        expect(await traces()).toEqual(before);
      },
    );

    it('after its ten minutes it is refused like any unknown request', async () => {
      const { requestId, relayState } = await beginTest(browser);
      usher.pass(601);
      const answer = await usher.post(await answerOf(requestId), relayState);
      expect(await database.prisma.parkedSignIn.count()).toBe(0);
      expect((await theTest()).passed).not.toBe(true);
      expect(answer.headers.get('location') ?? '').not.toContain('/complete');
    });

    it('nor when its row is gone while the request is open', async () => {
      const { requestId, relayState } = await beginTest(browser);
      await database.prisma.testSignIn.deleteMany();
      const before = await traces();
      const answer = await usher.post(await answerOf(requestId), relayState);
      expect(answer.headers.get('location') ?? '').not.toContain('/complete');
      expect(await traces()).toEqual(before);
    });

    it('the database itself refuses a test with an effect, and a sign-in on the request of a test', async () => {
      const { requestId } = await beginTest(browser);
      const { siteId, connectionId } = usher;
      const { settingsVersion } = await database.prisma.site.findUniqueOrThrow({ where: { id: siteId } });
      const base = { now: usher.now, siteId, connectionId, settingsVersion: Number(settingsVersion) };
      const consume = { assertionId: '_a', expiresAt: new Date(usher.now.getTime() + 60_000), requestId };
      const apply = (effect: object) =>
        database.query<{ result: unknown }>('SELECT usher_apply_sign_in($1::jsonb) AS result', [
          JSON.stringify(effect),
        ]);
      const test = { id: (await theTest()).id, passed: true, settingsDigest: '' };
      for (const part of ['create', 'change', 'unchanged', 'bind', 'park']) {
        const effect = { ...base, consume, test, attempt: { kind: 'test' }, [part]: {} };
        await expect(apply(effect)).rejects.toThrow(/no effect/);
      }
      await expect(apply({ ...base, consume, test, attempt: { kind: 'acs' } })).rejects.toThrow(/no effect/);
      const [row] = await apply({ ...base, consume, test: null, attempt: { kind: 'acs' } });
      expect(row?.result).toEqual({ applied: false, guard: 'request' });
    });
  });

  it('is not what the answer to a normal request becomes, whatever its RelayState says', async () => {
    const { relayState } = await beginTest(browser);
    const visitor = usher.browser();
    const normal = await usher.begin(visitor);
    const answer = await usher.post(await answerOf(normal), relayState);
    expect(pathOf(answer)).toContain('/saml/acme/main/complete?code=');
    expect((await visitor.get(pathOf(answer))).status).toBe(303);
    expect((await theTest()).passed).toBeNull();
    expect(await usher.lastAttempt()).toMatchObject({ kind: 'acs', outcome: 'passed' });
  });

  it('is not recorded for a normal response that the policy refuses under its name', async () => {
    await set({ autoCreate: false }, {});
    const { relayState } = await beginTest(browser);
    const normal = await usher.begin(usher.browser());
    const answer = await usher.post(await answerOf(normal), relayState);
    expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([403, '3']);
    expect((await theTest()).passed).toBeNull();
  });

  it('shows its result to nobody but who began it, in the browser in which they did', async () => {
    const { requestId, relayState } = await beginTest(browser);
    const path = pathOf(await usher.post(await answerOf(requestId), relayState));
    const colleague = (await signInAdmin(usher, ['Org Security Admin'])).browser;
    colleague.cookies.set('usher-browser', browser.cookies.get('usher-browser') ?? '');
    const elsewhere = await browserOf(usher, admin.accountId);
    expect((await colleague.get(path)).status).toBe(404);
    expect((await elsewhere.get(path)).status).toBe(404);
    expect((await usher.browser().get(path)).status).toBe(303);
    expect((await browser.get(path.replace(/[0-9a-f-]{36}$/, 'x'))).status).toBe(404);
    expect((await browser.get(path)).status).toBe(200);
  });

  it('is begun by those who may edit single sign-on, and by no page of another origin', async () => {
    const path = '/admin/acme/single-sign-on/connections/main/test';
    const support = (await signInAdmin(usher, ['Org Support'])).browser;
    expect((await support.post(path)).status).toBe(403);
    expect((await browser.post(path, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await browser.post(path.replace('main', 'nowhere'))).status).toBe(404);
    expect(await database.prisma.testSignIn.count()).toBe(0);
  });

  it('counts as no sign-in in the figures of the site', async () => {
    const figures = async () => {
      const page = await (await browser.get('/admin/acme')).text();
      return page.replace(/[\s\S]*id="sign-ins"/, '');
    };
    const before = await figures();
    const { requestId, relayState } = await beginTest(browser);
    await usher.post(await answerOf(requestId), relayState);
    expect(await figures()).toBe(before);
  });

  describe('and demanding single sign-on', () => {
    const home = '/admin/acme/single-sign-on';
    const demand = async () => {
      const tag = /name="tag" value="([^"]+)"/.exec(await (await browser.get(home)).text())?.[1] ?? '';
      const fields = { 'singleSignOn.enabled': 'on', 'singleSignOn.required': 'on', 'singleSignOn.autoCreate': 'on' };
      return browser.post(home, { tag, ...fields, 'singleSignOn.newAccounts': 'active', rawResponseDays: '7' });
    };
    const pass = async () => {
      const { requestId, relayState } = await beginTest(browser);
      await usher.post(await answerOf(requestId), relayState);
    };
    const giveBypass = (data: object = {}) =>
      makeAccount(database, usher.siteId, {
        username: 'door@acme.test',
        roles: ['Org Security Admin'],
        bypass: true,
        passwordHash: 'hash',
        ...data,
      });
    beforeEach(async () => {
      await database.prisma.site.update({ where: { id: usher.siteId }, data: { ssoRequired: false } });
      browser = await signInOperator(usher, `${randomUUID()}@usher.test`);
    });
    const noTest = 'Let a test sign-in pass first';
    const noBypass = 'Give an active Org Security Admin the bypass';

    it('works once a test passed and somebody keeps a way in', async () => {
      await pass();
      await giveBypass();
      expect((await demand()).status).toBe(303);
      expect((await database.prisma.site.findUniqueOrThrow({ where: { id: usher.siteId } })).ssoRequired).toBe(true);
      // What is demanded already is not judged again.
      await database.prisma.testSignIn.deleteMany();
      expect((await demand()).status).toBe(303);
    });

    it.each<[string, () => Promise<unknown>, string]>([
      ['no test was made', () => giveBypass(), noTest],
      [
        'the test was refused',
        async () => (await set({ autoCreate: false }, {}), await pass(), await giveBypass()),
        noTest,
      ],
      [
        'the settings of the connection have changed since',
        async () => {
          await pass();
          await giveBypass();
          const data = { usernameFrom: ['employeeNumber'] };
          await database.prisma.connection.update({ where: { id: usher.connectionId }, data });
        },
        noTest,
      ],
      [
        'the tested connection is off',
        async () => (await pass(), await giveBypass(), await set({}, { enabled: false })),
        noTest,
      ],
      ['nobody has the bypass', () => pass(), noBypass],
      [
        'who has the bypass has no password, and no address to set one by',
        async () => (await pass(), await giveBypass({ passwordHash: null, email: null, emailKey: null })),
        noBypass,
      ],
      ['who has the bypass could not mend it', async () => (await pass(), await giveBypass({ roles: [] })), noBypass],
      [
        'who has the bypass will expire',
        async () => (await pass(), await giveBypass({ expiresAt: new Date('2027-01-01') })),
        noBypass,
      ],
      [
        'who has the bypass has expired',
        async () => (await pass(), await giveBypass({ expiresAt: new Date('2026-01-01') })),
        noBypass,
      ],
    ])('is refused while %s', async (_is, arrange, told) => {
      await arrange();
      const answer = await demand();
      expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(told)]);
      expect((await database.prisma.site.findUniqueOrThrow({ where: { id: usher.siteId } })).ssoRequired).toBe(false);
    });
  });
});

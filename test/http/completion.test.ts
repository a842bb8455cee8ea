import { randomBytes } from 'node:crypto';
import { readSession } from '../../src/sessions';
import type { Database } from '../../src/db';
import { freshDatabase } from '../support/database';
import type { TestBrowser } from '../support/http';
import { arrange } from '../support/siteState';
import { pathOf, requestIdOf, UsherUnderTest, type PersonOptions } from '../support/usher';

const complete = '/saml/acme/main/complete';

describe('completing a sign-in', () => {
  let database: Database;
  let usher: UsherUnderTest;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });
  beforeEach(() => arrange(usher));

  /** A sign-in begun in `browser` that the ACS has let pass: the address of its completion. */
  const parked = async (browser: TestBrowser, person: PersonOptions = {}) => {
    const answer = await usher.respond(person, browser);
    expect(answer.status).toBe(303);
    return pathOf(answer);
  };
  const sessions = () => database.prisma.session.count({ where: { siteId: usher.siteId } });
  const expectRefused = async (answer: Response, browser: TestBrowser, received: string) => {
    expect(answer.status).toBe(403);
    expect(answer.headers.get('usher-sso-code')).toBe('28');
    expect(await answer.text()).not.toContain(received);
    expect(browser.cookies.has('usher-session')).toBe(false);
    expect(await sessions()).toBe(0);
  };

  describe('is refused with 28, starts no session, and is written to the attempt of the ACS', () => {
    it.each<[string, string, (path: string, own: TestBrowser) => Promise<[Response, TestBrowser]>]>([
      [
        'in a browser that began nothing',
        'no binding cookie',
        async (path) => {
          const other = usher.browser();
          return [await other.get(path), other];
        },
      ],
      [
        'in a browser that began another sign-in',
        'the binding cookie of another browser',
        async (path) => {
          const other = usher.browser();
          await usher.begin(other);
          return [await other.get(path), other];
        },
      ],
      [
        'in the same browser without its cookie',
        'no binding cookie',
        async (path, own) => {
          own.cookies.clear();
          return [await own.get(path), own];
        },
      ],
      [
        'with a binding cookie that was made up',
        'the binding cookie of another browser',
        async (path, own) => {
          own.cookies.set('usher-browser', randomBytes(32).toString('base64url'));
          return [await own.get(path), own];
        },
      ],
      [
        'when 60 seconds have passed',
        'an older code',
        async (path, own) => {
          usher.pass(60);
          return [await own.get(path), own];
        },
      ],
      [
        'when the account was deactivated meanwhile',
        'deactivated',
        async (path, own) => {
          await database.prisma.account.updateMany({
            where: { siteId: usher.siteId },
            data: { status: 'deactivated' },
          });
          return [await own.get(path), own];
        },
      ],
      [
        'when the account was locked meanwhile',
        'locked',
        async (path, own) => {
          await database.prisma.account.updateMany({ where: { siteId: usher.siteId }, data: { status: 'locked' } });
          return [await own.get(path), own];
        },
      ],
      [
        'when the account has expired meanwhile',
        'expired',
        async (path, own) => {
          await database.prisma.account.updateMany({ where: { siteId: usher.siteId }, data: { expiresAt: usher.now } });
          return [await own.get(path), own];
        },
      ],
      [
        'when the connection was switched off meanwhile',
        'switched off meanwhile',
        async (path, own) => {
          await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { enabled: false } });
          return [await own.get(path), own];
        },
      ],
      [
        'when single sign-on was switched off meanwhile',
        'switched off meanwhile',
        async (path, own) => {
          await database.prisma.site.update({ where: { id: usher.siteId }, data: { ssoEnabled: false } });
          return [await own.get(path), own];
        },
      ],
    ])('%s', async (_, received, come) => {
      const own = usher.browser();
      const path = await parked(own);
      const [answer, browser] = await come(path, own);
      const attempt = await usher.lastAttempt();
      expect(answer.headers.get('usher-reference')).toBe(attempt.reference);
      await expectRefused(answer, browser, received);
      expect(attempt).toMatchObject({ kind: 'acs', outcome: 'refused', code: 28 });
      expect(attempt.findings).toEqual([expect.objectContaining({ reason: 'completion_failed', received })]);
      expect((attempt.checks as object[]).at(-1)).toEqual({ id: 'completion', passed: false, why: received });
      expect(await database.prisma.account.count({ where: { siteId: usher.siteId } })).toBe(1);
    });

    it('a code that was refused once is used up, also for the browser it was meant for', async () => {
      const own = usher.browser();
      const path = await parked(own);
      const other = usher.browser();
      await expectRefused(await other.get(path), other, 'binding cookie');
      await expectRefused(await own.get(path), own, 'used before');
    });
  });

  it.each([
    ['unknown', `?code=${randomBytes(32).toString('base64url')}`],
    ['absent', ''],
    ['sent twice', '?code=a&code=b'],
    ['endless', `?code=${'a'.repeat(5000)}`],
  ])('with a code that is %s is refused with 28, and nothing is stored', async (_, query) => {
    const before = await database.prisma.attempt.count();
    const browser = usher.browser();
    const answer = await browser.get(`${complete}${query}`);
    expect(answer.headers.get('usher-reference')).toBeNull();
    await expectRefused(answer, browser, 'unknown code');
    expect(await database.prisma.attempt.count()).toBe(before);
  });

  it('with the code of another connection is refused, and the code stays good for its own', async () => {
    const own = usher.browser();
    const path = await parked(own);
    await expectRefused(await own.get(path.replace('/acme/main/', '/acme/other/')), own, 'unknown code');
    expect((await own.get(path)).status).toBe(303);
  });

  it('works once: the second use of a code is refused, and the attempt stays passed', async () => {
    const own = usher.browser();
    const path = await parked(own);
    expect((await own.get(path)).status).toBe(303);
    const second = await own.get(path);
    expect([second.status, second.headers.get('usher-sso-code')]).toEqual([403, '28']);
    expect(await usher.lastAttempt()).toMatchObject({ outcome: 'passed', code: null, findings: [] });
    expect(await sessions()).toBe(1);
  });

  it('works in the last of the 60 seconds', async () => {
    const own = usher.browser();
    const path = await parked(own);
    usher.pass(59.9);
    expect((await own.get(path)).status).toBe(303);
  });

  it('works for two tabs of one browser that began side by side', async () => {
    const browser = usher.browser();
    const [first, second] = [await usher.begin(browser), await usher.begin(browser)];
    for (const inResponseTo of [second, first]) {
      const answer = await usher.post(await usher.responseXml({ inResponseTo }));
      expect((await browser.get(pathOf(answer))).status).toBe(303);
    }
  });

  it('sets a session cookie that scripts and other sites cannot use, and keeps the answer out of caches', async () => {
    const browser = usher.browser();
    const answer = await browser.get(await parked(browser));
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('usher-session='));
    expect(cookie).toMatch(/; Path=\/;/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).not.toMatch(/Domain=/i);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  it('gives a new session id each time, and the old one is dead', async () => {
    const browser = usher.browser();
    await browser.get(await parked(browser));
    const before = browser.cookies.get('usher-session') ?? '';
    expect(await readSession(database, before, usher.now)).toMatchObject({ username: 'ada@acme.test', site: 'acme' });
    usher.pass(1);
    await browser.get(await parked(browser));
    const after = browser.cookies.get('usher-session') ?? '';
    expect(after).not.toBe(before);
    expect(await readSession(database, before, usher.now)).toBeNull();
    expect(await readSession(database, after, usher.now)).toMatchObject({ username: 'ada@acme.test' });
    expect(await sessions()).toBe(1);
  });

  it('ignores a session id that somebody planted', async () => {
    const browser = usher.browser();
    const planted = randomBytes(32).toString('base64url');
    browser.cookies.set('usher-session', planted);
    await browser.get(await parked(browser));
    expect(browser.cookies.get('usher-session')).not.toBe(planted);
    expect(await readSession(database, planted, usher.now)).toBeNull();
  });

  it('leads to the allowed target asked for at the start, and to no other', async () => {
    const browser = usher.browser();
    const to = async (target: string) => {
      const inResponseTo = await usher.begin(browser, `?target=${encodeURIComponent(target)}`);
      const answer = await usher.post(await usher.responseXml({ inResponseTo }), 'https://evil.test/');
      return (await browser.get(pathOf(answer))).headers.get('location');
    };
    expect(await to('https://app.acme.test/reports?x=1')).toBe('https://app.acme.test/reports?x=1');
    expect(await to('https://evil.test/')).toBe('http://localhost:3000/account');
  });

  describe('of a response that nobody asked for', () => {
    const post = async (relayState?: string) => usher.post(await usher.responseXml({}), relayState);
    const unsolicited = (setting: 'restart' | 'confirm' | 'accept' | 'refuse') =>
      arrange(usher, { connection: { unsolicited: setting } });
    const codeOf = (answer: Response) => new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';

    it('confirm: shows a page first, and the session starts when the person presses its button', async () => {
      await unsolicited('confirm');
      const answer = await post();
      const browser = usher.browser();
      const page = await browser.get(pathOf(answer));
      expect(page.status).toBe(200);
      const html = await page.text();
      expect(html).toContain('Continue as Ada Lovelace in Acme Corporation?');
      expect(html).toContain(`value="${codeOf(answer)}"`);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect([browser.cookies.size, await sessions()]).toEqual([0, 0]);
      const confirmed = await browser.post(complete, { code: codeOf(answer) });
      expect(confirmed.status).toBe(303);
      expect(browser.cookies.has('usher-session')).toBe(true);
      expect(await usher.lastAttempt()).toMatchObject({ outcome: 'passed' });
    });

    it.each([
      ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.test' }],
      ['a neighbour of ours', { 'sec-fetch-site': 'same-site' }],
      ['an old browser on another site', { 'sec-fetch-site': '', origin: 'https://evil.test' }],
    ])('confirm: a press of the button on %s is 403, and the code stays good', async (_, headers) => {
      await unsolicited('confirm');
      const answer = await post();
      const browser = usher.browser();
      const forged = await browser.post(complete, { code: codeOf(answer) }, headers);
      expect(forged.status).toBe(403);
      expect([browser.cookies.size, await sessions()]).toEqual([0, 0]);
      expect((await browser.post(complete, { code: codeOf(answer) })).status).toBe(303);
    });

    it('accept: completes in whatever browser brings the code, without a binding', async () => {
      await unsolicited('accept');
      const browser = usher.browser();
      expect((await browser.get(pathOf(await post()))).status).toBe(303);
      expect(browser.cookies.has('usher-session')).toBe(true);
    });

    it('accept: follows a RelayState that is an allowed address, and no other', async () => {
      await unsolicited('accept');
      const follow = async (relayState: string) =>
        (await usher.browser().get(pathOf(await post(relayState)))).headers.get('location');
      expect(await follow('https://app.acme.test/inbox')).toBe('https://app.acme.test/inbox');
      expect(await follow('https://evil.test/')).toBe('http://localhost:3000/account');
      expect(await follow('//evil.test/')).toBe('http://localhost:3000/account');
    });

    it('refuse: 28 unsolicited_refused, and nothing is consumed', async () => {
      await unsolicited('refuse');
      const answer = await post();
      expect([answer.status, answer.headers.get('usher-sso-code')]).toEqual([403, '28']);
      expect((await usher.lastAttempt()).findings).toEqual([
        expect.objectContaining({ reason: 'unsolicited_refused' }),
      ]);
      expect(await usher.account()).toBeNull();
    });

    it('restart: goes to our own start, keeps an allowed target, judges no policy, and uses the assertion up', async () => {
      const xml = await usher.responseXml({ attributes: { memberStatus: '1' } });
      const answer = await usher.post(xml, 'https://app.acme.test/inbox');
      expect(answer.status).toBe(303);
      const attempt = await usher.lastAttempt();
      expect(attempt).toMatchObject({ outcome: 'restarted', code: null, accountId: null });
      expect(await usher.account()).toBeNull();
      const browser = usher.browser();
      const start = await browser.get(pathOf(answer));
      expect(start.status).toBe(302);
      expect(new URL(start.headers.get('location') ?? '').origin).toBe('https://idp.acme.test');
      expect(await database.prisma.authnRequest.findFirst({ where: { isRestart: true } })).toMatchObject({
        target: 'https://app.acme.test/inbox',
      });
      const again = await usher.post(xml);
      expect([again.status, again.headers.get('usher-sso-code')]).toEqual([403, '13']);
    });

    it('restart: a provider that answers the new request signs the person in', async () => {
      const browser = usher.browser();
      const start = await browser.get(pathOf(await post()));
      const answer = await usher.post(await usher.responseXml({ inResponseTo: requestIdOf(start) }));
      expect((await browser.get(pathOf(answer))).status).toBe(303);
      expect(browser.cookies.has('usher-session')).toBe(true);
    });

    it('restart: a provider that ignores requests is found out within two minutes instead of going round for ever', async () => {
      const browser = usher.browser();
      expect((await browser.get(pathOf(await post()))).status).toBe(302);
      usher.pass(90);
      const again = await post();
      usher.pass(1);
      const second = await browser.get(pathOf(again));
      expect([second.status, second.headers.get('usher-sso-code')]).toEqual([403, '28']);
      expect(await usher.lastAttempt()).toMatchObject({
        kind: 'login',
        findings: [{ reason: 'idp_ignores_requests' }],
      });
      expect((await usher.browser().get(pathOf(await post()))).status).toBe(302);
      usher.pass(121);
      expect((await browser.get(pathOf(await post()))).status).toBe(302);
    });
  });
});

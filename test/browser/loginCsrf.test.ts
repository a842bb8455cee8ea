import type { Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import express from 'express';
import type { Browser, BrowserContext, Page, Response as Answer } from 'playwright-core';
import { loadConfig } from '../../src/config';
import { startServer, type RunningServer } from '../../src/server';
import { freePort } from '../support/freePort';
import { listen } from '../web/httpServer';
import { launchChromium } from './chromium';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const login = '/saml/demo/test-idp/login';
const acs = '/saml/demo/test-idp/acs';

/** What a person at the test's identity provider would post. */
interface Form {
  readonly SAMLResponse: string;
  readonly RelayState: string;
}

/**
 * Two sites as a browser sees them: Usher on `localhost`, an attacker on `127.0.0.1`. The attacker has an account of their
 * own at Usher, and a page that the victim opens.
 */
describe('an attacker on another site', () => {
  let folder: string;
  let server: RunningServer;
  let attackerServer: Server;
  let chromium: Browser;
  let usher: string;
  let attacker: string;
  /** What the attacker's page posts, and where. */
  let trap: { readonly action: string; readonly fields: object } = { action: '', fields: {} };
  let victim: BrowserContext;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'usher-csrf-'));
    const port = await freePort();
    usher = `http://localhost:${port}`;
    const loaded = loadConfig({ PORT: String(port), DATA_DIR: folder });
    if ('problems' in loaded) throw new Error('the settings of the test are wrong');
    server = await startServer(loaded.config, silent);
    const page = express();
    page.get('/post', (_req, res) => void res.send(trapPage()));
    page.get('/link', (_req, res) => void res.send(`<a href="${trap.action}">A prize</a>`));
    const served = await listen(page);
    attackerServer = served.server;
    attacker = `http://127.0.0.1:${served.port}`;
    chromium = await launchChromium();
  }, 120_000);
  afterAll(async () => {
    await chromium.close();
    attackerServer.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    victim = await chromium.newContext({ locale: 'en' });
  });
  afterEach(() => victim.close());

  function trapPage(): string {
    const inputs = Object.entries(trap.fields).map(([name, value]) => `<input name="${name}" value="${value}">`);
    return `<form method="post" action="${trap.action}">${inputs.join('')}</form><script>document.forms[0].submit()</script>`;
  }

  /** Opens the attacker's page in a context and gives the answer that Usher finally gave. */
  async function fallFor(context: BrowserContext, next: typeof trap): Promise<Answer> {
    trap = next;
    const page = await context.newPage();
    const last = new Promise<Answer>((resolve) => {
      page.on('response', (answer) => {
        const isEnd = answer.status() < 300 || answer.status() >= 400;
        if (isEnd && answer.url().startsWith(usher) && answer.request().isNavigationRequest()) resolve(answer);
      });
    });
    await page.goto(`${attacker}/post`);
    const answer = await last;
    await page.waitForLoadState();
    return answer;
  }

  /** What the identity provider has ready for a person, begun in a browser of theirs. */
  async function formOf(person: string, start: string): Promise<Form> {
    const own = await chromium.newContext({ locale: 'en' });
    const page = await own.newPage();
    await page.goto(`${usher}${start}`);
    const form = page.locator('form', { has: page.getByRole('button', { name: `Sign in as ${person}` }) });
    const field = (name: string) => form.locator(`input[name=${name}]`);
    const SAMLResponse = await field('SAMLResponse').inputValue();
    const RelayState = (await field('RelayState').count()) === 0 ? '' : await field('RelayState').inputValue();
    await own.close();
    return { SAMLResponse, RelayState };
  }

  async function signIn(context: BrowserContext, person: string, start = login): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${usher}${start}`);
    await page.getByRole('button', { name: `Sign in as ${person}` }).click();
    await page.waitForLoadState();
    return page;
  }

  const cookie = async (context: BrowserContext, name = 'usher-session') =>
    (await context.cookies(usher)).find((one) => one.name === name)?.value ?? null;
  /** Whose account the browser shows. */
  const whose = async (context: BrowserContext): Promise<string> => {
    const page = await context.newPage();
    await page.goto(`${usher}/account`);
    const text = (await page.textContent('main')) ?? '';
    return /(nina|rita)@demo\.test/.exec(text)?.[1] ?? 'nobody';
  };

  it('cannot sign a visitor in as the attacker by posting the attacker\u2019s own valid response', async () => {
    const answer = await fallFor(victim, { action: `${usher}${acs}`, fields: await formOf('Nina Newcomer', login) });
    expect(answer.url()).toMatch(/\/complete\?code=/);
    expect([answer.status(), answer.headers()['usher-sso-code']]).toEqual([403, '28']);
    expect(await cookie(victim)).toBeNull();
    expect(await whose(victim)).toBe('nobody');
  });

  it('cannot do so in a browser that has begun a sign-in of its own, and does not spoil that one', async () => {
    const page = await victim.newPage();
    await page.goto(`${usher}${login}`);
    expect(await cookie(victim, 'usher-browser')).not.toBeNull();
    const answer = await fallFor(victim, { action: `${usher}${acs}`, fields: await formOf('Nina Newcomer', login) });
    expect([answer.status(), answer.headers()['usher-sso-code']]).toEqual([403, '28']);
    await page.getByRole('button', { name: 'Sign in as Rita Returning' }).click();
    await page.waitForURL(`${usher}/account`);
    expect(await whose(victim)).toBe('rita');
  });

  it('cannot exchange the session of somebody who is signed in', async () => {
    await signIn(victim, 'Rita Returning');
    const before = await cookie(victim);
    const answer = await fallFor(victim, { action: `${usher}${acs}`, fields: await formOf('Nina Newcomer', login) });
    expect(answer.status()).toBe(403);
    expect(await cookie(victim)).toBe(before);
    expect(await whose(victim)).toBe('rita');
  });

  it('cannot do so by a link to the second half of the attacker\u2019s sign-in either', async () => {
    const body = new URLSearchParams({ ...(await formOf('Nina Newcomer', login)) });
    const parked = await fetch(`${usher}${acs}`, { method: 'POST', body, redirect: 'manual' });
    trap = { action: parked.headers.get('location') ?? '', fields: {} };
    expect(trap.action).toMatch(/\/complete\?code=/);
    const page = await victim.newPage();
    await page.goto(`${attacker}/link`);
    const [answer] = await Promise.all([
      page.waitForResponse((one) => one.url() === trap.action),
      page.getByRole('link', { name: 'A prize' }).click(),
    ]);
    expect([answer.status(), answer.headers()['usher-sso-code']]).toEqual([403, '28']);
    expect(await cookie(victim)).toBeNull();
  });

  it('cannot do so with a response that answers nobody: the visitor is asked who they are', async () => {
    const form = await formOf('Nina Newcomer', '/test-idp');
    const answer = await fallFor(victim, {
      action: `${usher}${acs}`,
      fields: { ...form, RelayState: `${attacker}/link` },
    });
    expect(new URL(answer.url()).pathname).toBe('/test-idp/sso');
    expect(await cookie(victim)).toBeNull();
    const page = victim.pages().at(-1);
    await page?.getByRole('button', { name: 'Sign in as Rita Returning' }).click();
    // Case 191: and the foreign RelayState leads nowhere.
    await page?.waitForURL(`${usher}/account`);
    expect(await whose(victim)).toBe('rita');
  });

  it.each(['/link', '//'])('cannot lead a person away after they have signed in (case 191): %s', async (where) => {
    const foreign = where === '//' ? attacker.replace('http:', '') : `${attacker}${where}`;
    const page = await signIn(victim, 'Rita Returning', `${login}?target=${encodeURIComponent(foreign)}`);
    expect(page.url()).toBe(`${usher}/account`);
  });

  it('cannot keep a session id they have planted: each sign-in has a new one (case 195)', async () => {
    const planted = 'A'.repeat(43);
    await victim.addCookies([{ name: 'usher-session', value: planted, url: usher }]);
    await signIn(victim, 'Rita Returning');
    const first = await cookie(victim);
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(first).not.toBe(planted);
    await signIn(victim, 'Rita Returning');
    const second = await cookie(victim);
    expect(second).not.toBe(first);

    const thief = await chromium.newContext({ locale: 'en' });
    for (const old of [planted, first ?? '']) {
      await thief.addCookies([{ name: 'usher-session', value: old, url: usher }]);
      expect(await whose(thief)).toBe('nobody');
    }
    await thief.close();
    expect(await whose(victim)).toBe('rita');
  });

  it('cannot sign a person out: a post from elsewhere is refused', async () => {
    await signIn(victim, 'Rita Returning');
    const answer = await fallFor(victim, { action: `${usher}/sign-out`, fields: {} });
    expect(answer.status()).toBe(403);
    expect(await whose(victim)).toBe('rita');
  });

  it('cannot read the session from a script, nor send it along from their own pages: HttpOnly and SameSite=Lax', async () => {
    await signIn(victim, 'Rita Returning');
    const [kept] = (await victim.cookies(usher)).filter(({ name }) => name === 'usher-session');
    expect(kept).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  });
});

import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { loadConfig } from '../../src/config';
import { startServer, type RunningServer } from '../../src/server';
import { freePort } from '../support/freePort';
import { launchChromium } from './chromium';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

describe('a newcomer with a browser, right after npm start', () => {
  let folder: string;
  let server: RunningServer;
  let browser: Browser;
  let publicUrl: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'usher-demo-'));
    const port = await freePort();
    publicUrl = `http://localhost:${port}`;
    const loaded = loadConfig({ PORT: String(port), DATA_DIR: folder });
    if ('problems' in loaded) throw new Error('the settings of the test are wrong');
    server = await startServer(loaded.config, silent);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => expect(complaints).toEqual([]));

  async function openStart(): Promise<Page> {
    const page = await (await browser.newContext({ locale: 'en' })).newPage();
    page.on('console', (message) => {
      // A refusal is a 403 by design; Chromium reports every such answer.
      const isRefusal = message.text().includes('status of 403');
      if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${publicUrl}/`);
    return page;
  }

  it('signs in as somebody new in two clicks and lands on My Account', async () => {
    const page = await openStart();
    await page.getByRole('link', { name: /new person/i }).click();
    await page.getByRole('button', { name: 'Sign in as Nina Newcomer' }).click();
    await page.waitForURL(`${publicUrl}/account`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('My Account');
    expect(await page.textContent('main')).toContain('nina@demo.test');

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.goto(`${publicUrl}/account`);
    expect(await page.textContent('main')).not.toContain('nina@demo.test');
  });

  it('sees a 31 with its reference in two clicks, and nothing technical', async () => {
    const page = await openStart();
    await page.getByRole('link', { name: 'See a 31' }).click();
    await page.getByRole('button', { name: 'Sign in as Sam Seatless' }).click();
    const text = (await page.textContent('main')) ?? '';
    expect(text).toContain('Auto Account Creation failed (31). Contact your administrator for further support.');
    expect(await page.locator('.reference').textContent()).toMatch(/^\w{9}$/);
    expect(text).toContain('help@demo.test');
    expect(text).not.toMatch(/seat|assertion|xml/i);
  });

  it('is started again through Usher when the identity provider began, and is in', async () => {
    const page = await openStart();
    await page.goto(`${publicUrl}/test-idp`);
    await page.getByRole('button', { name: 'Sign in as Rita Returning' }).click();
    await page.waitForURL(/\/test-idp\/sso/);
    await page.getByRole('button', { name: 'Sign in as Rita Returning' }).click();
    await page.waitForURL(`${publicUrl}/account`);
    expect(await page.textContent('main')).toContain('rita@demo.test');
  });

  it('makes the first operator by the one-time link, which then is closed', async () => {
    const page = await openStart();
    await page.goto(server.setupLink ?? '');
    await page.locator('input[name=email]').fill('operator@usher.test');
    await page.locator('input[name=password]').fill('a long enough pass phrase');
    await page.locator('input[name=passwordAgain]').fill('a long enough pass phrase');
    await page.locator('main button[type=submit]').click();
    await page.waitForURL(`${publicUrl}/operator`);
    expect(await page.textContent('main')).toContain('Demo');
    const again = await page.goto(server.setupLink ?? '');
    expect(again?.status()).not.toBe(200);
    complaints.length = 0;
  });
});

import type { Server } from 'node:http';
import express from 'express';
import type { Browser } from 'playwright-core';
import { assetsRouter, languages, requireSameOrigin, securityHeaders, sendPage } from '../../src/web';
import { everyPage, redirectPage } from '../web/everyPage';
import { listen } from '../web/httpServer';
import { launchChromium } from './chromium';
import { expectSound, openUnaided, openWatched, overflow, views, type WatchedPage } from './watched';

jest.setTimeout(120_000);

let browser: Browser;
const servers: Server[] = [];
let own: string;
let elsewhere: string;

beforeAll(async () => {
  browser = await launchChromium();
  elsewhere = await serve(express().use((_req, res) => void res.send('<title>elsewhere</title>')));
  own = await serve(pagesApp());
});
afterAll(async () => {
  await browser.close();
  servers.forEach((server) => server.close());
});

async function serve(app: express.Express): Promise<string> {
  const { server, port } = await listen(app);
  servers.push(server);
  return `http://127.0.0.1:${port}`;
}

function pagesApp(): express.Express {
  const app = express();
  app.use(securityHeaders({ publicUrl: 'http://localhost' }), assetsRouter());

  for (const language of languages) {
    for (const [name, page] of everyPage(language)) {
      app.get(`/${language}/${name}`, (_req, res) => sendPage(res, 200, page));
    }
  }
  app.get('/leave', (_req, res) => sendPage(res, 200, redirectPage('en', `${elsewhere}/`)));
  app.get('/', (_req, res) => res.redirect(303, `${elsewhere}/`));
  app.use((req, res, next) => requireSameOrigin({ publicUrl: own, isExempt: () => false })(req, res, next));
  app.post('/sign-out', (_req, res) => sendPage(res, 200, redirectPage('en', `${elsewhere}/`)));
  return app;
}

const opened = new Map<string, Promise<WatchedPage>>();

/** Hands out a page with a clean list of problems; the same one each time, since opening one costs more than looking at it. */
async function withPage(open: 'watched' | 'phone', use: (watched: WatchedPage) => Promise<void>): Promise<void> {
  const page = opened.get(open) ?? (open === 'phone' ? openUnaided(browser, views.phone) : openWatched(browser));
  opened.set(open, page);
  const watched = await page;
  watched.problems.length = 0;
  await use(watched);
}

const names = everyPage('en').map(([name]) => name);
const translated = (['de', 'nb'] as const).flatMap((language) => names.map((name) => [name, language] as const));

test.each(names)('%s is accessible, fits the width and reports no error: light, dark and on a phone', async (name) => {
  await withPage('watched', async (watched) => {
    await watched.page.goto(`${own}/en/${name}`);
    await expectSound(watched);
  });
});

test.each(translated)('%s fits a phone with the longer words of %s too', async (name, language) => {
  await withPage('phone', async ({ page, problems }) => {
    await page.goto(`${own}/${language}/${name}`);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
  });
});

test('a page that leads elsewhere goes there by itself, also after a form post', async () => {
  await withPage('watched', async ({ page, problems }) => {
    await page.goto(`${own}/leave`);
    await page.waitForURL(`${elsewhere}/`);
    await page.goto(`${own}/en/account`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${elsewhere}/`);
    expect(problems).toEqual([]);
  });
});

test('form-action stops a form that is redirected away, a GET form too: why the sign-in start answers with a page', async () => {
  await withPage('watched', async ({ page }) => {
    await page.goto(`${own}/en/sign-in`);
    await page.getByLabel('E-mail address or user name').fill('ada@acme.test');
    const report = page.waitForEvent('console', (message) => message.text().includes('form-action'));
    await page.getByRole('button', { name: 'Continue' }).click();
    await report;
    expect(page.url().startsWith(own)).toBe(true);
  });
});

test('the skip link is the first stop of the keyboard and leads to the content', async () => {
  await withPage('watched', async ({ page }) => {
    await page.goto(`${own}/en/help-codes`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('content');
  });
});

test('a person signs in by keyboard alone: the field, then the button, are reached in order', async () => {
  await withPage('watched', async ({ page }) => {
    await page.goto(`${own}/en/sign-in-password`);
    const reached: string[] = [];
    for (let stop = 0; stop < 6; stop += 1) {
      await page.keyboard.press('Tab');
      reached.push(await page.evaluate<string>('document.activeElement.name || document.activeElement.textContent'));
    }
    expect(reached.slice(1)).toEqual([
      'The user name or the password is wrong.',
      'Change user',
      'password',
      'Sign in',
      'Forgotten your password?',
    ]);
  });
});

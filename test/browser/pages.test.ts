import type { Server } from 'node:http';
import { source as axeSource } from 'axe-core';
import express from 'express';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { assetsRouter, languages, requireSameOrigin, securityHeaders, sendPage } from '../../src/web';
import { everyPage, redirectPage } from '../web/everyPage';
import { listen } from '../web/httpServer';
import { launchChromium } from './chromium';

jest.setTimeout(120_000);

const views = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  phone: { colorScheme: 'light', viewport: { width: 360, height: 740 } },
  'dark phone': { colorScheme: 'dark', viewport: { width: 360, height: 740 } },
} as const satisfies Record<string, BrowserContextOptions>;

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

/** Opens a page that fails the test on any console error: a blocked style, a missing icon, a CSP report. */
async function withPage(view: keyof typeof views, use: (page: Page, problems: string[]) => Promise<void>) {
  const context = await browser.newContext(views[view]);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  try {
    await use(page, problems);
  } finally {
    await context.close();
  }
}

/** What axe finds, one line a finding. It runs through DevTools, so the page's own policy stays in force. */
async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate<string[]>(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary)))`,
  );
}

const names = everyPage('en').map(([name]) => name);
const cases = (Object.keys(views) as (keyof typeof views)[]).flatMap((view) =>
  names.map((name) => ['en', name, view] as const),
);
const translated = (['de', 'nb'] as const).flatMap((language) =>
  names.map((name) => [language, name, 'phone'] as const),
);

test.each([...cases, ...translated])(
  '%s %s (%s) is accessible, fits the width and reports no error',
  async (language, name, view) => {
    await withPage(view, async (page, problems) => {
      await page.goto(`${own}/${language}/${name}`);
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect(await accessibilityFindings(page)).toEqual([]);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(problems).toEqual([]);
    });
  },
);

test('a page that leads elsewhere goes there by itself, also after a form post', async () => {
  await withPage('light', async (page, problems) => {
    await page.goto(`${own}/leave`);
    await page.waitForURL(`${elsewhere}/`);
    await page.goto(`${own}/en/account`);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${elsewhere}/`);
    expect(problems).toEqual([]);
  });
});

test('form-action stops a form that is redirected away, a GET form too: why the sign-in start answers with a page', async () => {
  await withPage('light', async (page) => {
    await page.goto(`${own}/en/sign-in`);
    await page.getByLabel('E-mail address or user name').fill('ada@acme.test');
    const report = page.waitForEvent('console', (message) => message.text().includes('form-action'));
    await page.getByRole('button', { name: 'Continue' }).click();
    await report;
    expect(page.url().startsWith(own)).toBe(true);
  });
});

test('the skip link is the first stop of the keyboard and leads to the content', async () => {
  await withPage('light', async (page) => {
    await page.goto(`${own}/en/help-codes`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate<string>('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('content');
  });
});

test('a person signs in by keyboard alone: the field, then the button, are reached in order', async () => {
  await withPage('light', async (page) => {
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
      'Codes and what they mean',
    ]);
  });
});

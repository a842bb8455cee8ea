import { source as axeSource } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { TestBrowser } from '../support/http';

/** How a page is looked at. */
export const views = {
  light: { colorScheme: 'light', viewport: { width: 1280, height: 900 } },
  dark: { colorScheme: 'dark', viewport: { width: 1280, height: 900 } },
  phone: { colorScheme: 'light', viewport: { width: 360, height: 740 } },
} as const satisfies Record<string, BrowserContextOptions>;
/** The name of a way to look at a page. */
export type View = keyof typeof views;

/** A page of a real browser with everything its console complained of. */
export interface WatchedPage {
  readonly page: Page;
  /** A blocked style, a missing icon, a policy report, an error of a script. The reader empties it. */
  readonly problems: string[];
}

/** What Chromium says of every answer of ours that is not 2xx or 3xx; those are asked for by a test that gets one. */
const refusedByDesign = /^Failed to load resource: the server responded with a status of 4(?:03|04|09|22)\b/;

/** Opens an empty page and watches it. axe comes with every document: sent again for each look, it took longer than the look. */
export async function openWatched(
  browser: Browser,
  options: BrowserContextOptions = views.light,
): Promise<WatchedPage> {
  const watched = await openUnaided(browser, options);
  await watched.page.addInitScript(axeSource);
  return watched;
}

/** The same without axe: for pages whose width alone is looked at. */
export async function openUnaided(
  browser: Browser,
  options: BrowserContextOptions = views.light,
): Promise<WatchedPage> {
  const context = await browser.newContext({ locale: 'en', ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    if (isComplaint && !refusedByDesign.test(message.text())) problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  return { page, problems };
}

/** Gives the real browser the cookies of a test's browser: it is signed in as the same person. */
export async function takeCookies(page: Page, from: TestBrowser, url: string): Promise<void> {
  const cookies = [...from.cookies].map(([name, value]) => ({ name, value, url }));
  await page.context().addCookies(cookies);
}

/** Pixels by which the page is wider than the window; 0 when everything fits. */
export async function overflow(page: Page): Promise<number> {
  return page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - innerWidth)');
}

/** The rules of axe that ask for colours. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds, one line a finding. It runs through DevTools, so the page's own policy stays in force.
 *
 * @param rules those alone; all when absent
 */
async function accessibilityFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  const options = JSON.stringify(rules === undefined ? {} : { runOnly: rules });
  return page.evaluate<string[]>(
    `axe.run(${options}).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => id + ': ' + node.html.slice(0, 200) + ' ' + node.failureSummary)))`,
  );
}

/** Looks at the page as it stands in every view: axe finds nothing, it fits the window, the console is quiet. */
export async function expectSound({ page, problems }: WatchedPage): Promise<void> {
  for (const view of Object.keys(views) as View[]) {
    await page.setViewportSize(views[view].viewport);
    await page.emulateMedia({ colorScheme: views[view].colorScheme });
    // Light and dark differ in nothing but colours (web/assets/tokens).
    const rules = view === 'dark' ? colourRules : undefined;
    const found = { view, axe: await accessibilityFindings(page, rules), overflow: await overflow(page) };
    expect(found).toEqual({ view, axe: [], overflow: 0 });
  }
  await page.setViewportSize(views.light.viewport);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(problems).toEqual([]);
}

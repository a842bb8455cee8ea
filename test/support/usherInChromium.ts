import type { Browser } from 'playwright-core';
import type { Database } from '../../src/db';
import { launchChromium } from '../browser/chromium';
import { freshDatabase } from './database';
import { UsherUnderTest } from './usher';

/** A whole Usher on a database of its own, and the real browser that meets it. To be read within hooks and tests. */
export interface UsherInChromium {
  readonly database: Database;
  readonly usher: UsherUnderTest;
  readonly chromium: Browser;
}

/**
 * Starts them before the first test of the block it is called in, and ends them after the last.
 *
 * @param options of the site, its connection and the settings
 */
export function usherInChromium(options: Parameters<typeof UsherUnderTest.start>[1] = {}): UsherInChromium {
  let started: UsherInChromium | null = null;
  beforeAll(async () => {
    const database = await freshDatabase();
    const usher = await UsherUnderTest.start(database, options);
    started = { database, usher, chromium: await launchChromium() };
  });
  afterAll(async () => {
    await started?.chromium.close();
    await started?.usher.close();
    await started?.database.close();
  });
  const now = () => {
    if (started === null) throw new Error('Usher and the browser start with the first test.');
    return started;
  };
  return {
    get database() {
      return now().database;
    },
    get usher() {
      return now().usher;
    },
    get chromium() {
      return now().chromium;
    },
  };
}

import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

/**
 * Starts the machine's Chromium: `CHROMIUM_PATH`, else Debian's place. Says what to install when it is missing.
 *
 * @param served where it finds every address of the host localhost, so that an instance can be met under its PUBLIC_URL
 */
export async function launchChromium(served?: string): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(
      `No Chromium at ${executablePath}: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.`,
    );
  }
  const mapped = served === undefined ? [] : [`--host-resolver-rules=MAP localhost ${new URL(served).host}`];
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', ...mapped],
  });
}

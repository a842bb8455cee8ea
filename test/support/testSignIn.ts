import { inflateRawSync } from 'node:zlib';
import type { TestBrowser } from './http';

/** A test sign-in that was begun: what the identity provider gets. */
export interface BegunTest {
  readonly requestId: string;
  readonly relayState: string;
}

/** Begins a test of a connection in an administrator's browser, as its button does. */
export async function beginTest(browser: TestBrowser, connection = 'main', site = 'acme'): Promise<BegunTest> {
  const answer = await browser.post(`/admin/${site}/single-sign-on/connections/${connection}/test`);
  const page = await answer.text();
  const href = /<a class="button" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
  if (answer.status !== 200 || href === undefined) throw new Error(`the test answered ${answer.status}`);
  const { searchParams } = new URL(href);
  const message = inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64')).toString('utf8');
  return {
    requestId: /\bID="([^"]+)"/.exec(message)?.[1] ?? '',
    relayState: searchParams.get('RelayState') ?? '',
  };
}

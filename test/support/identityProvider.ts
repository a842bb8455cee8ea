import { inflateRawSync } from 'node:zlib';
import express, { type Express } from 'express';
import type { UsherUnderTest } from './usher';

/** Where a connection is reached in a test. */
interface Reached {
  /** Entity ID. */
  readonly metadata: string;
  /** As the browser of the test reaches it; the response names the configured one. */
  readonly acs: string;
}

/** An identity provider for real browsers: its sign-in page has one button, which posts Ada's response to the ACS. */
export function identityProvider(usher: UsherUnderTest, { metadata, acs }: Reached): Express {
  const app = express();
  app.get('/favicon.ico', (_req, res) => void res.status(204).end());
  app.get('/sso', async (req, res) => {
    const query = req.query as Record<string, string>;
    const request = inflateRawSync(Buffer.from(query['SAMLRequest'] ?? '', 'base64')).toString('utf8');
    const inResponseTo = /\bID="([^"]+)"/.exec(request)?.[1] ?? null;
    const xml = await usher.responseXml({
      inResponseTo,
      response: { audience: metadata, acsUrl: metadata.replace(/metadata$/, 'acs') },
    });
    const response = Buffer.from(xml).toString('base64');
    res.type('html').send(`<!doctype html><html lang="en"><title>Identity provider</title>
      <form method="post" action="${acs}"><input type="hidden" name="SAMLResponse" value="${response}">
      <input type="hidden" name="RelayState" value="${query['RelayState'] ?? ''}"><button>Sign in as Ada</button></form>`);
  });
  return app;
}

import { inflateRawSync } from 'node:zlib';
import express, { type Express } from 'express';
import type { PersonOptions, UsherUnderTest } from './usher';

/** Where a connection is reached in a test. */
interface Reached {
  /** Entity ID. */
  readonly metadata: string;
  /** As the browser of the test reaches it; the response names the configured one. */
  readonly acs: string;
}

/** Somebody an identity provider knows, by the name on its button. */
export interface KnownPerson extends PersonOptions {
  readonly name: string;
}

/**
 * An identity provider for real browsers: its sign-in page has one button, which posts a person's response to the ACS.
 *
 * @param person who signs in at this moment; absent: Ada
 */
export function identityProvider(
  usher: UsherUnderTest,
  { metadata, acs }: Reached,
  person: () => KnownPerson = () => ({ name: 'Ada' }),
): Express {
  const app = express();
  app.get('/favicon.ico', (_req, res) => void res.status(204).end());
  app.get('/sso', async (req, res) => {
    const query = req.query as Record<string, string>;
    const request = inflateRawSync(Buffer.from(query['SAMLRequest'] ?? '', 'base64')).toString('utf8');
    const inResponseTo = /\bID="([^"]+)"/.exec(request)?.[1] ?? null;
    const { name, ...sent } = person();
    const xml = await usher.responseXml({
      ...sent,
      inResponseTo,
      response: { audience: metadata, acsUrl: metadata.replace(/metadata$/, 'acs'), ...sent.response },
    });
    const response = Buffer.from(xml).toString('base64');
    res.type('html').send(`<!doctype html><html lang="en"><title>Identity provider</title>
      <form method="post" action="${acs}"><input type="hidden" name="SAMLResponse" value="${response}">
      <input type="hidden" name="RelayState" value="${query['RelayState'] ?? ''}"><button>Sign in as ${name}</button></form>`);
  });
  return app;
}

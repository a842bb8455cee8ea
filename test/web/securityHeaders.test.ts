import type { Server } from 'node:http';
import express from 'express';
import { assetsRouter, formActionFor, securityHeaders } from '../../src/web';
import { assetHrefs } from '../../src/web/assets';
import { ask, listen } from './httpServer';

const strict =
  "default-src 'none';style-src 'self';img-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'";
const servers: Server[] = [];

async function start(publicUrl: string): Promise<number> {
  const app = express();
  app.use(securityHeaders({ publicUrl }));
  app.use(assetsRouter());
  app.get('/', (_req, res) => void res.send('page'));
  app.get('/post-request', (_req, res) => {
    formActionFor(res, 'https://idp.test:8443/sso?x=1;script-src *');
    res.send('page');
  });
  const { server, port } = await listen(app);
  servers.push(server);
  return port;
}
afterAll(() => servers.forEach((server) => server.close()));

test('a page carries a policy without script, cannot be framed, sniffed or kept', async () => {
  const { headers } = await ask(await start('http://localhost:3000'), 'GET', '/');
  expect(headers['content-security-policy']).toBe(strict);
  expect(headers['x-frame-options']).toBe('DENY');
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['cache-control']).toBe('no-store');
  expect(headers['referrer-policy']).toBe('strict-origin');
});

test('HSTS is sent only where our own origin is https', async () => {
  const plain = await ask(await start('http://localhost:3000'), 'GET', '/');
  const secure = await ask(await start('https://usher.test'), 'GET', '/');
  expect(plain.headers).not.toHaveProperty('strict-transport-security');
  expect(secure.headers['strict-transport-security']).toBe('max-age=31536000');
});

test('formActionFor adds one origin to form-action of one answer and nothing else', async () => {
  const port = await start('https://usher.test');
  const widened = await ask(port, 'GET', '/post-request');
  expect(widened.headers['content-security-policy']).toBe(
    strict.replace("form-action 'self'", "form-action 'self' https://idp.test:8443"),
  );
  expect((await ask(port, 'GET', '/')).headers['content-security-policy']).toBe(strict);
});

test('the stylesheet and drawings are kept for ever under an address that holds their hash', async () => {
  const port = await start('https://usher.test');
  for (const href of [assetHrefs.stylesheet, assetHrefs.logo, assetHrefs.door('open')]) {
    const answer = await ask(port, 'GET', href);
    expect(href).toMatch(/^\/assets\/[a-z-]+-[0-9a-f]{12}\.(css|svg)$/);
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(href.endsWith('css') ? /^text\/css/ : /^image\/svg\+xml/);
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  }
  expect((await ask(port, 'GET', '/assets/usher-000000000000.css')).status).toBe(404);
});

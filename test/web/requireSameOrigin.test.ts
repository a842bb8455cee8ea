import type { Server } from 'node:http';
import express from 'express';
import { requireSameOrigin } from '../../src/web';
import { ask, listen } from './httpServer';

const own = 'https://usher.test';
let server: Server;
let port: number;

beforeAll(async () => {
  const app = express();
  app.use(requireSameOrigin({ publicUrl: `${own}/`, isExempt: (path) => path.endsWith('/acs') }));
  app.use((_req, res) => void res.send('done'));
  ({ server, port } = await listen(app));
});
afterAll(() => server.close());

const table: readonly (readonly [method: string, path: string, headers: Record<string, string>, status: number])[] = [
  ['GET', '/', {}, 200],
  ['GET', '/', { 'sec-fetch-site': 'cross-site' }, 200],
  ['HEAD', '/', { 'sec-fetch-site': 'cross-site' }, 200],
  ['POST', '/sign-out', { 'sec-fetch-site': 'same-origin' }, 200],
  ['POST', '/sign-out', { 'sec-fetch-site': 'same-site' }, 403],
  ['POST', '/sign-out', { 'sec-fetch-site': 'cross-site' }, 403],
  ['POST', '/sign-out', { 'sec-fetch-site': 'none' }, 403],
  ['POST', '/sign-out', { 'sec-fetch-site': 'cross-site', origin: own }, 403],
  ['POST', '/sign-out', { origin: own }, 200],
  ['POST', '/sign-out', { origin: 'https://usher.test:8443' }, 403],
  ['POST', '/sign-out', { origin: 'http://usher.test' }, 403],
  ['POST', '/sign-out', { origin: 'https://usher.test.evil.test' }, 403],
  ['POST', '/sign-out', { origin: 'null' }, 403],
  ['POST', '/sign-out', { host: 'usher.test', referer: `${own}/account` }, 403],
  ['POST', '/sign-out', {}, 403],
  ['PUT', '/x', {}, 403],
  ['PATCH', '/x', {}, 403],
  ['DELETE', '/x', {}, 403],
  ['PROPFIND', '/x', {}, 403],
  ['POST', '/saml/acme/main/acs', { 'sec-fetch-site': 'cross-site', origin: 'https://idp.test' }, 200],
];

test.each(table)('%s %s with %j answers %i', async (method, path, headers, status) => {
  expect((await ask(port, method, path, headers)).status).toBe(status);
});

test('the refusal is a page in the language of the browser', async () => {
  const answer = await ask(port, 'POST', '/sign-out', { accept: 'text/html,*/*;q=0.8', 'accept-language': 'de-DE' });
  expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(answer.body).toContain('Dieses Formular kam nicht von hier');
});

test.each([
  ['application/json', true],
  ['application/problem+json', true],
  ['application/json, text/html;q=0.5', true],
  ['text/html,application/xhtml+xml,*/*;q=0.8', false],
  ['*/*', false],
  [undefined, false],
])('a client that accepts %s reads problem+json: %s', async (accept, isProblem) => {
  const answer = await ask(port, 'POST', '/sign-out', accept === undefined ? {} : { accept });
  expect(answer.headers['content-type']?.startsWith('application/problem+json')).toBe(isProblem);
});

test('the problem names the status and nothing else of the request', async () => {
  const answer = await ask(port, 'POST', '/sign-out', { accept: 'application/json' });
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  expect(JSON.parse(answer.body)).toMatchObject({ type: 'about:blank', status: 403 });
});

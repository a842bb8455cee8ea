import type { Server } from 'node:http';
import express from 'express';
import { helpRouter } from '../../src/help';
import { reasons, ssoCodes } from '../../src/sso/catalogue';
import { ask, listen } from '../web/httpServer';

let server: Server;
let port: number;

beforeAll(async () => {
  ({ server, port } = await listen(express().use(helpRouter())));
});
afterAll(() => server.close());

const norwegian = { 'accept-language': 'no' };

test('the page of a code lists every reason below it, with who acts and what to do', async () => {
  const { status, body } = await ask(port, 'GET', '/help/codes/31');
  const below = Object.entries(reasons).filter(([, { codes }]) => (codes as readonly number[]).includes(31));
  expect(status).toBe(200);
  expect(below.length).toBeGreaterThan(10);
  for (const [id, { title }] of below) {
    expect(body).toContain(`id="${id}"`);
    expect(body).toContain(title.replaceAll('"', '&quot;'));
  }
});

test.each(Object.keys(ssoCodes))('code %s has a page', async (code) => {
  expect((await ask(port, 'GET', `/help/codes/${code}`)).status).toBe(200);
});

test.each(Object.keys(reasons))('reason %s has a page', async (id) => {
  expect((await ask(port, 'GET', `/help/reasons/${id}`)).status).toBe(200);
});

test('the help speaks the language of the browser', async () => {
  const { body } = await ask(port, 'GET', '/help/codes/31', norwegian);
  expect(body).toContain('<html lang="nb">');
  expect(body).toContain('Nettstedet har ikke en partner-ID');
});

test.each([
  '/help/codes/0',
  '/help/codes/33',
  '/help/codes/031',
  '/help/codes/31x',
  '/help/codes/1e1',
  '/help/codes/toString',
  '/help/reasons/constructor',
  '/help/reasons/%3Cscript%3E',
])('%s is not found, and the page says so without repeating it', async (path) => {
  const { status, body } = await ask(port, 'GET', path, norwegian);
  expect(status).toBe(404);
  expect(body).toContain('Det er ingen dør her');
  expect(body).not.toContain('script');
});

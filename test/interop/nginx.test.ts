import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createApp } from '../../src/app';
import { loadConfig } from '../../src/config';
import type { Database } from '../../src/db';
import { createMetrics } from '../../src/health';
import { createQueue } from '../../src/jobs';
import { CallLog } from '../../src/scim/calls';
import { hashPassword } from '../../src/sessions';
import { SigningKeys, verifyAuthToken } from '../../src/tokens';
import { freshDatabase } from '../support/database';
import { freePort } from '../support/freePort';
import { serve, type Served } from '../support/http';
import { makeAccount, makeSharedKey, makeSite, testBox } from '../support/site';

const examples = path.join(__dirname, '../../examples/nginx');
const nginx = ['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/bin/nginx'].find(existsSync);
const password = 'correct horse battery';

let database: Database;
let usher: Served;
let folder: string;
let port: number;
let accountId: string;
const processes: ChildProcess[] = [];

interface Answer {
  readonly status: number;
  readonly location: string | null;
  readonly body: string;
}

/** What the example application says it was told. */
interface Told {
  readonly path: string;
  readonly person: { user: string; email: string; groups: string[]; site: string; hasToken: boolean };
  readonly headers: string[];
  readonly cookie: string;
}

/** A browser that keeps cookies by host name, as browsers do: without regard to ports. */
class Browser {
  readonly cookies = new Map<string, Map<string, string>>();

  get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', url, headers, '');
  }

  post(url: string, fields: Record<string, string>): Promise<Answer> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
    return this.send('POST', url, headers, new URLSearchParams(fields).toString());
  }

  /** Follows redirects until there are none; gives the addresses on the way and the last answer. */
  async follow(url: string): Promise<{ way: string[]; answer: Answer }> {
    const way = [url];
    let answer = await this.get(url);
    while (answer.location !== null && way.length < 12) {
      const next = new URL(answer.location, way.at(-1)).href;
      way.push(next);
      if (!next.includes(`:${port}/`)) break;
      answer = await this.get(next);
    }
    return { way, answer };
  }

  private send(method: string, url: string, headers: Record<string, string>, body: string): Promise<Answer> {
    const { hostname, host, pathname, search } = new URL(url);
    const jar = this.cookies.get(hostname) ?? new Map<string, string>();
    this.cookies.set(hostname, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = {
      accept: 'text/html',
      host,
      ...(cookie && { cookie }),
      'content-length': String(body.length),
      ...headers,
    };
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, method, path: pathname + search, headers: sent };
      const request = http.request(options, (response) => {
        for (const line of response.headers['set-cookie'] ?? []) {
          const [pair = ''] = line.split(';');
          jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
        }
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? null, body: text }),
        );
      });
      request.on('error', reject).end(body);
    });
  }
}

const sameHost = () => `http://localhost:${port}`;
const otherHost = () => `http://app.localhost:${port}`;

beforeAll(async () => {
  if (nginx === undefined) throw new Error('nginx is missing. Install it: apt-get install nginx-light');
  port = await freePort();
  const loaded = loadConfig({ PUBLIC_URL: sameHost(), DEMO: 'off', TRUST_PROXY: 'loopback' });
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems));
  database = await freshDatabase();
  const { siteId } = await makeSite(database, { site: { slug: 'demo', allowedTargets: [otherHost()] } });
  await database.prisma.signInDomain.create({ data: { domain: 'acme.test', siteId, vouchedBy: 'operator' } });
  accountId = await makeAccount(database, siteId, {
    username: 'søren@acme.test',
    roles: ['Org Support', 'A, B'],
    bypass: true,
    passwordHash: await hashPassword(password),
  });
  const log = {
    debug: () => {},
    info: () => {},
    warn: () => {},
    error: (...words: unknown[]) => console.error(...words),
  };
  usher = await serve(
    createApp({
      config: loaded.config,
      database,
      box: testBox,
      log,
      metrics: createMetrics(false),
      queue: createQueue(database),
      callLog: new CallLog({ database, box: testBox, log }),
      clock: () => new Date(),
      random: randomBytes,
      elapsed: () => performance.now(),
      isReady: () => true,
      demo: null,
      makeKey: makeSharedKey,
    }),
  );
  const applicationPort = await freePort();
  await startApplication(applicationPort);
  await startNginx(applicationPort);
});

afterAll(async () => {
  await Promise.all(processes.map(stop));
  await usher?.close();
  await database?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function startApplication(applicationPort: number): Promise<void> {
  const script = path.join(examples, 'application.mjs');
  const child = spawn(process.execPath, [script], { env: { PORT: String(applicationPort) }, stdio: 'ignore' });
  processes.push(child);
  await listening(applicationPort, child);
}

/** Runs the example as it stands, with nothing but the ports and the folder for its files replaced. */
async function startNginx(applicationPort: number): Promise<void> {
  folder = await mkdtemp(path.join(os.tmpdir(), 'usher-nginx-'));
  const servers = (await readFile(path.join(examples, 'usher.conf'), 'utf8'))
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${port}`)
    .replaceAll('127.0.0.1:3000', `127.0.0.1:${usher.port}`)
    .replaceAll('127.0.0.1:9000', `127.0.0.1:${applicationPort}`);
  const main = (await readFile(path.join(examples, 'nginx.conf'), 'utf8')).replaceAll(
    '/tmp/usher-example-nginx',
    path.join(folder, 'nginx'),
  );
  await writeFile(path.join(folder, 'usher.conf'), servers);
  await copyFile(path.join(examples, 'application-cookies.conf'), path.join(folder, 'application-cookies.conf'));
  await writeFile(path.join(folder, 'nginx.conf'), main);
  const child = spawn(nginx ?? '', ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  processes.push(child);
  await listening(port, child);
}

async function listening(wanted: number, child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}`);
    const open = await new Promise<boolean>((resolve) => {
      const socket = net.connect(wanted, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.end());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

async function signIn(browser: Browser, target: string): Promise<Answer> {
  return browser.post(`${sameHost()}/sign-in/password`, {
    identifier: 'søren@acme.test',
    site: 'demo',
    password,
    target,
  });
}

function told(answer: Answer): Told {
  return JSON.parse(answer.body) as Told;
}

const everyHeader = ['user', 'email', 'groups', 'site', 'token'].map((name) => `x-auth-request-${name}`);

describe('an application on the same host', () => {
  test('is reached through the sign-in start, with the whole address kept', async () => {
    const { way, answer } = await new Browser().follow(`${sameHost()}/app/x?a=1&b=2%20c`);
    expect(way.slice(0, 2)).toEqual([
      `${sameHost()}/app/x?a=1&b=2%20c`,
      `${sameHost()}/?site=demo&target=${sameHost()}/app/x?a=1&b=2%20c`,
    ]);
    expect(way.at(-1)).toContain('https://idp.acme.test/sso');
    expect(answer.status).toBe(302);
  });

  test('learns who is signed in, and nothing that would make it that person', async () => {
    const browser = new Browser();
    await signIn(browser, '');
    browser.cookies.get('localhost')?.set('theme', 'dark');
    const answer = await browser.get(`${sameHost()}/app/x?a=1`, { 'x-auth-request-user': 'root' });
    expect(answer.status).toBe(200);
    expect(told(answer)).toMatchObject({
      path: '/app/x?a=1',
      person: {
        user: 'søren@acme.test',
        email: 'søren@acme.test',
        groups: ['Org Support', 'A, B'],
        site: 'demo',
        hasToken: true,
      },
      cookie: 'theme=dark',
    });
    expect(told(answer).headers.sort()).toEqual([...everyHeader].sort());
  });

  test.each([
    ['usher-session=TOKEN', ''],
    ['a=1; __Host-usher-session=b; usher-session=TOKEN; c=2', 'a=1; c=2'],
    ['usher-browser=x; usher-session=TOKEN; usher-operator=z; usher-start=w', ''],
    ['my-usher-session=kept; usher-session=TOKEN', 'my-usher-session=kept;'],
  ])('does not see our cookies in %s', async (cookie, expected) => {
    const browser = new Browser();
    await signIn(browser, '');
    const token = browser.cookies.get('localhost')?.get('usher-session') ?? '';
    const answer = await browser.get(`${sameHost()}/app/`, { cookie: cookie.replace('TOKEN', token) });
    expect(told(answer).cookie).toBe(expected);
  });

  test('is closed to a browser that only claims to be somebody', async () => {
    const claims = Object.fromEntries(everyHeader.map((name) => [name, 'root']));
    expect((await new Browser().get(`${sameHost()}/app/`, claims)).status).toBe(302);
  });
});

describe('an application on another host', () => {
  test('sends the browser to sign in, gets it back with a session of its own, and shows the page that was wanted', async () => {
    const browser = new Browser();
    const wanted = `${otherHost()}/reports?year=2026&q=a%20b`;
    const away = await browser.follow(wanted);
    const addresses = away.way
      .map((address) => new URL(address))
      .map(({ host, pathname }) => host.split(':')[0] + pathname);
    expect(addresses.slice(0, 4)).toEqual([
      'app.localhost/reports',
      'app.localhost/.usher/start',
      'localhost/.usher/handover',
      'localhost/',
    ]);
    const start = new URL(away.way[3] ?? '');
    const signedIn = await signIn(browser, start.searchParams.get('target') ?? '');
    const next = /content="0;url=([^"]+)"/.exec(signedIn.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const back = await browser.follow(next);
    expect(back.way.at(-1)).toBe(wanted);
    expect(told(back.answer)).toMatchObject({
      path: '/reports?year=2026&q=a%20b',
      person: { user: 'søren@acme.test', site: 'demo', hasToken: true },
      cookie: '',
    });
    expect(browser.cookies.get('app.localhost')?.get('usher-session')).not.toBe(
      browser.cookies.get('localhost')?.get('usher-session'),
    );
  });

  test('lets somebody who is signed in to Usher in without asking again', async () => {
    const browser = new Browser();
    await signIn(browser, '');
    const { way, answer } = await browser.follow(`${otherHost()}/`);
    expect(answer.status).toBe(200);
    expect(way.map((address) => new URL(address).pathname)).toEqual([
      '/',
      '/.usher/start',
      '/.usher/handover',
      '/.usher/complete',
      '/',
    ]);
  });

  test('its cookie opens neither My Account nor the application on our host', async () => {
    const browser = new Browser();
    await signIn(browser, '');
    await browser.follow(`${otherHost()}/`);
    const carried = { cookie: `usher-session=${browser.cookies.get('app.localhost')?.get('usher-session')}` };
    expect((await new Browser().get(`${otherHost()}/`, carried)).status).toBe(200);
    expect((await new Browser().get(`${sameHost()}/account`, carried)).status).toBe(303);
    expect((await new Browser().get(`${sameHost()}/app/`, carried)).status).toBe(302);
  });

  test('our own cookie opens nothing there', async () => {
    const browser = new Browser();
    await signIn(browser, '');
    const carried = { cookie: `usher-session=${browser.cookies.get('localhost')?.get('usher-session')}` };
    expect((await new Browser().get(`${otherHost()}/`, carried)).status).toBe(302);
  });

  test('reaches nothing of Usher but the handover', async () => {
    const { location } = await new Browser().get(`${otherHost()}/account`);
    expect(location).toContain('/.usher/start');
  });

  test('gets a token that the published keys verify for this site', async () => {
    const browser = new Browser();
    await signIn(browser, '');
    const cookie = `usher-session=${browser.cookies.get('localhost')?.get('usher-session')}`;
    const response = await fetch(`${usher.url}/auth/verify?site=demo`, { headers: { cookie } });
    const keys = new SigningKeys({ database, box: testBox, clock: () => new Date() });
    const frame = { issuer: sameHost(), audience: 'demo', now: new Date() };
    expect(await verifyAuthToken(keys, response.headers.get('x-auth-request-token') ?? '', frame)).toMatchObject({
      accountId,
    });
    const jwks = await new Browser().get(`${sameHost()}/.well-known/jwks.json`);
    expect(JSON.parse(jwks.body)).toMatchObject({ keys: [{ kid: (await keys.current()).kid }] });
  });
});

test('a deactivated account is out of both applications at the next request', async () => {
  const browser = new Browser();
  await signIn(browser, '');
  await browser.follow(`${otherHost()}/`);
  await database.prisma.account.update({ where: { id: accountId }, data: { status: 'deactivated' } });
  expect((await browser.get(`${sameHost()}/app/`)).status).toBe(302);
  expect((await browser.get(`${otherHost()}/`)).status).toBe(302);
  await database.prisma.account.update({ where: { id: accountId }, data: { status: 'active' } });
});

test('signing out of Usher ends both', async () => {
  const browser = new Browser();
  await signIn(browser, '');
  await browser.follow(`${otherHost()}/`);
  expect((await browser.get(`${otherHost()}/`)).status).toBe(200);
  await browser.post(`${sameHost()}/sign-out`, {});
  expect((await browser.get(`${sameHost()}/app/`)).status).toBe(302);
  expect((await browser.get(`${otherHost()}/`)).status).toBe(302);
});

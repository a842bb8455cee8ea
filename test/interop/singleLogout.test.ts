import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { stringify } from 'yaml';
import { launchChromium } from '../browser/chromium';
import { startSimpleSamlPhp, type SimpleSamlPhp } from '../support/simpleSamlPhp';
import { usherProcess, type UsherProcess } from '../support/usherProcess';

jest.setTimeout(180_000);

const password = 'correct horse';
const byRedirect = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const byPost = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

/** One person a connection; the name says how logout messages travel: ours to it, and its own to us. */
const connections = {
  redirect: { ours: 'redirect', theirs: byRedirect },
  post: { ours: 'post', theirs: byPost },
} as const;
type ConnectionName = keyof typeof connections;
const names = Object.keys(connections) as ConnectionName[];

let idp: SimpleSamlPhp;
let browser: Browser;
let usher: UsherProcess;
let context: BrowserContext;
let page: Page;

const at = (connection: ConnectionName, end: string) => `${usher.url}/saml/acme/${connection}/${end}`;

beforeAll(async () => {
  const people = names.map((name) => ({
    username: name,
    password,
    attributes: {
      uid: [`${name}@acme.test`],
      firstname: ['Ada'],
      lastname: ['Lovelace'],
      email: [`${name}@acme.test`],
    },
  }));
  [idp, browser, usher] = await Promise.all([startSimpleSamlPhp(people), launchChromium(), usherProcess(null)]);
  writeFileSync(path.join(usher.folder, 'simplesamlphp.xml'), await idp.metadata());
  const site = {
    site: 'acme',
    name: 'Acme Corporation',
    partnerId: 'P-100200',
    seats: 25,
    singleSignOn: { autoCreate: true },
    connections: names.map((name) => ({
      name,
      metadata: { file: 'simplesamlphp.xml' },
      ssoBinding: connections[name].ours,
    })),
  };
  writeFileSync(path.join(usher.folder, 'acme.yaml'), stringify(site));
  await usher.json('apply', path.join(usher.folder, 'acme.yaml'));
  await usher.start();
  for (const name of names) {
    const metadata = await (await fetch(at(name, 'metadata'))).text();
    idp.addServiceProvider(metadata, {
      // It signs what it sends, and takes nothing unsigned from us.
      'sign.logout': true,
      'validate.logout': true,
      SingleLogoutService: [{ Binding: connections[name].theirs, Location: at(name, 'logout') }],
    });
  }
});
afterAll(async () => {
  await browser.close();
  await usher.remove();
  await idp.stop();
});
beforeEach(async () => {
  context = await browser.newContext({ locale: 'en-GB' });
  page = await context.newPage();
});
afterEach(() => context.close());

/** Adds what is on the screen and in the logs to the message of a journey that failed. */
async function journey(steps: () => Promise<void>): Promise<void> {
  try {
    await steps();
  } catch (error) {
    const seen = `${page.url()}\n${await page.innerText('body').catch(() => '')}`;
    throw new Error(`${String(error)}\n\n${seen}\n\n${usher.output().slice(-2000)}\n${idp.log().slice(-2000)}`, {
      cause: error,
    });
  }
}

async function signIn(name: ConnectionName): Promise<void> {
  await page.goto(at(name, 'login'));
  if (connections[name].ours === 'post') await page.click('button[type=submit]');
  await page.waitForURL(`${idp.url}/module.php/core/loginuserpass.php*`);
  await page.fill('#username', name);
  await page.fill('#password', password);
  await page.click('#submit_button');
  await page.waitForURL(`${usher.url}/account`);
}

async function expectSignedOutHere(): Promise<void> {
  await page.goto(`${usher.url}/account`);
  expect(new URL(page.url()).pathname).toBe('/');
}

/** Somebody who is signed in there comes back without being asked for a password. */
async function expectSignedOutThere(name: ConnectionName): Promise<void> {
  await page.goto(at(name, 'login'));
  if (connections[name].ours === 'post') await page.click('button[type=submit]');
  await page.waitForURL(`${idp.url}/module.php/core/loginuserpass.php*`);
}

const logoutAttempts = async () =>
  (await usher.json<{ kind: string; code: number }[]>('attempts', '--site', 'acme')).filter(
    ({ kind }) => kind === 'logout',
  );

describe.each(names)('SimpleSAMLphp and single logout by %s', (name) => {
  test('begun here: both sessions end, and the person comes back to the signed-out page', () =>
    journey(async () => {
      await signIn(name);
      await page.click('text="Sign out"');
      if (connections[name].ours === 'post') await page.click(`text="Continue to ${new URL(idp.url).host}"`);
      await page.waitForURL(`${at(name, 'logout')}*`);
      const text = await page.innerText('main');
      expect(text).toContain('You are signed out');
      expect(text).not.toContain('You may still be signed in');
      await expectSignedOutHere();
      await expectSignedOutThere(name);
      expect(await logoutAttempts()).toEqual([]);
    }));

  test('begun there: our session ends, and SimpleSAMLphp accepts our answer', () =>
    journey(async () => {
      await signIn(name);
      const done = `${usher.url}/help/codes`;
      await page.goto(idp.logoutAddress(done));
      // Our answer, too, goes by a button where it goes by POST.
      if (connections[name].ours === 'post') await page.click(`text="Continue to ${new URL(idp.url).host}"`);
      await page.waitForURL(done);
      await expectSignedOutHere();
      await expectSignedOutThere(name);
      expect(await logoutAttempts()).toEqual([]);
    }));
});

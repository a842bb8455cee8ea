import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { stringify } from 'yaml';
import { launchChromium } from '../browser/chromium';
import { freshServerDatabase } from '../support/postgres';
import { startSimpleSamlPhp, type SimpleSamlPhp, type SimpleSamlPhpPerson } from '../support/simpleSamlPhp';
import { usherProcess, type UsherProcess } from '../support/usherProcess';

jest.setTimeout(180_000);

const password = 'correct horse';
/** One person a connection: an account belongs to the connection it was made through. */
const names = {
  main: 'Ada Lovelace',
  fromIdp: 'Grace Hopper',
  confirming: 'Mary Somerville',
  signed: 'Emmy Noether',
  posted: 'Åsa Öberg',
  encrypted: 'Sophie Germain',
  legacy: 'Maria Mitchell',
  strict: 'Hedy Lamarr',
} as const;
type Who = keyof typeof names | 'nameless';

const people: readonly SimpleSamlPhpPerson[] = [
  ...Object.entries(names).map(([username, name]) => {
    const [firstname = '', lastname = ''] = name.split(' ');
    const email = `${username}@acme.test`;
    return {
      username,
      password,
      attributes: { uid: [email], firstname: [firstname], lastname: [lastname], email: [email] },
    };
  }),
  {
    username: 'nameless',
    password,
    attributes: { uid: ['nameless@acme.test'], firstname: ['Nameless'], email: ['nameless@acme.test'] },
  },
];

/** Each connection differs from `main` in what its name says; all lead to the same SimpleSAMLphp. */
const connections = {
  main: {},
  confirming: { unsolicited: 'confirm' },
  signed: { signAuthnRequest: true },
  posted: { signAuthnRequest: true, ssoBinding: 'post' },
  encrypted: { requireEncryptedAssertion: true },
  legacy: { requireEncryptedAssertion: true, legacyAlgorithms: { allow: ['cbc'], until: '2099-12-31' } },
  strict: { requireSigned: 'both', nameIdFormat: 'persistent' },
} as const;
type ConnectionName = keyof typeof connections;

let idp: SimpleSamlPhp;
let browser: Browser;
let application: { readonly server: Server; readonly origin: string };

beforeAll(async () => {
  [idp, browser, application] = await Promise.all([startSimpleSamlPhp(people), launchChromium(), startApplication()]);
});
afterAll(async () => {
  await browser.close();
  application.server.close();
  await idp.stop();
});

/** An application that people are sent on to. */
async function startApplication() {
  const server = createServer((_req, res) =>
    res.setHeader('content-type', 'text/html').end('<h1>The application</h1>'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function siteFile(): string {
  return stringify({
    site: 'acme',
    name: 'Acme Corporation',
    partnerId: 'P-100200',
    seats: 25,
    adminContact: { name: 'Help desk', email: 'help@acme.test' },
    singleSignOn: { autoCreate: true, allowedTargets: [application.origin] },
    connections: Object.entries(connections).map(([name, settings]) => ({
      name,
      metadata: { file: 'simplesamlphp.xml' },
      ...settings,
    })),
  });
}

/** Gives the site to the program as an administrator does: the site file, and beside it the metadata SimpleSAMLphp publishes. */
async function applySite(usher: UsherProcess): Promise<unknown> {
  writeFileSync(path.join(usher.folder, 'simplesamlphp.xml'), await idp.metadata());
  writeFileSync(path.join(usher.folder, 'acme.yaml'), siteFile());
  return usher.json('apply', path.join(usher.folder, 'acme.yaml'));
}

/** An attempt as `usher attempts --json` prints it, as far as it is looked at here. */
interface ShownAttempt {
  readonly outcome: string;
  readonly code: number | null;
  readonly username: string | null;
  readonly connection: string;
  readonly reasons: readonly { readonly id: string; readonly field: string | null; readonly whoActs: string }[];
  readonly checks: readonly { readonly id: string; readonly passed: boolean | null }[];
}

describe.each(['embedded', 'PostgreSQL'] as const)('SimpleSAMLphp signs people in, %s database', (kind) => {
  let usher: UsherProcess;
  const at = (connection: ConnectionName, end: string) => `${usher.url}/saml/acme/${connection}/${end}`;
  const spMetadata = async (connection: ConnectionName) => (await fetch(at(connection, 'metadata'))).text();

  beforeAll(async () => {
    usher = await usherProcess(kind === 'embedded' ? null : await emptyServerDatabase());
    await applySite(usher);
    await usher.start();
    for (const name of Object.keys(connections) as ConnectionName[]) {
      idp.addServiceProvider(await spMetadata(name), serviceProviderOptions[name] ?? {});
    }
  });
  afterAll(() => usher.remove());

  /** Uses a browser nobody has used before, and fails on whatever the console complains of on our pages. */
  async function inFreshBrowser(journey: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ locale: 'en-GB' });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      const ours = message.location().url.startsWith(usher.url);
      // A refusal answers 403, which the console reports as well.
      if (ours && message.type() === 'error' && !message.text().startsWith('Failed to load')) {
        complaints.push(message.text());
      }
    });
    try {
      await journey(page);
      expect(complaints).toEqual([]);
    } catch (error) {
      const seen = `${page.url()}\n${await page.innerText('body').catch(() => '')}`;
      throw new Error(`${String(error)}\n\n${seen}\n\n${usher.output().slice(-2000)}\n${idp.log().slice(-2000)}`, {
        cause: error,
      });
    } finally {
      await context.close();
    }
  }

  async function answerLoginForm(page: Page, who: Who): Promise<void> {
    await page.waitForURL(`${idp.url}/module.php/core/loginuserpass.php*`);
    await page.fill('#username', who);
    await page.fill('#password', password);
    await page.click('#submit_button');
  }

  async function expectMyAccount(page: Page, who: keyof typeof names): Promise<void> {
    await page.waitForURL(`${usher.url}/account`);
    const text = await page.innerText('main');
    expect(text).toContain('Acme Corporation');
    expect(text).toContain(names[who]);
    expect(text).toContain(`${who}@acme.test`);
  }

  test('our metadata says to its parser where to answer, with which keys, and which signatures to ask for and to give', async () => {
    const signed = idp.addServiceProvider(await spMetadata('signed'));
    expect(signed).toMatchObject({
      entityid: at('signed', 'metadata'),
      AssertionConsumerService: [
        { Binding: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST', Location: at('signed', 'acs'), isDefault: true },
      ],
      NameIDFormat: 'urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified',
      contacts: [{ contactType: 'technical', emailAddress: ['help@acme.test'] }],
      'validate.authnrequest': true,
      'saml20.sign.assertion': true,
    });
    const keys = signed['keys'] as { signing: boolean; encryption: boolean }[];
    expect(keys.filter(({ signing, encryption }) => signing && !encryption)).not.toHaveLength(0);
    expect(keys.filter(({ signing, encryption }) => encryption && !signing)).not.toHaveLength(0);
    expect(idp.addServiceProvider(await spMetadata('main'))).toMatchObject({ 'validate.authnrequest': false });
  });

  test('begun here: a first sign-in opens an account and leads to My Account', () =>
    inFreshBrowser(async (page) => {
      await page.goto(at('main', 'login'));
      await answerLoginForm(page, 'main');
      await expectMyAccount(page, 'main');
    }));

  test('begun here: the second time it is the same account, and no password is asked while signed in there', () =>
    inFreshBrowser(async (page) => {
      await page.goto(at('main', 'login'));
      await answerLoginForm(page, 'main');
      await expectMyAccount(page, 'main');
      await page.goto(at('main', 'login'));
      await expectMyAccount(page, 'main');
    }));

  test('begun here with prompt=login: the identity provider asks for the password again', () =>
    inFreshBrowser(async (page) => {
      await page.goto(at('main', 'login'));
      await answerLoginForm(page, 'main');
      await expectMyAccount(page, 'main');
      await page.goto(`${at('main', 'login')}?prompt=login`);
      await answerLoginForm(page, 'main');
      await expectMyAccount(page, 'main');
    }));

  test('begun here for an allowed target: it ends there', () =>
    inFreshBrowser(async (page) => {
      const target = `${application.origin}/reports?year=2026`;
      await page.goto(`${at('main', 'login')}?${new URLSearchParams({ target }).toString()}`);
      await answerLoginForm(page, 'main');
      await page.waitForURL(target);
      await page.goto(`${usher.url}/account`);
      await expectMyAccount(page, 'main');
    }));

  test('begun there: the response is answered with a request of our own, and the person is in without a click', () =>
    inFreshBrowser(async (page) => {
      await page.goto(idp.startAddress(at('main', 'metadata')));
      await answerLoginForm(page, 'fromIdp');
      await expectMyAccount(page, 'fromIdp');
    }));

  test('begun there with an allowed target as RelayState: it ends at the target', () =>
    inFreshBrowser(async (page) => {
      const target = `${application.origin}/from-the-portal`;
      await page.goto(idp.startAddress(at('main', 'metadata'), target));
      await answerLoginForm(page, 'fromIdp');
      await page.waitForURL(target);
    }));

  test('begun there with a foreign address as RelayState: it ends at My Account', () =>
    inFreshBrowser(async (page) => {
      await page.goto(idp.startAddress(at('main', 'metadata'), 'https://elsewhere.test/'));
      await answerLoginForm(page, 'fromIdp');
      await expectMyAccount(page, 'fromIdp');
    }));

  test('begun there, set to confirm: the person is asked first, and signed in only then', () =>
    inFreshBrowser(async (page) => {
      await page.goto(idp.startAddress(at('confirming', 'metadata')));
      await answerLoginForm(page, 'confirming');
      await page.waitForURL(`${at('confirming', 'complete')}?code=*`);
      expect(await page.innerText('h1')).toBe('Continue as Mary Somerville in Acme Corporation?');
      await page.click('text="Continue as Mary Somerville"');
      await expectMyAccount(page, 'confirming');
    }));

  test('a request that we signed passes the validation of SimpleSAMLphp, one without signature does not', async () => {
    await inFreshBrowser(async (page) => {
      await page.goto(at('signed', 'login'));
      await answerLoginForm(page, 'signed');
      await expectMyAccount(page, 'signed');
    });
    idp.addServiceProvider(await spMetadata('main'), { 'validate.authnrequest': true });
    await inFreshBrowser(async (page) => {
      await page.goto(at('main', 'login'));
      expect(new URL(page.url()).origin).toBe(idp.url);
      expect(await page.innerText('body')).toContain('no signature found on message');
    }).finally(async () => idp.addServiceProvider(await spMetadata('main')));
  });

  test('a signed request by the POST binding leads there by one button, and the person back', () =>
    inFreshBrowser(async (page) => {
      await page.goto(at('posted', 'login'));
      await page.click(`text="Continue to ${new URL(idp.url).host}"`);
      await answerLoginForm(page, 'posted');
      await expectMyAccount(page, 'posted');
    }));

  test.each(['AES128_GCM', 'AES256_GCM'] as const)('an assertion encrypted with %s signs in', (algorithm) =>
    inFreshBrowser(async (page) => {
      idp.encryptWith(algorithm);
      await page.goto(at('encrypted', 'login'));
      await answerLoginForm(page, 'encrypted');
      await expectMyAccount(page, 'encrypted');
    }),
  );

  test('an assertion encrypted with CBC signs in only where an exception says so', async () => {
    idp.encryptWith('AES128_CBC');
    await inFreshBrowser(async (page) => {
      await page.goto(at('encrypted', 'login'));
      await answerLoginForm(page, 'encrypted');
      await page.waitForURL(at('encrypted', 'acs'));
      expect(await page.innerText('.ticket .number')).toBe('13');
    });
    await inFreshBrowser(async (page) => {
      await page.goto(at('legacy', 'login'));
      await answerLoginForm(page, 'legacy');
      await expectMyAccount(page, 'legacy');
    });
  });

  test('response and assertion both signed, with a persistent NameID, sign in', () =>
    inFreshBrowser(async (page) => {
      await page.goto(at('strict', 'login'));
      await answerLoginForm(page, 'strict');
      await expectMyAccount(page, 'strict');
    }));

  test('a person without last name sees 31 and a reference, and the attempt says why', async () => {
    let reference = '';
    await inFreshBrowser(async (page) => {
      await page.goto(at('main', 'login'));
      await answerLoginForm(page, 'nameless');
      await page.waitForURL(at('main', 'acs'));
      const text = await page.innerText('main');
      expect(text).toContain('Auto Account Creation failed (31). Contact your administrator for further support.');
      expect(text).toContain('Help desk');
      expect(text).not.toContain('lastname');
      reference = (await page.innerText('.ticket .reference')).replace(/\s/g, '');
      await page.goto(`${usher.url}/account`);
      expect(page.url()).toBe(`${usher.url}/?target=%2Faccount`);
    });
    const [attempt] = await usher.json<ShownAttempt[]>('attempts', '--site', 'acme', '--reference', reference);
    expect(attempt).toMatchObject({
      connection: 'main',
      outcome: 'refused',
      code: 31,
      username: 'nameless@acme.test',
      reasons: [{ id: 'attribute_missing', field: 'lastname' }],
    });
    // The gate had nothing against it: only the rule about the last name failed.
    expect(attempt?.checks.filter(({ passed }) => passed === false)).toHaveLength(1);
  });

  test('what is left: one account a person, and every attempt with its outcome', async () => {
    const accounts = await usher.json<{ username: string; connection: string }[]>(
      'accounts',
      '--site',
      'acme',
      '--all',
    );
    expect(accounts.map(({ username }) => username).sort()).toEqual(
      Object.keys(names)
        .map((name) => `${name}@acme.test`)
        .sort(),
    );
    const attempts = await usher.json<ShownAttempt[]>('attempts', '--site', 'acme', '--limit', '100');
    const tally: Record<string, number> = {};
    for (const { outcome, code } of attempts) {
      const name = code === null ? outcome : `${outcome} ${code}`;
      tally[name] = (tally[name] ?? 0) + 1;
    }
    expect(tally).toEqual({ passed: 16, restarted: 3, 'refused 13': 1, 'refused 31': 1 });
  });

  test('the site file applied again beside the running server changes nothing', async () => {
    expect(await applySite(usher)).toMatchObject({ outcome: 'unchanged', changes: [] });
  });
});

/** What SimpleSAMLphp must be told of a service provider beside its metadata. */
const serviceProviderOptions: Partial<Record<ConnectionName, Record<string, unknown>>> = {
  encrypted: { 'assertion.encryption': true },
  legacy: { 'assertion.encryption': true },
  strict: {
    'saml20.sign.response': true,
    'saml20.sign.assertion': true,
    authproc: { 20: { class: 'saml:PersistentNameID', attribute: 'uid' } },
  },
};

async function emptyServerDatabase(): Promise<string> {
  const database = await freshServerDatabase();
  await database.close();
  return database.url;
}

import { randomBytes } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { createApp } from '../../src/app';
import { backgroundWork } from '../../src/background';
import { loadConfig, type Config } from '../../src/config';
import type { Database, Prisma } from '../../src/db';
import { createMetrics } from '../../src/health';
import { createQueue, type JobHandler } from '../../src/jobs';
import { listMails, readMail } from '../../src/mail';
import type { Log } from '../../src/log';
import { CallLog } from '../../src/scim/calls';
import { connectionAddresses, defaultUsernameFrom } from '../../src/sites';
import { buildResponse, type ResponseOptions, type SigningOptions } from '../../src/testIdp/buildResponse';
import { makeSiteKey } from '../../src/saml/makeSiteKey';
import { serve, TestBrowser } from './http';
import { runJobs, type RunJob } from './runJobs';
import { makeSharedKey, makeSite, testBox, testNow, testPublicUrl } from './site';

export const idpEntityId = 'https://idp.acme.test/metadata';

const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Keys of the identity provider of the tests, each made once a process. */
export const idpKey = (() => {
  const made = new Map<string, ReturnType<typeof makeSiteKey>>();
  const make = () => makeSiteKey({ commonName: 'Test IdP', notBefore: new Date('2026-01-01T00:00:00Z'), serial: '11' });
  return (name: 'current' | 'new' = 'current') => {
    const key = made.get(name) ?? make();
    made.set(name, key);
    return key;
  };
})();

/** What a person's response says in a test; everything else is right by itself. */
export interface PersonOptions {
  /** Null leaves the NameID out. */
  readonly nameId?: ResponseOptions['nameId'];
  /** Attributes by name; null leaves one out. Laid over uid, firstname, lastname and email of Ada. */
  readonly attributes?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly inResponseTo?: string | null;
  readonly response?: Partial<ResponseOptions>;
  readonly signing?: Partial<SigningOptions>;
  /** Changes the text after signing. */
  readonly tamper?: (xml: string) => string;
}

const ada = { uid: 'ada@acme.test', firstname: 'Ada', lastname: 'Lovelace', email: 'ada@acme.test' };

/** A whole Usher over HTTP on a real database, with one site and one connection, and the identity provider to go with it. */
export class UsherUnderTest {
  readonly addresses = connectionAddresses(testPublicUrl, 'acme', 'main');
  readonly errors: object[] = [];
  /** What DNS answers to a question for TXT records, by name. */
  readonly txtRecords = new Map<string, string[][]>();
  private moment = testNow;

  private constructor(
    readonly database: Database,
    readonly siteId: string,
    readonly connectionId: string,
    readonly url: string,
    private readonly stop: () => Promise<void>,
    private readonly handlers: readonly JobHandler[],
  ) {}

  /** Starts one. The database stays the caller's to close. */
  static async start(
    database: Database,
    options: {
      site?: Partial<Prisma.SiteCreateInput>;
      connection?: Partial<Prisma.ConnectionCreateWithoutSiteInput>;
      config?: Partial<Config>;
    } = {},
  ): Promise<UsherUnderTest> {
    const { certificatePem } = await idpKey();
    const { siteId, connectionId } = await makeSite(database, {
      site: { partnerId: 'P-100200', autoCreate: true, ...options.site },
      connection: { idpEntityId, usernameFrom: [...defaultUsernameFrom], ...options.connection },
    });
    await database.prisma.connectionCertificate.deleteMany({ where: { connectionId } });
    await database.prisma.connectionCertificate.create({
      data: { id: connectionId, siteId, connectionId, pem: certificatePem, fingerprint: 'test' },
    });
    return UsherUnderTest.run(database, siteId, connectionId, options.config ?? {});
  }

  /** A second instance beside this one, on the same database and site, with its own clock and cache. */
  another(config: Partial<Config> = {}): Promise<UsherUnderTest> {
    return UsherUnderTest.run(this.database, this.siteId, this.connectionId, config);
  }

  private static async run(
    database: Database,
    siteId: string,
    connectionId: string,
    config: Partial<Config>,
  ): Promise<UsherUnderTest> {
    const loaded = loadConfig({ PUBLIC_URL: testPublicUrl, DEMO: 'off' });
    if ('problems' in loaded) throw new Error('the settings of the test are wrong');
    // The app asks the instance for the time, and the instance needs the address of the app.
    let self: UsherUnderTest | null = null;
    const shared = {
      // Many tests refuse more in one minute of their clock than one address may; those of the limits switch them on.
      config: { ...loaded.config, rateLimits: false, ...config },
      database,
      box: testBox,
      log: {
        ...silentLog,
        error: (message: string, fields?: object) => void self?.errors.push({ message, ...fields }),
      },
      metrics: createMetrics(false),
      queue: createQueue(database),
      callLog: new CallLog({ database, box: testBox, log: silentLog }),
      clock: () => self?.moment ?? testNow,
      random: randomBytes,
      makeKey: makeSharedKey,
      resolveTxt: (name: string) => Promise.resolve(self?.txtRecords.get(name) ?? []),
    };
    const app = createApp({ ...shared, elapsed: () => performance.now(), isReady: () => true, demo: null });
    const served = await serve(app);
    const { handlers } = backgroundWork(shared);
    const stop = async () => {
      await served.close();
      await shared.callLog.flush();
    };
    self = new UsherUnderTest(database, siteId, connectionId, served.url, stop, handlers);
    return self;
  }

  close(): Promise<void> {
    return this.stop();
  }

  /**
   * Carries out the jobs that are waiting, whenever their time may be, and those that they send, each once. Nothing else does:
   * no test waits for a queue.
   */
  runJobs(): Promise<RunJob[]> {
    return runJobs(this.database, this.handlers, silentLog);
  }

  /** The outbox of the site, newest first, with its texts; null is the text of a mail that was sent. */
  async mails() {
    const listed = await listMails(this.database, { siteId: this.siteId, limit: 100 });
    return Promise.all(
      listed.map(async (mail) => {
        const read = await readMail(this.database, testBox, mail.id);
        return { ...mail, text: read?.text ?? null };
      }),
    );
  }

  get now(): Date {
    return this.moment;
  }

  /** Moves the clock. */
  pass(seconds: number): void {
    this.moment = new Date(this.moment.getTime() + seconds * 1000);
  }

  browser(): TestBrowser {
    return new TestBrowser(this.url);
  }

  /** Starts a sign-in in the browser and gives the ID of its AuthnRequest. */
  async begin(browser: TestBrowser, query = ''): Promise<string> {
    const answer = await browser.get(`/saml/acme/main/login${query}`);
    if (answer.status !== 302) throw new Error(`login answered ${answer.status}`);
    return requestIdOf(answer);
  }

  /** The Response of the test's identity provider, as XML. */
  async responseXml(person: PersonOptions = {}): Promise<string> {
    const { privateKeyPem, certificatePem } = await idpKey();
    const attributes = Object.entries({ ...ada, ...person.attributes }).flatMap(([name, value]) =>
      value === null ? [] : [{ name, values: typeof value === 'string' ? [value] : value }],
    );
    const id = () => `_${randomBytes(16).toString('hex')}`;
    const options: ResponseOptions = {
      responseId: id(),
      assertionId: id(),
      issuer: idpEntityId,
      acsUrl: this.addresses.acs,
      audience: this.addresses.metadata,
      inResponseTo: person.inResponseTo ?? null,
      issueInstant: this.moment,
      notOnOrAfter: new Date(this.moment.getTime() + 300_000),
      authnInstant: this.moment,
      sessionIndex: id(),
      nameId: person.nameId === undefined ? { value: ada.uid } : person.nameId,
      attributes,
      ...person.response,
    };
    const signing = { sign: 'assertion' as const, key: { privateKeyPem, certificatePem }, ...person.signing };
    const xml = await buildResponse(options, signing);
    return person.tamper === undefined ? xml : person.tamper(xml);
  }

  /** Posts a response to the ACS, as the identity provider makes a browser do it: from elsewhere, without cookies. */
  async post(xml: string, relayState?: string, headers: Record<string, string> = {}): Promise<Response> {
    // Two attempts of one millisecond would have no order.
    this.pass(0.001);
    const fields = {
      SAMLResponse: Buffer.from(xml).toString('base64'),
      ...(relayState === undefined ? {} : { RelayState: relayState }),
    };
    return fetch(`${this.url}/saml/acme/main/acs`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { accept: 'text/html', 'sec-fetch-site': 'cross-site', origin: 'https://idp.acme.test', ...headers },
      redirect: 'manual',
    });
  }

  /** A whole sign-in begun here, up to the answer of the ACS. */
  async respond(person: PersonOptions = {}, browser = this.browser()): Promise<Response> {
    const inResponseTo = await this.begin(browser);
    return this.post(await this.responseXml({ inResponseTo, ...person }));
  }

  /** A whole sign-in begun here, completed in its browser. */
  async signIn(person: PersonOptions = {}, browser = this.browser()): Promise<Response> {
    const answer = await this.respond(person, browser);
    return answer.status === 303 ? browser.get(pathOf(answer)) : answer;
  }

  /** The newest attempt as it is stored. */
  async lastAttempt() {
    return this.database.prisma.attempt.findFirstOrThrow({ orderBy: { id: 'desc' } });
  }

  account(usernameKey = 'ada@acme.test') {
    return this.database.prisma.account.findFirst({ where: { siteId: this.siteId, usernameKey } });
  }
}

/** The path and query of a redirect within our own origin. */
export function pathOf(answer: Response): string {
  const url = new URL(answer.headers.get('location') ?? '', testPublicUrl);
  return `${url.pathname}${url.search}`;
}

/** The ID of the AuthnRequest in a redirect to the identity provider (SAML Bindings 3.4.4). */
export function requestIdOf(answer: Response): string {
  const url = new URL(answer.headers.get('location') ?? '');
  const message = Buffer.from(url.searchParams.get('SAMLRequest') ?? '', 'base64');
  const id = /\bID="([^"]+)"/.exec(inflateRawSync(message).toString('utf8'))?.[1];
  if (id === undefined) throw new Error('the redirect carries no AuthnRequest');
  return id;
}

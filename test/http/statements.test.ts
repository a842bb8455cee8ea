import { Client } from 'pg';
import type { Database } from '../../src/db';
import type { GuardedPGlite } from '../../src/db/guardedPglite';
import { freshDatabase } from '../support/database';
import { freshServerDatabase } from '../support/postgres';
import { signInAdmin } from '../support/admin';
import type { TestBrowser } from '../support/http';
import { makeAccount } from '../support/site';
import { arrange, type SiteState } from '../support/siteState';
import { pathOf, UsherUnderTest, type PersonOptions } from '../support/usher';

/** Watches the driver itself, so that a statement that goes round our own functions is seen too. */
type Watch = { statements(): string[]; forget(): void };

function watchAll(spies: readonly jest.SpyInstance[]): Watch {
  const textOf = (query: unknown) =>
    typeof query === 'string' ? query : ((query as { text?: string } | null)?.text ?? String(query));
  return {
    statements: () => spies.flatMap((spy) => spy.mock.calls.map((call: unknown[]) => textOf(call[0]))),
    forget: () => spies.forEach((spy) => spy.mockClear()),
  };
}

const facts = 'SELECT usher_sign_in_facts($1::jsonb) AS facts';
const apply = 'SELECT usher_apply_sign_in($1::jsonb) AS result';
const countAndApply = expect.stringContaining('THEN usher_apply_sign_in($1::jsonb)::jsonb END') as string;
const readParked = 'SELECT usher_parked_sign_in($1::jsonb) AS parked';
const count = 'SELECT usher_count_against($1::jsonb, $2::timestamptz) AS "full"';
const countAndComplete = expect.stringContaining('THEN usher_complete_sign_in($1::jsonb)::jsonb END') as string;
const complete = 'SELECT usher_complete_sign_in($1::jsonb) AS result';

const databases: [string, () => Promise<{ database: Database; watch: Watch }>][] = [
  [
    'PostgreSQL',
    async () => {
      const database = await freshServerDatabase();
      return { database, watch: watchAll([jest.spyOn(Client.prototype, 'query')]) };
    },
  ],
  [
    'the embedded database',
    async () => {
      const database = await freshDatabase();
      const { pglite } = database as Database & { pglite: GuardedPGlite };
      const spies = (['query', 'queryKept', 'exec', 'sql', 'transaction'] as const).map((name) =>
        jest.spyOn(pglite, name),
      );
      return { database, watch: watchAll(spies) };
    },
  ],
];

describe.each(databases)('on %s', (_, open) => {
  let database: Database;
  let usher: UsherUnderTest;
  let watch: Watch;
  beforeAll(async () => {
    ({ database, watch } = await open());
    usher = await UsherUnderTest.start(database, { config: { rateLimits: true } });
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
    jest.restoreAllMocks();
  });

  /** Runs something and answers the statements it sent. */
  const during = async (work: () => Promise<unknown>): Promise<string[]> => {
    watch.forget();
    await work();
    return watch.statements();
  };
  const returning: SiteState = { accounts: [{}] };
  const updating: SiteState = { site: { autoUpdate: true }, accounts: [{}] };
  const bound: PersonOptions = {
    nameId: { value: 'ada-1', format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent' },
  };

  it.each<[string, SiteState, PersonOptions, number]>([
    ['a new person', {}, {}, 303],
    [
      'a new person with a NameID that binds and tracking codes',
      { trackingCodes: [{ number: 1 }] },
      { ...bound, attributes: { TC1: 'x' } },
      303,
    ],
    ['a returning person', returning, {}, 303],
    [
      'a returning person who is updated',
      updating,
      { attributes: { updateTimestamp: '1700000000', lastname: 'King' } },
      303,
    ],
    ['a person who is refused by the policy', {}, { attributes: { memberStatus: '1' } }, 403],
    ['a person without a seat', { site: { seats: 0 } }, {}, 403],
    ['a deactivated person', { accounts: [{ status: 'deactivated' }] }, {}, 403],
    ['a person whose account expires now', { accounts: [{ expiresAt: new Date('2026-01-01') }] }, {}, 403],
    [
      'a person whose response is expired',
      {},
      { response: { notOnOrAfter: new Date('2026-11-22T11:00:00Z'), issueInstant: new Date('2026-11-22T10:59:00Z') } },
      403,
    ],
  ])('the ACS makes two round trips for %s', async (_is, state, person, status) => {
    await arrange(usher, state);
    const inResponseTo = await usher.begin(usher.browser());
    const xml = await usher.responseXml({ ...person, inResponseTo });
    let answer: Response | null = null;
    expect(await during(async () => (answer = await usher.post(xml)))).toEqual([
      facts,
      status === 303 ? apply : countAndApply,
    ]);
    expect(answer).toMatchObject({ status });
  });

  it.each<[string, () => Promise<string>]>([
    ['a response that is not signed', () => usher.responseXml({ signing: { sign: 'none' } })],
    ['rubbish', () => Promise.resolve('rubbish')],
    ['a document type', () => Promise.resolve('<!DOCTYPE a><a/>')],
  ])('the ACS makes one round trip for %s: nothing is looked up', async (_is, response) => {
    await arrange(usher);
    await usher.begin(usher.browser());
    const xml = await response();
    expect(await during(() => usher.post(xml))).toEqual([countAndApply]);
  });

  it('the ACS makes two round trips for a response that nobody asked for and that is started again', async () => {
    await arrange(usher);
    await usher.begin(usher.browser());
    const xml = await usher.responseXml();
    expect(await during(() => usher.post(xml))).toEqual([facts, apply]);
  });

  it('completing makes two round trips', async () => {
    await arrange(usher);
    const browser = usher.browser();
    const answer = await usher.respond({}, browser);
    expect(await during(() => browser.get(pathOf(answer)))).toEqual([readParked, complete]);
    expect(browser.cookies.has('usher-session')).toBe(true);
  });

  it('completing makes one round trip to ask the person, and two when they have confirmed', async () => {
    await arrange(usher, { connection: { unsolicited: 'confirm' } });
    await usher.begin(usher.browser());
    const answer = await usher.post(await usher.responseXml());
    const browser = usher.browser();
    expect(await during(() => browser.get(pathOf(answer)))).toEqual([readParked]);
    const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
    expect(await during(() => browser.post('/saml/acme/main/complete', { code }))).toEqual([readParked, complete]);
  });

  it('a refused completion makes at most two round trips', async () => {
    await arrange(usher);
    const answer = await usher.respond();
    const refused = await during(() => usher.browser().get(pathOf(answer)));
    expect(refused).toEqual([readParked, countAndComplete]);
    const unknown = await during(() => usher.browser().get('/saml/acme/main/complete?code=unknown'));
    expect(unknown).toEqual([readParked, count]);
  });

  it('a stale cache costs more once: the facts twice and one load, then two round trips again', async () => {
    await arrange(usher);
    const post = async () => {
      const inResponseTo = await usher.begin(usher.browser());
      const xml = await usher.responseXml({ inResponseTo });
      return async () => expect((await usher.post(xml)).status).toBe(303);
    };
    const [first, second] = [await post(), await post()];
    await database.prisma.site.update({ where: { id: usher.siteId }, data: { name: 'Acme Limited' } });
    const stale = await during(first);
    expect(stale.filter((sql) => sql === facts)).toHaveLength(2);
    expect(stale.filter((sql) => sql === apply)).toHaveLength(1);
    expect(await during(second)).toEqual([facts, apply]);
  });

  describe('the pages of users', () => {
    const users = '/admin/acme/users';
    let browser: TestBrowser;
    let accountId: string;
    beforeAll(async () => {
      await arrange(usher);
      await database.prisma.account.deleteMany();
      ({ browser } = await signInAdmin(usher, ['Org Security Admin', 'Org User Admin']));
      accountId = await makeAccount(database, usher.siteId, { connectionId: usher.connectionId });
    });
    /** Sends a file of that many new people, every second of whom is refused, and gives the address of the import. */
    const preview = async (rows: number) => {
      const people = Array.from(
        { length: rows },
        (_, row) => `p${row},P,P,${row % 2 === 0 ? `p${row}@acme.test` : 'x'},attendee`,
      );
      const text = ['username,firstName,lastName,email,type', ...people].join('\n');
      const body = new FormData();
      body.set('text', text);
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = { 'sec-fetch-site': 'same-origin', accept: 'text/html', cookie };
      const answer = await fetch(`${usher.url}${users}/import`, { method: 'POST', body, headers, redirect: 'manual' });
      return pathOf(answer);
    };
    const done = async (rows: number) => {
      const path = await preview(rows);
      await browser.post(`${path}/confirm`);
      await usher.runJobs();
      expect(await (await browser.get(path)).text()).toContain('refused.csv');
      return path;
    };
    const fill = async (accounts: number) => {
      const all = Array.from({ length: accounts }, (_, number) => ({ username: `filled-${number}@acme.test` }));
      for (const account of all)
        await makeAccount(database, usher.siteId, { ...account, type: 'attendee', status: 'pending' });
    };

    it.each<[string, number, (rows: number) => Promise<string>]>([
      ['Add User', 2, () => Promise.resolve(`${users}/new`)],
      ['Edit User', 6, () => Promise.resolve(`${users}/${accountId}`)],
      ['a preview of an import', 4, preview],
      ['an import that is done', 4, done],
    ])('%s takes %i statements, however many accounts and rows there are', async (_, statements, arrangePage) => {
      const opened = async (path: string) => {
        expect((await browser.get(path)).status).toBe(200);
        return (await during(() => browser.get(path))).length;
      };
      const few = await opened(await arrangePage(4));
      await fill(30);
      const many = await opened(await arrangePage(90));
      await database.prisma.account.deleteMany({ where: { username: { startsWith: 'filled-' } } });
      expect([few, many]).toEqual([statements, statements]);
    });
  });
});

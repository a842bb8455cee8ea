import type { Database } from '../../src/db';
import { RateLimits, type Counted } from '../../src/rateLimits';
import { freshDatabase } from '../support/database';
import { arrange } from '../support/siteState';
import { pathOf, UsherUnderTest } from '../support/usher';

const mallory = '203.0.113.66';
const company = '198.51.100.1';
/** The proxy in front of Usher says who the client is. */
const from = (address: string) => ({ 'x-forwarded-for': address });

describe('rate limits', () => {
  let database: Database;
  let usher: UsherUnderTest;
  /** A second process on the same database. */
  let other: UsherUnderTest;
  beforeAll(async () => {
    database = await freshDatabase();
    const config = { rateLimits: true, trustProxy: true };
    usher = await UsherUnderTest.start(database, { config });
    other = await usher.another(config);
  });
  afterAll(async () => {
    await usher.close();
    await other.close();
    await database.close();
  });
  beforeEach(async () => {
    await arrange(usher);
    // Whatever a process remembers of the test before is over.
    for (const process of [usher, other]) process.pass(120);
    await database.prisma.rateCounter.deleteMany();
  });

  /** As if so many of a kind had been counted for an address, or for the connection, that none is left. */
  const useUp = async (counted: Counted, address: string | null) => {
    const [limit] = new RateLimits(true).of(counted, address, usher.connectionId);
    const row = { count: limit?.most ?? 0, expiresAt: new Date(usher.now.getTime() + 60_000) };
    const key = limit?.key ?? '';
    await database.prisma.rateCounter.upsert({ where: { key }, create: { key, ...row }, update: row });
  };
  const stored = async () => [await database.prisma.attempt.count(), await database.prisma.authnRequest.count()];
  const unstored = async () => {
    const text = await (await usher.browser().get('/metrics')).text();
    return Number(/usher_unstored_posts_total\{why="rate_limited"\} (\d+)/.exec(text)?.[1] ?? 0);
  };
  const rubbish = (address: string, process = usher) => process.post('rubbish', undefined, from(address));
  const refusedByPolicy = async (address: string) => {
    const inResponseTo = await usher.begin(usher.browser());
    const xml = await usher.responseXml({ inResponseTo, attributes: { memberStatus: '1' } });
    return usher.post(xml, undefined, from(address));
  };
  /** The status of the ACS's answer, once the sign-in is completed. */
  const signsIn = async (address: string, process = usher) => {
    const browser = process.browser();
    const inResponseTo = await process.begin(browser);
    const answer = await process.post(await process.responseXml({ inResponseTo }), undefined, from(address));
    if (answer.status === 303) await browser.get(pathOf(answer));
    return { status: answer.status, signedIn: browser.cookies.has('usher-session') };
  };
  const passed = { status: 303, signedIn: true };

  it('a post over the limit answers 429 with Retry-After, without code and reference, and nothing is stored', async () => {
    await useUp('forged', mallory);
    const before = { stored: await stored(), unstored: await unstored() };
    usher.pass(10);
    const answer = await rubbish(mallory);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('50');
    expect(answer.headers.get('usher-sso-code')).toBeNull();
    expect(answer.headers.get('usher-reference')).toBeNull();
    expect(await answer.text()).toContain('50 seconds');
    expect(await stored()).toEqual(before.stored);
    expect(await unstored()).toBe(before.unstored + 1);
  });

  it('a program reads application/problem+json', async () => {
    await useUp('forged', mallory);
    const answer = await usher.post('rubbish', undefined, { ...from(mallory), accept: 'application/json' });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toEqual({ type: 'about:blank', title: 'Too many requests', status: 429 });
  });

  it('300 forged posts a minute are refused one by one, whichever process they reach; the next is one too many', async () => {
    for (let n = 0; n < 150; n += 1) {
      expect((await rubbish(mallory)).status).toBe(400);
      expect((await rubbish(mallory, other)).status).toBe(400);
    }
    expect((await rubbish(mallory)).status).toBe(429);
    expect((await rubbish(mallory, other)).status).toBe(429);
  });

  it('a process that knows of a flood asks the database nothing more, and forgets it after the minute', async () => {
    await useUp('forged', mallory);
    await rubbish(mallory);
    const query = jest.spyOn(database, 'query');
    expect((await rubbish(mallory)).status).toBe(429);
    expect(query).not.toHaveBeenCalled();
    query.mockRestore();
    usher.pass(60);
    expect((await rubbish(mallory)).status).toBe(400);
  });

  it('a flood from one address turns nobody else away', async () => {
    await useUp('forged', mallory);
    expect((await rubbish(mallory)).status).toBe(429);
    expect((await rubbish(company)).status).toBe(400);
    expect(await signsIn(company)).toEqual(passed);
  });

  it('a passed sign-in counts nowhere but its start', async () => {
    expect(await signsIn(company)).toEqual(passed);
    const [login] = new RateLimits(true).of('login', '127.0.0.1', null);
    expect(await database.prisma.rateCounter.findMany({ select: { key: true } })).toEqual([{ key: login?.key }]);
  });

  it('people whom the policy refuses do not close the door to their colleagues behind the same address', async () => {
    expect((await refusedByPolicy(company)).status).toBe(403);
    await useUp('refused', company);
    expect((await refusedByPolicy(company)).status).toBe(429);
    expect(await signsIn(company)).toEqual(passed);
  });

  it('a connection flooded from many addresses stores no more refusals, and goes on signing people in', async () => {
    await useUp('refused', null);
    expect((await rubbish('192.0.2.1')).status).toBe(429);
    expect(await signsIn('192.0.2.1')).toEqual(passed);
  });

  const get = (path: string) => (address: string) => usher.browser().get(path, from(address));
  it.each<[string, Counted, (address: string) => Promise<Response>, number]>([
    ['requests to the ACS that are no posts', 'refused', get('/saml/acme/main/acs'), 405],
    ['bodies that are too large', 'forged', (address) => usher.post('x'.repeat(500_000), '', from(address)), 413],
    ['sign-in starts', 'login', get('/saml/acme/main/login'), 302],
    ['completions with a code that is made up', 'completion', get('/saml/acme/main/complete?code=made-up'), 403],
  ])('%s are limited, and then store nothing', async (_is, counted, request, status) => {
    expect((await request(mallory)).status).toBe(status);
    await useUp(counted, mallory);
    const before = await stored();
    const answer = await request(mallory);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^(?:59|60)$/)]);
    expect(await stored()).toEqual(before);
    expect((await request(company)).status).toBe(status);
  });

  it('completions in the browser of somebody else are limited; the attempt stays as it was', async () => {
    const answer = await usher.respond();
    await useUp('completion', mallory);
    expect((await get(pathOf(answer))(mallory)).status).toBe(429);
    expect(await usher.lastAttempt()).toMatchObject({ outcome: 'parked', code: null });
  });

  it('a sign-in that cannot start is limited like a refused post', async () => {
    await arrange(usher, { site: { ssoEnabled: false } });
    expect((await get('/saml/acme/main/login')(mallory)).status).toBe(403);
    await useUp('refused', mallory);
    expect((await get('/saml/acme/main/login')(mallory)).status).toBe(429);
  });

  it('RATE_LIMITS=off counts nothing', async () => {
    const unlimited = await usher.another({ rateLimits: false });
    await unlimited.post('rubbish');
    expect(await signsIn(company, unlimited)).toEqual(passed);
    await unlimited.close();
    expect(await database.prisma.rateCounter.count()).toBe(0);
  });
});

import type { Database } from '../../src/db';
import { domainProof, provesDomain } from '../../src/sites';
import { signInAdmin, signInOperator } from '../support/admin';
import { freshDatabase } from '../support/database';
import { makeSite } from '../support/site';
import { UsherUnderTest } from '../support/usher';

describe('E-mail domains', () => {
  let database: Database;
  let usher: UsherUnderTest;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
  });
  beforeEach(async () => {
    usher.txtRecords.clear();
    await database.prisma.signInDomain.deleteMany();
    const lists = { allowedEmailDomains: [], blockedEmailDomains: [] };
    await database.prisma.site.update({ where: { id: usher.siteId }, data: lists });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const home = '/admin/acme/email-domains';
  const site = () =>
    database.prisma.site.findUniqueOrThrow({ where: { id: usher.siteId }, include: { signInDomains: true } });
  const security = async () => (await signInAdmin(usher, ['Org Security Admin'])).browser;
  const tagOf = async (browser: Awaited<ReturnType<typeof security>>) =>
    /name="tag" value="([^"]+)"/.exec(await (await browser.get(home)).text())?.[1] ?? '';
  const proof = (domain: string, siteId = usher.siteId) => domainProof(domain, siteId);
  const publish = (domain: string, siteId = usher.siteId) =>
    usher.txtRecords.set(proof(domain).name, [['v=spf1 -all'], [proof(domain, siteId).value]]);

  it('saves the lists as they are compared, each domain once', async () => {
    const browser = await security();
    const answer = await browser.post(home, {
      allowedEmailDomains: ' Acme.test \r\n\r\nacme.test\nbücher.test',
      blockedEmailDomains: '@evil.test',
      tag: await tagOf(browser),
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${home}?done=saved`]);
    expect(await site()).toMatchObject({
      allowedEmailDomains: ['acme.test', 'xn--bcher-kva.test'],
      blockedEmailDomains: ['evil.test'],
    });
  });

  it('says which list holds what is no domain, and keeps what was entered', async () => {
    const browser = await security();
    const answer = await browser.post(home, { blockedEmailDomains: 'no domain', tag: await tagOf(browser) });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toMatch(/id="blockedEmailDomains"[^>]*aria-invalid/);
    expect(page).toContain('no domain</textarea>');
  });

  it('warns before lists that would have refused people, and saves them when it is said again', async () => {
    const browser = await security();
    expect((await usher.signIn()).status).toBe(303);
    const fields = { allowedEmailDomains: 'globex.test', tag: await tagOf(browser) };
    const warned = await browser.post(home, fields);
    expect(warned.status).toBe(200);
    expect(await warned.text()).toContain('1 of the last 1 sign-ins that passed would have been refused.');
    expect((await site()).allowedEmailDomains).toEqual([]);
    expect((await browser.post(home, { ...fields, confirmed: '1' })).status).toBe(303);
    expect((await site()).allowedEmailDomains).toEqual(['globex.test']);
  });

  it('overwrites nobody', async () => {
    const browser = await security();
    const tag = await tagOf(browser);
    await database.prisma.site.update({ where: { id: usher.siteId }, data: { blockedEmailDomains: ['evil.test'] } });
    const answer = await browser.post(home, { allowedEmailDomains: 'acme.test', tag });
    expect(answer.status).toBe(409);
    expect((await site()).blockedEmailDomains).toEqual(['evil.test']);
  });

  it('adds a sign-in domain when its DNS record names this site', async () => {
    const browser = await security();
    const page = await (await browser.get(`${home}/claim?domain=Acme.test`)).text();
    expect(page).toContain('_usher.acme.test');
    expect(page).toContain(`usher-site=${usher.siteId}`);
    publish('acme.test');
    const answer = await browser.post(`${home}/claim`, { domain: 'acme.test' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${home}?done=added`]);
    expect((await site()).signInDomains).toMatchObject([{ domain: 'acme.test', vouchedBy: 'dns' }]);
    const start = await usher.browser().get('/?identifier=ada%40acme.test');
    expect(await start.text()).toContain('/saml/acme/main/login');
    expect((await browser.post(`${home}/remove`, { domain: 'acme.test' })).status).toBe(303);
    expect((await site()).signInDomains).toEqual([]);
  });

  it.each<[string, () => unknown]>([
    ['no record is there', () => {}],
    ['the record names another site', () => publish('acme.test', '01890000-0000-7000-8000-000000000001')],
    ['the record is that of another domain', () => publish('sub.acme.test')],
    ['the text goes on', () => usher.txtRecords.set('_usher.acme.test', [[`${proof('acme.test').value}x`]])],
  ])('adds no sign-in domain when %s', async (_is, arrange) => {
    arrange();
    const answer = await (await security()).post(`${home}/claim`, { domain: 'acme.test' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('The record is not there yet');
    expect((await site()).signInDomains).toEqual([]);
  });

  it.each(['', 'localhost', '192.0.2.1', 'a b.test', 'a..test', 'x'.repeat(300)])(
    'asks DNS nothing about %j, which is no domain',
    async (domain) => {
      const asked = jest.spyOn(usher.txtRecords, 'get');
      const answer = await (await security()).post(`${home}/claim`, { domain });
      expect(answer.status).toBe(422);
      expect(asked).not.toHaveBeenCalled();
    },
  );

  it('takes no domain from another site: not even who has proven it, and who has not is not told', async () => {
    const { siteId } = await makeSite(database, { site: { slug: 'globex' }, connection: { name: 'door' } });
    await database.prisma.signInDomain.create({ data: { domain: 'globex.test', siteId, vouchedBy: 'operator' } });
    const browser = await security();
    const tell = async (domain: string) =>
      (await (await browser.post(`${home}/claim`, { domain })).text()).replaceAll(domain, '(domain)');
    expect(await tell('globex.test')).toBe(await tell('nobody.test'));
    publish('globex.test');
    expect(await tell('globex.test')).toContain('is used for sign-in by another site');
    expect((await site()).signInDomains).toEqual([]);
    await database.prisma.site.delete({ where: { id: siteId } });
  });

  it('takes an operator at their word', async () => {
    const operator = await signInOperator(usher);
    const answer = await operator.post(`${home}/claim`, { domain: 'acme.test' });
    expect(answer.status).toBe(303);
    expect((await site()).signInDomains).toMatchObject([{ domain: 'acme.test', vouchedBy: 'operator' }]);
  });

  it('shows the domains to a User Admin without anything to change, and takes no change of theirs', async () => {
    publish('acme.test');
    await (await security()).post(`${home}/claim`, { domain: 'acme.test' });
    const { browser } = await signInAdmin(usher, ['Org User Admin']);
    const page = await (await browser.get(home)).text();
    expect(page).toContain('acme.test');
    expect(page).toContain('Every domain');
    expect(page).not.toMatch(/<form[^>]*action="\/admin/);
    const said = [
      await browser.post(home, { blockedEmailDomains: 'a.test' }),
      await browser.get(`${home}/claim?domain=a.test`),
      await browser.post(`${home}/claim`, { domain: 'a.test' }),
      await browser.get(`${home}/remove?domain=acme.test`),
      await browser.post(`${home}/remove`, { domain: 'acme.test' }),
    ];
    expect(said.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect((await site()).signInDomains).toHaveLength(1);
  });
});

it.each<[boolean, readonly (readonly string[])[]]>([
  [true, [['usher-site=1']]],
  [true, [['other'], ['usher-', 'site=1']]],
  [true, [[' usher-site=1 ']]],
  [false, []],
  [false, [[]]],
  [false, [['usher-site=1', '2']]],
  [false, [['usher-site='], ['1']]],
  [false, [['USHER-SITE=1']]],
])('is %j for the records %j', (proves, records) => {
  expect(provesDomain(records, domainProof('acme.test', '1'))).toBe(proves);
});

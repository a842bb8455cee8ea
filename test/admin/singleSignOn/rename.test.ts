import type { Database } from '../../../src/db';
import { connectionAddresses } from '../../../src/sites';
import { signInAdmin } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import type { TestBrowser } from '../../support/http';
import { makeAccount, testPublicUrl } from '../../support/site';
import { requestIdOf, UsherUnderTest } from '../../support/usher';

const home = '/admin/acme/single-sign-on';
const path = `${home}/connections/main/rename`;

describe('renaming a connection', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let browser: TestBrowser;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database, { site: { seats: 5 } });
    ({ browser } = await signInAdmin(usher, ['Org Security Admin']));
  });
  afterEach(async () => {
    await database.prisma.connection.deleteMany({ where: { id: { not: usher.connectionId } } });
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { name: 'main' } });
    await database.prisma.activity.deleteMany();
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const named = async () =>
    (await database.prisma.connection.findUniqueOrThrow({ where: { id: usher.connectionId } })).name;
  const tag = async () => /name="tag" value="([^"]+)"/.exec(await (await browser.get(path)).text())?.[1] ?? '';
  const rename = async (renameTo: string) => browser.post(`${path}/save`, { renameTo, tag: await tag() });
  const postTo = (connection: string, fields: Record<string, string>) =>
    fetch(`${usher.url}/saml/acme/${connection}/acs`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { accept: 'text/html' },
      redirect: 'manual',
    });

  it('shows both names’ addresses and who is concerned before anything changes', async () => {
    const { siteId, connectionId } = usher;
    const accounts = { connectionId, type: 'attendee' as const };
    await makeAccount(database, siteId, { ...accounts, username: 'open@acme.test' });
    await makeAccount(database, siteId, { ...accounts, username: 'waits@acme.test', status: 'pending' });
    await makeAccount(database, siteId, { ...accounts, username: 'gone@acme.test', status: 'deactivated' });
    const bound = await makeAccount(database, siteId, { username: 'bound@acme.test', type: 'attendee' });
    await database.prisma.nameIdBinding.create({
      data: { id: bound, siteId, accountId: bound, connectionId, format: 'f', value: 'v' },
    });
    const answer = await browser.post(path, { renameTo: 'okta', tag: await tag() });
    const page = await answer.text();
    expect(answer.status).toBe(200);
    for (const name of ['main', 'okta']) {
      const { metadata, acs, logout, login } = connectionAddresses(testPublicUrl, 'acme', name);
      for (const address of [metadata, acs, logout, login]) expect(page).toContain(address);
    }
    expect(page).toContain('3 open accounts sign in through it');
    expect(await named()).toBe('main');
    await database.prisma.account.deleteMany({ where: { id: bound } });
  });

  it('moves the addresses: the old ones answer like those of an unknown connection, the same person comes in by the new', async () => {
    expect((await usher.signIn()).status).toBe(303);
    const account = await usher.account();
    const done = await rename('okta');
    expect([done.status, done.headers.get('location')]).toEqual([303, `${home}/connections/okta?done=renamed`]);
    expect(await (await browser.get(`${home}/connections/okta?done=renamed`)).text()).toContain('has its new name');
    const answers = async (connection: string) => [
      (await usher.browser().get(`/saml/acme/${connection}/metadata`)).status,
      (await usher.browser().get(`/saml/acme/${connection}/login`)).status,
      (await postTo(connection, { SAMLResponse: 'PGEvPg==' })).status,
      (await browser.get(`${home}/connections/${connection}`)).status,
    ];
    expect(await answers('main')).toEqual(await answers('nowhere'));
    expect((await answers('main'))[0]).toBe(404);

    const { metadata, acs } = connectionAddresses(testPublicUrl, 'acme', 'okta');
    const inResponseTo = requestIdOf(await usher.browser().get('/saml/acme/okta/login'));
    const xml = await usher.responseXml({ inResponseTo, response: { audience: metadata, acsUrl: acs } });
    expect((await postTo('okta', { SAMLResponse: Buffer.from(xml).toString('base64') })).status).toBe(303);
    expect(await usher.account()).toMatchObject({ id: account?.id, connectionId: usher.connectionId });
    expect(await database.prisma.account.count({ where: { usernameKey: 'ada@acme.test' } })).toBe(1);
  });

  it('stands in the activity log with both names and whose doing it was', async () => {
    await rename('okta');
    const line = await database.prisma.activity.findFirstOrThrow({ where: { action: 'connection.update' } });
    expect(line).toMatchObject({ subject: 'main', before: { name: 'main' }, after: { name: 'okta' } });
    expect(line.actor).toMatch(/^account:admin-/);
  });

  it.each([
    ['the name it has', 'main', 'It is called that already'],
    ['none', '', '1 to 63 lower-case letters'],
    ['one that is no address', 'Okta 1', '1 to 63 lower-case letters'],
    ['one that another connection has', 'second', 'Another connection is called second'],
  ])('to %s is told at the field, entered values kept, on either page', async (_is, renameTo, told) => {
    const { siteId } = usher;
    const id = '00000000-0000-7000-8000-000000000002';
    await database.prisma.connection.create({ data: { id, siteId, name: 'second', idpEntityId: 'x' } });
    for (const page of [path, `${path}/save`]) {
      const answer = await browser.post(page, { renameTo, tag: await tag() });
      const text = await answer.text();
      expect(answer.status).toBe(422);
      expect(text).toContain('id="renameTo-error"');
      expect(text).toContain(told);
      expect(/id="renameTo" [^>]*value(?:="([^"]*)")?/.exec(text)?.[1] ?? '').toBe(renameTo);
    }
    expect(await named()).toBe('main');
  });

  it('is not done when somebody else changed the connection meanwhile', async () => {
    const seen = await tag();
    await database.prisma.connection.update({ where: { id: usher.connectionId }, data: { scopes: ['acme.test'] } });
    for (const page of [path, `${path}/save`]) {
      expect((await browser.post(page, { renameTo: 'okta', tag: seen })).status).toBe(409);
    }
    expect(await named()).toBe('main');
  });

  it('is for those who may edit single sign-on alone', async () => {
    const support = (await signInAdmin(usher, ['Org Support'])).browser;
    expect((await support.get(path)).status).toBe(403);
    for (const page of [path, `${path}/save`]) expect((await support.post(page, { renameTo: 'a' })).status).toBe(403);
    expect(await (await support.get(`${home}/connections/main`)).text()).not.toContain('/rename');
  });
});

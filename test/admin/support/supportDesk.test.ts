import { randomBytes } from 'node:crypto';
import type { Database } from '../../../src/db';
import { newId } from '../../../src/newId';
import { signInAdmin, signInOperator } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import type { TestBrowser } from '../../support/http';
import { makeSession } from '../../support/session';
import { makeAccount, makeSite } from '../../support/site';
import { arrange } from '../../support/siteState';
import { pathOf, UsherUnderTest, type PersonOptions } from '../../support/usher';

describe('the support desk', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let desk: TestBrowser;

  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
  });
  beforeEach(async () => {
    await arrange(usher);
    await database.prisma.attempt.deleteMany();
    desk = (await signInAdmin(usher, ['Org Support'])).browser;
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const refused = async (person: PersonOptions = {}, site: object = { seats: 0 }) => {
    await database.prisma.site.update({ where: { id: usher.siteId }, data: site });
    await usher.respond(person);
    return usher.lastAttempt();
  };
  const textOf = async (answer: Response) =>
    (await answer.text())
      .replace(/<[^>]*>/g, ' ')
      .replace(/&lt;/g, '<')
      .replace(/\s+/g, ' ');
  const open = async (path: string, browser = desk) => textOf(await browser.get(path));

  describe('finding', () => {
    it('leads from a reference in any spelling to its attempt', async () => {
      const { reference } = await refused();
      const typed = reference.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
      const answer = await desk.get(`/support/acme?${new URLSearchParams({ reference: typed }).toString()}`);
      expect([answer.status, pathOf(answer)]).toEqual([303, `/support/acme/${reference}`]);
    });

    it.each([
      ['cannot be one', 'what', 422, 'cannot be a reference'],
      ['is none of this site', 'ZZZ-ZZZ-ZZZ', 200, 'no attempt with this reference'],
    ])('says so when a reference %s', async (_, reference, status, text) => {
      const answer = await desk.get(`/support/acme?${new URLSearchParams({ reference }).toString()}`);
      expect(answer.status).toBe(status);
      expect(await textOf(answer)).toContain(text);
    });

    it('lists what a person tried, by user name or e-mail address, and says so when nothing is kept', async () => {
      await refused();
      await usher.respond({ nameId: null, attributes: { uid: 'bob@acme.test', email: 'bob@acme.test' } });
      expect(await open('/support/acme')).toMatch(/bob@acme\.test .* ada@acme\.test/);
      const ofBob = await open('/support/acme?username=BOB%40acme.test');
      expect(ofBob).toContain('Sign-ins of BOB@acme.test');
      expect(ofBob).not.toContain('ada@acme.test');
      await makeAccount(database, usher.siteId, {
        type: 'attendee',
        username: 'ada@acme.test',
        email: 'a@acme.test',
        emailKey: 'a@acme.test',
      });
      expect(await open('/support/acme?username=a%40acme.test')).toContain('ada@acme.test');
      expect(await open('/support/acme?username=nobody')).toContain('Nothing is kept of nobody');
    });

    it('pages through more than fit, there and back', async () => {
      const attempt = await refused();
      const { connectionId, siteId } = usher;
      await database.prisma.attempt.createMany({
        data: Array.from({ length: 60 }, (_, index) => ({
          id: newId(),
          at: new Date(attempt.at.getTime() - (index + 1) * 1000),
          siteId,
          connectionId,
          reference: `AAA-AAA-${100 + index}`,
          kind: 'acs' as const,
          outcome: 'passed' as const,
        })),
      });
      const first = await (await desk.get('/support/acme')).text();
      expect(first.match(/AAA-AAA-\d+<\/a>/g)).toHaveLength(49);
      expect(first).not.toContain('rel="prev"');
      const older = /href="([^"]*older=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const second = await (await desk.get(older)).text();
      expect(second.match(/AAA-AAA-\d+<\/a>/g)).toHaveLength(11);
      const newer = /href="([^"]*newer=[^"]*)"/.exec(second)?.[1]?.replaceAll('&amp;', '&') ?? '';
      expect((await (await desk.get(newer)).text()).match(/AAA-AAA-\d+<\/a>/g)).toHaveLength(49);
    });

    it.each([
      'rubbish_x',
      ...['+275760-09-13', '-271821-04-20', '0000-01-01'].map(
        (day) => `${day}T00:00:00.000Z_00000000-0000-7000-8000-000000000000`,
      ),
    ])('begins at the newest where the address holds no place in it: %s', async (place) => {
      const answer = await desk.get(`/support/acme?${new URLSearchParams({ older: place }).toString()}`);
      expect([answer.status, usher.errors]).toEqual([200, []]);
    });
  });

  describe('one attempt', () => {
    it('tells the cause first, who must act, the fix, and whether it would pass now', async () => {
      const { reference } = await refused({ attributes: { lastname: null } });
      const page = await open(`/support/acme/${reference}`);
      const order = [
        'What happened',
        'Auto Account Creation failed (31)',
        'Who must act',
        'Would it pass now?',
        'Check-list',
      ];
      const places = order.map((words) => page.indexOf(words));
      expect(places.every((place) => place > 0)).toBe(true);
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      expect(page).toContain('No. It would be refused with 31');
      expect(page).toContain('The signature verifies with a certificate of the connection Passed');

      await database.prisma.site.update({ where: { id: usher.siteId }, data: { seats: 5 } });
      expect(await open(`/support/acme/${reference}`)).toContain('No. It would be refused with 31');
      const { reference: other } = await refused();
      await database.prisma.site.update({ where: { id: usher.siteId }, data: { seats: 5 } });
      const mended = await open(`/support/acme/${other}`);
      expect(mended).toContain('Yes. The person would be signed in now');
      expect(mended).toMatch(/Checks that would go another way .* Seat free Failed Passed/);
    });

    it('marks in which characters received and expected differ', async () => {
      const { reference } = await refused({ response: { acsUrl: `${usher.addresses.acs}/` } }, { seats: 5 });
      const page = await (await desk.get(`/support/acme/${reference}`)).text();
      expect(page).toContain('/acs</span><mark>/</mark></code>');
      expect(page).toContain('“/” is too much');
    });

    it('shows attributes, NameID, clock, address and timings, escaped', async () => {
      const { reference } = await refused({ attributes: { firstname: '<script>x</script>' } });
      const page = await (await desk.get(`/support/acme/${reference}`)).text();
      expect(page).not.toContain('<script>');
      expect(page).toContain('&lt;script>x');
      expect(page).toMatch(/Clock of the identity provider<\/dt><dd>the same as ours/);
      expect(page).toMatch(/Client address<\/dt><dd>127\.0\.0\.1|::1|::ffff:127\.0\.0\.1/);
      expect(page).toMatch(/gate [\d.,]+ ms, database [\d.,]+ ms, rules [\d.,]+ ms/);
    });

    it('marks what no signature vouches for, and links it to no account', async () => {
      await makeAccount(database, usher.siteId, { username: 'ada@acme.test' });
      const { reference } = await refused({ tamper: (xml) => xml.replace('Lovelace', 'Loveless') }, { seats: 5 });
      const page = await open(`/support/acme/${reference}`);
      expect(page).toContain('No valid signature vouches for this response');
      expect(page).toMatch(/Account nothing/);
      expect(await open('/support/acme')).toContain('Refused Unverified');
    });

    it('speaks German and Norwegian, check-list included', async () => {
      const { reference } = await refused();
      const german = await textOf(await desk.get(`/support/acme/${reference}`, { 'accept-language': 'de' }));
      expect(german).toContain('Würde es jetzt gelingen?');
      expect(german).toContain('Die Signatur stimmt mit einem Zertifikat der Verbindung Bestanden');
      const norwegian = await textOf(await desk.get(`/support/acme/${reference}`, { 'accept-language': 'nb' }));
      expect(norwegian).toContain('Ledig plass Feilet');
    });

    it('that passed says so and has nothing to try', async () => {
      await usher.signIn();
      const { reference } = await usher.lastAttempt();
      const page = await open(`/support/acme/${reference}`);
      expect(page).toContain('The person was let in.');
      expect(page).not.toContain('Would it pass now?');
      expect(page).toContain('It is not kept.');
    });
  });

  describe('the response itself', () => {
    const show = (browser: TestBrowser, reference: string) => browser.post(`/support/acme/${reference}/response`);

    it('is shown to who may change single sign-on, once nobody could sign in with it, and that is written down', async () => {
      const { browser: security, username } = await signInAdmin(usher, ['Org Security Admin']);
      const { reference } = await refused();
      expect((await show(security, reference)).status).toBe(404);
      expect(await open(`/support/acme/${reference}`, security)).toContain('It can be shown from');
      usher.pass(30 * 60);
      const answer = await show(security, reference);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('&lt;samlp:Response');
      const lines = await database.prisma.activity.findMany({ where: { action: 'attempt.show_response' } });
      expect(lines).toMatchObject([{ actor: `account:${username}`, subject: reference }]);
      expect((await show(desk, reference)).status).toBe(403);
      expect(await open(`/support/acme/${reference}`)).toContain('Who may change single sign-on may look at it.');
    });
  });

  describe('who may look', () => {
    it.each([
      ['Org Support', 200],
      ['Org Security Admin', 200],
      ['Org User Admin', 200],
      ['Org Workspace Admin', 403],
    ] as const)('%s gets %i', async (role, status) => {
      const { reference } = await refused();
      const { browser } = await signInAdmin(usher, [role]);
      const answers = await Promise.all(
        ['/support/acme', `/support/acme/${reference}`].map((path) => browser.get(path)),
      );
      expect(answers.map((answer) => answer.status)).toEqual([status, status]);
    });

    it('nobody of another site, whatever their roles: an attempt there is one that is not there', async () => {
      const { reference } = await refused();
      const { siteId, connectionId } = await makeSite(database, {
        site: { slug: `s${randomBytes(4).toString('hex')}` },
      });
      const { slug } = await database.prisma.site.findUniqueOrThrow({ where: { id: siteId } });
      const accountId = await makeAccount(database, siteId, {
        roles: ['Org Security Admin'],
        username: 'eve@globex.test',
      });
      const { token } = await makeSession(database, { siteId, connectionId, accountId }, { lastSeenAt: usher.now });
      const eve = usher.browser();
      eve.cookies.set('usher-session', token);
      expect((await eve.get(`/support/${slug}`)).status).toBe(200);
      const [theirs, nobodys] = await Promise.all(
        [reference, 'ZZZ-ZZZ-ZZZ'].map(async (one) => {
          const answers = await Promise.all([
            eve.get(`/support/${slug}/${one}`),
            eve.post(`/support/${slug}/${one}/response`),
            eve.get(`/support/${slug}?reference=${one}`),
            eve.get(`/support/acme/${one}`),
          ]);
          return Promise.all(answers.map(async (answer) => [answer.status, (await answer.text()).replaceAll(one, '')]));
        }),
      );
      expect(theirs).toEqual(nobodys);
      expect(theirs?.map(([status]) => status)).toEqual([404, 404, 200, 404]);
    });

    it('whoever is signed in is led to the desk of their site, from both short addresses', async () => {
      expect(pathOf(await desk.get('/support?username=ada'))).toBe('/support/acme?username=ada');
      expect(pathOf(await desk.get('/admin/acme/support?reference=x'))).toBe('/support/acme?reference=x');
      expect(pathOf(await usher.browser().get('/support'))).toBe('/?target=%2Fsupport');
    });

    it('operators see every site', async () => {
      const { reference } = await refused();
      const operator = await signInOperator(usher, `${randomBytes(4).toString('hex')}@usher.test`);
      expect((await operator.get(`/support/acme/${reference}`)).status).toBe(200);
    });
  });

  it('reads one attempt with its verdict of today in five statements, a list in three', async () => {
    const { reference } = await refused();
    const { pglite } = database as Database & { pglite: { query: (text: string) => unknown } };
    const spy = jest.spyOn(pglite, 'query');
    const statements = async (path: string) => {
      // Loaded once, the connection is only asked for its version.
      await desk.get(path);
      spy.mockClear();
      await desk.get(path);
      return spy.mock.calls.map(([text]) => text);
    };
    expect(await statements(`/support/acme/${reference}`)).toHaveLength(5);
    expect(await statements('/support/acme?username=ada%40acme.test')).toHaveLength(3);
    spy.mockRestore();
  });
});

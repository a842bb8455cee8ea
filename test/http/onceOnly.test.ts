import { UsherUnderTest, type PersonOptions } from '../support/usher';
import { freshServerDatabase } from '../support/postgres';
import { arrange } from '../support/siteState';

const parallel = 20;
const times = <Value>(make: (n: number) => Value): Value[] => Array.from({ length: parallel }, (_, n) => make(n));

/** Two instances with a cache each, so that nothing can rest on the memory of one. */
describe('sign-ins that arrive together, at two instances on one PostgreSQL', () => {
  let database: Awaited<ReturnType<typeof freshServerDatabase>>;
  let usher: UsherUnderTest;
  let second: UsherUnderTest;
  beforeAll(async () => {
    database = await freshServerDatabase();
    usher = await UsherUnderTest.start(database);
    second = await usher.another();
    await usher.signIn();
  });
  afterAll(async () => {
    await second.close();
    await usher.close();
    await database.close();
  });

  const person = (n: number): PersonOptions => ({
    nameId: { value: `person-${n}@acme.test` },
    attributes: { uid: `person-${n}@acme.test`, email: `person-${n}@acme.test` },
  });
  const prepare = async (who: PersonOptions) =>
    usher.responseXml({ ...who, inResponseTo: await usher.begin(usher.browser()) });
  /** Posts all at once, half of them to each instance; answers the codes, 0 for passed, in order of size. */
  const postAll = async (responses: readonly string[]) => {
    const answers = await Promise.all(responses.map((xml, n) => (n % 2 === 0 ? usher : second).post(xml)));
    return answers
      .map((answer) => (answer.status === 303 ? 0 : Number(answer.headers.get('usher-sso-code'))))
      .sort((a, b) => a - b);
  };
  const counts = async () => {
    const [row] = await database.query<{ counts: Record<string, number> }>(
      `SELECT jsonb_build_object(
         'accounts', (SELECT count(*) FROM accounts WHERE site_id = $1),
         'seats', (SELECT used FROM seat_use WHERE site_id = $1),
         'recount', (SELECT count(*) FROM accounts WHERE site_id = $1 AND type = 'host' AND status IN ('active', 'locked'))
       ) AS counts`,
      [usher.siteId],
    );
    return row?.counts;
  };
  const attemptsSince = (at: Date) =>
    database.prisma.attempt.groupBy({ by: ['outcome'], where: { at: { gt: at } }, _count: true });

  it('make one account of twenty first sign-ins of one person, and let all twenty in', async () => {
    await arrange(usher);
    const responses = await Promise.all(times(() => prepare(person(1))));
    const before = usher.now;
    expect(await postAll(responses)).toEqual(times(() => 0));
    expect(await counts()).toEqual({ accounts: 1, seats: 1, recount: 1 });
    expect(await attemptsSince(before)).toEqual([{ outcome: 'parked', _count: parallel }]);
  });

  it('make one account of twenty first sign-ins of one NameID, whatever the spelling of the user name', async () => {
    await arrange(usher);
    const format = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
    const spelled = (n: number): PersonOptions => ({
      nameId: { value: 'opaque-1', format },
      attributes: { uid: n % 2 === 0 ? 'Ada@Acme.test' : 'ada@acme.test' },
    });
    expect(await postAll(await Promise.all(times((n) => prepare(spelled(n)))))).toEqual(times(() => 0));
    expect(await counts()).toEqual({ accounts: 1, seats: 1, recount: 1 });
    expect(await database.prisma.nameIdBinding.count({ where: { siteId: usher.siteId } })).toBe(1);
  });

  it('give the last seat to one of twenty people; the others read why not', async () => {
    await arrange(usher, { site: { seats: 1 } });
    const responses = await Promise.all(times((n) => prepare(person(n))));
    const before = usher.now;
    expect(await postAll(responses)).toEqual([0, ...times(() => 31).slice(1)]);
    expect(await counts()).toEqual({ accounts: 1, seats: 1, recount: 1 });
    const refused = await database.prisma.attempt.findMany({ where: { at: { gt: before }, outcome: 'refused' } });
    expect(refused.map(({ findings }) => findings)).toEqual(
      times(() => [
        { reason: 'seat_unavailable', field: 'seats', expected: 'a free seat', received: '1 of 1 in use' },
      ]).slice(1),
    );
  });

  it('case 173: make one sign-in of twenty copies of one response; the others are replays', async () => {
    await arrange(usher);
    const xml = await prepare(person(1));
    const before = usher.now;
    expect(await postAll(times(() => xml))).toEqual([0, ...times(() => 13).slice(1)]);
    expect(await counts()).toEqual({ accounts: 1, seats: 1, recount: 1 });
    expect(await attemptsSince(before)).toEqual(
      expect.arrayContaining([
        { outcome: 'parked', _count: 1 },
        { outcome: 'refused', _count: parallel - 1 },
      ]),
    );
  });

  it('let one request be answered once, by twenty different assertions', async () => {
    await arrange(usher);
    const inResponseTo = await usher.begin(usher.browser());
    const responses = await Promise.all(times((n) => usher.responseXml({ ...person(n), inResponseTo })));
    expect(await postAll(responses)).toEqual([0, ...times(() => 28).slice(1)]);
    expect(await counts()).toEqual({ accounts: 1, seats: 1, recount: 1 });
  });

  it('complete one session with one code, pressed twenty times', async () => {
    await arrange(usher);
    const browser = usher.browser();
    const answer = await usher.respond(person(1), browser);
    const path = new URL(answer.headers.get('location') ?? '');
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answers = await Promise.all(
      times((n) =>
        fetch(`${(n % 2 === 0 ? usher : second).url}${path.pathname}${path.search}`, {
          headers: { cookie },
          redirect: 'manual',
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...times(() => 403).slice(1)]);
    expect(await database.prisma.session.count({ where: { siteId: usher.siteId } })).toBe(1);
    expect(await usher.lastAttempt()).toMatchObject({ outcome: 'passed' });
  });

  it('case 178: leave the genuine response working, whatever rubbish named its request before', async () => {
    await arrange(usher);
    const browser = usher.browser();
    const inResponseTo = await usher.begin(browser);
    const genuine = await usher.responseXml({ ...person(1), inResponseTo });
    const rubbish: PersonOptions[] = [
      { signing: { sign: 'none' } },
      { tamper: (xml) => xml.replace('Lovelace', 'Loveless') },
      { response: { audience: 'https://other.test' } },
      { response: { issuer: 'https://evil.test' } },
      { attributes: { lastname: null } },
      { attributes: { memberStatus: '1' } },
    ];
    const posts = await Promise.all(rubbish.map((one) => usher.responseXml({ ...person(2), ...one, inResponseTo })));
    posts.push(genuine.replace('Lovelace', 'Loveless'), genuine.slice(0, -20));
    expect((await postAll(posts)).every((code) => code > 0)).toBe(true);
    expect(await usher.post(genuine)).toMatchObject({ status: 303 });
    expect(await counts()).toEqual({ accounts: 1, seats: 1, recount: 1 });
  });

  it('serve twenty people at once when there are seats for all', async () => {
    await arrange(usher);
    expect(await postAll(await Promise.all(times((n) => prepare(person(n)))))).toEqual(times(() => 0));
    expect(await counts()).toEqual({ accounts: parallel, seats: parallel, recount: parallel });
    expect([...usher.errors, ...second.errors]).toEqual([]);
  });
});

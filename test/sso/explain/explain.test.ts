import type { Database } from '../../../src/db';
import { listAttempts } from '../../../src/sso/attempts';
import { explain } from '../../../src/sso/explain';
import { freshDatabase } from '../../support/database';
import { makeConnections } from '../../support/site';
import { arrange, type SiteState } from '../../support/siteState';
import { UsherUnderTest, type PersonOptions } from '../../support/usher';

/** What only the state of the moment of receipt can say. */
const stateChecks = ['assertion_not_replayed', 'in_response_to'];

describe('explaining a kept response', () => {
  let database: Database;
  let usher: UsherUnderTest;
  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });

  const explained = async (text: string) => {
    const connection = await makeConnections(database).current('acme', 'main');
    if (connection === null) throw new Error('there is no connection');
    const result = await explain({ database, connection, text, now: usher.now });
    if (result.outcome === 'problem') throw new Error(result.problem);
    return result;
  };
  /** Every table, row by row, but for what housekeeping counts. */
  const everything = async () => {
    const tables = await database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
      [],
    );
    const rows = tables.map(({ name }) => database.query(`SELECT * FROM "${name}"`, []).then((found) => [name, found]));
    return Object.fromEntries(await Promise.all(rows)) as Record<string, unknown>;
  };

  it.each<[string, SiteState, PersonOptions]>([
    ['a new person', {}, {}],
    ['a returning person', { accounts: [{}] }, {}],
    ['an update', { site: { autoUpdate: true }, accounts: [{}] }, { attributes: { updateTimestamp: '1700000000' } }],
    ['an update that is skipped', { site: { autoUpdate: true }, accounts: [{}] }, {}],
    [
      'many causes of 31',
      { site: { partnerId: null, seats: 0 } },
      { attributes: { lastname: null, memberStatus: '1' } },
    ],
    ['a cause of 32', { site: { autoUpdate: true }, accounts: [{}] }, { attributes: { updateTimestamp: 'x' } }],
    ['no account (3)', { site: { autoCreate: false } }, {}],
    ['a deactivated account', { accounts: [{ status: 'deactivated' }] }, {}],
    ['no user name (2)', {}, { nameId: null, attributes: { uid: null } }],
    ['another audience (13)', {}, { response: { audience: 'https://other.test' } }],
    ['a signature that does not verify (23)', {}, { tamper: (xml) => xml.replace('Lovelace', 'Loveless') }],
    ['no signature (20)', {}, { signing: { sign: 'none' } }],
    ['no XML (6)', {}, { tamper: () => '<broken' }],
  ])('gives the verdict, reasons and check-list of the sign-in itself: %s', async (_, state, person) => {
    await arrange(usher, state);
    const xml = await usher.responseXml({ ...person, inResponseTo: await usher.begin(usher.browser()) });
    const { attempt } = await explained(xml);
    await usher.post(xml);
    const stored = await listAttempts(database, { siteId: usher.siteId, limit: 1 });
    const [kept] = stored;
    expect(attempt).toMatchObject({
      ...{ reference: null, connection: 'main', kind: 'acs', username: kept?.username, code: kept?.code },
      ...{ note: kept?.note, reasons: kept?.reasons, outcome: kept?.code === null ? 'passed' : 'refused' },
    });
    const withoutState = (checks: readonly { id: string }[] = []) =>
      checks.filter(({ id }) => !stateChecks.includes(id));
    expect(withoutState(attempt.checks)).toEqual(withoutState(kept?.checks));
    expect(attempt.checks.map(({ id }) => id)).toEqual(kept?.checks.map(({ id }) => id));
    for (const id of stateChecks) expect(attempt.checks.find((check) => check.id === id)?.passed).toBeNull();
  });

  it('writes nothing, whatever the response, and signs nobody in', async () => {
    await arrange(usher, { accounts: [{ username: 'bob@acme.test', expiresAt: new Date('2026-01-01') }] });
    const bob: PersonOptions = { nameId: null, attributes: { uid: 'bob@acme.test' } };
    const responses = [
      await usher.responseXml({ inResponseTo: await usher.begin(usher.browser()) }),
      await usher.responseXml(),
      await usher.responseXml({ attributes: { memberStatus: '1' } }),
      await usher.responseXml(bob),
      '<samlp:Response/>',
    ];
    await explained(responses[0] ?? '');
    const before = await everything();
    for (const xml of responses) await explained(xml);
    expect(await everything()).toEqual(before);
  });

  it('explains a response again that was used, and the request of which was answered or has expired', async () => {
    await arrange(usher);
    const xml = await usher.responseXml({ inResponseTo: await usher.begin(usher.browser()) });
    expect((await usher.post(xml)).status).toBe(303);
    expect((await explained(xml)).attempt).toMatchObject({ outcome: 'passed', code: null });
  });

  it('judges a response that nobody asked for by the policy, also where the ACS would start it again', async () => {
    await arrange(usher);
    const { attempt } = await explained(await usher.responseXml({ attributes: { lastname: '' } }));
    expect(attempt).toMatchObject({
      outcome: 'refused',
      code: 31,
      reasons: [{ id: 'attribute_empty', whoActs: 'idp_admin' }],
    });
  });

  it('reads raw XML, base64 and a form post alike', async () => {
    await arrange(usher);
    const xml = await usher.responseXml({ attributes: { lastname: null } });
    const base64 = Buffer.from(xml).toString('base64');
    const form = new URLSearchParams({ SAMLResponse: base64, RelayState: 'x' }).toString();
    const all = await Promise.all([xml, base64, form].map(explained));
    expect(all.map((one) => one.form)).toEqual(['xml', 'base64', 'form post']);
    expect(all[1]?.attempt).toEqual(all[0]?.attempt);
    expect(all[2]?.attempt).toEqual(all[0]?.attempt);
  });

  it('uses the settings of today: what was mended passes', async () => {
    await arrange(usher, { site: { partnerId: null } });
    const xml = await usher.responseXml({ inResponseTo: await usher.begin(usher.browser()) });
    expect((await explained(xml)).attempt.code).toBe(31);
    await database.prisma.site.update({ where: { id: usher.siteId }, data: { partnerId: 'P-1' } });
    expect((await explained(xml)).attempt.code).toBeNull();
  });
});

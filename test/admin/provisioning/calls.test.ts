import type { Database } from '../../../src/db';
import { newId } from '../../../src/newId';
import { signInAdmin } from '../../support/admin';
import { freshDatabase } from '../../support/database';
import type { TestBrowser } from '../../support/http';
import { makeProvisioning } from '../../support/provisioning';
import { makeAccount, testBox } from '../../support/site';
import { UsherUnderTest } from '../../support/usher';

describe('the call log of a provisioning', () => {
  let database: Database;
  let usher: UsherUnderTest;
  let admin: TestBrowser;
  let support: TestBrowser;
  let ada: string;
  let id: string;
  let home: string;
  const calls: string[] = [];

  const summary = { effect: null, quirks: [], notes: [], changes: [], error: null, stopped: null, bulkIndex: null };
  const record = async (overrides: object, body: string | null = null) => {
    const call = newId();
    calls.push(call);
    await database.prisma.scimCall.create({
      data: {
        id: call,
        siteId: usher.siteId,
        provisioningId: id,
        at: usher.now,
        durationMs: 12,
        method: 'GET',
        path: '/Users',
        status: 200,
        outcome: 'read',
        summary,
        requestBodyEncrypted: body === null ? null : testBox.seal(body, `scim_calls:${call}`),
        ...overrides,
      },
    });
    return call;
  };

  beforeAll(async () => {
    database = await freshDatabase();
    usher = await UsherUnderTest.start(database);
    ({ browser: admin } = await signInAdmin(usher, ['Org Security Admin']));
    ({ browser: support } = await signInAdmin(usher, ['Org Support']));
    ada = await makeAccount(database, usher.siteId, { type: 'attendee' });
    ({ id } = await makeProvisioning(database, usher.siteId));
    home = `/admin/acme/provisioning/${id}/calls`;
  });
  afterAll(async () => {
    await usher.close();
    await database.close();
  });
  beforeEach(async () => {
    calls.length = 0;
    await database.prisma.scimCall.deleteMany();
  });
  const page = async (query = '', browser = admin) => (await browser.get(`${home}${query}`)).text();
  /** Which of the calls a page lists, by their place, newest first. */
  const listed = async (query = '') => {
    const text = await page(query);
    return [...text.matchAll(/\/calls\/([0-9a-f-]{36})"/g)].map(([, call]) => calls.indexOf(call ?? ''));
  };

  it('is filtered by person, group, outcome and error', async () => {
    const { id: entitlementId } = await database.prisma.entitlement.findFirstOrThrow({
      where: { siteId: usher.siteId, name: 'Org Support' },
    });
    await record({});
    await record({ accountId: ada, accountName: 'ada@acme.test', outcome: 'changed', method: 'POST', status: 201 });
    await record({
      entitlementId,
      entitlementName: 'role:Org Support',
      outcome: 'refused',
      errorId: '10',
      status: 400,
    });
    expect(await listed()).toEqual([2, 1, 0]);
    expect(await listed('?person=ADA@acme.test')).toEqual([1]);
    expect(await listed('?group=Role:org%20support')).toEqual([2]);
    expect(await listed('?outcome=refused')).toEqual([2]);
    expect(await listed('?error=10')).toEqual([2]);
    expect(await listed('?person=nobody')).toEqual([]);
    expect(await listed('?group=nothing')).toEqual([]);
    expect(await listed('?outcome=strange&error=99')).toEqual([2, 1, 0]);
  });

  it('is turned over by its pages, in both directions', async () => {
    for (let n = 0; n < 53; n += 1) await record({});
    const first = await listed();
    expect([first.length, first[0], first.at(-1)]).toEqual([50, 52, 3]);
    expect(await listed(`?before=${calls[3]}`)).toEqual([2, 1, 0]);
    expect(await page()).toContain(`before=${calls[3]}`);
    expect(await listed(`?after=${calls[2]}`)).toEqual(first);
  });

  it('shows of one call what went wrong, how it was read, what it changed, and its body to who may edit alone', async () => {
    const changed = {
      ...summary,
      quirks: [{ id: 'op_capitalised', at: 'Operations[0].op' }],
      changes: [{ field: 'title', before: 'Tour Guide', after: 'Boss' }],
      error: { attribute: 'title', note: '300 characters' },
    };
    const call = await record({ summary: changed, outcome: 'refused', errorId: '7', status: 400 }, '{"title":"Boss"}');
    const shown = await page(`/${call}`);
    expect(shown).toContain("'title' cannot be longer than 255 characters");
    expect(shown).toContain('300 characters');
    expect(shown).toContain('Operations[0].op');
    expect(shown).toContain('Tour Guide');
    expect(shown).toContain('{&quot;title&quot;:&quot;Boss&quot;}');
    const toSupport = await page(`/${call}`, support);
    expect(toSupport).toContain('300 characters');
    expect(toSupport).not.toContain('{&quot;title&quot;');
  });

  it('tells what changed in words of the language and by the path the client knows', async () => {
    const manager = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User.manager';
    const changes = ['active', manager, 'unheardOf'].map((field) => ({ field, before: null, after: 'x' }));
    const call = await record({ summary: { ...summary, changes } });
    const answer = await admin.get(`${home}/${call}`, { 'accept-language': 'nb' });
    const named = [...(await answer.text()).matchAll(/<th scope="row">(.*?)<\/th>/g)].map(([, name]) => name);
    expect(named).toEqual(['Aktiv <code>active</code>', `Leder <code>${manager}</code>`, '<code>unheardOf</code>']);
  });

  it('leaves as CSV or JSON lines, filtered alike, without bodies', async () => {
    await record({});
    await record({ accountId: ada, accountName: '=ada', outcome: 'changed' }, '{"secret":1}');
    const csv = (await page('/export?person=ada@acme.test')).trim().split('\r\n');
    expect(csv).toHaveLength(2);
    expect(csv[1]).toContain("'=ada");
    const lines = (await page('/export?format=lines')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(calls.toReversed());
    expect(lines.join()).not.toContain('secret');
    expect((await page('/export?person=nobody')).trim().split('\r\n')).toHaveLength(1);
  });

  it('a call is found below its own provisioning alone', async () => {
    const call = await record({});
    const { id: other } = await makeProvisioning(database, usher.siteId, { name: 'Entra' });
    expect((await admin.get(`${home}/${call}`)).status).toBe(200);
    expect((await admin.get(`/admin/acme/provisioning/${other}/calls/${call}`)).status).toBe(404);
    expect((await admin.get(`${home}/${newId()}`)).status).toBe(404);
    expect((await admin.get(`${home}/x`)).status).toBe(404);
  });
});

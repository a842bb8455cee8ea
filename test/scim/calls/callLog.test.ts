import type { Database } from '../../../src/db';
import { explainCall, forgetCalls, readCall, readCalls, whyHas } from '../../../src/scim/calls';
import { writeWorkspace } from '../../../src/workspaces';
import { freshDatabase } from '../../support/database';
import { makeProvisioning } from '../../support/provisioning';
import { makeSite, testBox } from '../../support/site';
import { personBody, ScimSite } from '../routes/scimSite';

const day = 86_400_000;

describe('the call log', () => {
  let database: Database;
  let scim: ScimSite;

  beforeAll(async () => {
    database = await freshDatabase();
    scim = await ScimSite.start(database);
    const parts = { name: 'Audit', roles: ['Manager'], groups: [] };
    await writeWorkspace(database.prisma, scim.siteId, null, parts, scim.moment);
  });
  afterAll(async () => {
    await scim.close();
    await database.close();
  });

  it('keeps of a change what was sent and answered, who it was about and what changed, with the effect itself', async () => {
    const { id } = await scim.person('log@acme.test');
    // Nothing is flushed: the line is there because the account is.
    const [stored] = await readCalls(database, { siteId: scim.siteId, accountId: id, limit: 10 });
    expect(stored).toMatchObject({ outcome: 'changed', status: 201, account: { id, name: 'log@acme.test' } });
    const call = await scim.lastCall();
    expect(call).toMatchObject({ id: stored?.id, method: 'POST', path: '/Users', status: 201, errorId: null });
    expect(call.summary.changes.length).toBeGreaterThan(3);
    expect(JSON.parse(call.requestBody ?? '')).toMatchObject({ userName: 'log@acme.test' });
    expect(JSON.parse(call.responseBody ?? '')).toMatchObject({ id });
  });

  it('keeps no body of what only read, and both of what was refused or could not be read', async () => {
    await scim.get('/Users?count=1');
    expect(await scim.lastCall()).toMatchObject({
      outcome: 'read',
      query: 'count=1',
      requestBody: null,
      responseBody: null,
    });
    await scim.send('POST', '/Users', { body: '{"userName": oops}' });
    const call = await scim.lastCall();
    expect(call).toMatchObject({
      outcome: 'refused',
      status: 400,
      errorId: 'body_malformed',
      requestBody: '{"userName": oops}',
    });
    expect(JSON.parse(call.responseBody ?? '')).toMatchObject({ status: '400', scimType: 'invalidSyntax' });
  });

  it.each([
    ['a body', () => scim.post('/Users', personBody('pw1@acme.test', { password: 'hunter2-hunter2' }))],
    ['a body that is refused', () => scim.post('/Users', { userName: 'x y', PASSWORD: 'hunter2-hunter2' })],
    [
      'a PATCH with a path',
      () => scim.patch(`/Users/${scim.actingId}`, [{ op: 'replace', path: 'password', value: 'hunter2-hunter2' }]),
    ],
    [
      'a PATCH without one',
      () =>
        scim.patch(`/Users/${scim.actingId}`, [
          { op: 'add', value: { 'urn:ietf:params:scim:schemas:core:2.0:User:password': 'hunter2-hunter2' } },
        ]),
    ],
    ['JSON within a text', () => scim.post('/Users', { userName: 'x y', title: '{"password":"hunter2-hunter2"}' })],
    [
      'a spelling by escapes',
      () => scim.send('POST', '/Users', { body: '{"p\\u0061ssword":"hunter2-hunter2","userName":"x y"}' }),
    ],
    ['what is no JSON', () => scim.send('POST', '/Users', { body: '{"password":"hunter2-hunter2",}' })],
    [
      'a bulk request',
      () =>
        scim.post('/Bulk', {
          Operations: [{ method: 'POST', path: '/Users', data: { userName: 'x y', password: 'hunter2-hunter2' } }],
        }),
    ],
    ['a filter', () => scim.get('/Users?filter=password%20eq%20%22hunter2-hunter2%22')],
    ['a secret of OAuth that went astray', () => scim.post('/Users', { client_secret: 'hunter2-hunter2' })],
  ])('keeps no password of %s', async (_what, send) => {
    await send();
    await scim.callLog.flush();
    const of = { siteId: scim.siteId, limit: 3 };
    for (const { id } of await readCalls(database, of)) {
      const call = await readCall({ database, box: testBox }, scim.siteId, id);
      expect(JSON.stringify(call)).not.toContain('hunter2');
    }
    const rows = await database.query('SELECT * FROM scim_calls ORDER BY id DESC LIMIT 3', []);
    expect(JSON.stringify(rows)).not.toContain('hunter2');
    expect(JSON.stringify(scim.logged)).not.toContain('hunter2');
  });

  it('seals bodies: the table holds nothing of them in the clear', async () => {
    await scim.person('sealed@acme.test', { title: 'Keeper of seals' });
    await scim.callLog.flush();
    const rows = await database.query<{ sealed: string }>(
      'SELECT request_body_encrypted AS sealed FROM scim_calls ORDER BY id DESC LIMIT 1',
      [],
    );
    expect(rows[0]?.sealed).toMatch(/^v1\./);
    expect((await scim.lastCall()).requestBody).toContain('Keeper of seals');
  });

  it('cuts bodies to 64 K characters', async () => {
    await scim.post('/Users', { userName: 'x y', note: 'n'.repeat(200_000) });
    expect((await scim.lastCall()).requestBody?.length).toBeLessThan(66_000);
  });

  it('cuts what changed, here and in the activity log, and says so; what is refused, too', async () => {
    const parts = ['streetAddress', 'locality', 'region', 'postalCode', 'country'];
    const address = Object.fromEntries(parts.map((part) => [part, 'x'.repeat(250)]));
    const addresses = Array.from({ length: 100 }, (_, n) => ({ ...address, country: `${n}` }));
    const { id } = await scim.person('many@acme.test', { addresses });
    const { summary } = await scim.lastCall();
    const [told] = await database.prisma.activity.findMany({ where: { subject: 'many@acme.test' } });
    const { addresses: inActivity } = told?.after as { addresses: string };
    const inCalls = summary.changes.find(({ field }) => field === 'addresses')?.after;
    for (const kept of [inActivity, inCalls]) expect(kept).toMatch(/^.{1990,2000} … and \d{5,} more characters$/);

    await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'x'.repeat(500_000), value: '1' }]);
    const refused = await scim.lastCall();
    expect(refused.outcome).toBe('refused');
    expect(JSON.stringify(refused.summary).length).toBeLessThan(10_000);
  });

  it('logs a call that a stopped provisioning sends, with why, and none of strangers', async () => {
    const before = (await readCalls(database, { siteId: scim.siteId, limit: 1000 })).length;
    await scim.get('/Users', { authorization: 'Bearer wrong' });
    await scim.callLog.flush();
    expect((await readCalls(database, { siteId: scim.siteId, limit: 1000 })).length).toBe(before);
    expect(await scim.metrics.registry.metrics()).toContain('usher_scim_unstored_calls_total{why="unauthenticated"} 1');
    await database.prisma.account.update({ where: { id: scim.actingId }, data: { roles: [] } });
    const refused = await scim.get('/Users');
    await database.prisma.account.update({
      where: { id: scim.actingId },
      data: { roles: ['Org Security Admin', 'Org User Admin', 'Org Workspace Admin'] },
    });
    expect([refused.status, refused.body.status]).toEqual([403, '403']);
    expect(await scim.lastCall()).toMatchObject({
      status: 403,
      errorId: 27,
      summary: { stopped: 'acting_without_roles' },
    });
  });

  it('lists by person, group, outcome and error, newest first and in pages without a gap', async () => {
    const of = { siteId: scim.siteId };
    await scim.callLog.flush();
    const all = await readCalls(database, { ...of, limit: 1000 });
    expect(all.map(({ id }) => id)).toEqual(
      all
        .map(({ id }) => id)
        .toSorted()
        .toReversed(),
    );
    const paged: string[] = [];
    for (let before: string | undefined; ; before = paged.at(-1)) {
      const page = await readCalls(database, { ...of, limit: 3, ...(before !== undefined && { before }) });
      if (page.length === 0) break;
      paged.push(...page.map(({ id }) => id));
    }
    expect(paged).toEqual(all.map(({ id }) => id));
    const newer = await readCalls(database, { ...of, limit: 2, after: paged.at(-1) ?? '' });
    expect(newer.map(({ id }) => id)).toEqual(paged.slice(-3, -1));
    const refused = await readCalls(database, { ...of, outcome: 'refused', limit: 1000 });
    expect(refused).toEqual(all.filter(({ outcome }) => outcome === 'refused'));
    const malformed = await readCalls(database, { ...of, errorId: 'body_malformed', limit: 1000 });
    expect(malformed.length).toBeGreaterThan(0);
    expect(malformed).toEqual(all.filter(({ errorId }) => errorId === 'body_malformed'));
  });

  it('shows a site nothing of another one', async () => {
    const { siteId } = await makeSite(database, { site: { slug: 'globex' } });
    const [line] = await readCalls(database, { siteId: scim.siteId, limit: 1 });
    expect(await readCalls(database, { siteId, provisioningId: scim.provisioning.id, limit: 10 })).toEqual([]);
    expect(await readCall({ database, box: testBox }, siteId, line?.id ?? '')).toBeNull();
    expect(await readCall({ database, box: testBox }, siteId, 'no-id')).toBeNull();
  });

  describe('in words', () => {
    it('says what was tolerated, what failed with cause and fix, and what the client does next', async () => {
      const headers = { 'user-agent': 'Okta SCIM Client 1.0.0' };
      const body = { ...personBody('words@acme.test'), schemas: [], active: 'True', locale: 'xx_XX' };
      await scim.post('/Users', body, headers);
      const call = await scim.lastCall();
      for (const language of ['en', 'de', 'nb'] as const) {
        const said = explainCall(call, language);
        expect(said.client).toBe('okta');
        expect(said.quirks.map(({ id }) => id)).toEqual(expect.arrayContaining(['string_boolean', 'schemas_missing']));
        expect(said.quirks.every(({ sentence }) => sentence.length > 20)).toBe(true);
        expect(said.error).toMatchObject({ id: 15 });
        expect(said.error?.cause).toMatch(/\S/);
        expect(said.error?.fix).toMatch(/\S/);
      }
      expect(explainCall(call, 'en').next).toContain('task in Okta fails');
    });

    const answered = (status: number, userAgent: string | null, method = 'PATCH', query: string | null = null) => ({
      status,
      userAgent,
      method,
      query,
    });
    it.each([
      [answered(200, 'Okta SCIM Client 1.0.0'), 'nothing follows'],
      [answered(409, 'Okta SCIM Client 1.0.0', 'POST'), 'Okta links to it'],
      [answered(429, 'Okta SCIM Client 1.0.0'), 'tries up to ten times'],
      [answered(503, 'Okta SCIM Client 1.0.0'), 'tries up to ten times'],
      [answered(400, null, 'PATCH', 'aadOptscim062020'), 'quarantine'],
      [answered(409, null, 'POST', 'aadOptscim062020'), 'matching attribute'],
      [answered(401, 'JumpCloud'), 'cannot go on'],
      [answered(429, 'SailPoint'), 'Retry-After'],
      [answered(400, 'Somebody/1'), 'not documented'],
    ])('%j: %s', async (facts, expected) => {
      const call = { ...(await scim.lastCall()), ...facts };
      expect(explainCall(call, 'en').next).toContain(expected);
    });
  });

  describe('why somebody has something', () => {
    it('names the call that made them a member of a workspace, and nothing for who is none', async () => {
      const [eva, finn] = [await scim.person('eva@acme.test'), await scim.person('finn@acme.test')];
      const workspace = await scim.groupNamed('workspace:Audit');
      await scim.patch(`/Groups/${workspace.id}`, [{ op: 'add', path: 'members', value: [{ value: eva.id }] }]);
      const call = await scim.lastCall();
      await scim.patch(`/Groups/${workspace.id}`, [{ op: 'add', path: 'members', value: [{ value: scim.actingId }] }]);
      await scim.callLog.flush();
      const grant = await whyHas(database, scim.siteId, eva.id, workspace.id);
      expect(grant).toMatchObject({ grantedBy: 'scim:Okta Production', call: { id: call.id } });
      expect(await whyHas(database, scim.siteId, finn.id, workspace.id)).toBeNull();
      const { siteId } = await makeSite(database, { site: { slug: 'initech' } });
      expect(await whyHas(database, siteId, eva.id, workspace.id)).toBeNull();
    });

    it('names the call that gave a role of the organization', async () => {
      const gus = await scim.person('gus@acme.test');
      const role = await scim.groupNamed('role:Org Support');
      await scim.patch(`/Groups/${role.id}`, [{ op: 'add', path: 'members', value: [{ value: gus.id }] }]);
      const call = await scim.lastCall();
      const grant = await whyHas(database, scim.siteId, gus.id, role.id);
      expect(grant).toMatchObject({ grantedBy: 'scim:Okta Production', call: { id: call.id } });
    });
  });

  describe('keeping house', () => {
    it('forgets bodies after seven days and calls with the attempts', async () => {
      await scim.person('house@acme.test');
      const { id, at } = await scim.lastCall();
      const after = (days: number) => new Date(at.getTime() + days * day + 1_000);
      await forgetCalls(database, 30, after(6));
      expect((await readCall({ database, box: testBox }, scim.siteId, id))?.requestBody).not.toBeNull();
      await forgetCalls(database, 30, after(7));
      const stripped = await readCall({ database, box: testBox }, scim.siteId, id);
      expect([stripped?.requestBody, stripped?.responseBody, stripped?.status]).toEqual([null, null, 201]);
      await forgetCalls(database, 30, after(30));
      expect(await readCall({ database, box: testBox }, scim.siteId, id)).toBeNull();
    });
  });

  it('the line of a provisioning that is gone is dropped, and nothing is said about it', async () => {
    const { siteId } = scim;
    const other = await makeProvisioning(database, siteId, { name: 'Short-lived', actingAccountId: scim.actingId });
    const short = await ScimSite.beside(database, siteId, scim.actingId, other);
    await short.get('/Users?count=0');
    await database.prisma.provisioning.delete({ where: { id: other.id } });
    await short.callLog.flush();
    expect(await readCalls(database, { siteId, provisioningId: other.id, limit: 1 })).toEqual([]);
    expect(short.logged.filter(({ message }) => message.includes('could not be logged'))).toEqual([]);
    await short.close();
  });
});

import type { Database } from '../../../src/db';
import type { JsonObject } from '../../../src/scim/protocol/schema';
import { writeWorkspace } from '../../../src/workspaces';
import { freshDatabase } from '../../support/database';
import { core, groupUrn, patchUrn, personBody, ScimSite } from '../routes/scimSite';

describe('clients of other makers, from the first look-up to deprovisioning', () => {
  let database: Database;
  const open: ScimSite[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(async () => {
    for (const scim of open) await scim.close();
    await database.close();
  });

  const start = async (slug: string, credentialType: 'basic' | 'bearer' | 'oauth') => {
    const scim = await ScimSite.start(database, { site: { slug }, provisioning: { name: slug, credentialType } });
    open.push(scim);
    const parts = { name: 'Audit', roles: ['Manager'], groups: ['Editors'] };
    await writeWorkspace(database.prisma, scim.siteId, null, parts, scim.moment);
    return scim;
  };
  const filter = (text: string) => encodeURIComponent(text);
  const statusOf = async (id: string) => (await database.prisma.account.findUniqueOrThrow({ where: { id } })).status;

  it('OneLogin: answers in application/json, a template with texts for booleans and a null id, DELETE at the end', async () => {
    const scim = await start('onelogin', 'bearer');
    const headers = { 'user-agent': 'OneLogin SCIM', accept: 'application/json', 'content-type': 'application/json' };
    const look = await scim.get(`/Users?filter=${filter('userName eq "nobody@onelogin.invalid"')}`, headers);
    expect([look.body.totalResults, look.headers.get('content-type')]).toEqual([0, 'application/json; charset=utf-8']);
    const template = {
      ...personBody('olga@acme.test'),
      schemas: [core, 'urn:scim:schemas:core:1.0'],
      id: null,
      active: 'true',
    };
    const made = await scim.send('POST', '/Users', { body: template, headers });
    expect([made.status, made.body.active]).toEqual([201, true]);
    const quirks = (await scim.lastCall()).summary.quirks.map(({ id }) => id);
    expect(quirks).toEqual(expect.arrayContaining(['scim1_urn', 'string_boolean']));
    const old = await scim.send('POST', '/Users', {
      body: { ...template, schemas: ['urn:scim:schemas:core:1.0'] },
      headers,
    });
    expect([old.status, old.body.scimType]).toEqual([400, 'invalidVers']);
    const update = await scim.send('PUT', `/Users/${made.body.id}`, {
      body: { ...template, title: 'Guide', active: 'true' },
      headers,
    });
    expect(update.body.title).toBe('Guide');
    const group = await scim.groupNamed('workspace:Audit');
    const patch = (op: string) =>
      scim.send('PATCH', `/Groups/${group.id}`, {
        body: { schemas: [patchUrn], Operations: [{ op, path: 'members', value: [{ value: made.body.id }] }] },
        headers,
      });
    expect((await patch('add')).status).toBe(204);
    expect((await scim.get(`/Groups/${group.id}`)).body.members).toHaveLength(1);
    expect((await patch('remove')).status).toBe(204);
    expect((await scim.get(`/Groups/${group.id}`)).body.members ?? []).toEqual([]);
    expect((await scim.send('DELETE', `/Users/${made.body.id}`, { headers })).status).toBe(204);
    expect(await statusOf(made.body.id)).toBe('deactivated');
  });

  it('JumpCloud: makes a test person and a test group, deletes them, then removes single members with a value', async () => {
    const scim = await start('jumpcloud', 'bearer');
    const test = await scim.person('jumpcloud-test@acme.test');
    const testGroup = await scim.post('/Groups', { schemas: [groupUrn], displayName: 'JumpCloud test', members: [] });
    expect(testGroup.status).toBe(201);
    expect((await scim.send('DELETE', `/Groups/${testGroup.body.id}`)).status).toBe(204);
    expect((await scim.send('DELETE', `/Users/${test.id}`)).status).toBe(204);
    const [ann, ben] = [await scim.person('ann@acme.test'), await scim.person('ben@acme.test')];
    const group = await scim.groupNamed('workspace:Audit');
    const patch = (op: string, ids: string[]) =>
      scim.patch(`/Groups/${group.id}`, [{ op, path: 'members', value: ids.map((value) => ({ value })) }]);
    expect((await patch('add', [ann.id, ben.id])).status).toBe(204);
    expect((await patch('remove', [ann.id])).status).toBe(204);
    expect((await scim.get(`/Groups/${group.id}`)).body.members?.map(({ value }) => value)).toEqual([ben.id]);
    expect((await scim.patch(`/Users/${ben.id}`, [{ op: 'replace', path: 'active', value: false }])).body.active).toBe(
      false,
    );
    expect(await statusOf(ben.id)).toBe('deactivated');
  });

  it('PingFederate: a token by client credentials, disabled people, a group made, renamed, filled and deleted', async () => {
    const scim = await start('pingfederate', 'oauth');
    const { id, secret } = scim.provisioning;
    const answer = await fetch(`${scim.url}/scim/v2/${id}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const token = (await answer.json()) as { access_token: string; token_type: string; expires_in: number };
    expect([answer.status, token.token_type, token.expires_in]).toEqual([200, 'Bearer', 3600]);
    const headers = { authorization: `Bearer ${token.access_token}`, 'user-agent': 'PingFederate' };
    expect((await scim.get('/Users')).status).toBe(401);
    expect((await scim.get(`/Users?filter=${filter('userName eq "pia@acme.test"')}`, headers)).body.totalResults).toBe(
      0,
    );
    const made = await scim.post('/Users', personBody('pia@acme.test', { active: false }), headers);
    expect([made.status, made.body.active]).toEqual([201, false]);
    const enabled = await scim.put(`/Users/${made.body.id}`, personBody('pia@acme.test'), headers);
    expect(enabled.body.active).toBe(true);
    const group = await scim.post('/Groups', { schemas: [groupUrn], displayName: 'Ping all' }, headers);
    const path = `/Groups/${group.body.id}`;
    const operations: JsonObject[] = [
      { op: 'replace', path: 'displayName', value: 'Ping everybody' },
      { op: 'add', path: 'members', value: [{ value: made.body.id }] },
    ];
    expect((await scim.patch(path, operations, headers)).status).toBe(204);
    expect((await scim.get(path, headers)).body).toMatchObject({
      displayName: 'Ping everybody',
      members: [{ value: made.body.id }],
    });
    expect((await scim.send('DELETE', path, { headers })).status).toBe(204);
    expect((await scim.send('DELETE', `/Users/${made.body.id}`, { headers })).status).toBe(204);
  });

  it('SailPoint: reads what describes the service first, aggregates, gives and takes entitlements on groups', async () => {
    const scim = await start('sailpoint', 'bearer');
    for (const path of [
      '/ServiceProviderConfig',
      '/ResourceTypes',
      '/Schemas',
      '/ResourceTypes/User',
      '/ResourceTypes/Group',
    ]) {
      expect((await scim.get(path)).status).toBe(200);
    }
    const sam = await scim.person('sam@acme.test');
    for (const path of ['/Users', '/Groups']) {
      const page = await scim.get(`${path}?startIndex=1&count=200`);
      expect(page.body.Resources).toHaveLength(page.body.totalResults);
    }
    const [workspace, editors] = [
      await scim.groupNamed('workspace:Audit'),
      await scim.groupNamed('workspace:Audit:group:Editors'),
    ];
    const change = (id: string, operation: JsonObject) => scim.patch(`/Groups/${id}`, [operation]);
    const give = { op: 'add', path: 'members', value: [{ value: sam.id }] };
    const take = { op: 'remove', path: `members[value eq "${sam.id}"]` };
    expect((await change(workspace.id, give)).status).toBe(204);
    expect((await change(editors.id, give)).status).toBe(204);
    const held = async () => (await scim.get(`/Users/${sam.id}`)).body['groups'] as { display: string }[] | undefined;
    expect((await held())?.map(({ display }) => display).sort()).toEqual([
      'workspace:Audit',
      'workspace:Audit:group:Editors',
    ]);
    // Leaving the workspace is leaving what is in it (G12).
    expect((await change(workspace.id, take)).status).toBe(204);
    expect((await held()) ?? []).toEqual([]);
    expect((await scim.put(`/Users/${sam.id}`, personBody('sam@acme.test', { active: false }))).body.active).toBe(
      false,
    );
  });
});

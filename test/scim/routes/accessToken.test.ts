import type { Database } from '../../../src/db';
import { accessTokenSeconds } from '../../../src/scim/credentials/accessToken';
import { writeWorkspace } from '../../../src/workspaces';
import { freshDatabase } from '../../support/database';
import { basic, makeProvisioning, makeSecret } from '../../support/provisioning';
import { groupUrn, personBody, ScimSite } from './scimSite';

describe('a client with an access token', () => {
  let database: Database;
  let scim: ScimSite;
  beforeAll(async () => {
    database = await freshDatabase();
    scim = await ScimSite.start(database, { provisioning: { credentialType: 'oauth' } });
    await writeWorkspace(database.prisma, scim.siteId, null, { name: 'Audit', roles: [], groups: [] }, scim.moment);
  });
  afterAll(async () => {
    await scim.close();
    await database.close();
  });

  /** A token of the client credentials grant (RFC 6749 section 4.4), as a header. */
  async function tokenOf({ id, secret }: { readonly id: string; readonly secret: string } = scim.provisioning) {
    const answer = await fetch(`${scim.url}/scim/v2/${id}/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
      headers: { authorization: basic(id, secret) },
    });
    expect(answer.status).toBe(200);
    const { access_token: token, token_type: type } = (await answer.json()) as Record<string, string>;
    return { authorization: `${type} ${token}` };
  }
  const refused = async (headers: Record<string, string>) => {
    const answer = await scim.get('/Users', headers);
    return [answer.status, answer.headers.has('www-authenticate'), answer.body.Resources];
  };
  const unauthenticated = [401, true, undefined];

  it('reads, makes and changes people and groups for the whole of its hour', async () => {
    const token = await tokenOf();
    const made = await scim.post('/Users', personBody('grace@acme.test'), token);
    expect(made.status).toBe(201);
    const path = `/Users/${made.body.id}`;
    scim.moment = new Date(scim.moment.getTime() + (accessTokenSeconds - 2) * 1_000);
    const changed = await scim.patch(path, [{ op: 'replace', path: 'title', value: 'Admiral' }], token);
    expect([changed.status, changed.body.title]).toEqual([200, 'Admiral']);
    expect((await scim.get(path, token)).body).toMatchObject({ userName: 'grace@acme.test', title: 'Admiral' });

    const filter = encodeURIComponent('displayName eq "workspace:Audit"');
    const [group] = (await scim.get(`/Groups?filter=${filter}`, token)).body.Resources;
    const members = [{ op: 'add', path: 'members', value: [{ value: made.body.id }] }];
    expect((await scim.patch(`/Groups/${group?.id}`, members, token)).status).toBe(204);
    const inert = await scim.post('/Groups', { schemas: [groupUrn], displayName: 'Everybody' }, token);
    expect(inert.status).toBe(201);
    expect((await scim.get(`/Groups/${group?.id}`, token)).body.members).toMatchObject([{ value: made.body.id }]);

    const call = await scim.lastCall();
    expect([call.method, call.status, call.provisioningId]).toEqual(['GET', 200, scim.provisioning.id]);
  });

  it('is nobody once its hour is over', async () => {
    const token = await tokenOf();
    expect((await scim.get('/Users', token)).status).toBe(200);
    scim.moment = new Date(scim.moment.getTime() + accessTokenSeconds * 1_000);
    expect(await refused(token)).toEqual(unauthenticated);
  });

  it('is nobody with the token of another provisioning of the same site, and the other way round', async () => {
    const { siteId, actingId } = scim;
    const columns = { name: 'Another', actingAccountId: actingId, credentialType: 'oauth' as const };
    const other = await makeProvisioning(database, siteId, columns);
    const [own, foreign] = [await tokenOf(), await tokenOf(other)];
    expect(await refused(foreign)).toEqual(unauthenticated);
    const there = (headers: Record<string, string>) => fetch(`${scim.url}/scim/v2/${other.id}/Users`, { headers });
    expect((await there(own)).status).toBe(401);
    expect((await there(foreign)).status).toBe(200);
  });

  it('is nobody after the secret behind the token has ended, while that of another secret goes on', async () => {
    const { siteId, provisioning } = scim;
    const where = { provisioningId: provisioning.id };
    const old = await database.prisma.provisioningSecret.findFirstOrThrow({ where });
    const first = await tokenOf();
    const second = await tokenOf({ ...provisioning, secret: await makeSecret(database, siteId, provisioning.id) });
    const set = (data: object) => database.prisma.provisioningSecret.update({ where: { id: old.id }, data });
    for (const [ended, alive] of [
      [{ revokedAt: scim.moment }, { revokedAt: null }],
      [{ expiresAt: scim.moment }, { expiresAt: null }],
    ] as const) {
      expect((await scim.get('/Users', first)).status).toBe(200);
      await set(ended);
      expect(await refused(first)).toEqual(unauthenticated);
      expect((await scim.get('/Users', second)).status).toBe(200);
      await set(alive);
    }
    await database.prisma.provisioningSecret.delete({ where: { id: old.id } });
    expect(await refused(first)).toEqual(unauthenticated);
  });

  it('is nobody with its secret alone, or with a token where another type is agreed', async () => {
    const [token, secret] = [await tokenOf(await withNewSecret()), (await withNewSecret()).secret];
    expect(await refused({ authorization: `Bearer ${secret}` })).toEqual(unauthenticated);
    expect(await refused({ authorization: basic(scim.provisioning.id, secret) })).toEqual(unauthenticated);
    const set = (credentialType: 'bearer' | 'oauth') =>
      database.prisma.provisioning.update({ where: { id: scim.provisioning.id }, data: { credentialType } });
    await set('bearer');
    expect(await refused(token)).toEqual(unauthenticated);
    await set('oauth');
    expect((await scim.get('/Users', token)).status).toBe(200);
  });

  async function withNewSecret() {
    const { siteId, provisioning } = scim;
    return { ...provisioning, secret: await makeSecret(database, siteId, provisioning.id) };
  }
});

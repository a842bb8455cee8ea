import type { Database } from '../../../src/db';
import type { JsonObject } from '../../../src/scim/protocol/schema';
import { writeWorkspace } from '../../../src/workspaces';
import { freshDatabase } from '../../support/database';
import { makeSession } from '../../support/session';
import { core, groupUrn, patchUrn, ScimSite, type Body } from '../routes/scimSite';

/** What Okta puts on each request. */
const okta = {
  'user-agent': 'Okta SCIM Client 1.0.0',
  accept: 'application/scim+json',
  'content-type': 'application/scim+json; charset=utf-8',
};

/** A person as Okta's default mapping posts them. */
function oktaPerson(login: string, externalId: string): JsonObject {
  const [givenName = ''] = login.split('@');
  return {
    schemas: [core],
    userName: login,
    name: { givenName, familyName: 'Okta' },
    emails: [{ primary: true, value: login, type: 'work' }],
    displayName: `${givenName} Okta`,
    locale: 'en-US',
    externalId,
    groups: [],
    password: 'placeholder-made-by-okta',
    active: true,
  };
}

const nothing = { totalResults: 0, Resources: [] };

describe('Okta, from the first test of credentials to deprovisioning', () => {
  let database: Database;

  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  describe.each(['catalogue', 'custom'] as const)('the %s application', (kind) => {
    let scim: ScimSite;
    let bob: Body;
    const login = 'bob@acme.test';
    const filter = (text: string) => encodeURIComponent(text);
    const get = (path: string) => scim.get(path, okta);
    const send = (method: string, path: string, body: JsonObject) => scim.send(method, path, { body, headers: okta });
    const find = async (userName: string) =>
      (await get(`/Users?filter=${filter(`userName eq "${userName}"`)}&startIndex=1&count=100`)).body;
    const isActive = async () => (await database.prisma.account.findUniqueOrThrow({ where: { id: bob.id } })).status;

    beforeAll(async () => {
      scim = await ScimSite.start(database, {
        site: { slug: kind },
        provisioning: { name: 'Okta', credentialType: kind === 'catalogue' ? 'basic' : 'bearer' },
      });
      const parts = { name: 'Audit', roles: ['Manager'], groups: ['Editors'] };
      await writeWorkspace(database.prisma, scim.siteId, null, parts, scim.moment);
    });
    afterAll(() => scim.close());

    /** Okta's way to write a person: the whole of what it read, with what changed laid over. */
    const put = async (changes: JsonObject) => {
      const read = (await get(`/Users/${bob.id}`)).body as unknown as JsonObject;
      return send('PUT', `/Users/${bob.id}`, { ...read, ...changes });
    };
    const setActive = (active: boolean) =>
      kind === 'custom'
        ? put({ active })
        : send('PATCH', `/Users/${bob.id}`, {
            schemas: [patchUrn],
            Operations: [{ op: 'replace', value: { active } }],
          });

    it('tests its credentials', async () => {
      expect((await get('/Users?startIndex=1&count=2')).status).toBe(200);
      expect((await get('/Groups?startIndex=1&count=100')).status).toBe(200);
      expect(await find('nobody@acme.test')).toMatchObject(nothing);
    });

    it('looks a person up, makes them, and reads them back', async () => {
      expect(await find(login)).toMatchObject(nothing);
      const made = await send('POST', '/Users', oktaPerson(login, '00u1'));
      expect(made.status).toBe(201);
      bob = made.body;
      expect(bob).toMatchObject({ userName: login, active: true, externalId: '00u1', locale: 'en-US' });
      expect(bob['password']).toBeUndefined();
      expect((await find(login.toUpperCase())).Resources[0]?.id).toBe(bob.id);
      expect((await send('POST', '/Users', oktaPerson(login, '00u1'))).status).toBe(409);
    });

    it('updates the profile with the whole of it, what it read included, and changes nothing else', async () => {
      const answer = await put({ title: 'Guide', name: { givenName: 'Robert', familyName: 'Okta' } });
      expect([answer.status, answer.body.title, answer.body.name]).toEqual([
        200,
        'Guide',
        { givenName: 'Robert', familyName: 'Okta' },
      ]);
      const again = await put({ title: 'Guide' });
      expect(again.body.meta).toEqual(answer.body.meta);
      expect((await scim.lastCall()).outcome).toBe('unchanged');
    });

    it('imports people and groups page by page, each once', async () => {
      for (const path of ['/Users', '/Groups']) {
        const seen: string[] = [];
        for (let startIndex = 1, total = 1; startIndex <= total; startIndex += 2) {
          const page = (await get(`${path}?startIndex=${startIndex}&count=2`)).body;
          total = page.totalResults;
          seen.push(...page.Resources.map(({ id }) => id));
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.length).toBeGreaterThan(1);
      }
    });

    it('pushes groups: link by name, members, the rename that is none, an empty group', async () => {
      const list = await get(`/Groups?filter=${filter('displayName eq "workspace:Audit"')}&startIndex=1&count=100`);
      const [workspace] = list.body.Resources;
      const path = `/Groups/${workspace?.id}`;
      const members = async () => (await get(path)).body.members?.map(({ value }) => value) ?? [];
      const one = { value: bob.id, display: login };
      if (kind === 'catalogue') {
        const patch = (Operations: JsonObject[]) => send('PATCH', path, { schemas: [patchUrn], Operations });
        expect((await patch([{ op: 'add', path: 'members', value: [one] }])).status).toBe(204);
        expect(
          (await patch([{ op: 'replace', value: { id: workspace?.id ?? '', displayName: 'workspace:Audit' } }])).status,
        ).toBe(204);
        expect((await patch([{ op: 'add', path: 'members', value: [one] }])).status).toBe(204);
        expect(await members()).toEqual([bob.id]);
        const swap = [
          { op: 'remove', path: `members[value eq "${bob.id}"]` },
          { op: 'add', path: 'members', value: [one] },
        ];
        expect((await patch(swap)).status).toBe(204);
        expect((await patch([{ op: 'replace', path: 'members', value: [] }])).status).toBe(204);
        expect(await members()).toEqual([]);
        expect((await patch([{ op: 'replace', path: 'members', value: [one] }])).status).toBe(204);
      } else {
        const whole = (list: JsonObject[]) =>
          send('PUT', path, {
            schemas: [groupUrn],
            id: workspace?.id ?? '',
            displayName: 'workspace:Audit',
            members: list,
          });
        expect((await whole([one])).status).toBe(200);
        expect((await whole([])).status).toBe(200);
        expect(await members()).toEqual([]);
        expect((await whole([one])).status).toBe(200);
      }
      expect(await members()).toEqual([bob.id]);
      const renamed = await send('PATCH', path, {
        schemas: [patchUrn],
        Operations: [{ op: 'replace', value: { id: workspace?.id ?? '', displayName: 'Auditors' } }],
      });
      expect([renamed.status, renamed.body.detail]).toEqual([400, 'Role name cannot be changed']);
    });

    it('pushes a group whose name grants nothing: kept, and deleted again when it is unlinked', async () => {
      const made = await send('POST', '/Groups', { schemas: [groupUrn], displayName: 'All of Okta', members: [] });
      expect(made.status).toBe(201);
      expect((await scim.send('DELETE', `/Groups/${made.body.id}`, { headers: okta })).status).toBe(204);
      expect(
        (await send('POST', '/Groups', { schemas: [groupUrn], displayName: 'workspace:Audit', members: [] })).status,
      ).toBe(409);
    });

    it('deactivates: the account is suspended, its sessions end, it stays readable with its memberships', async () => {
      await makeSession(database, { siteId: scim.siteId, accountId: bob.id });
      expect((await setActive(false)).status).toBe(200);
      expect(await isActive()).toBe('deactivated');
      expect(await database.prisma.session.count({ where: { accountId: bob.id } })).toBe(0);
      const found = await find(login);
      expect(found).toMatchObject({ totalResults: 1, Resources: [{ id: bob.id, active: false }] });
      expect((await send('POST', '/Users', oktaPerson(login, '00u1'))).status).toBe(409);
    });

    it('reactivates the same account, with what it was a member of', async () => {
      expect((await setActive(true)).body).toMatchObject({ id: bob.id, active: true });
      expect(await isActive()).toBe('active');
      const workspace = await scim.groupNamed('workspace:Audit');
      expect((await get(`/Groups/${workspace.id}`)).body.members?.map(({ value }) => value)).toEqual([bob.id]);
    });

    it('keeps no password, and every call in the log under the name of Okta', async () => {
      const line = await scim.lastCall();
      expect(line.userAgent).toBe(okta['user-agent']);
      const made = await database.prisma.scimCall.findFirstOrThrow({
        where: { siteId: scim.siteId, method: 'POST', status: 201, path: '/Users' },
      });
      const summary = made.summary as { quirks: { id: string }[] };
      expect(summary.quirks.map(({ id }) => id)).toContain('password_ignored');
      const account = await database.prisma.account.findUniqueOrThrow({ where: { id: bob.id } });
      expect([account.passwordHash, account.managedBy]).toEqual([null, 'Okta']);
    });
  });
});

import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/db';
import type { JsonObject } from '../../../src/scim/protocol/schema';
import { writeWorkspace } from '../../../src/workspaces';
import { freshDatabase } from '../../support/database';
import { core, enterprise, groupUrn, patchUrn, ScimSite, type Body } from '../routes/scimSite';

const adGroup = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';

/** A person as Entra ID posts them by the mapping of the set-up text (M3): nulls and empty lists included. */
function entraPerson(mail: string, externalId: string): JsonObject {
  return {
    schemas: [core, enterprise],
    externalId,
    userName: mail,
    active: true,
    addresses: null,
    displayName: 'Bob Entra',
    emails: [{ primary: true, type: 'work', value: mail }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Bob Entra', familyName: 'Entra', givenName: 'Bob' },
    preferredLanguage: 'de-DE',
    roles: [],
    title: 'Guide',
    [enterprise]: { employeeNumber: '7', department: 'Tours' },
  };
}

describe('Entra ID, from the test of the connection to the hard delete', () => {
  let database: Database;

  beforeAll(async () => {
    database = await freshDatabase();
  });
  afterAll(() => database.close());

  describe.each([
    ['with', '?aadOptscim062020', '&aadOptscim062020'],
    ['without', '', ''],
  ])('%s the flag', (flag, first, further) => {
    let scim: ScimSite;
    let bob: Body;
    let boss: Body;
    const withFlag = flag === 'with';
    const mail = 'bob@acme.test';
    /** Plus for a space, %40 for @, as .NET writes a query. */
    const query = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
    const look = async (path: string, text: string, more = '') =>
      (await scim.get(`${path}?filter=${query(text)}${more}${further}`)).body;
    const patch = (path: string, Operations: JsonObject[]) =>
      scim.send('PATCH', `${path}${first}`, { body: { schemas: [patchUrn], Operations } });
    const op = (name: string) => (withFlag ? name.toLowerCase() : name);
    const nothing = { totalResults: 0, Resources: [] };

    beforeAll(async () => {
      scim = await ScimSite.start(database, { site: { slug: flag }, provisioning: { name: 'Entra ID' } });
      const parts = { name: 'Audit', roles: ['Manager'], groups: ['Editors'] };
      await writeWorkspace(database.prisma, scim.siteId, null, parts, scim.moment);
      boss = await scim.person('boss@acme.test');
    });
    afterAll(() => scim.close());

    it('tests the connection with a filter for somebody who cannot exist', async () => {
      expect(await look('/Users', `userName eq "${randomUUID()}"`)).toMatchObject(nothing);
      expect(await look('/Groups', `displayName eq "${randomUUID()}"`, '&excludedAttributes=members')).toMatchObject(
        nothing,
      );
    });

    it('looks a person up by each matching attribute and makes them', async () => {
      expect(await look('/Users', `userName eq "${mail}"`)).toMatchObject(nothing);
      const made = await scim.send('POST', `/Users${first}`, { body: entraPerson(mail, 'bob.entra') });
      expect(made.status).toBe(201);
      bob = made.body;
      expect(bob).toMatchObject({ userName: mail, active: true, preferredLanguage: 'de-DE', title: 'Guide' });
      for (const text of [
        `userName eq "${mail}"`,
        'externalId eq "bob.entra"',
        'externalId eq bob.entra',
        `emails[type eq "work"].value eq "${mail}"`,
        `userName eq "${mail}" and active eq "True"`,
      ]) {
        expect(await look('/Users', text)).toMatchObject({ totalResults: 1, Resources: [{ id: bob.id }] });
      }
    });

    it('updates attributes, those of lists that are not there yet included', async () => {
      const operations: JsonObject[] = withFlag
        ? [
            {
              op: 'replace',
              value: {
                displayName: 'Robert Entra',
                'name.givenName': 'Robert',
                'name.familyName': 'Entra',
                [`${enterprise}:employeeNumber`]: '8',
              },
            },
            { op: 'replace', path: 'emails[type eq "work"].value', value: 'robert@acme.test' },
            { op: 'add', path: 'phoneNumbers[type eq "work"].value', value: '+47 1' },
          ]
        : [
            { op: 'Replace', path: 'displayName', value: 'Robert Entra' },
            { op: 'Replace', path: 'name.givenName', value: 'Robert' },
            { op: 'Replace', path: 'emails[type eq "work"].value', value: 'robert@acme.test' },
            { op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '+47 1' },
            { op: 'Replace', path: `${enterprise}:employeeNumber`, value: '8' },
          ];
      const answer = await patch(`/Users/${bob.id}`, operations);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject({
        displayName: 'Robert Entra',
        name: { givenName: 'Robert', familyName: 'Entra' },
        emails: [{ value: 'robert@acme.test', type: 'work', primary: true }],
        phoneNumbers: [{ value: '+47 1', type: 'work' }],
        [enterprise]: { employeeNumber: '8', department: 'Tours' },
      });
    });

    it('sets the manager with a second request, and asks whether it is so', async () => {
      const value = withFlag ? boss.id : [{ $ref: null, value: boss.id }];
      const answer = await patch(`/Users/${bob.id}`, [{ op: op('Add'), path: `${enterprise}:manager`, value }]);
      expect(answer.body[enterprise]).toMatchObject({ manager: { value: boss.id } });
      const check = `id eq "${bob.id}" and manager eq "${boss.id}"`;
      expect(await look('/Users', check, '&attributes=id')).toMatchObject({
        totalResults: 1,
        Resources: [{ id: bob.id }],
      });
      expect(await look('/Users', `id eq "${bob.id}" and manager eq "${bob.id}"`, '&attributes=id')).toMatchObject(
        nothing,
      );
    });

    it('finds groups without their members, and adds and removes members in its dialect', async () => {
      const groups = await look('/Groups', 'displayName eq "workspace:Audit"', '&excludedAttributes=members');
      const [workspace] = groups.Resources;
      expect(workspace?.members).toBeUndefined();
      const path = `/Groups/${workspace?.id}`;
      const members = async () => (await scim.get(path)).body.members?.map(({ value }) => value).sort() ?? [];
      const member = (id: string) => [{ $ref: null, value: id }];
      for (const id of [bob.id, boss.id]) {
        expect((await patch(path, [{ op: op('Add'), path: 'members', value: member(id) }])).status).toBe(204);
      }
      expect(
        await look('/Groups', `id eq "${workspace?.id}" and members eq "${bob.id}"`, '&attributes=id'),
      ).toMatchObject({ totalResults: 1 });
      const removal = withFlag
        ? { op: 'remove', path: `members[value eq "${boss.id}"]` }
        : { op: 'Remove', path: 'members', value: member(boss.id) };
      expect((await patch(path, [removal])).status).toBe(204);
      expect(await members()).toEqual([bob.id]);
      expect((await patch(path, [removal])).status).toBe(204);
      expect(await members()).toEqual([bob.id]);
    });

    it('pushes the group of all its users without an error in its log (M7)', async () => {
      const body = { schemas: [groupUrn, adGroup], externalId: randomUUID(), displayName: 'Everybody', members: [] };
      const made = await scim.send('POST', `/Groups${first}`, { body });
      expect(made.status).toBe(201);
      expect((await scim.send('DELETE', `/Groups/${made.body.id}`)).status).toBe(204);
    });

    it('disables and enables: readable all the time, by id and by filter', async () => {
      const set = (active: boolean) => {
        const value = withFlag ? active : active ? 'True' : 'False';
        return patch(`/Users/${bob.id}`, [{ op: op('Replace'), path: 'active', value }]);
      };
      expect((await set(false)).body.active).toBe(false);
      expect((await scim.get(`/Users/${bob.id}`)).body.active).toBe(false);
      expect(await look('/Users', `userName eq "${mail}"`)).toMatchObject({
        totalResults: 1,
        Resources: [{ active: false }],
      });
      expect((await set(true)).body.active).toBe(true);
      const call = await scim.lastCall();
      const quirks = call.summary.quirks.map(({ id }) => id);
      expect(quirks).toEqual(withFlag ? [] : ['op_capitalised', 'string_boolean']);
    });

    it('a PATCH with null, or without any operation, is 200', async () => {
      expect(
        (await patch(`/Users/${bob.id}`, [{ op: 'replace', path: 'title', value: null }])).body.title,
      ).toBeUndefined();
      expect((await patch(`/Users/${bob.id}`, [])).status).toBe(200);
      expect((await scim.lastCall()).summary.quirks).toContainEqual({ id: 'empty_operations', at: 'Operations' });
    });

    it('deletes at last, is told 404 from then on, and takes the same person up again when they return', async () => {
      expect((await scim.send('DELETE', `/Users/${bob.id}${first}`)).status).toBe(204);
      expect((await scim.get(`/Users/${bob.id}`)).status).toBe(404);
      expect(await look('/Users', `userName eq "${mail}"`)).toMatchObject(nothing);
      const again = await scim.send('POST', `/Users${first}`, { body: entraPerson(mail, 'bob.entra') });
      expect([again.status, again.body.id, again.body.active]).toEqual([201, bob.id, true]);
      const workspace = await scim.groupNamed('workspace:Audit');
      expect((await scim.get(`/Groups/${workspace.id}`)).body.members ?? []).toEqual([]);
    });
  });
});

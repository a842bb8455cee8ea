import { randomUUID } from 'node:crypto';
import type { Database } from '../../../src/db';
import { freshDatabase } from '../../support/database';
import { core, enterprise, groupUrn, personBody, ScimSite, type Body } from '../routes/scimSite';

/** What the makers of clients check of a server before they list it, asked by us in their order. */
describe('checks that makers of clients publish', () => {
  let database: Database;
  let scim: ScimSite;

  beforeAll(async () => {
    database = await freshDatabase();
    scim = await ScimSite.start(database);
    await scim.person('somebody@acme.test');
  });
  afterAll(async () => {
    await scim.close();
    await database.close();
  });
  const find = async (filter: string, more = '') =>
    (await scim.get(`/Users?filter=${encodeURIComponent(filter)}${more}`)).body;

  describe('Okta, test of the specification', () => {
    const login = `runscope-${randomUUID()}@acme.test`;
    let made: Body;

    it('a page of one person has integers, and the person what Okta needs', async () => {
      const filter = encodeURIComponent('userName eq "somebody@acme.test"');
      const { status, body } = await scim.get(`/Users?count=1&startIndex=1&filter=${filter}`);
      expect(status).toBe(200);
      expect(body.schemas).toContain('urn:ietf:params:scim:api:messages:2.0:ListResponse');
      for (const number of [body.itemsPerPage, body.startIndex, body.totalResults])
        expect(Number.isInteger(number)).toBe(true);
      const [person] = body.Resources;
      expect([person?.id, person?.userName, person?.name?.['familyName'], person?.name?.['givenName']]).not.toContain(
        undefined,
      );
      expect(person?.active).toBe(true);
      expect(person?.emails?.[0]?.['value']).toBe('somebody@acme.test');
      const alone = await scim.get(`/Users/${person?.id}`);
      expect([alone.status, alone.body.id]).toEqual([200, person?.id]);
    });

    it('a person who is not there: an empty list by filter, 404 with detail by id', async () => {
      expect(await find(`userName eq "${randomUUID()}@acme.test"`)).toMatchObject({ totalResults: 0, Resources: [] });
      const missing = await scim.get('/Users/010101001010101011001010101011');
      expect([missing.status, missing.body.status]).toEqual([404, '404']);
      expect(missing.body.detail).toMatch(/\S/);
      expect(missing.body.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:Error']);
    });

    it('a person is made with 201, read back, found in any case, and not made twice', async () => {
      const answer = await scim.post('/Users', personBody(login));
      expect(answer.status).toBe(201);
      made = answer.body;
      expect(made).toMatchObject({ active: true, userName: login, name: { familyName: 'Example' } });
      expect(made.schemas).toContain(core);
      expect((await scim.get(`/Users/${made.id}`)).body).toEqual(made);
      expect((await find(`userName eq "${login.toUpperCase()}"`)).Resources[0]?.id).toBe(made.id);
      expect((await scim.post('/Users', personBody(login))).status).toBe(409);
    });

    it('groups are listed, and a request without a credential is 401 in the shape of SCIM', async () => {
      expect((await scim.get('/Groups')).status).toBe(200);
      const refused = await scim.get('/Users', { authorization: 'non-token' });
      expect([refused.status, refused.body.status]).toEqual([401, '401']);
      expect(refused.body.detail).toMatch(/\S/);
    });
  });

  describe('Microsoft, validator and gallery application', () => {
    it('people: make, refuse twice, find in another case, add, replace, rename, disable, delete', async () => {
      const name = `validator-${randomUUID()}@acme.test`;
      const body = personBody(name, { timezone: 'Europe/Oslo', [enterprise]: { department: 'A' } });
      const made = await scim.post('/Users', body);
      expect(made.status).toBe(201);
      expect((await scim.post('/Users', body)).status).toBe(409);
      expect((await find(`userName eq "${name.toUpperCase()}"`)).totalResults).toBe(1);
      const path = `/Users/${made.body.id}`;
      const added = await scim.patch(path, [
        { op: 'add', path: 'nickName', value: 'Val' },
        { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+47 2' },
      ]);
      expect(added.body).toMatchObject({ nickName: 'Val', phoneNumbers: [{ type: 'mobile', value: '+47 2' }] });
      const renamed = await scim.patch(path, [{ op: 'replace', path: 'userName', value: `new-${name}` }]);
      expect([renamed.status, renamed.body.userName]).toEqual([200, `new-${name}`]);
      expect((await scim.patch(path, [{ op: 'replace', path: 'nickName', value: null }])).status).toBe(200);
      expect((await scim.patch(path, [{ op: 'replace', path: 'active', value: false }])).body.active).toBe(false);
      expect((await scim.send('DELETE', path)).status).toBe(204);
      expect((await scim.get(path)).status).toBe(404);
    });

    it('groups: make, refuse twice, read without members, rename, add and remove a member, delete', async () => {
      const displayName = `Validator ${randomUUID()}`;
      const made = await scim.post('/Groups', {
        schemas: [groupUrn],
        displayName,
        externalId: randomUUID(),
        members: [],
      });
      expect(made.status).toBe(201);
      expect((await scim.post('/Groups', { schemas: [groupUrn], displayName })).status).toBe(409);
      const { id } = await scim.person(`member-${randomUUID()}@acme.test`);
      const path = `/Groups/${made.body.id}`;
      expect((await scim.patch(path, [{ op: 'Add', path: 'members', value: [id] }])).status).toBe(204);
      expect((await scim.get(`${path}?excludedAttributes=members`)).body.members).toBeUndefined();
      expect((await scim.get(path)).body.members?.map(({ value }) => value)).toEqual([id]);
      expect((await scim.patch(path, [{ op: 'replace', path: 'displayName', value: `${displayName} 2` }])).status).toBe(
        204,
      );
      expect((await scim.patch(path, [{ op: 'Remove', path: `members[value eq "${id}"]` }])).status).toBe(204);
      expect((await scim.get(path)).body).toMatchObject({ displayName: `${displayName} 2` });
      expect((await scim.send('DELETE', path)).status).toBe(204);
      expect((await scim.get(path)).status).toBe(404);
    });

    it.each(['/Users', '/Groups'])('%s are paged by five, each once', async (path) => {
      for (let n = 0; n < 11; n += 1) {
        if (path === '/Users') await scim.person(`page-${n}@acme.test`);
        else await scim.post('/Groups', { displayName: `Page ${n}` });
      }
      const seen: string[] = [];
      for (let startIndex = 1, total = 1; startIndex <= total; startIndex += 5) {
        const { body } = await scim.get(`${path}?startIndex=${startIndex}&count=5`);
        total = body.totalResults;
        expect(body.itemsPerPage).toBe(body.Resources.length);
        seen.push(...body.Resources.map(({ id }) => id));
      }
      expect(seen.length).toBeGreaterThanOrEqual(11);
      expect(new Set(seen).size).toBe(seen.length);
    });

    it('reads names of attributes in any case, projections with filters, and a member as a bare text', async () => {
      const name = `odd-${randomUUID()}@acme.test`;
      const body = {
        Schemas: [core],
        UserName: name,
        Name: { GivenName: 'Odd', FamilyName: 'One' },
        DisplayName: 'Odd One',
        Emails: [{ Value: name, Type: 'work', Primary: 'True' }],
        Active: 'true',
      };
      const made = await scim.post('/Users', body);
      expect([made.status, made.body.userName, made.body.active]).toEqual([201, name, true]);
      const cut = await scim.get(`/Users/${made.body.id}?attributes=${encodeURIComponent('emails[type eq "work"]')}`);
      expect(Object.keys(cut.body).toSorted()).toEqual(['emails', 'id', 'schemas']);
      const group = await scim.post('/Groups', { displayName: `Odd ${randomUUID()}`, members: [made.body.id] });
      expect([group.status, group.body.members?.map(({ value }) => value)]).toEqual([201, [made.body.id]]);
    });

    it('schemas can be discovered, down to sub-attributes', async () => {
      const { body } = await scim.get('/Schemas');
      const user = body.Resources.find(({ id }) => id === core);
      const attributes = user?.['attributes'] as { name: string; subAttributes?: { name: string }[] }[];
      const paths = attributes.flatMap(({ name, subAttributes }) => [
        name,
        ...(subAttributes ?? []).map((sub) => `${name}.${sub.name}`),
      ]);
      expect(paths).toEqual(
        expect.arrayContaining(['userName', 'name.givenName', 'emails.value', 'roles.value', 'active']),
      );
    });
  });
});

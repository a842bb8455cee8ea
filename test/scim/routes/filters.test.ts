import type { Database } from '../../../src/db';
import { freshDatabase } from '../../support/database';
import { makeAccount } from '../../support/site';
import { managerId, person, personId, refused, satisfied, unsatisfied } from '../protocol/appendixA';
import { ScimSite } from './scimSite';

/** Appendix A as a client sends it: the same cases that are matched in memory and in SQL, over HTTP and real people. */
describe('filters over HTTP (appendix A)', () => {
  let database: Database;
  let scim: ScimSite;

  beforeAll(async () => {
    database = await freshDatabase();
    scim = await ScimSite.start(database);
    const { siteId } = scim;
    await makeAccount(database, siteId, { id: managerId, username: 'manager@example.com' });
    const made = await scim.post('/Users', person);
    // The cases name an id and moments.
    const moments = { createdAt: new Date('2024-05-01T00:00:00Z'), updatedAt: new Date('2024-05-13T04:42:34Z') };
    await database.query('SET session_replication_role = replica', []);
    await database.query('UPDATE accounts SET created_at = $2, updated_at = $3 WHERE id = $1::uuid', [
      made.body.id,
      moments.createdAt.toISOString(),
      moments.updatedAt.toISOString(),
    ]);
    for (const table of ['account_profiles', 'scim_links']) {
      await database.query(`UPDATE ${table} SET account_id = $2::uuid WHERE account_id = $1::uuid`, [
        made.body.id,
        personId,
      ]);
    }
    await database.query('UPDATE accounts SET id = $2::uuid WHERE id = $1::uuid', [made.body.id, personId]);
    await database.query('SET session_replication_role = DEFAULT', []);
  });
  afterAll(async () => {
    await scim.close();
    await database.close();
  });

  const finds = async (filter: string) => {
    const answer = await scim.get(`/Users?attributes=id&count=200&filter=${encodeURIComponent(filter)}`);
    expect(answer.status).toBe(200);
    expect(answer.body.totalResults).toBe(answer.body.Resources.length);
    return answer.body.Resources.map(({ id }) => id).includes(personId);
  };

  it.each(satisfied)('finds the person: %s', async (filter) => expect(await finds(filter)).toBe(true));
  it.each(unsatisfied)('does not find the person: %s', async (filter) => expect(await finds(filter)).toBe(false));
  it.each(refused)('is 400 invalidFilter: %s', async (filter, row) => {
    const answer = await scim.get(`/Users?filter=${encodeURIComponent(filter)}`);
    expect(answer.body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '400',
      scimType: 'invalidFilter',
      detail: "Invalid 'filter' expression",
    });
    const call = await scim.lastCall();
    expect(call.errorId).toBe(row);
  });

  it('finds people by what is shown of them, also after another door changed it', async () => {
    const shownAs = async (filter: string) => {
      const answer = await scim.get(
        `/Users?filter=${encodeURIComponent(`userName eq "nils@acme.test" and ${filter}`)}`,
      );
      expect(answer.status).toBe(200);
      return answer.body.totalResults === 1;
    };
    const sent = {
      preferredLanguage: 'nn-NO',
      name: { givenName: 'Nils', familyName: 'Holm', formatted: 'Dr. Nils Holm' },
    };
    const { id } = await scim.person('nils@acme.test', sent);
    expect(await shownAs('preferredLanguage eq "NN-no" and name.formatted sw "dr."')).toBe(true);

    await database.prisma.account.update({ where: { id }, data: { language: 'de', lastName: 'Berg' } });
    const { body } = await scim.get(`/Users/${id}`);
    expect([body['preferredLanguage'], body.name]).toEqual(['de', { givenName: 'Nils', familyName: 'Berg' }]);
    expect(await shownAs('preferredLanguage eq "nn-NO"')).toBe(false);
    expect(await shownAs('preferredLanguage eq "de"')).toBe(true);
    expect(await shownAs('name.formatted pr')).toBe(false);

    await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'preferredLanguage', value: 'tlh' }]);
    expect((await scim.get(`/Users/${id}`)).body['preferredLanguage']).toBe('tlh');
    expect(await shownAs('preferredLanguage eq "tlh"')).toBe(true);
  });

  it('finds people by the name of their manager, which the site knows', async () => {
    const manager = { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: managerId } } };
    await database.prisma.account.update({ where: { id: managerId }, data: { displayName: 'Mia Manager' } });
    const { id } = await scim.person('led@acme.test', manager);
    const filter = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName eq "mia manager"';
    const found = await scim.get(`/Users?filter=${encodeURIComponent(filter)}`);
    expect(found.body.Resources.map((one) => one.id)).toContain(id);
    expect(JSON.stringify(found.body.Resources)).toContain('"displayName":"Mia Manager"');
  });
});

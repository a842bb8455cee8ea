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
});

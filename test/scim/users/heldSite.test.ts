import { Client } from 'pg';
import { createQueue } from '../../../src/jobs';
import { createScimGroups } from '../../../src/scim/groups';
import { freshServerDatabase } from '../../support/postgres';
import { makeAccount, makeSite } from '../../support/site';
import { untilSomebodyWaits } from '../../support/untilSomebodyWaits';
import { adding, callOf, join, makePeople, makeProvisioning, makeWorkspace, silently } from '../groups/groupsSite';
import { clientOf, person, refusal } from './usersSite';

let database: Awaited<ReturnType<typeof freshServerDatabase>>;
let sites = 0;
beforeAll(async () => {
  database = await freshServerDatabase();
});
afterAll(() => database.close());

/** Does something within a transaction of a connection of its own, which it ends itself. */
async function holding(work: (holder: Client) => Promise<void>): Promise<void> {
  const holder = new Client({ connectionString: database.url });
  await holder.connect();
  try {
    await holder.query('BEGIN');
    await work(holder);
  } finally {
    await holder.end();
  }
}

async function newSite() {
  sites += 1;
  const { siteId } = await makeSite(database, { site: { slug: `held-${sites}` } });
  const provisioning = await makeProvisioning(database, siteId, { name: 'Okta' });
  return { siteId, provisioning, call: callOf(provisioning) };
}
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
describe('while somebody changes the settings of a site', () => {
  it('a person waits for that, and is judged by the new settings', async () => {
    const { siteId, call } = await newSite();
    await holding(async (holder) => {
      await holder.query('SELECT id FROM sites WHERE id = $1 FOR UPDATE', [siteId]);
      const posted = refusal(clientOf(database).post(call));
      await untilSomebodyWaits(holder);
      await holder.query(`UPDATE sites SET blocked_email_domains = '{acme.test}' WHERE id = $1`, [siteId]);
      await holder.query('COMMIT');
      expect(await posted).toBe('13 400 emails.value');
    });
    expect(await database.prisma.account.count({ where: { siteId } })).toBe(0);
  });

  it('a provisioning that is ended meanwhile writes nothing', async () => {
    const { siteId, provisioning, call } = await newSite();
    const id = await makeAccount(database, siteId);
    const client = clientOf(database);
    await client.patch(call, id, { op: 'add', path: 'title', value: 'Director' });
    let asked = 0;
    const standing = {
      ...call,
      requireStanding: () => {
        asked += 1;
        return Promise.reject(new Error('the client may not do this any more'));
      },
    };
    await holding(async (holder) => {
      await holder.query('SELECT id FROM accounts WHERE id = $1 FOR UPDATE', [id]);
      const patched = client.patch(standing, id, { op: 'replace', path: 'title', value: 'Builder' });
      const refused = expect(patched).rejects.toThrow('may not do this any more');
      await untilSomebodyWaits(holder);
      await holder.query('UPDATE provisionings SET enabled = false WHERE id = $1', [provisioning.id]);
      await holder.query('COMMIT');
      await refused;
    });
    expect(asked).toBe(1);
    const profile = await database.prisma.accountProfile.findUnique({ where: { accountId: id } });
    expect(profile?.attributes).toMatchObject({ title: 'Director' });
  });

  it('two such sites leave connections for everybody else', async () => {
    const groups = createScimGroups({ database, queue: createQueue(database), clock: () => new Date() });
    const client = clientOf(database);
    const both = await Promise.all(
      [1, 2].map(async () => {
        const site = await newSite();
        const { workspace, role } = await makeWorkspace(database, site.siteId);
        const people = await makePeople(database, site.siteId, 10);
        await join(database, site.siteId, workspace, people);
        return { ...site, role, people };
      }),
    );
    await holding(async (holder) => {
      for (const { siteId } of both) await holder.query('SELECT id FROM sites WHERE id = $1 FOR UPDATE', [siteId]);
      const sent = both.flatMap(({ call, role, people }) =>
        people.flatMap((id, n) => [
          client.post(call, person({ userName: `new-${n}@acme.test`, emails: [{ value: `new-${n}@acme.test` }] })),
          groups.patch(call, role, adding(id), silently),
        ]),
      );
      const settled = Promise.allSettled<unknown>(sent);
      await untilSomebodyWaits(holder);
      // Whoever else is going to take a connection has taken it by then.
      await wait(1_000);
      const late = wait(2_000).then(() => 'nobody was served');
      const served = await Promise.race([database.query('SELECT 1 AS one', []), late]);
      await holder.query('COMMIT');
      const done = (await settled).filter(({ status }) => status === 'fulfilled');
      expect(served).toEqual([{ one: 1 }]);
      expect(done).toHaveLength(40);
    });
  });
});

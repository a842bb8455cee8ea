import { Client } from 'pg';
import { createQueue } from '../../../src/jobs';
import { createScimGroups } from '../../../src/scim/groups';
import { freshServerDatabase } from '../../support/postgres';
import { makeSite } from '../../support/site';
import { untilSomebodyWaits } from '../../support/untilSomebodyWaits';
import { adding, callOf, join, makePeople, makeProvisioning, makeWorkspace, membersOf, silently } from './groupsSite';

/** More than a process has connections. */
const requests = 20;

it('many requests that wait for one group leave connections for everybody else', async () => {
  const database = await freshServerDatabase();
  const { siteId } = await makeSite(database);
  const ids = await makeWorkspace(database, siteId);
  const people = (await makePeople(database, siteId, requests)).sort();
  await join(database, siteId, ids.workspace, people);
  const provisioning = await makeProvisioning(database, siteId);
  const groups = createScimGroups({ database, queue: createQueue(database), clock: () => new Date() });
  // A PUT of many thousands in another process, say.
  const holder = new Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT id FROM entitlements WHERE id = $1 FOR UPDATE', [ids.role]);
  const changed = Promise.all(people.map((id) => groups.patch(callOf(provisioning), ids.role, adding(id), silently)));
  await untilSomebodyWaits(holder);
  // Whoever else is going to take a connection has taken it by then.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const late = new Promise((resolve) => setTimeout(() => resolve('nobody was served'), 2_000));
  const served = await Promise.race([database.query<{ one: number }>('SELECT 1 AS one', []), late]);
  await holder.query('COMMIT');
  await holder.end();
  await changed;
  expect(await membersOf(database, ids.role)).toEqual(people);
  await database.close();
  expect(served).toEqual([{ one: 1 }]);
});

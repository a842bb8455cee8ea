import { Client } from 'pg';
import { changeAccounts } from '../../../src/accounts/change';
import { freshServerDatabase } from '../../support/postgres';
import { makeAccount, makeSite, testNow } from '../../support/site';
import { untilSomebodyWaits } from '../../support/untilSomebodyWaits';

/** More than a process has connections. */
const changes = 20;

it('many changes of one site that wait for their turn leave connections for everybody else', async () => {
  const database = await freshServerDatabase();
  const { siteId } = await makeSite(database);
  const ids: string[] = [];
  for (let n = 0; n < changes; n += 1) {
    const username = `person-${n}@acme.test`;
    const keys = { username, usernameKey: username, confusableKey: username, email: username, emailKey: username };
    ids.push(await makeAccount(database, siteId, { ...keys, type: 'attendee' }));
  }
  // Another process has its turn, and takes its time.
  const holder = new Client({ connectionString: database.url });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT id FROM sites WHERE id = $1 FOR UPDATE', [siteId]);
  const facts = { database, siteId, actor: 'test', now: testNow, mayGrant: false, vouches: false };
  const changed = Promise.all(
    ids.map((id) => changeAccounts(facts, [{ whom: { id }, wanted: { displayName: 'Changed' } }])),
  );
  await untilSomebodyWaits(holder);
  // Whoever else is going to take a connection has taken it by then.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const late = new Promise((resolve) => setTimeout(() => resolve('nobody was served'), 2_000));
  const served = await Promise.race([database.query<{ one: number }>('SELECT 1 AS one', []), late]);
  await holder.query('COMMIT');
  await holder.end();
  expect((await changed).flat().map(({ outcome }) => outcome)).toEqual(Array(changes).fill('write'));
  await database.close();
  expect(served).toEqual([{ one: 1 }]);
});

import type { Database } from '../../../src/db';
import type { PolicySettings, TrackingCodeSetting } from '../../../src/jit';
import { forecastSite } from '../../../src/sso';
import { freshDatabase } from '../../support/database';
import { makeAccount, makeConnections } from '../../support/site';
import { UsherUnderTest } from '../../support/usher';

let database: Database;
let usher: UsherUnderTest;
beforeAll(async () => {
  database = await freshDatabase();
  usher = await UsherUnderTest.start(database, { site: { autoUpdate: true } });
});
afterAll(async () => {
  await usher.close();
  await database.close();
});

const person = (name: string, attributes: Record<string, string | null> = {}) => ({
  nameId: { value: name },
  attributes: { uid: name, email: name, ...attributes },
});
const division: TrackingCodeSetting = { number: 1, label: 'Division', input: 'text', usage: 'required', values: [] };
const demanding = (before: PolicySettings): PolicySettings => ({ ...before, trackingCodes: [division] });

async function foresee(change: (before: PolicySettings) => PolicySettings) {
  const connections = makeConnections(database, () => usher.now);
  const { judged, refused, since } = await forecastSite(
    { database, connections },
    { id: usher.siteId, slug: 'acme' },
    change,
  );
  return { judged, since, refused: refused.map(({ username, refusal }) => `${username} ${refusal.code}`) };
}

it('judges real sign-ins again as they came: who was new is new, who was updated is updated, who was refused is not asked', async () => {
  expect(await foresee(demanding)).toEqual({ judged: 0, since: null, refused: [] });
  await makeAccount(database, usher.siteId, { username: 'known@acme.test' });
  await makeAccount(database, usher.siteId, { username: 'changed@acme.test' });
  const first = usher.now;
  await usher.signIn(person('new@acme.test'));
  await usher.signIn(person('placed@acme.test', { TC1: 'Engines' }));
  await usher.signIn(person('known@acme.test'));
  await usher.signIn(person('changed@acme.test', { updateTimestamp: '1700000000' }));
  await usher.signIn(person('nameless@acme.test', { lastname: null }));
  await usher.respond(person('never completed@acme.test'));

  const foreseen = await foresee(demanding);
  expect(foreseen).toMatchObject({ judged: 4, refused: ['changed@acme.test 32', 'new@acme.test 31'] });
  expect(foreseen.since?.getTime()).toBeGreaterThanOrEqual(first.getTime());
  expect((await foresee((before) => before)).refused).toEqual([]);
});

it('asks nobody of another site', async () => {
  const connections = makeConnections(database, () => usher.now);
  const elsewhere = { id: '00000000-0000-7000-8000-000000000000', slug: 'acme' };
  expect(await forecastSite({ database, connections }, elsewhere, demanding)).toMatchObject({ judged: 0 });
});

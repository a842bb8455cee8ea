import type { Database } from '../../src/db';
import { writeWorkspace } from '../../src/workspaces';
import { freshDatabase } from '../support/database';
import { personBody, ScimSite, type Answered } from '../scim/routes/scimSite';

/** Statements of one call, whoever sends them: the pool, or a transaction of Prisma. */
describe('statements of a call of a SCIM client', () => {
  let database: Database;
  let scim: ScimSite;
  let statements: string[] = [];
  let [personId, groupId] = ['', ''];

  beforeAll(async () => {
    database = await freshDatabase();
    const counted = new Proxy(database, {
      get: (target, key) => {
        if (key !== 'query') return Reflect.get(target, key) as unknown;
        return (sql: string, values: readonly unknown[]) => {
          statements.push(sql);
          return target.query(sql, values);
        };
      },
    });
    scim = await ScimSite.start(counted);
    await writeWorkspace(database.prisma, scim.siteId, null, { name: 'Audit', roles: [], groups: [] }, scim.moment);
    personId = (await scim.person('first@acme.test')).id;
    groupId = (await scim.groupNamed('workspace:Audit')).id;
    await scim.callLog.flush();
  });
  afterAll(async () => {
    await scim.close();
    await database.close();
  });

  /** One for the credential, one for the answer (or two: page and count), and none for the call log. */
  const reads: readonly [what: string, send: () => Promise<Answered>, most: number][] = [
    ['what describes the service', () => scim.get('/ServiceProviderConfig'), 1],
    ['a person', () => scim.get(`/Users/${personId}`), 3],
    ['a person without groups', () => scim.get(`/Users/${personId}?excludedAttributes=groups`), 2],
    ['a look-up', () => scim.get('/Users?filter=userName%20eq%20%22first@acme.test%22'), 4],
    ['a page of people', () => scim.get('/Users?count=100'), 4],
    ['a group without members', () => scim.get(`/Groups/${groupId}?excludedAttributes=members`), 2],
    ['a page of groups', () => scim.get('/Groups?count=100&excludedAttributes=members'), 3],
    ['an unknown address', () => scim.get('/Nothing'), 1],
    ['a body that cannot be read', () => scim.send('POST', '/Users', { body: '{' }), 1],
  ];
  /** Without the batches of the call log, which a timer writes at any time. */
  const ofCalls = () => statements.filter((sql) => !sql.includes('usher_store_scim_calls'));
  const ofLog = () => statements.length - ofCalls().length;

  it.each(reads)('%s', async (_what, send, most) => {
    await send();
    statements = [];
    await send();
    expect(ofCalls().length).toBeGreaterThan(0);
    expect(ofCalls().length).toBeLessThanOrEqual(most);
  });

  it('the log costs a call that changes nothing no statement of its own: one for all of a second', async () => {
    await scim.callLog.flush();
    statements = [];
    await Promise.all(Array.from({ length: 50 }, () => scim.get('/ServiceProviderConfig')));
    await scim.callLog.flush();
    expect(ofCalls()).toHaveLength(50);
    expect(ofLog()).toBeGreaterThan(0);
    expect(ofLog()).toBeLessThan(25);
  });

  it('a page costs the same however many people there are', async () => {
    statements = [];
    await scim.get('/Users?count=100');
    const few = ofCalls().length;
    for (let n = 0; n < 20; n += 1) await scim.post('/Users', personBody(`more-${n}@acme.test`));
    statements = [];
    await scim.get('/Users?count=100');
    expect(ofCalls()).toHaveLength(few);
  });

  it('strangers cost one statement at most', async () => {
    statements = [];
    await scim.get('/Users', { authorization: 'Bearer wrong' });
    expect(ofCalls().length).toBeLessThanOrEqual(1);
    statements = [];
    await fetch(`${scim.url}/scim/v2/${scim.provisioning.id}/Users`);
    expect(ofCalls()).toHaveLength(0);
  });
});

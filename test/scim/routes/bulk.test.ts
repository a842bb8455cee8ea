import type { Database } from '../../../src/db';
import { readCalls } from '../../../src/scim/calls';
import { runBulk } from '../../../src/scim/routes/bulk';
import { inOrder } from '../../../src/scim/routes/bulk/bulkIds';
import type { JsonObject } from '../../../src/scim/protocol/schema';
import { freshDatabase } from '../../support/database';
import { core, patchUrn, personBody, ScimSite } from './scimSite';

const bulkUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';

describe('bulk requests (RFC 7644 section 3.7)', () => {
  let database: Database;
  let scim: ScimSite;

  beforeAll(async () => {
    database = await freshDatabase();
    scim = await ScimSite.start(database);
  });
  afterAll(async () => {
    await scim.close();
    await database.close();
  });

  const bulk = (Operations: JsonObject[], more: JsonObject = {}) =>
    scim.post('/Bulk', { schemas: [bulkUrn], Operations, ...more });
  const post = (bulkId: string, userName: string, more: JsonObject = {}): JsonObject => ({
    method: 'POST',
    path: '/Users',
    bulkId,
    data: personBody(userName, more),
  });
  const statuses = (answer: Awaited<ReturnType<typeof bulk>>) => answer.body.Operations.map(({ status }) => status);

  it('makes, changes and removes, each answered in its place with location, version and status as a text', async () => {
    const { id } = await scim.person('there@acme.test');
    const answer = await bulk([
      post('a', 'a@acme.test'),
      {
        method: 'PATCH',
        path: `/Users/${id}`,
        data: { schemas: [patchUrn], Operations: [{ op: 'add', path: 'title', value: 'X' }] },
      },
      { method: 'PUT', path: `/Users/${id}`, data: personBody('there@acme.test', { title: 'Y' }) },
      { method: 'DELETE', path: `/Users/${id}` },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:BulkResponse']);
    expect(statuses(answer)).toEqual(['201', '200', '200', '204']);
    const [made] = answer.body.Operations;
    expect(made).toMatchObject({ method: 'POST', bulkId: 'a' });
    expect(made?.['location']).toMatch(new RegExp(`^${scim.baseUrl}/Users/[0-9a-f-]{36}$`));
    expect(made?.['version']).toMatch(/^W\/"\d+"$/);
  });

  it('says where each resource is, also of those that failed, but of what was not made', async () => {
    const path = '/Users/0190a3b0-0000-7000-8000-000000000001';
    const answer = await bulk([
      { method: 'DELETE', path },
      { method: 'PUT', path: `${scim.baseUrl}${path}`, data: personBody('nobody@acme.test') },
      { method: 'POST', path: '/Users', bulkId: 'x', data: {} },
    ]);
    expect(statuses(answer)).toEqual(['404', '404', '400']);
    const there = `${scim.baseUrl}${path}`;
    expect(answer.body.Operations.map(({ location }) => location)).toEqual([there, there, undefined]);
  });

  it('keeps nothing in the call log of what follows a path', async () => {
    await bulk([{ method: 'DELETE', path: '/Users/0190a3b0-0000-7000-8000-000000000002?access_token=s3cret' }]);
    await scim.callLog.flush();
    const [row] = await database.query<{ path: string }>(
      `SELECT path FROM scim_calls WHERE path LIKE '%000000000002%'`,
      [],
    );
    expect(row).toEqual({ path: '/Users/0190a3b0-0000-7000-8000-000000000002' });
  });

  it('begins no further operation once the client has hung up', async () => {
    const abort = new AbortController();
    const carriedOut: number[] = [];
    const Operations = [1, 2, 3].map((n) => ({ method: 'DELETE', path: `/Users/${n}` }));
    await runBulk({ Operations }, { baseUrl: '', language: null, signal: abort.signal }, ({ index }) => {
      carriedOut.push(index);
      if (index === 1) abort.abort();
      return Promise.resolve({ reply: { status: 204, body: null, effect: null }, error: null });
    });
    expect(carriedOut).toEqual([0, 1]);
  });

  it('takes whole addresses of its own for paths', async () => {
    const { id, meta } = await scim.person('whole@acme.test');
    const rename = { schemas: [patchUrn], Operations: [{ op: 'add', path: 'title', value: 'Whole' }] };
    expect(statuses(await bulk([{ method: 'PATCH', path: meta.location, data: rename }]))).toEqual(['200']);
    expect((await scim.get(`/Users/${id}`)).body.title).toBe('Whole');
  });

  it('resolves bulkId in data and paths, also when what is named comes later', async () => {
    const answer = await bulk([
      { method: 'POST', path: '/Groups', bulkId: 'g', data: { displayName: 'Bulk', members: [{ value: 'bulkId:p' }] } },
      post('p', 'p@acme.test'),
      { method: 'PATCH', path: '/Users/bulkId:p', data: { Operations: [{ op: 'add', path: 'title', value: 'Z' }] } },
    ]);
    expect(statuses(answer)).toEqual(['201', '201', '200']);
    const [group, person] = answer.body.Operations.map((one) => one['location']?.split('/').at(-1));
    const read = await scim.get(`/Groups/${group}`);
    expect(read.body.members?.map(({ value }) => value)).toEqual([person]);
    expect((await scim.get(`/Users/${person}`)).body.title).toBe('Z');
  });

  it('what cannot be resolved, a circle included, is 409 and nothing else is lost', async () => {
    const manager = (value: string) => ({
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value } },
    });
    const answer = await bulk([
      post('one', 'one@acme.test', manager('bulkId:two')),
      post('two', 'two@acme.test', manager('bulkId:one')),
      post('three', 'three@acme.test', manager('bulkId:nobody')),
      post('four', 'four@acme.test'),
    ]);
    expect(statuses(answer)).toEqual(['409', '409', '409', '201']);
    expect(answer.body.Operations[0]?.response).toMatchObject({ status: '409' });
  });

  it('an error ends its own operation, and failOnErrors the request', async () => {
    const bad = { method: 'POST', path: '/Users', bulkId: 'x', data: { schemas: [core], userName: 'no name' } };
    const all = await bulk([bad, post('q', 'q@acme.test'), { ...bad, bulkId: 'y' }]);
    expect(statuses(all)).toEqual(['400', '201', '400']);
    expect(all.body.Operations[0]?.response).toMatchObject({ status: '400', scimType: 'invalidValue' });
    const stopped = await bulk([bad, post('r', 'r@acme.test')], { failOnErrors: 1 });
    expect(statuses(stopped)).toEqual(['400']);
    expect((await scim.get('/Users?filter=userName%20eq%20%22r@acme.test%22')).body.totalResults).toBe(0);
  });

  it('a version that is another one is 412', async () => {
    const { id } = await scim.person('version@acme.test');
    expect(statuses(await bulk([{ method: 'DELETE', path: `/Users/${id}`, version: 'W/"999"' }]))).toEqual(['412']);
  });

  it.each([
    ['GET', '/Users', '405'],
    ['POST', '/Bulk', '404'],
    ['POST', '/Users/.search', '404'],
    ['DELETE', '/Users', '405'],
    ['POST', '/Nothing', '404'],
    ['POST', 'https://elsewhere.test/scim/v2/x/Users', '404'],
  ])('%s of %s within it is %s', async (method, path, status) => {
    expect(statuses(await bulk([{ method, path, data: {} }]))).toEqual([status]);
  });

  it.each([
    ['no list', { Operations: {} }, 400],
    ['an operation that is none', { Operations: ['x'] }, 400],
    ['an operation without a path', { Operations: [{ method: 'POST' }] }, 400],
    ['a bulkId twice', { Operations: [post('d', 'd@acme.test'), post('d', 'e@acme.test')] }, 400],
    ['failOnErrors of 0', { failOnErrors: 0, Operations: [] }, 400],
    ['1,001 operations', { Operations: Array.from({ length: 1_001 }, () => ({ method: 'GET', path: '/' })) }, 413],
  ])('%s is refused as a whole', async (_what, body, status) => {
    expect((await scim.post('/Bulk', body as JsonObject)).status).toBe(status);
  });

  it('each operation is a line of the call log', async () => {
    await bulk([post('l1', 'l1@acme.test'), { method: 'DELETE', path: '/Users/nobody' }]);
    await scim.callLog.flush();
    const lines = await readCalls(database, { siteId: scim.siteId, limit: 3 });
    const seen = lines.map(({ method, path, status, summary }) => [method, path, status, summary.bulkIndex]);
    expect(seen).toEqual(
      expect.arrayContaining([
        ['POST', '/Users', 201, 0],
        ['DELETE', '/Users/nobody', 404, 1],
        ['POST', '/Bulk', 200, null],
      ]),
    );
  });

  it('operations that name each other are put in order, whatever the length of the chain, looking at each once', () => {
    let looked = 0;
    const chain = Array.from({ length: 1_000 }, (_, index) => ({
      index,
      method: 'POST',
      path: '/Users',
      bulkId: `b${index}`,
      version: null,
      get data() {
        looked += 1;
        return { manager: `bulkId:b${index + 1}` };
      },
    }));
    expect(inOrder(chain).map(({ index }) => index)).toEqual(chain.map(({ index }) => index).toReversed());
    expect(looked).toBe(1_000);
  });
});

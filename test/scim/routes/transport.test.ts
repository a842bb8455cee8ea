import type { Database } from '../../../src/db';
import { writeWorkspace } from '../../../src/workspaces';
import { freshDatabase } from '../../support/database';
import { core, patchUrn, personBody, ScimSite } from './scimSite';

/** Looks again until it is so; a test that waits for ever is ended by jest. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const uuid = '01890a5d-0000-7000-8000-00000000ffff';

describe('the addresses of SCIM clients', () => {
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

  describe('every address allows the methods of RFC 7644 section 3.2 and refuses the others with row 9 and Allow', () => {
    const rows: readonly [path: string, allowed: readonly string[]][] = [
      ['', ['GET']],
      ['/', ['GET']],
      ['/Users', ['GET', 'POST']],
      ['/Groups', ['GET', 'POST']],
      [`/Users/${uuid}`, ['GET', 'PUT', 'PATCH', 'DELETE']],
      [`/Groups/${uuid}`, ['GET', 'PUT', 'PATCH', 'DELETE']],
      ['/.search', ['POST']],
      ['/Users/.search', ['POST']],
      ['/Groups/.search', ['POST']],
      ['/Me', ['GET']],
      ['/Bulk', ['POST']],
      ['/ServiceProviderConfig', ['GET']],
      ['/Schemas', ['GET']],
      [`/Schemas/${core}`, ['GET']],
      ['/ResourceTypes', ['GET']],
      ['/ResourceTypes/User', ['GET']],
    ];
    const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
    const cases = rows.flatMap(([path, allowed]) => methods.map((method) => [method, path, allowed] as const));
    it.each(cases)('%s %s', async (method, path, allowed) => {
      const answer = await scim.send(method, path, method === 'GET' || method === 'DELETE' ? {} : { body: {} });
      if (allowed.includes(method)) {
        expect(answer.status).not.toBe(405);
        return;
      }
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe(allowed.join(', '));
      expect(answer.body).toEqual({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: '405',
        detail: 'Unsupported HTTP method',
      });
    });
  });

  it.each(['/Devices', '/Users/a/b', '/oauth', '/Users/%', '/Schemas/a/b'])(
    'an unknown address %s is row 8 in the shape of SCIM',
    async (path) => {
      const answer = await scim.get(path);
      expect([answer.status, answer.body?.detail]).toEqual([404, 'Invalid endpoint']);
      expect(answer.headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
    },
  );

  it.each(['/users', '/USERS/', '/Users/?count=1', '/users/?startIndex=1'])('%s is /Users', async (path) => {
    expect((await scim.get(path)).body.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:ListResponse']);
  });

  describe('without a credential that is right', () => {
    it.each([
      ['none', {}, ''],
      ['a wrong secret', { authorization: 'Bearer wrong' }, ''],
      ['Basic for a client of type bearer', { authorization: 'Basic eDp5' }, ''],
      ['none, for an address that is not there', {}, '/Nothing'],
      ['none, for what describes the service', {}, '/ServiceProviderConfig'],
    ])('%s is 401 with a challenge and a SCIM body that says nothing more', async (_what, headers, path) => {
      const response = await fetch(`${scim.url}/scim/v2/${scim.provisioning.id}${path || '/Users'}`, { headers });
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Basic realm=.*Bearer realm=/);
      expect(await response.json()).toEqual({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: '401',
        detail: expect.any(String) as string,
      });
    });

    it('an address without a provisioning is 401 too', async () => {
      expect((await fetch(`${scim.url}/scim/v2/`)).status).toBe(401);
      expect((await fetch(`${scim.url}/scim`)).status).toBe(401);
    });
  });

  it('reads no cookie and lets no other origin in', async () => {
    const answer = await scim.get('/Users?count=0', { cookie: 'usher=x', origin: 'https://evil.test' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  describe('media types (R2)', () => {
    it.each([
      [undefined, 'application/scim+json; charset=utf-8'],
      ['*/*', 'application/scim+json; charset=utf-8'],
      ['application/json', 'application/json; charset=utf-8'],
      ['application/json, text/plain', 'application/json; charset=utf-8'],
      ['application/json, application/scim+json', 'application/scim+json; charset=utf-8'],
      ['application/json;q=0.9, */*;q=0.1', 'application/scim+json; charset=utf-8'],
      ['text/html', 'application/scim+json; charset=utf-8'],
    ])('Accept %s is answered with %s', async (accept, type) => {
      const answer = await scim.get('/Users?count=0', accept === undefined ? {} : { accept });
      expect(answer.headers.get('content-type')).toBe(type);
    });

    it.each([
      'application/scim+json',
      'application/scim+json; charset=utf-8',
      'application/json;charset=UTF-8',
      'application/json; charset="utf-8"',
      'text/json',
    ])('a body of type %s is read', async (type) => {
      const answer = await scim.send('POST', '/Users/.search', {
        body: '{"count":0}',
        headers: { 'content-type': type },
      });
      expect(answer.status).toBe(200);
    });

    it.each(['text/plain', 'application/xml', 'application/json; charset=utf-16'])(
      'a body of type %s is 415',
      async (type) => {
        const answer = await scim.send('POST', '/Users/.search', { body: '{}', headers: { 'content-type': type } });
        expect([answer.status, answer.body?.status]).toEqual([415, '415']);
      },
    );
  });

  describe('bodies', () => {
    const deep = (levels: number) => `{"filter":${'['.repeat(levels)}${']'.repeat(levels)}}`;
    it.each([
      ['no JSON', '{"userName":', 400, 'invalidSyntax'],
      ['nothing at all', '', 400, 'invalidSyntax'],
      ['an array', '[]', 400, 'invalidValue'],
      ['no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 400, 'invalidSyntax'],
      ['33 levels', deep(32), 400, 'invalidSyntax'],
      ['500,000 levels', deep(500_000), 400, 'invalidSyntax'],
      ['U+0000', '{"userName":"a\\u0000b"}', 400, 'invalidValue'],
      ['half a surrogate pair', '{"userName":"a\\ud800"}', 400, 'invalidValue'],
      ['SCIM 1.1 (F8)', '{"schemas":["urn:scim:schemas:core:1.0"],"userName":"a"}', 400, 'invalidVers'],
    ])('%s is refused in the shape of SCIM', async (_what, body, status, scimType) => {
      const answer = await scim.send('POST', '/Users', { body });
      expect([answer.status, answer.body?.status, answer.body?.scimType]).toEqual([status, String(status), scimType]);
    });

    it.each([
      ['/Users', 1_048_577],
      ['/Bulk', 1_048_577],
      ['/Users/.search', 1_048_577],
    ])('%s takes 1 MB and no more', async (path, bytes) => {
      const fits = await scim.send('POST', path, { body: ' '.repeat(bytes - 1) });
      expect(fits.status).toBe(400);
      const answer = await scim.send('POST', path, { body: ' '.repeat(bytes) });
      expect([answer.status, answer.body?.status]).toEqual([413, '413']);
    });

    it('/Groups takes 16 MB and no more', async () => {
      const bytes = 16 * 1_048_576;
      expect((await scim.send('POST', '/Groups', { body: ' '.repeat(bytes) })).status).toBe(400);
      expect((await scim.send('POST', '/Groups', { body: ' '.repeat(bytes + 1) })).status).toBe(413);
    });

    it('names such as __proto__ do nothing, given twice or not', async () => {
      const text = `{"__proto__":{"polluted":1},"__proto__":{"polluted":2},"constructor":{"prototype":{"polluted":3}},"count":0}`;
      expect((await scim.send('POST', '/Users/.search', { body: text })).status).toBe(200);
      const person = JSON.stringify(personBody('proto@acme.test'));
      const answer = await scim.send('POST', '/Users', { body: `{"__proto__":{"active":false},${person.slice(1)}` });
      expect([answer.status, answer.body?.active]).toEqual([201, true]);
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    });

    it('of a name that is given twice the last counts', async () => {
      const answer = await scim.send('POST', '/Users/.search', { body: '{"count":5,"count":0}' });
      expect(answer.body.Resources).toEqual([]);
    });
  });

  describe('the query', () => {
    it('a plus is a space, as Entra ID sends it, and unknown parameters are ignored wherever they stand', async () => {
      await scim.person('plus@acme.test');
      for (const query of [
        'filter=userName+eq+%22plus%40acme.test%22',
        'aadOptscim062020&filter=userName+eq+%22plus%40acme.test%22',
        'filter=userName%20eq%20%22plus%40acme.test%22&aadOptscim062020=',
        'FILTER=userName+eq+%22plus%40acme.test%22&AzureAdScimPatch062020',
      ]) {
        expect((await scim.get(`/Users?${query}`)).body.totalResults).toBe(1);
      }
    });

    it.each([
      ['sent twice', 'filter=userName%20pr&filter=userName%20pr'],
      ['longer than 4 kB', `filter=${encodeURIComponent(`userName eq "${'x'.repeat(5_000)}"`)}`],
      ['empty', 'filter='],
    ])('a filter that is %s is 400 invalidFilter', async (_what, query) => {
      const answer = await scim.get(`/Users?${query}`);
      expect([answer.status, answer.body?.scimType]).toEqual([400, 'invalidFilter']);
      expect(answer.body.detail).toBe("Invalid 'filter' expression");
    });

    it('square brackets in names of parameters mean nothing', async () => {
      expect((await scim.get('/Users?filter[a]=1&count=0')).status).toBe(200);
    });

    it('U+0000 is refused in the shape of SCIM', async () => {
      const answer = await scim.get('/Users?filter=userName%20eq%20%22a%00b%22');
      expect([answer.status, answer.body?.scimType]).toEqual([400, 'invalidFilter']);
      expect((await scim.get('/Users/%00')).status).toBe(404);
      expect((await scim.get('/Users?sortBy=%00&attributes=%00&count=1')).status).toBe(200);
    });

    it.each([
      ['startIndex=0', { startIndex: 1 }],
      ['startIndex=-5', { startIndex: 1 }],
      ['count=0', { itemsPerPage: 0, Resources: [] }],
      ['count=-1', { itemsPerPage: 0, Resources: [] }],
      ['startIndex=100000', { startIndex: 100_000, itemsPerPage: 0, Resources: [] }],
      ['startIndex=99999999999999999999', { itemsPerPage: 0, Resources: [] }],
    ])('%s', async (query, expected) => {
      const answer = await scim.get(`/Users?${query}`);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject(expected);
      expect(Number.isInteger(answer.body.totalResults)).toBe(true);
    });

    it.each(['startIndex=one', 'count=1.5'])('%s is 400 invalidValue', async (query) => {
      const answer = await scim.get(`/Users?${query}`);
      expect([answer.status, answer.body?.scimType]).toEqual([400, 'invalidValue']);
    });
  });

  describe('resources', () => {
    it('POST answers 201 with Location, Content-Location and ETag as in meta', async () => {
      const answer = await scim.post('/Users', personBody('headers@acme.test'));
      const { location, version } = answer.body.meta;
      expect(answer.status).toBe(201);
      expect(location).toBe(`${scim.baseUrl}/Users/${answer.body.id}`);
      expect(answer.headers.get('location')).toBe(location);
      expect(answer.headers.get('content-location')).toBe(location);
      expect(answer.headers.get('etag')).toBe(version);
      expect(version).toMatch(/^W\/"\d+"$/);
      expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{12}$/);
    });

    it('If-None-Match answers 304 without a body while the version is the same, weak or strong', async () => {
      const { id, meta } = await scim.person('etag@acme.test');
      for (const tag of [meta.version, meta.version.slice(2), `"x", ${meta.version}`, '*']) {
        const same = await scim.get(`/Users/${id}`, { 'if-none-match': tag });
        expect([same.status, same.text, same.headers.get('etag')]).toEqual([304, '', meta.version]);
      }
      const other = await scim.get(`/Users/${id}`, { 'if-none-match': 'W/"999"' });
      expect(other.status).toBe(200);
    });

    it('If-Match lets a write through for its version only, else 412 and nothing is changed', async () => {
      const { id, meta } = await scim.person('match@acme.test');
      const operation = [{ op: 'replace', path: 'title', value: 'Guide' }];
      const refused = await scim.patch(`/Users/${id}`, operation, { 'if-match': 'W/"999"' });
      expect([refused.status, refused.body?.status]).toEqual([412, '412']);
      expect((await scim.get(`/Users/${id}`)).body.title).toBeUndefined();
      const done = await scim.patch(`/Users/${id}`, operation, { 'if-match': meta.version });
      expect([done.status, done.body?.title]).toEqual([200, 'Guide']);
      expect((await scim.send('DELETE', `/Users/${id}`, { headers: { 'if-match': meta.version } })).status).toBe(412);
    });

    it('PATCH answers a person with 200 and a body, a group with 204 and none unless attributes are asked for', async () => {
      const { id } = await scim.person('patched@acme.test');
      const operation = [{ op: 'replace', path: 'displayName', value: 'New' }];
      expect((await scim.patch(`/Users/${id}`, operation)).body.displayName).toBe('New');
      const group = await scim.post('/Groups', { displayName: 'Inert', members: [{ value: id }] });
      expect(group.status).toBe(201);
      const silent = await scim.patch(`/Groups/${group.body.id}`, [{ op: 'remove', path: 'members' }]);
      expect([silent.status, silent.text]).toEqual([204, '']);
      const shown = await scim.send('PATCH', `/Groups/${group.body.id}?attributes=displayName`, {
        body: { schemas: [patchUrn], Operations: [{ op: 'add', path: 'members', value: [{ value: id }] }] },
      });
      expect(shown.status).toBe(200);
      expect(shown.body).toMatchObject({ id: group.body.id, displayName: 'Inert' });
      expect(shown.body.members).toBeUndefined();
    });

    it('DELETE answers 204, and 404 afterwards', async () => {
      const { id } = await scim.person('gone@acme.test');
      expect(await scim.send('DELETE', `/Users/${id}`)).toMatchObject({ status: 204, text: '' });
      expect((await scim.get(`/Users/${id}`)).status).toBe(404);
      expect((await scim.send('DELETE', `/Users/${id}`)).status).toBe(404);
    });

    it('HEAD answers what GET does, without its body', async () => {
      const { id, meta } = await scim.person('head@acme.test');
      const answer = await scim.send('HEAD', `/Users/${id}`);
      expect([answer.status, answer.text, answer.headers.get('etag')]).toEqual([200, '', meta.version]);
    });

    it('attributes and excludedAttributes cut what GET, list, search, POST, PUT and PATCH answer', async () => {
      const only = '?attributes=userName';
      const made = await scim.post(`/Users${only}`, personBody('cut@acme.test'));
      const keys = ['id', 'schemas', 'userName'];
      const { id } = made.body;
      const filter = '&filter=userName%20eq%20%22cut%40acme.test%22';
      const bodies = [
        made.body,
        (await scim.get(`/Users/${id}${only}`)).body,
        (await scim.get(`/Users${only}${filter}`)).body.Resources[0],
        (await scim.post('/Users/.search', { attributes: ['userName'], filter: 'userName eq "cut@acme.test"' })).body
          .Resources[0],
        (await scim.put(`/Users/${id}${only}`, personBody('cut@acme.test'))).body,
        (
          await scim.send('PATCH', `/Users/${id}${only}`, {
            body: { Operations: [{ op: 'add', path: 'title', value: 'x' }] },
          })
        ).body,
      ];
      for (const body of bodies) expect(Object.keys(body ?? {}).sort()).toEqual(keys);
      const without = (await scim.get(`/Users/${id}?excludedAttributes=name,emails`)).body;
      expect([without.name, without.emails, without.userName]).toEqual([undefined, undefined, 'cut@acme.test']);
      const both = await scim.get(`/Users/${id}?attributes=name&excludedAttributes=emails`);
      expect([both.status, both.body?.scimType]).toEqual([400, 'invalidValue']);
    });

    it('/Me is the person the client acts for', async () => {
      const answer = await scim.get('/Me');
      expect([answer.status, answer.body?.id, answer.body?.userName]).toEqual([200, scim.actingId, 'scim@acme.test']);
      expect(answer.headers.get('content-location')).toBe(`${scim.baseUrl}/Users/${scim.actingId}`);
    });
  });

  describe('questions over people and groups together', () => {
    it('answer people first, then groups, each once over all pages', async () => {
      const seen: string[] = [];
      let total = 1;
      for (let startIndex = 1; startIndex <= total; startIndex += 3) {
        const page = (await scim.get(`/?startIndex=${startIndex}&count=3`)).body;
        total = page.totalResults;
        expect(page.Resources.length).toBe(Math.min(3, total - startIndex + 1));
        seen.push(...page.Resources.map((one) => `${one.meta.resourceType} ${one.id}`));
      }
      expect(new Set(seen).size).toBe(total);
      expect(seen).toEqual([
        ...seen.filter((one) => one.startsWith('User')),
        ...seen.filter((one) => one.startsWith('Group')),
      ]);
      expect(seen.some((one) => one.startsWith('Group'))).toBe(true);
    });

    it('a filter on what only one type has finds that type only, by address and by search', async () => {
      const search = { filter: 'userName eq "scim@acme.test"' };
      expect((await scim.post('/.search', search)).body).toMatchObject({
        totalResults: 1,
        Resources: [{ id: scim.actingId }],
      });
      const groups = await scim.get('/?filter=meta.resourceType%20eq%20%22Group%22');
      expect(groups.body.totalResults).toBeGreaterThan(0);
      expect(groups.body.Resources.every((one) => one.meta.resourceType === 'Group')).toBe(true);
    });
  });

  describe('a client that does not wait for its answer', () => {
    it('ends what waits: nothing is done, no place is held, and the log says who hung up', async () => {
      const { siteId } = scim;
      await writeWorkspace(
        database.prisma,
        siteId,
        null,
        { name: 'Slow', roles: ['Manager'], groups: [] },
        scim.moment,
      );
      const { id } = await scim.person('impatient@acme.test');
      const role = await scim.groupNamed('workspace:Slow:role:Manager');
      // Two calls of one millisecond would have no order.
      scim.moment = new Date(scim.moment.getTime() + 1);
      const hangUp = new AbortController();
      const body = { schemas: [patchUrn], Operations: [{ op: 'add', path: 'members', value: [{ value: id }] }] };
      const waiting = fetch(`${scim.url}/scim/v2/${scim.provisioning.id}/Groups/${role.id}`, {
        method: 'PATCH',
        headers: { authorization: scim.authorization, 'content-type': 'application/json' },
        body: JSON.stringify(body),
        signal: hangUp.signal,
      });
      await until(async () => (await database.prisma.scimWait.count({ where: { siteId } })) === 1);
      hangUp.abort();
      await expect(waiting).rejects.toThrow();
      await until(async () => (await database.prisma.scimWait.count({ where: { siteId } })) === 0);
      await until(async () => (await scim.lastCall()).status === 499);
      expect((await scim.lastCall()).outcome).toBe('failed');
      expect((await scim.get(`/Groups/${role.id}`)).body.members ?? []).toEqual([]);
    });
  });

  describe('what describes the service', () => {
    it('is answered for each address, in a list where there are several, and refuses a filter with 403', async () => {
      const config = await scim.get('/ServiceProviderConfig');
      expect(config.body).toMatchObject({ bulk: { supported: true, maxOperations: 1_000 }, etag: { supported: true } });
      for (const path of ['/Schemas', '/ResourceTypes']) {
        const list = await scim.get(`${path}?startIndex=2&count=1`);
        expect(list.body.totalResults).toBe(list.body.Resources.length);
        for (const one of list.body.Resources) {
          const alone = await scim.get(`${path}/${one.id}`);
          expect(alone.body).toEqual(one);
        }
        expect((await scim.get(`${path}?filter=id%20pr`)).status).toBe(403);
        expect((await scim.get(`${path}/unknown`)).body.status).toBe('404');
      }
    });
  });

  describe('languages', () => {
    it('errors are bare without Accept-Language, and say themselves and their fix in German and Norwegian with it', async () => {
      const bare = await scim.get('/Nothing');
      expect(Object.keys(bare.body)).toEqual(['schemas', 'status', 'detail']);
      const extension = 'urn:usher:scim:2.0:Error';
      const [german, norwegian] = await Promise.all(
        ['de-DE,de;q=0.9', 'nb'].map((language) => scim.get('/Nothing', { 'accept-language': language })),
      );
      expect([german?.body.detail, norwegian?.body.detail]).toEqual(['Invalid endpoint', 'Invalid endpoint']);
      expect(german?.body[extension]).toMatchObject({ row: 8 });
      expect(german?.body[extension]?.['detail']).not.toBe(norwegian?.body[extension]?.['detail']);
      expect(german?.body[extension]?.['fix']).toMatch(/\S/);
    });
  });
});

import type { Database } from '../../../src/db';
import { errorBody, scimError, textsOf, type ErrorRow } from '../../../src/scim/protocol/errors';
import type { JsonObject } from '../../../src/scim/protocol/schema';
import { writeWorkspace } from '../../../src/workspaces';
import { freshDatabase } from '../../support/database';
import { makeProvisioning } from '../../support/provisioning';
import { makeAccount } from '../../support/site';
import { personBody, ScimSite, type Answered } from './scimSite';

const nobody = '01890a5d-0000-7000-8000-00000000ffff';
const usher = 'urn:usher:scim:2.0:User';
const long = 'x'.repeat(256);

/** A person without a display name. */
function nameless(userName: string): JsonObject {
  return Object.fromEntries(Object.entries(personBody(userName)).filter(([name]) => name !== 'displayName'));
}

/** The timers of a wait: only its end comes, and at once. */
const noPatience = {
  after: (ms: number, then: () => void) => {
    const timer = ms < 10_000 ? null : setTimeout(then, 1);
    return () => void (timer && clearTimeout(timer));
  },
};

describe('the error rows over HTTP (research 1.10)', () => {
  let database: Database;
  let scim: ScimSite;
  let reader: ScimSite;
  let broken: Error | null = null;
  const ids = { ada: '', inert: '', role: '', audit: '', manager: '', editors: '' };

  beforeAll(async () => {
    database = await freshDatabase();
    // What a service asks the database fails when a test says so; telling who calls does not.
    const breakable = new Proxy(database, {
      get: (target, key) => {
        if (key !== 'query') return Reflect.get(target, key) as unknown;
        return (sql: string, values: readonly unknown[]) =>
          broken && sql.includes('scim_links') ? Promise.reject(broken) : target.query(sql, values);
      },
    });
    scim = await ScimSite.start(breakable, {
      site: { blockedEmailDomains: ['blocked.test'] },
      provisioning: { namePolicy: 'reject' },
      groups: { timers: noPatience },
    });
    const { siteId } = scim;
    await writeWorkspace(
      database.prisma,
      siteId,
      null,
      { name: 'Audit', roles: ['Manager'], groups: ['Editors'] },
      scim.moment,
    );
    ids.ada = (await scim.person('ada@acme.test')).id;
    ids.inert = (await scim.post('/Groups', { displayName: 'Everybody' })).body.id;
    const named = async (name: string) => (await scim.groupNamed(name)).id;
    ids.role = await named('role:Org Support');
    ids.audit = await named('workspace:Audit');
    ids.manager = await named('workspace:Audit:role:Manager');
    ids.editors = await named('workspace:Audit:group:Editors');
    // Somebody who may look after workspaces and not after people.
    const actingAccountId = await makeAccount(database, siteId, {
      username: 'few@acme.test',
      roles: ['Org Workspace Admin'],
    });
    const provisioning = await makeProvisioning(database, siteId, { actingAccountId, name: 'Few rights' });
    reader = await ScimSite.beside(database, siteId, actingAccountId, provisioning);
  });
  afterAll(async () => {
    await scim.close();
    await reader.close();
    await database.close();
  });

  type Send = () => Promise<Answered>;
  /** A person's attribute by POST, PUT and PATCH. */
  const attribute = (more: JsonObject, path: string, value: JsonObject[string]): [string, Send][] => [
    ['POST', () => scim.post('/Users', personBody('new@acme.test', more))],
    ['PUT', () => scim.put(`/Users/${ids.ada}`, personBody('ada@acme.test', more))],
    ['PATCH', () => scim.patch(`/Users/${ids.ada}`, [{ op: 'replace', path, value }])],
  ];
  const filtered = (filter: string): [string, Send][] => [
    ['GET', () => scim.get(`/Users?filter=${encodeURIComponent(filter)}`)],
    ['POST to .search', () => scim.post('/Users/.search', { filter })],
  ];
  const members = (group: () => string, name: string, id: () => string): [string, Send][] => [
    ['PUT', () => scim.put(`/Groups/${group()}`, { displayName: name, members: [{ value: id() }] })],
    ['PATCH', () => scim.patch(`/Groups/${group()}`, [{ op: 'add', path: 'members', value: [{ value: id() }] }])],
  ];

  const rows: readonly (readonly [
    row: ErrorRow,
    status: number,
    scimType: string | undefined,
    about: string | null,
    sends: [string, Send][],
  ])[] = [
    [
      1,
      404,
      undefined,
      'id',
      [
        ['GET', () => scim.get(`/Users/${nobody}`)],
        ['PUT', () => scim.put(`/Users/${nobody}`, personBody('x@acme.test'))],
        ['PATCH', () => scim.patch(`/Users/${nobody}`, [{ op: 'replace', path: 'title', value: 'x' }])],
        ['DELETE', () => scim.send('DELETE', `/Users/${nobody}`)],
        ['GET of what is no id', () => scim.get('/Users/bob')],
        ['GET of a group', () => scim.get(`/Groups/${nobody}`)],
        ['PATCH of a group', () => scim.patch(`/Groups/${nobody}`, [{ op: 'remove', path: 'members' }])],
      ],
    ],
    [
      1,
      400,
      'invalidValue',
      'members.value',
      [
        ['POST', () => scim.post('/Groups', { displayName: 'Strangers', members: [{ value: nobody }] })],
        ...members(
          () => ids.inert,
          'Everybody',
          () => nobody,
        ),
      ],
    ],
    [1, 400, 'invalidValue', 'roleName', [['POST', () => scim.post('/Groups', { displayName: 'role:No such role' })]]],
    [
      1,
      400,
      'invalidValue',
      'groupName',
      [['POST', () => scim.post('/Groups', { displayName: 'workspace:Audit:group:None' })]],
    ],
    [
      3,
      409,
      'uniqueness',
      'userName',
      [
        ['POST', () => scim.post('/Users', personBody('ADA@acme.test'))],
        ['PUT', () => scim.put(`/Users/${ids.ada}`, personBody('scim@acme.test'))],
        [
          'PATCH',
          () => scim.patch(`/Users/${ids.ada}`, [{ op: 'replace', path: 'userName', value: 'scim@acme.test' }]),
        ],
      ],
    ],
    [
      3,
      409,
      'uniqueness',
      'emails.value',
      [['POST', () => scim.post('/Users', personBody('n@acme.test', { emails: [{ value: 'ada@acme.test' }] }))]],
    ],
    [
      3,
      409,
      'uniqueness',
      'displayName',
      [
        ['POST', () => scim.post('/Groups', { displayName: 'Workspace:Audit' })],
        ['POST of an inert one', () => scim.post('/Groups', { displayName: 'everybody' })],
      ],
    ],
    [4, 400, 'invalidValue', 'userName', attribute({ userName: 'a b@acme.test' }, 'userName', 'a b@acme.test')],
    [
      5,
      400,
      'invalidValue',
      'name.givenName',
      attribute({ name: { givenName: 'Zoë', familyName: 'E' } }, 'name.givenName', 'Zoë'),
    ],
    [6, 400, 'invalidValue', 'userName', attribute({ userName: 'a=b@acme.test' }, 'userName', 'a=b@acme.test')],
    [7, 400, 'invalidValue', 'title', attribute({ title: long }, 'title', long)],
    [
      8,
      404,
      undefined,
      null,
      [
        ['GET', () => scim.get('/People')],
        ['POST', () => scim.post('/People', {})],
        ['PUT', () => scim.put('/People/1', {})],
        ['PATCH', () => scim.patch('/People/1', [])],
      ],
    ],
    [
      9,
      405,
      undefined,
      null,
      [
        ['POST', () => scim.post(`/Users/${ids.ada}`, {})],
        ['PUT', () => scim.put('/Users', {})],
        ['PATCH', () => scim.patch('/Users', [])],
        ['DELETE of a role (D6)', () => scim.send('DELETE', `/Groups/${ids.role}`)],
      ],
    ],
    [
      10,
      400,
      'mutability',
      null,
      [
        ['PUT', () => scim.put(`/Groups/${ids.role}`, { displayName: 'role:Org Helpers', members: [] })],
        ['PATCH', () => scim.patch(`/Groups/${ids.role}`, [{ op: 'replace', value: { displayName: 'Helpers' } }])],
        [
          'PATCH of a workspace',
          () => scim.patch(`/Groups/${ids.audit}`, [{ op: 'replace', path: 'displayName', value: 'x' }]),
        ],
      ],
    ],
    [
      11,
      400,
      'invalidValue',
      null,
      [
        ['POST', () => scim.post('/Groups', { displayName: 'workspace:No such' })],
        [
          'PATCH of an inert one',
          () =>
            scim.patch(`/Groups/${ids.inert}`, [{ op: 'replace', path: 'displayName', value: 'workspace:No such' }]),
        ],
      ],
    ],
    [
      12,
      400,
      'invalidValue',
      null,
      attribute({ emails: [{ value: 'no address' }] }, 'emails[type eq "work"].value', 'no-address'),
    ],
    [
      13,
      400,
      'invalidValue',
      null,
      attribute({ emails: [{ value: 'a@blocked.test' }] }, 'emails[type eq "work"].value', 'a@blocked.test'),
    ],
    [14, 400, 'invalidValue', null, attribute({ timezone: 'Mars/Olympus' }, 'timezone', 'Mars/Olympus')],
    [15, 400, 'invalidValue', null, attribute({ locale: 'tlh_QO' }, 'locale', 'tlh_QO')],
    [
      16,
      400,
      'invalidValue',
      null,
      attribute({ phoneNumbers: [{ type: 'work', value: long }] }, 'phoneNumbers[type eq "work"].value', long),
    ],
    [17, 400, 'invalidFilter', null, filtered("userName eq 'x'")],
    [18, 400, 'invalidFilter', null, filtered('user@name eq "x"')],
    [19, 400, 'invalidFilter', null, filtered('userName eq')],
    [
      20,
      400,
      'invalidFilter',
      null,
      [
        ...filtered('shoeSize eq 43'),
        ['PATCH', () => scim.patch(`/Groups/${ids.inert}`, [{ op: 'remove', path: 'members[display eq "x"]' }])],
      ],
    ],
    [
      21,
      400,
      'invalidPath',
      'nope.x',
      [['PATCH', () => scim.patch(`/Users/${ids.ada}`, [{ op: 'replace', path: 'nope.x', value: 1 }])]],
    ],
    [22, 400, 'invalidValue', 'title', attribute({ title: ['a', 'b'] }, 'title', ['a', 'b'])],
    [22, 400, 'invalidValue', 'displayName', attribute({ displayName: { text: 'x' } }, 'displayName', { text: 'x' })],
    [23, 400, 'invalidValue', 'userName', attribute({ userName: null }, 'userName', null)],
    [
      24,
      400,
      'invalidValue',
      'displayName',
      [
        ['POST', () => scim.post('/Users', nameless('new@acme.test'))],
        ['PUT', () => scim.put(`/Users/${ids.ada}`, nameless('ada@acme.test'))],
        ['PATCH', () => scim.patch(`/Users/${ids.ada}`, [{ op: 'replace', path: 'displayName' }])],
      ],
    ],
    [
      25,
      400,
      'invalidValue',
      'name.familyName',
      attribute({ name: { givenName: 'A', familyName: ' ' } }, 'name.familyName', ' '),
    ],
    [
      26,
      400,
      'invalidValue',
      null,
      [
        ...members(
          () => ids.manager,
          'workspace:Audit:role:Manager',
          () => ids.ada,
        ),
        ...members(
          () => ids.editors,
          'workspace:Audit:group:Editors',
          () => ids.ada,
        ),
      ],
    ],
    [
      27,
      403,
      undefined,
      null,
      [
        ['POST', () => reader.post('/Users', personBody('new@acme.test'))],
        ['PUT', () => reader.put(`/Users/${ids.ada}`, personBody('ada@acme.test'))],
        ['PATCH', () => reader.patch(`/Users/${ids.ada}`, [{ op: 'replace', path: 'active', value: false }])],
        ['DELETE', () => reader.send('DELETE', `/Users/${ids.ada}`)],
        [
          'PATCH of a role',
          () => reader.patch(`/Groups/${ids.role}`, [{ op: 'add', path: 'members', value: [{ value: ids.ada }] }]),
        ],
      ],
    ],
  ];
  const cases = rows.flatMap(([row, status, scimType, about, sends]) =>
    sends.map(([method, send]) => [row, about ?? '', method, { status, scimType, send }] as const),
  );
  it.each(cases)('row %d %s: %s', async (row, about, _method, { status, scimType, send }) => {
    const before = await stateOf(database);
    const answer = await send();
    const expected = scimError(row, { ...(about !== '' && { attribute: about }) });
    expect(answer.body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: String(status),
      ...(scimType !== undefined && { scimType }),
      detail: about === '' ? answer.body.detail : errorBody(expected, null)['detail'],
    });
    expect(answer.body.detail?.replace(/'[^']*'/, "'{A}'")).toBe(textsOf('en')[row].detail.replace(/'[^']*'/, "'{A}'"));
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/scim+json; charset=utf-8');
    expect(await stateOf(database)).toEqual(before);
    const call = await (row === 27 ? reader : scim).lastCall();
    expect([call.errorId, call.status]).toEqual([row, status]);
  });

  it('row 2 says what row 1 says: one sentence for a value that is wrong and one that does not exist', () => {
    expect(textsOf('en')[2].detail).toBe(textsOf('en')[1].detail);
  });

  it('row 21 refuses unknown attributes of a body only where the provisioning is strict (D5)', async () => {
    const body = personBody('strict@acme.test', { shoeSize: 43 });
    const { id } = scim.provisioning;
    await database.prisma.provisioning.update({ where: { id }, data: { strictAttributes: true } });
    for (const answer of [await scim.post('/Users', body), await scim.put(`/Users/${ids.ada}`, body)]) {
      expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidSyntax']);
      expect(answer.body.detail).toBe("Undefined attribute 'shoeSize'. Check the schema definition.");
    }
    await database.prisma.provisioning.update({ where: { id }, data: { strictAttributes: false } });
    expect((await scim.post('/Users', body)).status).toBe(201);
    expect((await scim.lastCall()).summary.quirks).toContainEqual({ id: 'unknown_attribute', at: 'shoeSize' });
  });

  it('row 28 tells nothing of what broke, and the request id leads to it in the log', async () => {
    broken = new Error('column "secret_of_ours" does not exist');
    const answer = await scim.get(`/Users/${ids.ada}`);
    broken = null;
    expect(answer.body).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '500',
      detail: 'An error occurred. Contact technical support.',
    });
    const requestId = answer.headers.get('x-request-id');
    expect(JSON.stringify(scim.logged)).toContain(requestId ?? 'none');
    const call = await scim.lastCall();
    expect([call.outcome, call.errorId, call.requestId]).toEqual(['failed', 28, requestId]);
    expect(JSON.stringify(call)).not.toContain('secret_of_ours');
  });

  it('a database that cannot serve is 503 with Retry-After', async () => {
    broken = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const answer = await scim.get(`/Users/${ids.ada}`);
    broken = null;
    expect([answer.status, answer.body.status, answer.headers.get('retry-after')]).toEqual([503, '503', '5']);
  });

  it('no free seat is 403, not 409, which would make Okta link', async () => {
    await database.prisma.site.update({ where: { id: scim.siteId }, data: { seats: 0 } });
    const answer = await scim.post('/Users', personBody('seat@acme.test', { userType: 'host' }));
    await database.prisma.site.update({ where: { id: scim.siteId }, data: { seats: 100 } });
    expect([answer.status, answer.body.detail]).toEqual([403, 'No free seat']);
  });

  it('a tracking code that is wrong names its path', async () => {
    const answer = await scim.post('/Users', personBody('code@acme.test', { [usher]: { TC1: 'x'.repeat(200) } }));
    expect([answer.status, answer.body.scimType]).toEqual([400, 'invalidValue']);
    expect(answer.body.detail).toContain(`${usher}:TC1`);
  });
});

/** What no refused request may change. */
async function stateOf({ prisma }: Database) {
  const accounts = await prisma.account.findMany({ orderBy: { id: 'asc' }, include: { entitlements: true } });
  return { accounts, entitlements: await prisma.entitlement.findMany({ orderBy: { id: 'asc' } }) };
}

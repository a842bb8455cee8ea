import type { Database } from '../../../src/db';
import type { Json, JsonObject } from '../../../src/scim/protocol/schema';
import { freshDatabase } from '../../support/database';
import { core, enterprise, patchUrn, ScimSite, type Body } from './scimSite';

type Op = { readonly op: string; readonly path?: string; readonly value?: Json };

describe('PATCH over HTTP (appendix B)', () => {
  let database: Database;
  let scim: ScimSite;
  let count = 0;

  beforeAll(async () => {
    database = await freshDatabase();
    scim = await ScimSite.start(database, { site: { seats: 1_000 } });
  });
  afterAll(async () => {
    await scim.close();
    await database.close();
  });

  const send = (path: string, operations: readonly Op[]) =>
    scim.send('PATCH', path, { body: { schemas: [patchUrn], Operations: operations } });

  describe('people', () => {
    const mails = (name: string) => [
      { type: 'work', value: `${name}@example.com`, primary: true },
      { type: 'home', value: `${name}@home.org` },
    ];
    /** The person of the cases: a title, a name, two addresses, an employee number and a department. */
    const make = (name: string) =>
      scim.person(`${name}@Example.com`, {
        title: 'Tour Guide',
        name: { givenName: 'Barbara', familyName: 'Jensen' },
        emails: mails(name),
        [enterprise]: { employeeNumber: '701984', department: 'Tours' },
      });
    const next = () => `p${(count += 1)}`;

    const cases: readonly [what: string, operations: Op[], state: (name: string, me: Body) => JsonObject][] = [
      ['Replace active "False"', [{ op: 'Replace', path: 'active', value: 'False' }], () => ({ active: false })],
      ['replace active false', [{ op: 'replace', path: 'active', value: false }], () => ({ active: false })],
      ['no path {active: false}', [{ op: 'replace', value: { active: false } }], () => ({ active: false })],
      ['no path {active: "False"}', [{ op: 'replace', value: { active: 'False' } }], () => ({ active: false })],
      ['REPLACE', [{ op: 'REPLACE', path: 'title', value: 'Boss' }], () => ({ title: 'Boss' })],
      ['path UserName', [{ op: 'replace', path: 'UserName', value: 'renamed-1' }], () => ({ userName: 'renamed-1' })],
      [
        'path core URN',
        [{ op: 'replace', path: `${core}:userName`, value: 'renamed-2' }],
        () => ({ userName: 'renamed-2' }),
      ],
      [
        'one address of two, .Value',
        [{ op: 'Replace', path: 'emails[type eq "work"].Value', value: 'n1@x.test' }],
        (name) => ({ emails: [{ type: 'work', value: 'n1@x.test', primary: true }, mails(name)[1] as JsonObject] }),
      ],
      [
        'an address of another type: the element is made',
        [{ op: 'replace', path: 'emails[type eq "other"].value', value: 'o1@x.test' }],
        (name) => ({ emails: [...mails(name), { type: 'other', value: 'o1@x.test' }] }),
      ],
      [
        'Add a phone number where there is none',
        [{ op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '+47 1' }],
        () => ({ phoneNumbers: [{ type: 'work', value: '+47 1' }] }),
      ],
      [
        'Replace a phone number where there is none',
        [{ op: 'Replace', path: 'phoneNumbers[type eq "work"].value', value: '+47 2' }],
        () => ({ phoneNumbers: [{ type: 'work', value: '+47 2' }] }),
      ],
      [
        'two parts of one address',
        [
          { op: 'Add', path: 'addresses[type eq "work"].locality', value: 'Oslo' },
          { op: 'Add', path: 'addresses[type eq "work"].country', value: 'NO' },
        ],
        () => ({ addresses: [{ type: 'work', locality: 'Oslo', country: 'NO' }] }),
      ],
      [
        'both tests of a filter in the new element',
        [{ op: 'Add', path: 'emails[type eq "other" and primary eq false].value', value: 'o2@x.test' }],
        (name) => ({ emails: [...mails(name), { type: 'other', primary: false, value: 'o2@x.test' }] }),
      ],
      [
        'a boolean in the filter of the new element',
        [{ op: 'Add', path: 'roles[primary eq "True"].value', value: 'r' }],
        () => ({ roles: [{ primary: true, value: 'r' }] }),
      ],
      [
        'dotted and URN-qualified keys',
        [
          {
            op: 'replace',
            value: {
              displayName: 'New Name',
              'name.givenName': 'Babs',
              'name.familyName': 'J',
              [`${enterprise}:employeeNumber`]: '1',
            },
          },
        ],
        () => ({
          displayName: 'New Name',
          name: { givenName: 'Babs', familyName: 'J' },
          [enterprise]: { employeeNumber: '1', department: 'Tours' },
        }),
      ],
      [
        'path URN:employeeNumber',
        [{ op: 'replace', path: `${enterprise}:employeeNumber`, value: '2' }],
        () => ({ [enterprise]: { employeeNumber: '2', department: 'Tours' } }),
      ],
      [
        'replace name {givenName}: familyName kept',
        [{ op: 'replace', path: 'name', value: { givenName: 'B' } }],
        () => ({ name: { givenName: 'B', familyName: 'Jensen' } }),
      ],
      [
        'no path {name: {givenName}}: kept',
        [{ op: 'replace', value: { name: { givenName: 'B' } } }],
        () => ({ name: { givenName: 'B', familyName: 'Jensen' } }),
      ],
      [
        'remove an address',
        [{ op: 'remove', path: 'emails[type eq "home"]' }],
        (name) => ({ emails: [mails(name)[0] as JsonObject] }),
      ],
      [
        'remove of what is not there',
        [{ op: 'remove', path: 'emails[type eq "zzz"]' }],
        (name) => ({ emails: mails(name) }),
      ],
      [
        'no path {id, displayName}: id ignored',
        [{ op: 'replace', value: { id: 'zzz', displayName: 'Kept id' } }],
        (_name, me) => ({ id: me.id, displayName: 'Kept id' }),
      ],
      [
        'path = extension URN',
        [{ op: 'replace', path: enterprise, value: { department: 'New' } }],
        () => ({ [enterprise]: { employeeNumber: '701984', department: 'New' } }),
      ],
      [
        'add {extension}',
        [{ op: 'add', value: { [enterprise]: { division: 'D' } } }],
        () => ({ [enterprise]: { employeeNumber: '701984', department: 'Tours', division: 'D' } }),
      ],
    ];
    it.each(cases)('%s', async (_what, operations, state) => {
      const name = next();
      const me = await make(name);
      const answer = await send(`/Users/${me.id}`, operations);
      expect(answer.status).toBe(200);
      expect(answer.body).toMatchObject(state(name, me));
      expect((await scim.get(`/Users/${me.id}`)).body).toEqual(answer.body);
    });

    it.each([
      ['replace title null', { op: 'replace', path: 'title', value: null }, 'title'],
      ['remove title', { op: 'remove', path: 'title' }, 'title'],
    ])('%s takes it away', async (_what, operation, attribute) => {
      const me = await make(next());
      const answer = await send(`/Users/${me.id}`, [operation]);
      expect([answer.status, answer.body[attribute]]).toEqual([200, undefined]);
    });

    it.each([
      ['a text', (id: string): Op => ({ op: 'Add', path: `${enterprise}:manager`, value: id })],
      [
        'a list of one',
        (id: string): Op => ({ op: 'Add', path: `${enterprise}:manager`, value: [{ $ref: '../Users/x', value: id }] }),
      ],
      [
        'the path of its value',
        (id: string): Op => ({ op: 'replace', path: `${enterprise}:manager.value`, value: id }),
      ],
      ['a bare path', (id: string): Op => ({ op: 'Replace', path: 'manager', value: id })],
    ])('a manager as %s is set, and "" takes them away', async (_what, operation) => {
      const me = await make(next());
      const set = await send(`/Users/${me.id}`, [operation(scim.actingId)]);
      expect(set.body[enterprise]).toMatchObject({ manager: { value: scim.actingId } });
      const cleared = await send(`/Users/${me.id}`, [{ op: 'replace', path: `${enterprise}:manager`, value: '' }]);
      expect((cleared.body[enterprise] as JsonObject)['manager']).toBeUndefined();
    });

    it('a new primary address takes the place of the old one: there is one', async () => {
      const name = next();
      const me = await make(name);
      const other = { type: 'other', value: `${name}@other.test`, primary: true };
      const answer = await send(`/Users/${me.id}`, [{ op: 'add', path: 'emails', value: [other] }]);
      expect(answer.body.emails).toHaveLength(3);
      expect(answer.body.emails?.filter(({ primary }) => primary === true)).toEqual([other]);
    });

    it('an identical address once more changes nothing, lastModified included', async () => {
      const name = next();
      const me = await make(name);
      const answer = await send(`/Users/${me.id}`, [
        { op: 'add', path: 'emails', value: [mails(name)[1] as JsonObject] },
      ]);
      expect(answer.body).toEqual(me);
      expect((await scim.lastCall()).outcome).toBe('unchanged');
    });

    const refusals: readonly [what: string, operation: Op, scimType: string][] = [
      ['active "banana"', { op: 'replace', path: 'active', value: 'banana' }, 'invalidValue'],
      ['an unknown path', { op: 'replace', path: 'nope.x', value: 1 }, 'invalidPath'],
      ['remove without a path', { op: 'remove' }, 'noTarget'],
      [
        'an element that is not there, as a whole',
        { op: 'replace', path: 'emails[type eq "zzz"]', value: { value: 'x@y.test' } },
        'noTarget',
      ],
      ['op move', { op: 'move', path: 'title' }, 'invalidSyntax'],
      ['a filter that is none', { op: 'replace', path: 'emails[type zz "x"].value', value: 'x' }, 'invalidFilter'],
      ['add groups', { op: 'add', path: 'groups', value: [{ value: 'x' }] }, 'mutability'],
      ['remove userName', { op: 'remove', path: 'userName' }, 'mutability'],
      ...['__proto__.x', 'constructor.prototype.x', 'toString.x'].flatMap((path): [string, Op, string][] => [
        [`path ${path}`, { op: 'add', path, value: 1 }, 'invalidPath'],
        [`key ${path}`, { op: 'add', value: JSON.parse(`{"${path}":1}`) as Json }, 'invalidPath'],
      ]),
    ];
    it.each(refusals)(
      '%s is refused, and what came before it in the request is not done',
      async (_what, operation, scimType) => {
        const me = await make(next());
        const answer = await send(`/Users/${me.id}`, [{ op: 'replace', path: 'title', value: 'Half done' }, operation]);
        expect([answer.status, answer.body.scimType]).toEqual([400, scimType]);
        expect((await scim.get(`/Users/${me.id}`)).body).toEqual(me);
        expect(({} as Record<string, unknown>)['x']).toBeUndefined();
      },
    );
  });

  describe('groups', () => {
    const people: Record<'a' | 'b' | 'c' | 'd', string> = { a: '', b: '', c: '', d: '' };
    beforeAll(async () => {
      for (const name of ['a', 'b', 'c', 'd'] as const)
        people[name] = (await scim.person(`member-${name}@acme.test`)).id;
    });
    const ids = (names: string) => [...names].map((name) => people[name as 'a']);

    const cases: readonly [what: string, operations: () => Op[], left: string][] = [
      ['Add with $ref null', () => [{ op: 'Add', path: 'members', value: [{ $ref: null, value: people.d }] }], 'abcd'],
      [
        'Remove with $ref null and a value',
        () => [{ op: 'Remove', path: 'members', value: [{ $ref: null, value: people.b }] }],
        'ac',
      ],
      ['Remove with a value', () => [{ op: 'Remove', path: 'members', value: [{ value: people.b }] }], 'ac'],
      ['remove by filter', () => [{ op: 'remove', path: `members[value eq "${people.b}"]` }], 'ac'],
      [
        'remove by or',
        () => [{ op: 'remove', path: `members[value eq "${people.a}" or value eq "${people.b}"]` }],
        'c',
      ],
      [
        'remove and add',
        () => [
          { op: 'remove', path: `members[value eq "${people.a}"]` },
          { op: 'add', path: 'members', value: [{ value: people.d }] },
        ],
        'bcd',
      ],
      ['replace', () => [{ op: 'replace', path: 'members', value: [{ value: people.d }] }], 'd'],
      ['replace by []', () => [{ op: 'replace', path: 'members', value: [] }], ''],
      [
        'add again, with display',
        () => [{ op: 'add', path: 'members', value: [{ value: people.a, display: 'A' }] }],
        'abc',
      ],
      ['add one object', () => [{ op: 'add', path: 'members', value: { value: people.d } }], 'abcd'],
      ['no path {members}', () => [{ op: 'add', value: { members: [{ value: people.d }] } }], 'abcd'],
      ['remove all', () => [{ op: 'remove', path: 'members' }], ''],
      ['remove of one who is none', () => [{ op: 'remove', path: `members[value eq "${people.d}"]` }], 'abc'],
      ['bare texts', () => [{ op: 'add', path: 'members', value: [people.d] }], 'abcd'],
      [
        'no path {id, the same displayName}',
        () => [{ op: 'replace', value: { id: 'zzz', displayName: `Group ${count}` } }],
        'abc',
      ],
    ];
    it.each(cases)('%s', async (_what, operations, left) => {
      count += 1;
      const group = await scim.post('/Groups', {
        displayName: `Group ${count}`,
        members: ids('abc').map((value) => ({ value })),
      });
      const path = `/Groups/${group.body.id}`;
      const answer = await send(path, operations());
      expect([answer.status, answer.text]).toEqual([204, '']);
      const members = (await scim.get(path)).body.members ?? [];
      expect(members.map(({ value }) => value).toSorted()).toEqual(ids(left).toSorted());
    });

    it('1,000 members in one operation', async () => {
      const data = Array.from({ length: 1_000 }, (_, index) => {
        const username = `many-${index}@acme.test`;
        const keys = { usernameKey: username, confusableKey: username, email: username, emailKey: username };
        return {
          id: `01890a5d-0000-7000-8001-${String(index).padStart(12, '0')}`,
          siteId: scim.siteId,
          username,
          type: 'attendee' as const,
          ...keys,
        };
      });
      await database.prisma.account.createMany({ data });
      const group = await scim.post('/Groups', { displayName: 'Many' });
      const value = data.map(({ id }) => ({ value: id }));
      expect((await send(`/Groups/${group.body.id}`, [{ op: 'add', path: 'members', value }])).status).toBe(204);
      expect((await scim.get(`/Groups/${group.body.id}`)).body.members).toHaveLength(1_000);
    });
  });
});

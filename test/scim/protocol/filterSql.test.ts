import fc from 'fast-check';
import type { Database } from '../../../src/db';
import {
  compileFilter,
  createGroupTarget,
  createUserTarget,
  foldCase,
  matches,
  parseFilter,
  sortExpression,
  type SortOrder,
} from '../../../src/scim/protocol/filter';
import {
  groupResourceType,
  isJsonObject,
  parseAttributePath,
  userResourceType,
  type Json,
  type JsonObject,
  type ResourceType,
} from '../../../src/scim/protocol/schema';
import { freshDatabase } from '../../support/database';
import { core, enterprise, managerId, person, personId, satisfied, unsatisfied } from './appendixA';

const site = '01890a5d-0000-7000-8000-0000000005e0';
const provisioning = '01890a5d-0000-7000-8000-0000000005e1';
const otherProvisioning = '01890a5d-0000-7000-8000-0000000005e2';
const baseUrl = `https://usher.test/scim/v2/${provisioning}`;
const facts = { site: '$1', provisioning: '$2', baseUrl };
const usher = 'urn:usher:scim:2.0:User';
const targets = { User: createUserTarget(facts), Group: createGroupTarget(facts) };
const queries = {
  User: `SELECT a.id FROM accounts a LEFT JOIN account_profiles p ON p.account_id = a.id
    LEFT JOIN scim_links l ON l.account_id = a.id AND l.provisioning_id = $2::uuid WHERE a.site_id = $1::uuid AND `,
  Group: `SELECT e.id FROM entitlements e LEFT JOIN scim_group_links l ON l.entitlement_id = e.id AND l.provisioning_id = $2::uuid
    WHERE e.site_id = $1::uuid AND (e.kind <> 'inert' OR e.provisioning_id = $2::uuid) AND `,
};
const id = (number: number) => `01890a5d-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** People as answers show them; each is stored as the tables hold people. */
const people: JsonObject[] = [
  {
    ...person,
    meta: { ...(person['meta'] as JsonObject), location: `${baseUrl}/Users/${personId}`, version: 'W/"1"' },
  },
  made(2, 'anna', {
    title: 'Gärtnerin 100%',
    nickName: 'a_b\\c',
    active: false,
    [usher]: { TC1: 'Engines', TC10: 'x' },
  }),
  made(3, 'Bob', { emails: [], name: { givenName: 'Bob' }, displayName: 'Bob', preferredLanguage: 'de-DE' }),
  made(4, 'ÄRGER@acme.test', {
    title: 'tour guide',
    timezone: 'Europe/Berlin',
    roles: [
      { value: 'Lead', primary: true },
      { value: 'x', display: 'X' },
    ],
    emails: [
      { value: 'Ä@acme.test', type: 'work', primary: true },
      { value: 'BJ@example.com', type: 'other' },
      { value: 'third@acme.test', type: 'work', primary: false, display: 'Third' },
    ],
  }),
  made(5, 'eve', {
    externalId: 'JYOUNG',
    title: '',
    userType: 'Employee',
    phoneNumbers: [
      { value: '+49 1', type: 'work' },
      { value: '2', type: 'mobile', primary: true },
    ],
    addresses: [{ locality: 'Köln', type: 'work', country: 'DE' }],
    [enterprise]: { department: 'Tour', manager: { value: personId, $ref: 'x' } },
  }),
  made(6, 'zoë', {
    title: "Tour 'Guide'; DROP TABLE accounts; --",
    name: { givenName: 'Zoë', familyName: 'Q', formatted: 'Zoë Q' },
  }),
];

function made(number: number, userName: string, rest: JsonObject): JsonObject {
  const given = { name: { givenName: 'First', familyName: `Last${number}` }, displayName: `Person ${number}`, ...rest };
  return {
    schemas: [core, ...(enterprise in rest ? [enterprise] : []), ...(usher in rest ? [usher] : [])],
    id: id(number),
    userName,
    active: true,
    userType: 'attendee',
    emails: [{ value: `${number}@acme.test`, type: 'work', primary: true }],
    ...given,
    meta: {
      resourceType: 'User',
      created: `2024-0${number}-01T00:00:00.000Z`,
      lastModified: `2024-0${number}-02T03:04:05.678Z`,
      location: `${baseUrl}/Users/${id(number)}`,
      version: 'W/"1"',
    },
  };
}

/** Groups as answers show them. */
const groups: Record<string, Json>[] = [
  group(101, 'workspace', 'ABC (EU)', 'workspace:ABC (EU)', [2, 4, 5]),
  group(102, 'inert', 'All users', 'All users', [2]),
  group(103, 'workspace', 'Größe_%', 'workspace:Größe_%', []),
];

function group(
  number: number,
  kind: string,
  name: string,
  displayName: string,
  members: number[],
): Record<string, Json> {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    id: id(number),
    displayName,
    ...(number === 102 && { externalId: 'g102' }),
    members: members.map((member) => ({
      value: id(member),
      type: 'User',
      $ref: `${baseUrl}/Users/${id(member)}`,
      display: `Person ${member}`,
    })),
    meta: {
      resourceType: 'Group',
      created: `2024-01-${number - 90}T00:00:00.000Z`,
      lastModified: `2024-02-${number - 90}T00:00:00.000Z`,
      location: `${baseUrl}/Groups/${id(number)}`,
      version: 'W/"1"',
    },
    kind,
    name,
  };
}

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
  await storeSite(site, 'acme');
  await database.query(`DELETE FROM entitlements WHERE site_id = $1`, [site]);
  for (const [one, name] of [
    [provisioning, 'Own'],
    [otherProvisioning, 'Other'],
  ]) {
    await database.query(
      `INSERT INTO provisionings (id, site_id, name, credential_type) VALUES ($1, $2, $3, 'bearer')`,
      [one, site, name],
    );
  }
  for (const one of people) await storePerson(one);
  for (const one of groups) await storeGroup(one);
  for (const one of groups) await readMeta(one);
  await database.query(
    `INSERT INTO entitlements (id, site_id, kind, provisioning_id, name, display_name, display_name_key) VALUES ($1, $2, 'inert', $3, 'All users', '', '')`,
    [id(199), site, otherProvisioning],
  );
  await database.query(`INSERT INTO entitlement_members (entitlement_id, account_id, site_id) VALUES ($1, $2, $3)`, [
    id(199),
    id(3),
    site,
  ]);
});
afterAll(() => database.close());

function without(holder: Json | undefined, ...keys: string[]): JsonObject {
  return Object.fromEntries(
    Object.entries<Json>(isJsonObject(holder) ? holder : {}).filter(([key]) => !keys.includes(key)),
  );
}

async function storeSite(key: string, slug: string): Promise<void> {
  await database.query(
    `INSERT INTO sites (id, slug, name, seats, allowed_email_domains, blocked_email_domains, upn_suffixes, allowed_targets)
     VALUES ($1, $2, $2, 99, '{}', '{}', '{}', '{}')`,
    [key, slug],
  );
}

function part(holder: Json | undefined, key: string): Json {
  return (isJsonObject(holder) && holder[key]) || null;
}

async function storePerson(resource: JsonObject): Promise<void> {
  const { emails, userName, userType, active, displayName, name, timezone, preferredLanguage, meta } = resource;
  const [main, ...others] = emails as { value: string }[];
  const isType = userType === 'host' || userType === 'attendee';
  await database.query(
    `INSERT INTO accounts (id, site_id, username, username_key, confusable_key, first_name, last_name, display_name, email, email_key, type, status,
      roles, tracking_codes, language, time_zone, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10::"AccountType", $11::"AccountStatus", '{}', $12, $13, $14, $15, $16)`,
    [
      resource['id'],
      site,
      userName,
      foldCase(userName as string),
      part(name, 'givenName'),
      part(name, 'familyName'),
      // The display name of somebody who has none is made of the names.
      userName === 'Bob' ? null : displayName,
      main?.value ?? null,
      main ? foldCase(main.value) : null,
      isType ? userType : 'attendee',
      active === true ? 'active' : 'deactivated',
      JSON.stringify(resource[usher] ?? {}),
      preferredLanguage ?? null,
      timezone ?? null,
      part(meta, 'created'),
      part(meta, 'lastModified'),
    ],
  );
  const profile = Object.fromEntries(
    Object.entries(resource).filter(([key]) =>
      ['title', 'nickName', 'roles', 'phoneNumbers', 'addresses', enterprise].includes(key),
    ),
  );
  const attributes = { ...profile, ...(name !== undefined && { name }), ...(userType !== undefined && { userType }) };
  // Somebody whom no client has changed has no profile.
  if (userName !== 'anna' || Object.keys(profile).length > 0) {
    const mainMail = without(main ?? {}, 'value');
    await database.query(
      `INSERT INTO account_profiles (account_id, site_id, attributes, main_email, other_emails) VALUES ($1, $2, $3, $4, $5)`,
      [
        resource['id'],
        site,
        JSON.stringify(attributes),
        JSON.stringify(mainMail),
        JSON.stringify(others.map((mail) => ({ ...mail, valueKey: foldCase(mail.value) }))),
      ],
    );
  }
  await database.query(
    `INSERT INTO scim_links (provisioning_id, account_id, site_id, external_id) VALUES ($1, $2, $3, 'not mine'), ($4, $2, $3, $5)`,
    [otherProvisioning, resource['id'], site, provisioning, resource['externalId'] ?? null],
  );
}

async function storeGroup({ id: key, kind, name, members, meta, externalId }: JsonObject): Promise<void> {
  await database.query(
    `INSERT INTO entitlements (id, site_id, kind, provisioning_id, name, display_name, display_name_key, created_at, updated_at)
     VALUES ($1, $2, $3::"EntitlementKind", $4, $5, '', '', $6, $7)`,
    [key, site, kind, kind === 'inert' ? provisioning : null, name, part(meta, 'created'), part(meta, 'lastModified')],
  );
  for (const member of members as { value: string }[]) {
    await database.query(`INSERT INTO entitlement_members (entitlement_id, account_id, site_id) VALUES ($1, $2, $3)`, [
      key,
      member.value,
      site,
    ]);
  }
  if (externalId) {
    await database.query(
      `INSERT INTO scim_group_links (provisioning_id, entitlement_id, site_id, external_id) VALUES ($1, $2, $3, $4)`,
      [provisioning, key, site, externalId],
    );
  }
}

/** Members change a group: what it says of itself afterwards is the database's to say. */
async function readMeta(group: Record<string, Json>): Promise<void> {
  const [row] = await database.query<{ at: string; version: number }>(
    `SELECT to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, version FROM entitlements WHERE id = $1`,
    [group['id']],
  );
  if (!row) throw new Error('no such group');
  group['meta'] = { ...(group['meta'] as JsonObject), lastModified: row.at, version: `W/"${row.version}"` };
}

/** People with the groups that this provisioning sees. */
const peopleWithGroups = people.map((one): JsonObject => {
  const held = groups.filter((candidate) =>
    (candidate['members'] as { value: string }[]).some(({ value }) => value === one['id']),
  );
  const list = held.map((it) => ({
    value: it['id'] ?? null,
    display: it['displayName'] ?? null,
    type: 'direct',
    $ref: `${baseUrl}/Groups/${it['id'] as string}`,
  }));
  return { ...one, groups: list };
});

async function found(text: string, type: ResourceType): Promise<string[]> {
  const condition = compileFilter(parseFilter(text, type).filter, targets[type.name], 3);
  const order = sortExpression(null, 'ascending', targets[type.name]);
  const rows = await database.query<{ id: string }>(`${queries[type.name]}(${condition.sql}) ORDER BY ${order}`, [
    site,
    provisioning,
    ...condition.values,
  ]);
  return rows.map((row) => row.id).sort();
}

function expected(text: string, type: ResourceType): string[] {
  const { filter } = parseFilter(text, type);
  const resources = type.name === 'User' ? peopleWithGroups : groups;
  return resources
    .filter((one) => matches(filter, one, type))
    .map((one) => one['id'] as string)
    .sort();
}

describe('in the database a person satisfies', () => {
  test.each(satisfied)('%s', async (text) => {
    expect(await found(text, userResourceType)).toContain(personId);
    expect(await found(text, userResourceType)).toEqual(expected(text, userResourceType));
  });
});

describe('in the database a person does not satisfy', () => {
  test.each(unsatisfied)('%s', async (text) => {
    expect(await found(text, userResourceType)).not.toContain(personId);
    expect(await found(text, userResourceType)).toEqual(expected(text, userResourceType));
  });
});

describe('the database finds whom memory finds', () => {
  test.each<[string, number[]]>([
    ['userName eq "ärger@ACME.test"', [4]],
    ['emails eq "ä@ACME.test"', [4]],
    ['emails.value eq "bj@example.com"', [1, 4]],
    ['emails[type eq "other" and value eq "bj@EXAMPLE.com"]', [4]],
    ['emails[type eq "home" and value eq "bj@example.com"]', []],
    ['not (emails eq "bj@example.com")', [2, 3, 5, 6]],
    ['emails eq null', [3]],
    ['title co "100%"', [2]],
    ['nickName eq "A_B\\\\C"', [2]],
    ['nickName co "_b\\\\"', [2]],
    ['title co "\'; drop TABLE"', [6]],
    ['title pr', [1, 2, 4, 6]],
    ['title eq ""', [5]],
    ['userType eq "employee"', [5]],
    ['phoneNumbers[type eq "mobile"].value eq "2"', [5]],
    ['addresses.locality eq "köln"', [5]],
    ['roles[primary eq true].value eq "lead"', [4]],
    [`${usher}:TC1 eq "Engines"`, [2]],
    [`${usher}:TC1 eq "engines"`, []],
    ['displayName eq "bob"', [3]],
    [`groups.value eq "${id(102)}"`, [2]],
    [`groups.value eq "${id(199)}"`, []],
    ['groups.display co "ABC"', [2, 4, 5]],
    [`groups.$ref ew "${id(103)}"`, []],
    ['groups pr', [2, 4, 5]],
    ['externalId eq "not mine"', []],
    ['externalId pr', [1, 5]],
    [`meta.location eq "${baseUrl}/Users/${id(3)}"`, [3]],
    ['meta.version eq "W/\\"1\\""', [1, 2, 3, 4, 5, 6]],
    ['active eq false', [2]],
    [`schemas eq "${usher}"`, [2]],
    ['name.formatted pr', [6]],
    ['preferredLanguage sw "de"', [3]],
    ['timezone eq "europe/berlin"', [4]],
  ])('%s', async (text, numbers) => {
    const ids = numbers.map((number) => (number === 1 ? personId : id(number))).sort();
    expect(await found(text, userResourceType)).toEqual(ids);
  });

  test.each<[string, number[]]>([
    ['displayName eq "WORKSPACE:abc (eu)"', [101]],
    ['displayName eq "all users"', [102]],
    ['displayName ne "all users"', [101, 103]],
    ['displayName ew "_%"', [103]],
    [`members eq "${id(4)}"`, [101]],
    [`members.value eq "${id(2)}"`, [101, 102]],
    [`members[value eq "${id(2)}" or value eq "${id(3)}"] and displayName sw "all"`, [102]],
    [`not (members[value eq "${id(2)}"])`, [103]],
    ['members eq null', [103]],
    ['members.display eq "person 5"', [101]],
    ['members.type eq "user"', [101, 102]],
    [`id eq "${id(101)}" and members eq "${id(4)}"`, [101]],
    ['externalId eq "g102"', [102]],
    ['meta.created gt "2024-01-11T00:00:00Z"', [102, 103]],
    ['meta.resourceType eq "Group"', [101, 102, 103]],
  ])('%s', async (text, numbers) => {
    expect(await found(text, groupResourceType)).toEqual(numbers.map(id));
    expect(expected(text, groupResourceType)).toEqual(numbers.map(id));
  });
});

/** Filters as a client could write them, with values that hit and miss. */
function filters(paths: readonly string[], texts: readonly string[], lists: readonly string[]): fc.Arbitrary<string> {
  const text = fc
    .constantFrom(...texts, '', '%', '_', '\\', '"', "'", 'ä', 'Ä', '\u{1F600}')
    .map((value) => JSON.stringify(value));
  const operator = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le');
  const ofText = (path: string) =>
    fc.oneof(
      fc.tuple(operator, text).map(([sign, value]) => `${path} ${sign} ${value}`),
      fc.constantFrom(`${path} pr`, `${path} eq null`, `${path} ne null`),
    );
  const moments = ['2024-02-01T00:00:00Z', '2024-03-02T04:04:05.678+01:00', '2024-05-13T04:42:34Z'];
  const ofMoment = fc
    .tuple(
      fc.constantFrom('created', 'lastModified'),
      fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'),
      fc.constantFrom(...moments),
    )
    .map(([name, sign, value]) => `meta.${name} ${sign} "${value}"`);
  const inBrackets = fc
    .tuple(
      fc.constantFrom(...lists),
      fc.constantFrom('value', 'type', 'display').chain(ofText),
      fc.constantFrom('and', 'or'),
      fc.constantFrom('type', 'value').chain(ofText),
      fc.boolean(),
    )
    .map(([list, one, join, other, isNot]) => `${list}[${one} ${join} ${isNot ? `not (${other})` : other}]`);
  const leaf = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...paths).chain(ofText) }, ofMoment, {
    weight: 3,
    arbitrary: inBrackets,
  });
  return fc.letrec<{ filter: string }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc
        .tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter'))
        .map(([one, join, other]) => `(${one}) ${join} (${other})`),
      tie('filter').map((inner) => `not (${inner})`),
    ),
  })).filter;
}

const userTexts = [
  'bjensen@example.com',
  'BJ',
  'Tour',
  'tour guide',
  'First',
  'Last2',
  'work',
  'home',
  'jyoung',
  '@acme',
  'Person',
  personId,
  managerId,
  'Lead',
  'attendee',
  'urn:',
  'abc',
];
const userPaths = [
  'userName',
  'title',
  'nickName',
  'displayName',
  'name.givenName',
  'name.familyName',
  'externalId',
  'id',
  'emails',
  'emails.type',
  'emails.display',
  'phoneNumbers.value',
  'roles',
  'addresses.country',
  'userType',
  'schemas',
  'meta.resourceType',
  'groups',
  'groups.display',
  'manager',
  `${enterprise}:department`,
  `${usher}:TC1`,
  'timezone',
  'preferredLanguage',
  'locale',
  'meta.version',
  'meta.location',
  'profileUrl',
  'password',
];

describe('whatever is asked, memory and database agree', () => {
  test('about people', async () => {
    const asked = filters(userPaths, userTexts, ['emails', 'phoneNumbers', 'roles', 'groups']);
    await fc.assert(
      fc.asyncProperty(asked, async (text) => {
        expect(await found(text, userResourceType)).toEqual(expected(text, userResourceType));
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });

  test('about groups', async () => {
    const paths = [
      'displayName',
      'id',
      'externalId',
      'members',
      'members.display',
      'members.type',
      'members.$ref',
      'meta.location',
      'schemas',
    ];
    const asked = filters(
      paths,
      [id(101), id(2), 'Person', 'workspace:ABC (EU)', 'größe', 'User', baseUrl],
      ['members'],
    );
    await fc.assert(
      fc.asyncProperty(asked, async (text) => {
        expect(await found(text, groupResourceType)).toEqual(expected(text, groupResourceType));
      }),
      { seed: 20261122, numRuns: 150 },
    );
  });
});

test('no text of a client stands in SQL: other values give the same statement', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...userPaths),
      fc.constantFrom('eq', 'ne', 'co', 'sw', 'gt'),
      fc.string({ unit: 'grapheme', minLength: 1 }),
      (path, operator, value) => {
        const sql = (text: string) => {
          const { filter } = parseFilter(`${path} ${operator} ${JSON.stringify(text)}`, userResourceType);
          return compileFilter(filter, targets.User, 3).sql;
        };
        fc.pre(!/[\0\p{Cs}]/u.test(value) && !['schemas', 'meta.resourceType', 'groups.type'].includes(path));
        expect(sql(value)).toBe(sql('other'));
      },
    ),
    { seed: 20261122, numRuns: 500 },
  );
});

describe('look-ups of clients use an index once there are many people', () => {
  const large = '01890a5d-0000-7000-8000-0000000005e9';
  beforeAll(async () => {
    await storeSite(large, 'large');
    await database.query(
      `INSERT INTO accounts (id, site_id, username, username_key, confusable_key, email, email_key, type, roles)
       SELECT gen_random_uuid(), $1::uuid, 'p' || n, 'p' || n, 'p' || n, n || '@x.test', n || '@x.test', 'attendee', '{}' FROM generate_series(1, 4000) n`,
      [large],
    );
    await database.query(
      `INSERT INTO account_profiles (account_id, site_id, other_emails)
       SELECT id, site_id, jsonb_build_array(jsonb_build_object('value', 'o' || email, 'valueKey', 'o' || email)) FROM accounts WHERE site_id = $1`,
      [large],
    );
    await database.query(
      `INSERT INTO scim_links (provisioning_id, account_id, site_id, external_id) SELECT $1::uuid, id, site_id, username FROM accounts WHERE site_id = $2`,
      [provisioning, large],
    );
    await database.query(
      `INSERT INTO entitlements (site_id, kind, name, display_name, display_name_key) SELECT $1::uuid, 'workspace', 'W' || n, '', '' FROM generate_series(1, 2000) n`,
      [large],
    );
    await database.query(
      `INSERT INTO entitlement_members (entitlement_id, account_id, site_id)
       SELECT e.id, a.id, $1::uuid FROM (SELECT id, row_number() OVER () AS n FROM entitlements WHERE site_id = $1) e
       JOIN (SELECT id, row_number() OVER () AS n FROM accounts WHERE site_id = $1) a ON a.n IN (2 * e.n, 2 * e.n - 1)`,
      [large],
    );
    await database.script('ANALYZE');
  });

  test.each([
    ['User', 'userName eq "p7"', [/username_key/]],
    ['User', 'emails[type eq "work"].value eq "7@x.test"', [/email_key/, /other_emails_idx/]],
    ['User', 'emails.value eq "7@x.test"', [/email_key/, /other_emails_idx/]],
    ['User', 'emails eq "o7@x.test" and active eq true', [/email_key/, /other_emails_idx/]],
    ['User', 'externalId eq "p7"', [/external_id_idx/]],
    ['User', `id eq "${personId}" and manager eq "x"`, [/accounts_pkey/]],
    ['User', `groups.value eq "${id(101)}"`, [/entitlement_members_/]],
    [
      'Group',
      'displayName eq "workspace:w7"',
      [/entitlements_one_name/, /entitlements_one_inert_name|provisioning_id_idx/],
    ],
    ['Group', `members eq "${personId}"`, [/entitlement_members_account_id_idx/]],
    ['Group', `id eq "${id(101)}" and members eq "${personId}"`, [/entitlements_pkey/]],
  ] as const)('%s: %s', async (name, text, indexes) => {
    const type = name === 'User' ? userResourceType : groupResourceType;
    const condition = compileFilter(parseFilter(text, type).filter, targets[name], 3);
    const values = [large, provisioning, ...condition.values];
    const rows = await database.query<Record<string, string>>(`EXPLAIN ${queries[name]}${condition.sql}`, values);
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    for (const index of indexes) expect(plan).toMatch(index);
    expect(plan).not.toMatch(/Seq Scan on (?:accounts|account_profiles|scim_links|entitlement_members)/);
  });
});

describe('sorting', () => {
  async function sorted(sortBy: string, order: SortOrder): Promise<string[]> {
    const sql = sortExpression(parseAttributePath(sortBy, userResourceType), order, targets.User);
    const rows = await database.query<{ id: string }>(`${queries.User}true ORDER BY ${sql}`, [site, provisioning]);
    return rows.map((row) => (row.id === personId ? '1' : row.id.slice(-1)));
  }

  // 5's title is empty, 3 has none: both count as without value; ties fall to when people were made (2, 3, 4, 1, 5, 6).
  test.each<[string, SortOrder, string]>([
    ['userName', 'ascending', '2 1 3 5 6 4'],
    ['userName', 'descending', '4 6 5 3 1 2'],
    ['title', 'ascending', '2 6 4 1 3 5'],
    ['title', 'descending', '3 5 4 1 6 2'],
    ['externalId', 'ascending', '5 1 2 3 4 6'],
    ['externalId', 'descending', '2 3 4 6 1 5'],
    ['active', 'ascending', '2 3 4 1 5 6'],
    ['meta.lastModified', 'descending', '6 1 5 4 3 2'],
    ['phoneNumbers', 'ascending', '5 2 3 4 1 6'],
    ['emails', 'ascending', '2 5 6 1 4 3'],
    ['emails.type', 'descending', '3 2 4 1 5 6'],
    ['groups.display', 'ascending', '2 4 5 3 1 6'],
    ['password', 'ascending', '2 3 4 1 5 6'],
    ['name', 'ascending', '2 3 4 1 5 6'],
    ['schemas', 'descending', '2 3 4 1 5 6'],
    ['nope', 'descending', '2 3 4 1 5 6'],
  ])('%s %s', async (sortBy, order, expectedOrder) => {
    expect((await sorted(sortBy, order)).join(' ')).toBe(expectedOrder);
  });
});

import { ScimError } from '../../../../src/scim/protocol/errors';
import { parsePatch, patchResource } from '../../../../src/scim/protocol/patch';
import { urns, userResourceType, type Json, type JsonObject } from '../../../../src/scim/protocol/schema';

const enterprise = urns.enterpriseUser;

/** The person of the case list: a title, a name, two e-mail addresses, an employee number and a department. */
const person: JsonObject = {
  id: '0190c2f4-0000-7000-8000-000000000001',
  userName: 'BJensen@Example.com',
  externalId: 'jyoung',
  active: true,
  title: 'Tour Guide',
  displayName: 'Barbara Jensen',
  name: { givenName: 'Barbara', familyName: 'Jensen' },
  emails: [
    { type: 'work', value: 'bj@example.com', primary: true },
    { type: 'home', value: 'b@home.org' },
  ],
  [enterprise]: { employeeNumber: '701984', department: 'Tours' },
};
const [work, home] = person.emails as [JsonObject, JsonObject];

type Op = { op: string; path?: string; value?: Json };

/** Applies operations as a client sends them; the resource given must stay as it was. */
function patch(operations: readonly Op[], before: JsonObject = person) {
  const kept = structuredClone(before);
  const parsed = parsePatch({ schemas: [urns.patchOp], Operations: operations as unknown as Json }, userResourceType);
  const patched = patchResource(before, parsed.operations, userResourceType);
  expect(before).toEqual(kept);
  const quirks = [...parsed.quirks, ...patched.quirks].map(({ id, at }) => `${id} ${at}`);
  return { resource: patched.resource, changed: patched.changed, quirks };
}

function refusalOf(operations: readonly Op[], before: JsonObject = person): ScimError {
  try {
    patch(operations, before);
  } catch (thrown) {
    if (thrown instanceof ScimError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was refused');
}

const without = (...keys: string[]) =>
  Object.fromEntries(Object.entries(person).filter(([key]) => !keys.includes(key)));

test.each<[string, Op, JsonObject, string[]]>([
  [
    'Entra’s Replace with "False"',
    { op: 'Replace', path: 'active', value: 'False' },
    { active: false },
    ['op_capitalised Operations', 'string_boolean active'],
  ],
  ['replace with false', { op: 'replace', path: 'active', value: false }, { active: false }, []],
  ['Okta’s value without a path', { op: 'replace', value: { active: false } }, { active: false }, []],
  [
    'a string boolean without a path',
    { op: 'replace', value: { active: 'False' } },
    { active: false },
    ['string_boolean active'],
  ],
  [
    'an operation in capitals',
    { op: 'REPLACE', path: 'title', value: 'Boss' },
    { title: 'Boss' },
    ['op_capitalised Operations'],
  ],
  ['a path in another case', { op: 'replace', path: 'UserName', value: 'x@y.test' }, { userName: 'x@y.test' }, []],
  [
    'a path with the URN of the core schema',
    { op: 'replace', path: `${urns.user}:userName`, value: 'x@y.test' },
    { userName: 'x@y.test' },
    [],
  ],
  [
    'a sub-attribute in another case',
    { op: 'replace', path: 'emails[type eq "work"].Value', value: 'new@x.test' },
    { emails: [{ ...work, value: 'new@x.test' }, home] },
    [],
  ],
  [
    'one of two e-mail addresses',
    { op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@x.test' },
    { emails: [{ ...work, value: 'new@x.test' }, home] },
    ['op_capitalised Operations'],
  ],
  [
    'replace of an element that is not there',
    { op: 'replace', path: 'emails[type eq "other"].value', value: 'o@x.test' },
    { emails: [work, home, { type: 'other', value: 'o@x.test' }] },
    ['element_created emails.value'],
  ],
  [
    'add to a list that is not there',
    { op: 'add', path: 'phoneNumbers[type eq "work"].value', value: '+47 1' },
    { phoneNumbers: [{ type: 'work', value: '+47 1' }] },
    ['element_created phoneNumbers.value'],
  ],
  [
    'replace in a list that is not there',
    { op: 'replace', path: 'phoneNumbers[type eq "work"].value', value: '+47 1' },
    { phoneNumbers: [{ type: 'work', value: '+47 1' }] },
    ['element_created phoneNumbers.value'],
  ],
  [
    'both tests of the filter in the new element',
    { op: 'add', path: 'emails[type eq "other" and primary eq false].value', value: 'o@x.test' },
    { emails: [work, home, { type: 'other', primary: false, value: 'o@x.test' }] },
    ['element_created emails.value'],
  ],
  ['a number for a text', { op: 'replace', path: 'title', value: 7 }, { title: '7' }, ['number_for_string title']],
  [
    'the employee number by its URN',
    { op: 'replace', path: `${enterprise}:employeeNumber`, value: '1' },
    { [enterprise]: { employeeNumber: '1', department: 'Tours' } },
    [],
  ],
  [
    'a manager as a text',
    { op: 'add', path: `${enterprise}:manager`, value: 'm9' },
    { [enterprise]: { employeeNumber: '701984', department: 'Tours', manager: { value: 'm9' } } },
    [`manager_as_string ${enterprise}:manager`],
  ],
  [
    'a manager as a list of one',
    { op: 'add', path: `${enterprise}:manager`, value: [{ $ref: '/Users/m9', value: 'm9' }] },
    { [enterprise]: { employeeNumber: '701984', department: 'Tours', manager: { $ref: '/Users/m9', value: 'm9' } } },
    [`list_for_single ${enterprise}:manager`],
  ],
  [
    'a manager by the path of its value',
    { op: 'add', path: `${enterprise}:manager.value`, value: 'm9' },
    { [enterprise]: { employeeNumber: '701984', department: 'Tours', manager: { value: 'm9' } } },
    [],
  ],
  [
    'a manager without the URN',
    { op: 'Add', path: 'manager', value: 'm9' },
    { [enterprise]: { employeeNumber: '701984', department: 'Tours', manager: { value: 'm9' } } },
    ['op_capitalised Operations', `bare_manager ${enterprise}:manager`, `manager_as_string ${enterprise}:manager`],
  ],
  [
    'a part of the name, the rest kept',
    { op: 'replace', path: 'name', value: { givenName: 'Babs' } },
    { name: { givenName: 'Babs', familyName: 'Jensen' } },
    [],
  ],
  [
    'a part of the name without a path',
    { op: 'add', value: { name: { givenName: 'Babs' } } },
    { name: { givenName: 'Babs', familyName: 'Jensen' } },
    [],
  ],
  [
    'null for a part of the name',
    { op: 'replace', path: 'name', value: { givenName: null, middleName: 'J' } },
    { name: { familyName: 'Jensen', middleName: 'J' } },
    [],
  ],
  ['remove of a part of the name', { op: 'remove', path: 'name.givenName' }, { name: { familyName: 'Jensen' } }, []],
  ['remove of one e-mail address', { op: 'remove', path: 'emails[type eq "home"]' }, { emails: [work] }, []],
  [
    'remove of the value of one e-mail address',
    { op: 'remove', path: 'emails[type eq "home"].value' },
    { emails: [work] },
    ['hollow_element emails'],
  ],
  [
    'remove of the last part of an extension’s attribute',
    { op: 'remove', path: `${enterprise}:department` },
    { [enterprise]: { employeeNumber: '701984' } },
    [],
  ],
  [
    'remove with a value',
    { op: 'remove', path: 'emails', value: [{ value: 'B@home.org' }] },
    { emails: [work] },
    ['remove_with_value emails'],
  ],
  [
    'a new primary e-mail address',
    { op: 'add', path: 'emails', value: [{ type: 'other', value: 'o@x.test', primary: true }] },
    { emails: [{ ...work, primary: false }, home, { type: 'other', value: 'o@x.test', primary: true }] },
    [],
  ],
  [
    'primary moved by a filtered path',
    { op: 'replace', path: 'emails[type eq "home"].primary', value: 'True' },
    {
      emails: [
        { ...work, primary: false },
        { ...home, primary: true },
      ],
    },
    ['string_boolean emails.primary'],
  ],
  [
    'one object for a list',
    { op: 'add', path: 'emails', value: { type: 'other', value: 'o@x.test' } },
    { emails: [work, home, { type: 'other', value: 'o@x.test' }] },
    ['single_for_list emails'],
  ],
  [
    'a plain text for an element',
    { op: 'add', path: 'roles', value: ['Editor'] },
    { roles: [{ value: 'Editor' }] },
    ['bare_value roles'],
  ],
  [
    'the whole list',
    { op: 'replace', path: 'emails', value: [{ type: 'work', value: 'n@x.test' }] },
    { emails: [{ type: 'work', value: 'n@x.test' }] },
    [],
  ],
  [
    'a selected element, but for what it was selected by',
    { op: 'replace', path: 'emails[type eq "work"]', value: { value: 'n@x.test', display: 'N' } },
    { emails: [{ type: 'work', value: 'n@x.test', display: 'N' }, home] },
    [],
  ],
  [
    'add to a selected element',
    { op: 'add', path: 'emails[type eq "work"]', value: { display: 'N' } },
    { emails: [{ ...work, display: 'N' }, home] },
    [],
  ],
  [
    'a sub-attribute of every element',
    { op: 'replace', path: 'emails.display', value: 'N' },
    {
      emails: [
        { ...work, display: 'N' },
        { ...home, display: 'N' },
      ],
    },
    [],
  ],
  [
    'an id beside the rest',
    { op: 'replace', value: { id: 'zzz', displayName: 'B' } },
    { displayName: 'B' },
    ['id_in_value id'],
  ],
  [
    'what clients do not write, among what they do',
    { op: 'replace', value: { schemas: [], meta: {}, groups: [{ value: 'x' }], title: 'B' } },
    { title: 'B' },
    [],
  ],
  [
    'replace with the URN of an extension as path',
    { op: 'replace', path: enterprise, value: { department: 'HR' } },
    { [enterprise]: { employeeNumber: '701984', department: 'HR' } },
    [],
  ],
  [
    'add of an extension as a key',
    { op: 'add', value: { [enterprise]: { department: 'HR' } } },
    { [enterprise]: { employeeNumber: '701984', department: 'HR' } },
    [],
  ],
  [
    'an extension that names itself, as python-scim writes it',
    { op: 'add', path: enterprise, value: { schemas: [enterprise], department: 'HR' } },
    { [enterprise]: { employeeNumber: '701984', department: 'HR' } },
    [`schemas_in_extension ${enterprise}`],
  ],
  [
    'a tracking code',
    { op: 'add', path: `${urns.usherUser}:tc1`, value: 'CC-100' },
    { [urns.usherUser]: { TC1: 'CC-100' } },
    [],
  ],
  [
    'roles whose value is JSON in a text',
    { op: 'Add', path: 'roles', value: [{ value: '{"id":"1","value":"25","displayName":"Role 25"}' }] },
    { roles: [{ value: '25', display: 'Role 25' }] },
    ['op_capitalised Operations', 'json_as_string roles.value'],
  ],
  [
    'roles as one JSON text',
    { op: 'replace', path: 'roles', value: '[{"value":"a"},{"value":"b"}]' },
    { roles: [{ value: 'a' }, { value: 'b' }] },
    ['json_as_string roles'],
  ],
  [
    'an empty text for an optional attribute',
    { op: 'replace', path: 'nickName', value: '' },
    {},
    ['empty_text nickName'],
  ],
  [
    'Entra’s keys with dots and URNs',
    {
      op: 'replace',
      value: {
        displayName: 'B J',
        'name.givenName': 'B',
        'name.familyName': 'J',
        [`${enterprise}:employeeNumber`]: '5',
      },
    },
    {
      displayName: 'B J',
      name: { givenName: 'B', familyName: 'J' },
      [enterprise]: { employeeNumber: '5', department: 'Tours' },
    },
    ['dotted_key name.givenName', 'dotted_key name.familyName', `urn_key ${enterprise}:employeeNumber`],
  ],
  [
    'a sub-attribute the schema does not have, in a value',
    { op: 'add', path: 'emails', value: [{ type: 'other', value: 'o@x.test', verified: true }] },
    { emails: [work, home, { type: 'other', value: 'o@x.test' }] },
    ['unknown_attribute emails.verified'],
  ],
])('%s', (_, operation, changes, quirks) => {
  const patched = patch([operation]);
  expect(patched.resource).toEqual({ ...person, ...changes });
  expect(patched.changed).toBe(Object.keys(changes).length > 0);
  expect(patched.quirks).toEqual(quirks);
});

test.each<[string, Op[], JsonObject]>([
  [
    'two parts of an address that was not there',
    [
      { op: 'Add', path: 'addresses[type eq "work"].locality', value: 'Hamar' },
      { op: 'Add', path: 'addresses[type eq "work"].country', value: 'NO' },
    ],
    { ...person, addresses: [{ type: 'work', locality: 'Hamar', country: 'NO' }] },
  ],
  [
    'Entra’s three operations on a role',
    ['display', 'value', 'type'].map((sub) => ({ op: 'Add', path: `roles[primary eq "True"].${sub}`, value: sub })),
    { ...person, roles: [{ primary: true, display: 'display', value: 'value', type: 'type' }] },
  ],
  [
    'a value that goes and comes back',
    [
      { op: 'remove', path: 'emails[type eq "home"].value' },
      { op: 'add', path: 'emails[type eq "home"].value', value: 'n@x.test' },
    ],
    { ...person, emails: [work, { type: 'home', value: 'n@x.test' }] },
  ],
  [
    'the later of two values',
    [
      { op: 'replace', path: 'title', value: 'A' },
      { op: 'replace', value: { TITLE: 'B' } },
    ],
    { ...person, title: 'B' },
  ],
  [
    'remove after add',
    [
      { op: 'add', path: 'nickName', value: 'Babs' },
      { op: 'remove', path: 'nickName' },
    ],
    person,
  ],
])('operations apply in their order: %s', (_, operations, expected) => {
  expect(patch(operations).resource).toEqual(expected);
});

test.each<[string, Op, JsonObject]>([
  ['remove title', { op: 'remove', path: 'title' }, without('title')],
  ['replace title with null', { op: 'replace', path: 'title', value: null }, without('title')],
  ['add title null', { op: 'add', value: { title: null } }, without('title')],
  ['remove a single value, with a value beside it', { op: 'Remove', path: 'title', value: 'x' }, without('title')],
  ['remove the whole extension', { op: 'remove', path: enterprise }, without(enterprise)],
  ['null for the whole extension', { op: 'replace', value: { [enterprise]: null } }, without(enterprise)],
  ['remove name', { op: 'replace', path: 'name', value: { givenName: null, familyName: '' } }, without('name')],
])('%s unassigns it', (_, operation, expected) => {
  expect(patch([operation])).toMatchObject({ changed: true });
  expect(patch([operation]).resource).toEqual(expected);
});

test.each<[string, Op[]]>([
  ['nothing at all', []],
  ['the value it has', [{ op: 'replace', path: 'title', value: 'Tour Guide' }]],
  ['an e-mail address it has', [{ op: 'add', path: 'emails', value: [work] }]],
  ['an e-mail address it has, without the type', [{ op: 'add', path: 'emails', value: [{ value: 'b@home.org' }] }]],
  ['the same list in another order', [{ op: 'replace', path: 'emails', value: [home, work] }]],
  ['removing an element that is not there', [{ op: 'remove', path: 'emails[type eq "zzz"]' }]],
  ['removing an attribute that is not there', [{ op: 'remove', path: 'nickName' }]],
  ['removing with an empty list', [{ op: 'remove', path: 'emails', value: [] }]],
  ['adding an empty list', [{ op: 'add', path: 'emails', value: [] }]],
  ['a null for an element that is not there', [{ op: 'replace', path: 'emails[type eq "zzz"].value', value: null }]],
  ['a null for what a filter does not find', [{ op: 'replace', path: 'emails[type co "zzz"].value', value: null }]],
  ['a password', [{ op: 'replace', value: { password: 'secret' } }]],
  ['null for active, which has no "unassigned"', [{ op: 'replace', path: 'active', value: null }]],
  ['removing active', [{ op: 'remove', path: 'active' }]],
])('%s changes nothing', (_, operations) => {
  expect(patch(operations)).toMatchObject({ changed: false, resource: person });
});

describe('the manager', () => {
  const managed = { ...person, [enterprise]: { manager: { value: 'm1', $ref: '/Users/m1', displayName: 'Ada' } } };
  const managerAfter = (operation: Op) =>
    (patch([operation], managed).resource[enterprise] as JsonObject | undefined)?.manager;

  it.each<[string, Op]>([
    ['an empty text', { op: 'replace', path: `${enterprise}:manager`, value: '' }],
    ['null', { op: 'replace', path: `${enterprise}:manager`, value: null }],
    ['a null value', { op: 'replace', path: `${enterprise}:manager.value`, value: null }],
    ['an empty list', { op: 'replace', path: 'manager', value: [] }],
    ['a removal', { op: 'Remove', path: `${enterprise}:manager`, value: 'm1' }],
  ])('is cleared by %s', (_, operation) => {
    expect(managerAfter(operation)).toBeUndefined();
  });

  it('takes address and name away with it when another one comes, and keeps them when it is the same', () => {
    expect(managerAfter({ op: 'replace', path: 'manager', value: 'm2' })).toEqual({ value: 'm2' });
    expect(managerAfter({ op: 'replace', path: 'manager.value', value: 'm2' })).toEqual({ value: 'm2' });
    expect(patch([{ op: 'add', path: 'manager', value: 'm1' }], managed).changed).toBe(false);
  });
});

test.each<[string, Op[], unknown]>([
  ['no boolean', [{ op: 'replace', path: 'active', value: 'banana' }], [1, 'invalidValue', 'active']],
  ['an unknown attribute', [{ op: 'replace', path: 'nope.x', value: '1' }], [21, 'invalidPath', 'nope.x']],
  ['an unknown key', [{ op: 'replace', value: { nope: '1' } }], [21, 'invalidPath', 'nope']],
  [
    'an unknown attribute of an extension',
    [{ op: 'add', value: { [enterprise]: { nope: 1 } } }],
    [21, 'invalidPath', `${enterprise}:nope`],
  ],
  [
    'an unknown sub-attribute',
    [{ op: 'add', path: 'emails[type eq "work"].nope', value: '1' }],
    [21, 'invalidPath', 'emails[type eq "work"].nope'],
  ],
  [
    'a filter over what is no list',
    [{ op: 'add', path: 'name[givenName eq "x"].familyName', value: '1' }],
    [21, 'invalidPath', 'name[givenName eq "x"].familyName'],
  ],
  ['a path that is no text', [{ op: 'add', path: 5 as never, value: '1' }], [21, 'invalidPath', 'path']],
  ['remove without a path', [{ op: 'remove' }], ['no_target', 'noTarget', null]],
  ['remove without a path, with a value', [{ op: 'remove', value: { title: 'x' } }], ['no_target', 'noTarget', null]],
  [
    'replace of an element that is not there',
    [{ op: 'replace', path: 'emails[type eq "zzz"]', value: { value: 'x' } }],
    ['no_target', 'noTarget', 'emails'],
  ],
  [
    'a filter no element can be made from',
    [{ op: 'add', path: 'emails[type co "zzz"].value', value: 'x' }],
    ['no_target', 'noTarget', 'emails.value'],
  ],
  ['an unknown operation', [{ op: 'move', path: 'title', value: 'x' }], ['operation_invalid', 'invalidSyntax', null]],
  [
    'an operator that is none',
    [{ op: 'add', path: 'emails[type zz "x"].value', value: 'x' }],
    [expect.anything(), 'invalidFilter', null],
  ],
  [
    'groups, which are changed by the groups',
    [{ op: 'add', path: 'groups', value: [{ value: 'x' }] }],
    ['not_changeable', 'mutability', 'groups'],
  ],
  ['id by its path', [{ op: 'replace', path: 'id', value: 'x' }], ['not_changeable', 'mutability', 'id']],
  [
    'a part of meta by its path',
    [{ op: 'replace', path: 'meta.created', value: 'x' }],
    ['not_changeable', 'mutability', 'meta.created'],
  ],
  ['removing the user name', [{ op: 'remove', path: 'userName' }], ['not_changeable', 'mutability', 'userName']],
  ['removing all e-mail addresses', [{ op: 'remove', path: 'emails' }], ['not_changeable', 'mutability', 'emails']],
  ['null for the user name', [{ op: 'replace', path: 'userName', value: null }], [23, 'invalidValue', 'userName']],
  ['null to add for the user name', [{ op: 'add', value: { userName: null } }], [23, 'invalidValue', 'userName']],
  ['an empty list of e-mail addresses', [{ op: 'replace', path: 'emails', value: [] }], [23, 'invalidValue', 'emails']],
  ['no value', [{ op: 'replace', path: 'title' }], [24, 'invalidValue', 'title']],
  ['no value and no path', [{ op: 'add' }], [24, 'invalidValue', 'value']],
  [
    'a value without a path that is no object',
    [{ op: 'add', value: 'x' }],
    ['value_of_wrong_type', 'invalidValue', 'value'],
  ],
  ['a list for one value', [{ op: 'add', path: 'title', value: ['x'] }], [22, 'invalidValue', 'title']],
  ['an object for a text', [{ op: 'add', path: 'title', value: { x: 1 } }], [22, 'invalidValue', 'title']],
  [
    'a boolean for a text',
    [{ op: 'add', path: 'title', value: true }],
    ['value_of_wrong_type', 'invalidValue', 'title'],
  ],
  [
    'a number that lost its digits',
    [{ op: 'add', path: 'title', value: 2 ** 60 }],
    ['value_of_wrong_type', 'invalidValue', 'title'],
  ],
  [
    'a text for an object',
    [{ op: 'add', path: 'name', value: 'Babs' }],
    ['value_of_wrong_type', 'invalidValue', 'name'],
  ],
  ['a list in a list', [{ op: 'add', path: 'emails', value: [[work]] }], [22, 'invalidValue', 'emails']],
  [
    'two managers',
    [{ op: 'add', path: 'manager', value: [{ value: 'a' }, { value: 'b' }] }],
    [22, 'invalidValue', `${enterprise}:manager`],
  ],
  ['a character that cannot be stored', [{ op: 'add', path: 'title', value: 'a\0b' }], [5, 'invalidValue', 'title']],
  ['half a character', [{ op: 'add', path: 'title', value: 'a\uD800b' }], [5, 'invalidValue', 'title']],
  [
    'one sub-attribute in two spellings',
    [{ op: 'add', path: 'name', value: { givenName: 'a', GIVENNAME: 'b' } }],
    [1, 'invalidValue', 'name.givenName'],
  ],
  [
    'two primary elements',
    [
      {
        op: 'add',
        path: 'emails',
        value: [
          { value: 'a', primary: true },
          { value: 'b', primary: 'true' },
        ],
      },
    ],
    [1, 'invalidValue', 'emails.primary'],
  ],
  [
    'all elements primary',
    [{ op: 'replace', path: 'emails.primary', value: true }],
    [1, 'invalidValue', 'emails.primary'],
  ],
  [
    '101 elements',
    [{ op: 'replace', path: 'roles', value: Array.from({ length: 101 }, (_, index) => `r${index}`) }],
    [1, 'invalidValue', 'roles'],
  ],
  [
    '101 elements, one after the other',
    Array.from({ length: 101 }, (_, index) => ({ op: 'add', path: 'roles', value: `r${index}` })),
    [1, 'invalidValue', 'roles'],
  ],
  [
    '1,001 operations',
    Array<Op>(1_001).fill({ op: 'add', path: 'title', value: 'x' }),
    ['too_many_operations', null, null],
  ],
  [
    '1,001 keys in one operation each',
    Array<Op>(501).fill({ op: 'add', value: { title: 'x', nickName: 'y' } }),
    ['too_many_operations', null, null],
  ],
  [
    'lists of 1,001 elements in all',
    Array<Op>(11).fill({ op: 'add', path: 'roles', value: Array.from({ length: 91 }, (_, index) => `r${index}`) }),
    ['too_many_operations', null, null],
  ],
  [
    'a value nested 11 deep',
    [{ op: 'add', path: 'emails', value: JSON.parse(`${'['.repeat(11)}${']'.repeat(11)}`) as Json }],
    ['operation_invalid', 'invalidSyntax', null],
  ],
  ...[
    '__proto__',
    '__proto__.x',
    'constructor.prototype.x',
    'toString.x',
    'name.__proto__',
    'emails[type eq "work"].constructor',
  ].flatMap((path): [string, Op[], unknown][] => [
    [`the path ${path}`, [{ op: 'add', path, value: { polluted: true } }], [21, 'invalidPath', path]],
    [
      `the key ${path}`,
      [{ op: 'add', value: JSON.parse(`{${JSON.stringify(path)}:{"polluted":true}}`) as Json }],
      [21, 'invalidPath', path],
    ],
  ]),
])('%s is refused', (_, operations, expected) => {
  const { id, scimType, attribute } = refusalOf(operations);
  expect([id, scimType, attribute]).toEqual(expected);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

it('a filter says what is removed, whatever value comes with it', () => {
  const operation = { op: 'remove', path: 'emails[type eq "home"]', value: [{ value: 'bj@example.com' }] };
  expect(patch([operation]).resource).toEqual({ ...person, emails: [work] });
});

it('elements that become the same become one', () => {
  const roles = ['x', 'y'].map((type) => ({ type, value: 'Editor' }));
  expect(patch([{ op: 'replace', path: 'roles.type', value: 'x' }], { ...person, roles }).resource.roles).toEqual([
    { type: 'x', value: 'Editor' },
  ]);
});

it('when a later operation is refused, the person stays as it was', () => {
  const before = structuredClone(person);
  expect(
    refusalOf(
      [
        { op: 'replace', path: 'title', value: 'x' },
        { op: 'replace', path: 'emails[type eq "zzz"]', value: { value: 'x' } },
      ],
      before,
    ).id,
  ).toBe('no_target');
  expect(before).toEqual(person);
});

it('prototypes in values are left out, at every level', () => {
  const value = JSON.parse(
    '{"name":{"__proto__":{"polluted":true},"constructor":{"x":1}},"emails":[{"value":"a@b.test","__proto__":{"polluted":true}}]}',
  ) as Json;
  const { resource } = patch([{ op: 'replace', value }]);
  expect(resource).toEqual({ ...person, emails: [{ value: 'a@b.test' }] });
  expect((resource.name as Record<string, unknown>).polluted).toBeUndefined();
  expect(Object.getPrototypeOf(resource.name)).toBe(Object.prototype);
});

describe('the message around the operations', () => {
  const read = (body: Json) => parsePatch(body, userResourceType);
  const operation = { op: 'replace', path: 'title', value: 'x' };

  it('is read without its schemas, noted', () => {
    expect(read({ Operations: [operation] })).toMatchObject({ quirks: [{ id: 'schemas_missing', at: 'schemas' }] });
  });

  it('may be empty, as Microsoft’s validator sends it, noted', () => {
    expect(read({ schemas: [urns.patchOp], Operations: [] })).toEqual({
      operations: [],
      quirks: [{ id: 'empty_operations', at: 'Operations' }],
    });
  });

  it('has names without case', () => {
    expect(
      read({ Schemas: [urns.patchOp.toUpperCase()], operations: [{ OP: 'replace', Path: 'title', VALUE: 'x' }] }),
    ).toMatchObject({ operations: [{ op: 'replace', value: 'x' }], quirks: [] });
  });

  it.each<[string, Json, unknown]>([
    ['a list', [], 'value_of_wrong_type'],
    ['without operations', { schemas: [urns.patchOp] }, 'operation_invalid'],
    ['with operations that are no list', { Operations: operation }, 'operation_invalid'],
    ['with an operation that is no object', { Operations: ['x'] }, 'operation_invalid'],
    ['of SCIM 1.1', { schemas: ['urn:scim:schemas:core:1.0'], Operations: [operation] }, 'version_unsupported'],
  ])('%s is refused', (_, body, id) => {
    expect(() => read(body)).toThrow(expect.objectContaining({ id }) as Error);
  });

  it('tells of one habit once for each place, and of ten places at most', () => {
    const capitals = Array<Op>(500).fill({ op: 'Add', path: 'active', value: 'True' }) as unknown as Json[];
    expect(read({ schemas: [urns.patchOp], Operations: capitals }).quirks).toHaveLength(2);
    const unknown = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`x${index}`, 1]));
    expect(
      read({ schemas: [urns.patchOp], Operations: [{ op: 'add', path: 'name', value: unknown }] }).quirks,
    ).toHaveLength(10);
  });
});

import fc from 'fast-check';
import { ScimError } from '../../../../src/scim/protocol/errors';
import { compileGroupPatch, parsePatch, type GroupChange } from '../../../../src/scim/protocol/patch';
import { groupResourceType, urns, type Json } from '../../../../src/scim/protocol/schema';

type Op = { op: string; path?: string; value?: Json };

function compile(operations: readonly Op[]) {
  const body = { schemas: [urns.patchOp], Operations: operations as unknown as Json };
  const { operations: parsed, quirks } = parsePatch(body, groupResourceType);
  return { changes: compileGroupPatch(parsed), quirks: quirks.map(({ id }) => id) };
}

const adds = (...accountIds: string[]): GroupChange => ({ kind: 'addMembers', accountIds });
const removes = (...accountIds: string[]): GroupChange => ({ kind: 'removeMembers', accountIds });
const becomes = (...accountIds: string[]): GroupChange => ({ kind: 'replaceMembers', accountIds });

test.each<[string, Op[], GroupChange[], string[]]>([
  [
    'Entra adds',
    [{ op: 'Add', path: 'members', value: [{ $ref: null, value: 'd' }] }],
    [adds('d')],
    ['op_capitalised'],
  ],
  [
    'Entra removes without its flag',
    [{ op: 'Remove', path: 'members', value: [{ $ref: null, value: 'b' }] }],
    [removes('b')],
    ['op_capitalised', 'remove_with_value'],
  ],
  [
    'a removal with values',
    [{ op: 'remove', path: 'members', value: [{ value: 'b' }] }],
    [removes('b')],
    ['remove_with_value'],
  ],
  [
    'a removal with one object',
    [{ op: 'remove', path: 'members', value: { value: 'b' } }],
    [removes('b')],
    ['single_for_list', 'remove_with_value'],
  ],
  ['a removal by filter', [{ op: 'remove', path: 'members[value eq "b"]' }], [removes('b')], []],
  [
    'a removal of two by filter',
    [{ op: 'remove', path: 'members[value eq "a" or value eq "b"]' }],
    [removes('a', 'b')],
    [],
  ],
  [
    'Okta’s removal and addition in one request',
    [
      { op: 'remove', path: 'members[value eq "a"]' },
      { op: 'add', path: 'members', value: [{ value: 'd', display: 'D' }] },
    ],
    [removes('a'), adds('d')],
    [],
  ],
  [
    'a whole list',
    [{ op: 'replace', path: 'members', value: [{ value: 'x' }, { value: 'y' }] }],
    [becomes('x', 'y')],
    [],
  ],
  ['an empty list', [{ op: 'replace', path: 'members', value: [] }], [{ kind: 'removeAllMembers' }], []],
  ['null for the list', [{ op: 'replace', path: 'members', value: null }], [{ kind: 'removeAllMembers' }], []],
  ['a removal of all', [{ op: 'remove', path: 'members' }], [{ kind: 'removeAllMembers' }], []],
  [
    'a removal with null, which serializers write for nothing',
    [{ op: 'remove', path: 'members', value: null }],
    [{ kind: 'removeAllMembers' }],
    [],
  ],
  [
    'a removal with an empty list, which names nobody',
    [{ op: 'remove', path: 'members', value: [] }],
    [],
    ['remove_without_values'],
  ],
  ['one object', [{ op: 'add', path: 'members', value: { value: 'd' } }], [adds('d')], ['single_for_list']],
  ['a value without a path', [{ op: 'add', value: { members: [{ value: 'd' }] } }], [adds('d')], []],
  ['bare texts', [{ op: 'add', path: 'members', value: ['d', 'e'] }], [adds('d', 'e')], ['bare_value']],
  [
    'somebody twice, in two spellings',
    [{ op: 'add', path: 'members', value: [{ value: 'd' }, { value: 'D', display: 'D' }] }],
    [adds('d')],
    [],
  ],
  ['nobody', [{ op: 'add', path: 'members', value: [] }], [], []],
  [
    'Okta’s name with an id',
    [{ op: 'replace', value: { id: 'x', displayName: 'role:Editor' } }],
    [{ kind: 'rename', displayName: 'role:Editor' }],
    ['id_in_value'],
  ],
  [
    'an externalId',
    [{ op: 'Add', path: 'externalId', value: 'e1' }],
    [{ kind: 'externalId', externalId: 'e1' }],
    ['op_capitalised'],
  ],
  ['no externalId any more', [{ op: 'remove', path: 'externalId' }], [{ kind: 'externalId', externalId: null }], []],
  [
    'the later of two names',
    [
      { op: 'replace', path: 'displayName', value: 'a' },
      { op: 'replace', path: 'displayName', value: 'b' },
    ],
    [{ kind: 'rename', displayName: 'b' }],
    [],
  ],
  [
    'an addition after a whole list',
    [
      { op: 'replace', path: 'members', value: ['x'] },
      { op: 'add', path: 'members', value: ['y'] },
      { op: 'remove', path: 'members[value eq "x"]' },
    ],
    [becomes('y')],
    ['bare_value'],
  ],
  [
    'a whole list after an addition',
    [
      { op: 'add', path: 'members', value: ['y'] },
      { op: 'replace', path: 'members', value: ['x'] },
    ],
    [becomes('x')],
    ['bare_value'],
  ],
  [
    'somebody added and removed',
    [
      { op: 'add', path: 'members', value: ['y'] },
      { op: 'remove', path: 'members[value eq "y"]' },
    ],
    [removes('y')],
    ['bare_value'],
  ],
  [
    'somebody removed and added',
    [
      { op: 'remove', path: 'members[value eq "y"]' },
      { op: 'add', path: 'members', value: ['y'] },
    ],
    [adds('y')],
    ['bare_value'],
  ],
  ['no operation', [], [], ['empty_operations']],
])('%s', (_, operations, changes, quirks) => {
  expect(compile(operations)).toEqual({ changes, quirks });
});

test.each<[string, Op[], unknown]>([
  [
    'a filter over something else than the id',
    [{ op: 'remove', path: 'members[display eq "x"]' }],
    [20, 'invalidFilter', 'members'],
  ],
  ['a filter that excludes', [{ op: 'remove', path: 'members[not (value eq "x")]' }], [20, 'invalidFilter', 'members']],
  [
    'a filter with and',
    [{ op: 'remove', path: 'members[value eq "x" and type eq "User"]' }],
    [20, 'invalidFilter', 'members'],
  ],
  ['a part of a text in a filter', [{ op: 'remove', path: 'members[value sw "x"]' }], [20, 'invalidFilter', 'members']],
  [
    'a member that becomes another',
    [{ op: 'replace', path: 'members[value eq "x"]', value: { value: 'y' } }],
    ['not_changeable', 'mutability', 'members'],
  ],
  [
    'the id of a member',
    [{ op: 'replace', path: 'members[value eq "x"].value', value: 'y' }],
    ['not_changeable', 'mutability', 'members.value'],
  ],
  [
    'the name of a member',
    [{ op: 'replace', path: 'members[value eq "x"].display', value: 'y' }],
    ['not_changeable', 'mutability', 'members.display'],
  ],
  [
    'a member without an id',
    [{ op: 'add', path: 'members', value: [{ display: 'Ada' }] }],
    [24, 'invalidValue', 'members.value'],
  ],
  [
    'a member whose id is null',
    [{ op: 'remove', path: 'members', value: [{ value: null }] }],
    [24, 'invalidValue', 'members.value'],
  ],
  [
    'a member that is a number of many',
    [{ op: 'add', path: 'members', value: [[1]] }],
    [22, 'invalidValue', 'members'],
  ],
  ['no name', [{ op: 'replace', path: 'displayName', value: null }], [23, 'invalidValue', 'displayName']],
  ['removing the name', [{ op: 'remove', path: 'displayName' }], ['not_changeable', 'mutability', 'displayName']],
  ['an attribute of people', [{ op: 'replace', path: 'userName', value: 'x' }], [21, 'invalidPath', 'userName']],
  [
    '4,001 operations',
    Array<Op>(4_001).fill({ op: 'add', path: 'members', value: ['x'] }),
    ['too_many_operations', null, null],
  ],
])('%s is refused', (_, operations, expected) => {
  let refusal: unknown;
  try {
    compile(operations);
  } catch (thrown) {
    refusal = thrown;
  }
  if (!(refusal instanceof ScimError)) throw new Error('nothing was refused', { cause: refusal });
  expect([refusal.id, refusal.scimType, refusal.attribute]).toEqual(expected);
});

it('2,500 operations that add and remove by turns come to two changes', () => {
  const operations = Array.from({ length: 2_500 }, (_, index): Op => {
    const id = `m${index}`;
    return index % 2
      ? { op: 'remove', path: `members[value eq "${id}"]` }
      : { op: 'add', path: 'members', value: [{ value: id }] };
  });
  const { changes } = compile(operations);
  expect(changes.map((change) => [change.kind, 'accountIds' in change && change.accountIds.length])).toEqual([
    ['removeMembers', 1_250],
    ['addMembers', 1_250],
  ]);
});

it('what is compiled does to any group what the operations do one after the other', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const operation = fc.oneof(
    fc.record({
      op: fc.constantFrom('add', 'replace', 'remove'),
      path: fc.constant('members'),
      value: fc.array(id, { maxLength: 3 }),
    }),
    id.map((one): Op => ({ op: 'remove', path: `members[value eq "${one}"]` })),
    fc.constant<Op>({ op: 'remove', path: 'members' }),
  );
  fc.assert(
    fc.property(
      fc.array(operation, { maxLength: 8 }),
      fc.subarray(['a', 'b', 'c', 'd', 'e']),
      (operations, members) => {
        const expected = operations.reduce(oneByOne, new Set(members));
        const { changes } = compile(operations);
        expect(changes.length).toBeLessThanOrEqual(2);
        expect(changes.reduce(changed, new Set(members))).toEqual(expected);
      },
    ),
    { numRuns: 500 },
  );
});

/** The operations as RFC 7644 tells them, on the members themselves. */
function oneByOne(members: ReadonlySet<string>, { op, path, value }: Op): ReadonlySet<string> {
  const named = (value ?? /"(.)"/.exec(path ?? '')?.slice(1)) as string[] | undefined;
  if (op === 'replace') return new Set(named);
  if (op === 'add') return new Set([...members, ...(named ?? [])]);
  return new Set(named ? [...members].filter((member) => !named.includes(member)) : []);
}

function changed(members: ReadonlySet<string>, change: GroupChange): ReadonlySet<string> {
  if (change.kind === 'removeAllMembers') return new Set();
  if (change.kind === 'rename' || change.kind === 'externalId') throw new Error(change.kind);
  const ids = new Set(change.accountIds);
  if (change.kind === 'replaceMembers') return ids;
  const rest = [...members].filter((member) => !ids.has(member));
  return change.kind === 'addMembers' ? new Set([...members, ...ids]) : new Set(rest);
}

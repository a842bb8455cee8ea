import { actOnList, isListed, pageOfList, pageSize, type ListAct } from '../../../src/admin/trackingCodes/valueList';

const list = [
  { value: 'A', active: true },
  { value: 'B', active: false },
  { value: 'C', active: true },
];
const inShort = (values: readonly { value: string; active: boolean }[]) =>
  values.map(({ value, active }) => (active ? value : `(${value})`)).join(' ');

test.each<[string, ListAct, string]>([
  ['a value is added at the end, active', { do: 'add', value: 'D' }, 'A (B) C D'],
  ['one that is there is not added again', { do: 'add', value: 'B' }, 'A (B) C'],
  ['a value leaves', { do: 'remove', value: 'B' }, 'A C'],
  ['a value moves up', { do: 'move_up', value: 'C' }, 'A C (B)'],
  ['the first cannot', { do: 'move_up', value: 'A' }, 'A (B) C'],
  ['a value moves down', { do: 'move_down', value: 'A' }, '(B) A C'],
  ['the last cannot', { do: 'move_down', value: 'C' }, 'A (B) C'],
  ['what is not there does not move', { do: 'move_down', value: 'X' }, 'A (B) C'],
  ['boxes say what is active', { do: 'activate', shown: ['A', 'B', 'C'], active: ['B'] }, '(A) B (C)'],
  ['only for what was shown', { do: 'activate', shown: ['A'], active: ['C'] }, '(A) (B) C'],
])('%s', (_title, act, expected) => {
  expect(inShort(actOnList(list, act))).toBe(expected);
});

it('a value is in the list whatever its Unicode form', () => {
  expect(isListed([{ value: 'Caf\u00e9', active: false }], 'Cafe\u0301')).toBe(true);
  expect(isListed(list, 'a')).toBe(false);
});

describe('a long list is shown in pages', () => {
  const many = Array.from({ length: 2 * pageSize + 1 }, (_, index) => ({ value: `Value ${index + 1}`, active: true }));
  test.each<[string, string, number, object]>([
    ['the first', '', 1, { page: 1, from: 1, to: pageSize, hasNext: true }],
    ['the last', '', 3, { page: 3, from: 201, to: 201, hasNext: false }],
    ['none that is not there', '', 9, { page: 3 }],
    ['none that is no number', '', NaN, { page: 1 }],
    ['what holds a text, in any case', 'VALUE 20', 1, { from: 1, to: 3, found: 3, hasNext: false }],
    ['nothing', 'nowhere', 1, { from: 0, to: 0, found: 0 }],
  ])('%s', (_title, search, page, expected) => {
    expect(pageOfList(many, search, page)).toMatchObject(expected);
  });
});

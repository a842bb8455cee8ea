import { changedSides } from '../../src/activity';

const at = new Date('2026-11-22T09:00:00Z');

test.each<[string, object | null, object | null, object]>([
  ['only what differs', { a: 1, b: 2 }, { a: 1, b: 3 }, { before: { b: 2 }, after: { b: 3 } }],
  ['groups field by field', { g: { x: 1, y: 2 } }, { g: { x: 1 } }, { before: { 'g.y': 2 }, after: { 'g.y': null } }],
  ['a time as a value', { at: null }, { at }, { before: { at: null }, after: { at } }],
  ['what is new has no before', null, { a: 1, b: null }, { before: null, after: { a: 1 } }],
  ['what goes has no after', { a: 1 }, null, { before: { a: 1 }, after: null }],
  ['nothing when nothing differs', { a: 1, g: { x: at } }, { a: 1, g: { x: at } }, { before: null, after: null }],
])('a line of the log tells %s', (_title, before, after, expected) => {
  expect(changedSides(before, after)).toEqual(expected);
});

import fc from 'fast-check';
import { differenceOf, spokenText, visibleText, type Stretch } from '../../../src/admin/support/difference';

const marked = (stretches: readonly Stretch[]) =>
  stretches.map(({ text, differs }) => (differs ? `[${text}]` : text)).join('');
const without = (stretches: readonly Stretch[]) =>
  stretches.flatMap(({ text, differs }) => (differs ? [] : [text])).join('');
const all = (stretches: readonly Stretch[]) => stretches.map(({ text }) => text).join('');

describe('expected against received', () => {
  test.each([
    ['a final slash', 'https://a.test/x', 'https://a.test/x/', 'https://a.test/x', 'https://a.test/x[/]'],
    ['another scheme', 'https://a.test/acs', 'http://a.test/acs', 'http[s]://a.test/acs', 'http://a.test/acs'],
    ['another case', 'firstname', 'FirstName', '[f]irst[n]ame', '[F]irst[N]ame'],
    ['a space', 'CC-100', 'CC 100', 'CC[-]100', 'CC[ ]100'],
    ['the same', 'CC-100', 'CC-100', 'CC-100', 'CC-100'],
    ['nothing in common', 'one of the active values', 'CC-3', 'one of the active values', 'CC-3'],
    ['nothing received', 'Lovelace', '', 'Lovelace', ''],
    ['characters beyond 16 bits', 'a😀b', 'a😁b', 'a[😀]b', 'a[😁]b'],
  ])('%s is marked where it stands', (_, expected, received, left, right) => {
    const difference = differenceOf(expected, received);
    expect([marked(difference.expected), marked(difference.received)]).toEqual([left, right]);
  });

  test('each place is told by its position in what was received', () => {
    expect(differenceOf('https://a.test/acs', 'http://a.test/acs/').partings).toEqual([
      { at: 5, expected: 's', received: '' },
      { at: 18, expected: '', received: '/' },
    ]);
    expect(differenceOf('CC-100', 'CC 100').partings).toEqual([{ at: 3, expected: '-', received: ' ' }]);
  });

  test('whatever differs, no character is lost and what is not marked is the same on both sides', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', ' ', '😀', 'ä'), maxLength: 40 });
    fc.assert(
      fc.property(text, text, (expected, received) => {
        const difference = differenceOf(expected, received);
        expect(all(difference.expected)).toBe(expected);
        expect(all(difference.received)).toBe(received);
        const isMarked = difference.partings.length > 0;
        if (isMarked) expect(without(difference.expected)).toBe(without(difference.received));
        const [lost, added] = [difference.expected, difference.received].map((side) =>
          side.flatMap(({ text: part, differs }) => (differs ? [part] : [])).join(''),
        );
        expect(difference.partings.map((parting) => parting.expected).join('')).toBe(lost);
        expect(difference.partings.map((parting) => parting.received).join('')).toBe(added);
      }),
    );
  });

  test('a very long value is shown and not compared', () => {
    const long = 'x'.repeat(5_000);
    expect(differenceOf(long, `${long}y`).partings).toEqual([]);
  });
});

test('what the eye passes over is made visible, and letters that look like others are named', () => {
  expect(visibleText('a b\u00a0c\u200bd\t')).toBe('a␣b[U+00A0]c[U+200B]d[U+0009]');
  expect(spokenText('а')).toBe('“а” (U+0430)');
  expect(spokenText('a ')).toBe('“a␣”');
});

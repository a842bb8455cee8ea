import fc from 'fast-check';
import { textFault, trackingCodeLimit } from '../../../src/accounts';
import { formatList, readImport, type ImportMode } from '../../../src/admin/trackingCodes/csvList';
import type { ValueList } from '../../../src/admin/trackingCodes/valueList';
import { spellingKey } from '../../../src/trackingCodes';

const before: ValueList = [
  { value: 'CC-100', active: true },
  { value: 'CC-200', active: false },
];
const inShort = (values: ValueList) => values.map(({ value, active }) => (active ? value : `(${value})`)).join(' ');

function read(text: string, mode: ImportMode = 'merge') {
  const result = readImport(text, before, mode);
  if ('problem' in result) return result.problem;
  const { list, leftOut } = result.preview;
  return [inShort(list), ...leftOut.map(({ line, fault }) => `${line} ${fault}`)];
}

test.each<[string, string, ImportMode, readonly string[]]>([
  ['new values come to the end', 'value\nCC-300\n', 'merge', ['CC-100 (CC-200) CC-300']],
  ['a plain list needs no heading', 'CC-300\nCC-400', 'merge', ['CC-100 (CC-200) CC-300 CC-400']],
  [
    'the file says what is active',
    'value,active\nCC-100,no\nCC-200,yes\nCC-300,no',
    'merge',
    ['(CC-100) CC-200 (CC-300)'],
  ],
  ['columns in any order, with others', 'note,Active,VALUE\nx,0,CC-300', 'merge', ['CC-100 (CC-200) (CC-300)']],
  ['what the file does not say stays', 'value\nCC-200', 'merge', ['CC-100 (CC-200)']],
  ['a replaced list is the file in its order', 'value\nCC-300\nCC-200\n', 'replace', ['CC-300 (CC-200)']],
  ['semicolons and a byte order mark', '\uFEFFvalue;active\nCC-300;no\n', 'merge', ['CC-100 (CC-200) (CC-300)']],
  [
    'lines with a mistake are left out, with the reason, and the others taken',
    `value,active\n,yes\n${'x'.repeat(133)},\nCC-300,maybe\nA\u200bB,\nCC-400,\nCC-400,no\n`,
    'merge',
    ['CC-100 (CC-200) CC-400', '2 empty', '3 too_long', '4 active', '5 invisible', '7 twice'],
  ],
])('%s', (_title, text, mode, expected) => {
  expect(read(text, mode)).toEqual(expected);
});

test.each<[string, string, object]>([
  ['several columns without headings', 'CC-300,yes\n', { id: 'columns', line: 1 }],
  ['a quote that never ends', 'value\n"CC-300', { id: 'quote_open', line: 2 }],
  ['more than 5,000 values', Array.from({ length: 5_001 }, (_, index) => `V${index}`).join('\n'), { id: 'too_large' }],
])('%s is refused as a whole', (_title, text, expected) => {
  expect(read(text)).toEqual(expected);
});

it('tells what is added, changed, removed and unchanged', () => {
  const result = readImport('value,active\nCC-100,no\nCC-300,\n', before, 'replace');
  expect(result).toMatchObject({
    preview: { added: ['CC-300'], changed: [{ value: 'CC-100', active: false }], removed: ['CC-200'], unchanged: 0 },
  });
});

it('any list that is exported and imported is the same list', () => {
  const value = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => textFault(text, trackingCodeLimit) === null);
  const lists = fc.uniqueArray(fc.record({ value, active: fc.boolean() }), {
    selector: (listed) => spellingKey(listed.value),
    minLength: 1,
  });
  fc.assert(
    fc.property(lists, (list) => {
      const result = readImport(formatList(list), [], 'replace');
      expect('preview' in result && result.preview.list).toEqual(list);
      expect('preview' in result && result.preview.leftOut).toEqual([]);
    }),
  );
});

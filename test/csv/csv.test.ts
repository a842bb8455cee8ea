import fc from 'fast-check';
import { formatCsvRow, fromCsvCell, parseCsv, toCsvCell } from '../../src/csv';

const rowsOf = (text: string, mostRows = 100) => {
  const parsed = parseCsv(text, mostRows);
  return 'rows' in parsed ? parsed.rows.map(({ line, cells }) => [line, ...cells]) : parsed.problem;
};

it('what was written is read again, whatever it holds', () => {
  const rows = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 }), { maxLength: 5 });
  fc.assert(
    fc.property(rows, (written) => {
      const text = ['a,b\r\n', ...written.map((row) => formatCsvRow(row))].join('');
      const parsed = parseCsv(text, 10);
      if (!('rows' in parsed)) throw new Error(parsed.problem.id);
      expect(parsed.rows.slice(1).map(({ cells }) => cells.map(fromCsvCell))).toEqual(written);
    }),
  );
});

it('a cell never begins with what a spreadsheet calculates', () => {
  fc.assert(
    fc.property(fc.string(), (value) => {
      expect(toCsvCell(value)).not.toMatch(/^[=+\-@\t\r]/);
      expect(fromCsvCell(toCsvCell(value))).toBe(value);
    }),
  );
  expect(formatCsvRow(['=1+1', "'=1", '-5', 'plain', null])).toBe("'=1+1,''=1,'-5,plain,\r\n");
});

test.each<[string, string, unknown]>([
  [
    'commas',
    'a,b\n1,2\n',
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
  ],
  [
    'a byte order mark, CRLF and no last line end',
    '\uFEFFa,b\r\n1,2',
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
  ],
  [
    'semicolons',
    'a;b\n1,5;2\n',
    [
      [1, 'a', 'b'],
      [2, '1,5', '2'],
    ],
  ],
  [
    'tabs',
    'a\tb\n1\t2',
    [
      [1, 'a', 'b'],
      [2, '1', '2'],
    ],
  ],
  [
    'one column',
    'a\nb',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  [
    'a separator in quotes in the first line',
    '"a;x",b\n1,2',
    [
      [1, 'a;x', 'b'],
      [2, '1', '2'],
    ],
  ],
  [
    'quotes with commas, quotes and line ends',
    'a,b\n"1,""x""\nmore",2\n3,4',
    [
      [1, 'a', 'b'],
      [2, '1,"x"\nmore', '2'],
      [4, '3', '4'],
    ],
  ],
  [
    'empty lines passed over, empty cells kept',
    'a,b\n\n,\n1,',
    [
      [1, 'a', 'b'],
      [3, '', ''],
      [4, '1', ''],
    ],
  ],
  ['nothing', '', []],
])('reads %s', (_title, text, expected) => {
  expect(rowsOf(text)).toEqual(expected);
});

test.each<[string, string, unknown]>([
  ['a quote that never ends', 'a,b\n"1,2\n3,4', { id: 'quote_open', line: 2 }],
  ['a quote within a plain cell', 'a,b\nx"y,2', { id: 'quote_inside', line: 2 }],
  ['text after a quoted cell', 'a,b\n"x"y,2', { id: 'quote_inside', line: 2 }],
  ['too many rows', 'a\nb\nc', { id: 'too_many_rows', line: 3 }],
])('refuses %s and says where', (_title, text, expected) => {
  expect(rowsOf(text, 2)).toEqual(expected);
});

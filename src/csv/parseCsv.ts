/** A row and the line of the text it begins on, counted from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Why a text is no CSV. Nothing of it is used then. */
export interface CsvProblem {
  /** `quote_open`: a quoted cell never ends. `quote_inside`: a quote stands where none may. `too_many_rows`: more than asked for. */
  readonly id: 'quote_open' | 'quote_inside' | 'too_many_rows';
  readonly line: number;
}

/** The rows of a text, or the first thing that is wrong with it. */
export type ParsedCsv = { readonly rows: readonly CsvRow[] } | { readonly problem: CsvProblem };

/**
 * Reads CSV (RFC 4180): cells between commas, quoted where they hold commas, quotes or line ends. Spreadsheets of some
 * countries write semicolons or tabs instead: whichever the first line has decides. A byte order mark and empty lines are
 * passed over; any line end will do. How many cells a row has is for the reader to judge.
 *
 * @param mostRows more rows than this are a mistake, and nothing beyond them is read
 */
export function parseCsv(text: string, mostRows: number): ParsedCsv {
  const source = text.replace(/^\uFEFF/, '');
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let position = 0;
  let line = 1;
  while (position < source.length) {
    const row = readRow(source, position, line, separator);
    if ('problem' in row) return row;
    if (row.cells.some((cell) => cell !== '') || row.cells.length > 1) {
      if (rows.length === mostRows) return { problem: { id: 'too_many_rows', line } };
      rows.push({ line, cells: row.cells });
    }
    ({ position, line } = row);
  }
  return { rows };
}

function separatorOf(source: string): string {
  const [first = ''] = source.replace(/"[^"]*"/g, '').split(/\r?\n/, 1);
  return /[,;\t]/.exec(first)?.[0] ?? ',';
}

interface ReadRow {
  readonly cells: readonly string[];
  /** Where the next row begins, and on which line. */
  readonly position: number;
  readonly line: number;
}

function readRow(
  source: string,
  start: number,
  firstLine: number,
  separator: string,
): ReadRow | { problem: CsvProblem } {
  const cells: string[] = [];
  let position = start;
  let line = firstLine;
  for (;;) {
    const cell = source[position] === '"' ? readQuoted(source, position) : readPlain(source, position, separator);
    if ('problem' in cell) return { problem: { id: cell.problem, line } };
    cells.push(cell.value);
    line += lineEnds(cell.value);
    position = cell.end;
    const next = source[position];
    if (next === separator) {
      position += 1;
    } else {
      const end = /^\r\n|^[\r\n]/.exec(source.slice(position, position + 2))?.[0] ?? '';
      if (end === '' && position < source.length) return { problem: { id: 'quote_inside', line } };
      return { cells, position: position + end.length, line: line + 1 };
    }
  }
}

type Cell = { readonly value: string; readonly end: number } | { readonly problem: CsvProblem['id'] };

/** Two quotes within quotes are one (RFC 4180 section 2.7). */
function readQuoted(source: string, start: number): Cell {
  let position = start + 1;
  let value = '';
  for (;;) {
    const quote = source.indexOf('"', position);
    if (quote === -1) return { problem: 'quote_open' };
    value += source.slice(position, quote);
    if (source[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    position = quote + 2;
  }
}

function readPlain(source: string, start: number, separator: string): Cell {
  let end = start;
  while (end < source.length && source[end] !== separator && source[end] !== '\n' && source[end] !== '\r') {
    if (source[end] === '"') return { problem: 'quote_inside' };
    end += 1;
  }
  return { value: source.slice(start, end), end };
}

function lineEnds(text: string): number {
  return (text.match(/\r\n|[\r\n]/g) ?? []).length;
}

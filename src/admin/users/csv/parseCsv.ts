/** A CSV text as records of fields, or the first record (counted from 1) that breaks the format, and how. */
export type ParsedCsv =
  | { readonly records: readonly (readonly string[])[] }
  | { readonly problem: 'quote' | 'unclosed'; readonly record: number };

/**
 * Reads CSV (RFC 4180), strictly: a quotation mark stands around a whole field or doubled inside of one, nowhere else.
 * Fields are separated by commas, or by semicolons where the first line has semicolons and no comma (spreadsheets of
 * many countries write them). Lines end with CRLF, LF or CR; a byte order mark and empty lines are passed over.
 */
export function parseCsv(text: string): ParsedCsv {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const separator = separatorOf(source);
  const records: string[][] = [];
  let fields: string[] = [];
  let at = 0;
  const endRecord = () => {
    if (fields.length > 1 || fields[0] !== '') records.push(fields);
    fields = [];
  };
  while (at < source.length) {
    const field = source[at] === '"' ? readQuoted(source, at) : readPlain(source, at, separator);
    if (field === 'quote' || field === 'unclosed') return { problem: field, record: records.length + 1 };
    const next = source[field.end];
    if (next !== undefined && next !== separator && !isLineEnd(next))
      return { problem: 'quote', record: records.length + 1 };
    fields.push(field.value);
    at = field.end;
    if (next === separator) {
      at += 1;
      // A separator at the very end opens one more field, an empty one.
      if (at === source.length) fields.push('');
    } else if (next !== undefined) {
      at += next === '\r' && source[at + 1] === '\n' ? 2 : 1;
      endRecord();
    }
  }
  if (fields.length > 0) endRecord();
  return { records };
}

interface Field {
  readonly value: string;
  /** Where what follows it begins. */
  readonly end: number;
}

function separatorOf(source: string): string {
  const firstLine = /^[^\r\n]*/.exec(source)?.[0] ?? '';
  return firstLine.includes(';') && !firstLine.includes(',') ? ';' : ',';
}

function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

function readPlain(source: string, start: number, separator: string): Field | 'quote' {
  let end = start;
  while (end < source.length && source[end] !== separator && !isLineEnd(source[end])) {
    if (source[end] === '"') return 'quote';
    end += 1;
  }
  return { value: source.slice(start, end), end };
}

function readQuoted(source: string, start: number): Field | 'unclosed' {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = source.indexOf('"', at);
    if (quote === -1) return 'unclosed';
    value += source.slice(at, quote);
    if (source[quote + 1] !== '"') return { value, end: quote + 1 };
    value += '"';
    at = quote + 2;
  }
}

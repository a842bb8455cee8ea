/** At the beginning of a file: without it spreadsheets take UTF-8 for something else. */
export const byteOrderMark = '\ufeff';

/** What a spreadsheet may take for a formula when a cell begins with it. */
const formulaStart = /^[=+\-@\t\r]/;

/**
 * A value as it stands in a cell: one that a spreadsheet would calculate gets an apostrophe in front, and so does one that
 * has that apostrophe itself, so that reading gives back what was written.
 */
export function toCsvCell(value: string): string {
  return formulaStart.test(value) || /^'+[=+\-@\t\r]/.test(value) ? `'${value}` : value;
}

/** The value of a cell, without the apostrophe that `toCsvCell` put in front. */
export function fromCsvCell(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/** One row with its line end (RFC 4180 section 2). Values are made safe for spreadsheets; null and undefined are empty. */
export function formatCsvRow(values: readonly (string | null | undefined)[]): string {
  return `${values.map((value) => quoted(toCsvCell(value ?? ''))).join(',')}\r\n`;
}

function quoted(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

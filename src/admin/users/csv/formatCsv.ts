/** A byte order mark: without it spreadsheets take UTF-8 for something else. */
export const byteOrderMark = '\ufeff';

/** What a spreadsheet would carry out as a formula, also behind apostrophes of ours. */
const formula = /^'*[=+\-@\t\r]/;

/** One record of a CSV file (RFC 4180), with its line end. */
export function formatRecord(fields: readonly string[]): string {
  return `${fields.map((field) => quoted(disarm(field))).join(',')}\r\n`;
}

/**
 * A value that no spreadsheet carries out: one that looks like a formula gets an apostrophe before it. `rearm` takes it
 * away again, and nothing else.
 */
export function disarm(value: string): string {
  return formula.test(value) ? `'${value}` : value;
}

/** The value behind the apostrophe that `disarm` put before it. */
export function rearm(value: string): string {
  return value.startsWith("'") && formula.test(value) ? value.slice(1) : value;
}

function quoted(field: string): string {
  return /[",;\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

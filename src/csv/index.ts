/**
 * Owns: comma-separated values (RFC 4180): reading them strictly, writing them so that no spreadsheet takes a value for a
 * formula, and taking that precaution away again. Pure.
 * Owns not: what the columns mean (whoever reads or writes a list).
 */
export { parseCsv, type CsvProblem, type CsvRow, type ParsedCsv } from './parseCsv';
export { byteOrderMark, formatCsvRow, fromCsvCell, toCsvCell } from './formatCsv';

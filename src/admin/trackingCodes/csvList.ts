import { textFault, trackingCodeLimit, type TextFault } from '../../accounts';
import { formatCsvRow, fromCsvCell, parseCsv, type CsvProblem, type CsvRow } from '../../csv';
import { mostValues, spellingKey } from '../../trackingCodes';
import type { ValueList } from './valueList';

/** What becomes of the list: the file is laid over it, or takes its place. */
export type ImportMode = 'merge' | 'replace';

/** Why a line is left out. */
export type LineFault = TextFault | 'twice' | 'active';

/** A line that is left out, with the others taken. */
export interface LeftOut {
  readonly line: number;
  readonly value: string;
  readonly fault: LineFault;
}

/** What an import would do; nothing is written here. */
export interface ImportPreview {
  /** The list as it would be. */
  readonly list: ValueList;
  readonly added: readonly string[];
  /** Values that become active or not. */
  readonly changed: ValueList;
  readonly removed: readonly string[];
  readonly unchanged: number;
  readonly leftOut: readonly LeftOut[];
}

/** The preview, or why the text cannot be used at all. `columns`: several columns and no headings. */
export type ReadImport =
  | { readonly preview: ImportPreview }
  | { readonly problem: CsvProblem | { readonly id: 'columns'; readonly line: number } }
  | { readonly problem: { readonly id: 'too_large' } };

const yes = new Set(['yes', 'true', '1', 'active', '']);
const no = new Set(['no', 'false', '0', 'inactive']);

/** Reads a list of values: one a line, below `value` and, if there is a second column, `active`. */
export function readImport(text: string, before: ValueList, mode: ImportMode): ReadImport {
  // A list may be exported with its heading; more lines than that are no list of ours.
  const parsed = parseCsv(text, 2 * mostValues + 1);
  if ('problem' in parsed) return parsed;
  const columns = columnsOf(parsed.rows);
  if (columns.problem !== undefined) return { problem: columns.problem };
  const leftOut: LeftOut[] = [];
  const taken = new Map<string, { value: string; active: boolean | null }>();
  for (const row of columns.rows) {
    const value = fromCsvCell(row.cells[columns.value] ?? '').trim();
    const active = readActive(columns.active === -1 ? undefined : row.cells[columns.active]);
    const fault = faultOf(value, active, taken);
    if (fault !== null) leftOut.push({ line: row.line, value, fault });
    else taken.set(spellingKey(value), { value, active: active === 'unclear' ? null : active });
  }
  const list = mode === 'replace' ? replaced(before, taken) : merged(before, taken);
  if (list.length > mostValues) return { problem: { id: 'too_large' } };
  return { preview: { ...difference(before, list), list, leftOut } };
}

function columnsOf(rows: readonly CsvRow[]) {
  const [first, ...rest] = rows;
  const names = first?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const value = names.indexOf('value');
  if (value !== -1) return { rows: rest, value, active: names.indexOf('active') };
  const wide = rows.find(({ cells }) => cells.length > 1);
  if (wide !== undefined) return { problem: { id: 'columns' as const, line: wide.line } };
  return { rows, value: 0, active: -1 };
}

/** Null: the file does not say. */
function readActive(cell: string | undefined): boolean | null | 'unclear' {
  if (cell === undefined) return null;
  const word = cell.trim().toLowerCase();
  return yes.has(word) ? true : no.has(word) ? false : 'unclear';
}

function faultOf(value: string, active: boolean | null | 'unclear', taken: ReadonlyMap<string, unknown>) {
  const fault = textFault(value, trackingCodeLimit);
  if (fault !== null) return fault;
  if (taken.has(spellingKey(value))) return 'twice';
  return active === 'unclear' ? 'active' : null;
}

type Taken = ReadonlyMap<string, { readonly value: string; readonly active: boolean | null }>;

/** The spelling of the list stays: accounts have it. */
function merged(before: ValueList, taken: Taken): ValueList {
  const known = new Set(before.map(({ value }) => spellingKey(value)));
  const kept = before.map((listed) => ({
    ...listed,
    active: taken.get(spellingKey(listed.value))?.active ?? listed.active,
  }));
  const added = [...taken].filter(([key]) => !known.has(key));
  return [...kept, ...added.map(([, { value, active }]) => ({ value, active: active ?? true }))];
}

function replaced(before: ValueList, taken: Taken): ValueList {
  const known = new Map(before.map((listed) => [spellingKey(listed.value), listed]));
  return [...taken].map(([key, { value, active }]) => {
    const listed = known.get(key);
    return { value: listed?.value ?? value, active: active ?? listed?.active ?? true };
  });
}

function difference(before: ValueList, after: ValueList) {
  const was = new Map(before.map(({ value, active }) => [value, active]));
  const is = new Set(after.map(({ value }) => value));
  const added = after.flatMap(({ value }) => (was.has(value) ? [] : [value]));
  const changed = after.filter(({ value, active }) => was.has(value) && was.get(value) !== active);
  const removed = before.flatMap(({ value }) => (is.has(value) ? [] : [value]));
  return { added, changed, removed, unchanged: after.length - added.length - changed.length };
}

/** The list as CSV; `readImport` reads it back. */
export function formatList(list: ValueList): string {
  const rows = list.map(({ value, active }) => formatCsvRow([value, active ? 'yes' : 'no']));
  return [formatCsvRow(['value', 'active']), ...rows].join('');
}

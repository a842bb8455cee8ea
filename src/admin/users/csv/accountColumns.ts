import { fromCsvCell } from '../../../csv';
import { organizationRoles, type AccountState } from '../../../accounts';
import { problemOf, type AccountProblem, type WantedAccount } from '../../../accounts/change';
import { accountStatuses, type TrackingCodeSetting } from '../../../jit';
import { readMoment } from '../../../sites';
import { trackingCodeName } from '../../../trackingCodes';

const textColumns = ['firstName', 'lastName', 'displayName', 'email', 'connection', 'language', 'timeZone'] as const;

/** The columns of an export, in their order: the field names of the site file. */
export const accountColumns = [
  'username',
  'firstName',
  'lastName',
  'displayName',
  'email',
  'type',
  'status',
  'roles',
  'connection',
  'expiresAt',
  'language',
  'timeZone',
  'bypass',
  ...Array.from({ length: 10 }, (_, index) => trackingCodeName(index + 1)),
] as const;

/** The column of reasons in a file of refused rows; passed over when the file is sent again. */
export const commentColumn = 'Comments';

/** What is wrong with the headings of a file. */
export type HeadingProblem =
  { readonly id: 'no_username' } | { readonly id: 'unknown_column' | 'repeated_column'; readonly column: string };

/**
 * Which column each heading names; null for one that is passed over. A tracking code is named by its number (`TC1`) or by
 * its label; upper and lower case are alike.
 */
export function readHeadings(
  headings: readonly string[],
  codes: readonly TrackingCodeSetting[],
): { readonly columns: readonly (string | null)[] } | { readonly problem: HeadingProblem } {
  const known = new Map<string, string | null>(
    codes.map(({ label, number }) => [label.trim().toLowerCase(), trackingCodeName(number)]),
  );
  for (const column of accountColumns) known.set(column.toLowerCase(), column);
  known.set(commentColumn.toLowerCase(), null);
  const columns: (string | null)[] = [];
  for (const heading of headings) {
    const column = known.get(fromCsvCell(heading).trim().toLowerCase());
    if (column === undefined) return { problem: { id: 'unknown_column', column: heading } };
    if (column !== null && columns.includes(column)) return { problem: { id: 'repeated_column', column: heading } };
    columns.push(column);
  }
  return columns.includes('username') ? { columns } : { problem: { id: 'no_username' } };
}

/** What a row wants, or what in it cannot even be read. */
export interface MappedRow {
  readonly username: string;
  readonly wanted: WantedAccount;
  readonly problems: readonly AccountProblem[];
}

/** Reads a row. An empty field clears its value; type, status and bypass have no empty value and stay. */
export function mapAccountRow(columns: readonly (string | null)[], fields: readonly string[]): MappedRow {
  const problems: AccountProblem[] = [];
  const sent = new Map<string, string>();
  columns.forEach((column, index) => {
    if (column !== null) sent.set(column, fromCsvCell(fields[index] ?? '').trim());
  });
  const username = sent.get('username') ?? '';
  if (fields.length !== columns.length) {
    const received = String(fields.length);
    problems.push(problemOf('username', 'row_width', { expected: String(columns.length), received }));
  }
  if (username === '') problems.push(problemOf('username', 'value_missing'));
  const orNull = (text: string) => (text === '' ? null : text);
  const texts = textColumns.flatMap((column) => {
    const value = sent.get(column);
    return value === undefined ? [] : [[column, orNull(value)] as const];
  });
  const codes = [...sent].filter(([column]) => /^TC\d/.test(column));
  const wanted: WantedAccount = {
    ...Object.fromEntries(texts),
    ...choiceOf(sent, 'type', ['host', 'attendee'] as const, problems),
    ...choiceOf(sent, 'status', accountStatuses, problems),
    ...rolesOf(sent),
    ...expiryOf(sent, problems),
    ...bypassOf(sent, problems),
    ...(codes.length === 0
      ? {}
      : { trackingCodes: Object.fromEntries(codes.map(([column, value]) => [column, orNull(value)])) }),
  };
  return { username, wanted, problems };
}

function choiceOf<Column extends 'type' | 'status', Value extends string>(
  sent: ReadonlyMap<string, string>,
  column: Column,
  values: readonly Value[],
  problems: AccountProblem[],
): { [Name in Column]?: Value } {
  const text = sent.get(column) ?? '';
  if (text === '') return {};
  const value = values.find((one) => one === text.toLowerCase());
  if (value !== undefined) return { [column]: value } as { [Name in Column]?: Value };
  problems.push(problemOf(column, 'value_unknown', { expected: values.join(', '), received: text }));
  return {};
}

/** Roles stand in one field, separated by semicolons; in any case and order. */
function rolesOf(sent: ReadonlyMap<string, string>): { roles?: string[] } {
  const text = sent.get('roles');
  if (text === undefined) return {};
  const named = text.split(/[;,|]/).flatMap((role) => (role.trim() === '' ? [] : [role.trim()]));
  return {
    roles: named.map((role) => organizationRoles.find((one) => one.toLowerCase() === role.toLowerCase()) ?? role),
  };
}

function expiryOf(sent: ReadonlyMap<string, string>, problems: AccountProblem[]): { expiresAt?: string | null } {
  const text = sent.get('expiresAt');
  if (text === undefined) return {};
  if (text === '') return { expiresAt: null };
  const moment = readMoment(text);
  if (moment !== null) return { expiresAt: moment.toISOString() };
  const expected = '2027-03-31, 2027-03-31T18:00:00Z';
  problems.push(problemOf('expiresAt', 'value_unknown', { expected, received: text }));
  return {};
}

function bypassOf(sent: ReadonlyMap<string, string>, problems: AccountProblem[]): { bypass?: boolean } {
  const text = (sent.get('bypass') ?? '').toLowerCase();
  if (text === '') return {};
  if (['true', 'yes', 'y', '1'].includes(text)) return { bypass: true };
  if (['false', 'no', 'n', '0'].includes(text)) return { bypass: false };
  problems.push(problemOf('bypass', 'value_unknown', { expected: 'true, false', received: text }));
  return {};
}

/** An account as a row of an export. */
export function fieldsOf(account: AccountState): string[] {
  return accountColumns.map((column) => {
    if (/^TC\d/.test(column)) return account.trackingCodes[column] ?? '';
    const value = account[column as keyof AccountState];
    if (Array.isArray(value)) return value.join('; ');
    return typeof value === 'string' ? value : typeof value === 'boolean' ? String(value) : '';
  });
}

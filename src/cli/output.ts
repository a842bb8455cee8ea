/** How a command answers: `--json` or for people. */
export interface OutputOptions {
  readonly json?: boolean;
}

/** Prints a result to standard output: as JSON when asked, else as lines for people. */
export function print<Result>(
  result: Result,
  { json }: OutputOptions,
  asText: (result: Result) => readonly string[],
): void {
  const lines = json === true ? [JSON.stringify(result, null, 2)] : asText(result);
  for (const line of lines) console.log(line);
}

/** Rows as columns, each as wide as its widest cell; the last one runs free. */
export function columns(headings: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const all = [headings, ...rows].map((row) => row.map(visible));
  const widths = headings.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** A value from outside on one line of a terminal: control characters would move its cursor or colour it. */
export function visible(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what is replaced
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\uFFFD');
}

/** A field's value as people read it. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return '(none)';
  if (typeof value === 'string') return visible(value);
  return visible(JSON.stringify(value));
}

/** One field of a line of the log, both sides as text; null where there was or is nothing. */
export interface ShownField {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The fields of a line, in the order of the log. */
export function shownFields(before: object | null, after: object | null): ShownField[] {
  const [was, is] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after ?? {}))];
  return [...new Set([...was.keys(), ...is.keys()])].map((field) => ({
    field,
    before: shownValue(was.get(field)),
    after: shownValue(is.get(field)),
  }));
}

const longest = 500;

function shownValue(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
  const text = typeof value === 'string' ? value : isList ? value.join(', ') : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** Longest text of a log, in UTF-16 code units; of a longer one the log keeps the beginning. */
const longestText = 2_000;
/** Longest list of a log. */
const longestList = 100;
/** Longest value of one field as JSON; of a longer one, many things within each other, the log keeps the beginning of that. */
const longestValue = 40_000;

/**
 * What a log keeps of a value: all of it, but for long texts and long lists, which are cut and say so at their end. So a body
 * of megabytes does not become a line of megabytes. Pure; the value stays as it is.
 */
export function cutLong(value: unknown): unknown {
  const cut = cutWithin(value);
  if (typeof cut !== 'object' || cut === null) return cut;
  const json = JSON.stringify(cut);
  return json.length <= longestValue ? cut : cutText(json);
}

/** The same of each field of one side of a line; null stays null. */
export function cutFields(side: object | null): object | null {
  return side && Object.fromEntries(Object.entries(side).map(([field, value]) => [field, cutLong(value)]));
}

function cutWithin(value: unknown): unknown {
  if (typeof value === 'string') return cutText(value);
  if (Array.isArray(value)) {
    const kept = value.slice(0, longestList).map(cutWithin);
    return value.length <= longestList ? kept : [...kept, `… and ${value.length - longestList} more`];
  }
  if (value instanceof Date || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cutWithin(inner)]));
}

function cutText(text: string): string {
  if (text.length <= longestText) return text;
  // Half a character would be no text for the database.
  const kept = text.slice(0, longestText).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept} … and ${text.length - kept.length} more characters`;
}

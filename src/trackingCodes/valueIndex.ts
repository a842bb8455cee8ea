import type { TrackingCodeSetting } from '../jit';
import { safeValue } from '../sso/catalogue';

/** How many values the list of a tracking code may have. */
export const mostValues = 5_000;

/** A value of a list. */
export type ListedValue = TrackingCodeSetting['values'][number];

/** A list prepared for looking values up: it may hold thousands, and each sign-in asks. */
export interface ValueIndex {
  /** By the form values are compared in. */
  readonly bySpelling: ReadonlyMap<string, readonly ListedValue[]>;
  /** By the form in which neither case nor spaces count; active values first. */
  readonly byLikeness: ReadonlyMap<string, readonly ListedValue[]>;
  /** What a value must be, in words and cut to a safe length. */
  readonly expected: string;
}

/** Lists never change: another list is another array. */
const prepared = new WeakMap<readonly ListedValue[], ValueIndex>();

/** The list, prepared once. */
export function valueIndex(values: readonly ListedValue[]): ValueIndex {
  const known = prepared.get(values);
  if (known !== undefined) return known;
  const activeFirst = [...values.filter(({ active }) => active), ...values.filter(({ active }) => !active)];
  const index = {
    bySpelling: grouped(values, spellingKey),
    byLikeness: grouped(activeFirst, likenessKey),
    expected: activeInWords(values),
  };
  prepared.set(values, index);
  return index;
}

/** What values are compared by: their Unicode form does not count, everything else does. */
export function spellingKey(value: string): string {
  return value.normalize('NFC');
}

/** What near misses are found by. */
export function likenessKey(value: string): string {
  return withoutCase(withoutSpaces(value));
}

/** A value without its spaces. */
export function withoutSpaces(value: string): string {
  return value.replace(/\s+/gu, '');
}

/** A value in lower case and its simplest Unicode form. */
export function withoutCase(value: string): string {
  return value.normalize('NFKC').toLowerCase();
}

function grouped(
  values: readonly ListedValue[],
  keyOf: (value: string) => string,
): ReadonlyMap<string, readonly ListedValue[]> {
  const groups = new Map<string, ListedValue[]>();
  for (const listed of values) {
    const key = keyOf(listed.value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [listed]);
    else group.push(listed);
  }
  return groups;
}

function activeInWords(values: readonly ListedValue[]): string {
  const active = values.flatMap((listed) => (listed.active ? [`"${listed.value}"`] : []));
  return active.length === 0 ? 'an active value, but the list has none' : safeValue(`one of ${active.join(', ')}`);
}

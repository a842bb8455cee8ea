import type { TrackingCodeState } from './siteState';

type Values = TrackingCodeState['values'];

/**
 * The two states of a tracking code as its change is told: the list value by value, `values.CC-100: active`, instead of the
 * whole list twice. Of an order that changed, only the part that did is told.
 */
export function toldTrackingCode(before: TrackingCodeState | null, after: TrackingCodeState): [object | null, object] {
  if (before === null) return [null, told(after, null)];
  const [was, is] = reordered(before.values, after.values);
  return [told(before, was), told(after, is)];
}

function told({ values, ...fields }: TrackingCodeState, order: readonly string[] | null): object {
  const listed = Object.fromEntries(values.map(({ value, active }) => [value, active ? 'active' : 'inactive']));
  return { ...fields, values: listed, ...(order !== null && { order }) };
}

/** The stretch of the values on both lists whose order differs; null on both sides when none does. */
function reordered(before: Values, after: Values): [string[] | null, string[] | null] {
  const names = (values: Values, others: Values) => {
    const known = new Set(others.map(({ value }) => value));
    return values.flatMap(({ value }) => (known.has(value) ? [value] : []));
  };
  const [was, is] = [names(before, after), names(after, before)];
  const differs = (value: string, index: number) => value !== is[index];
  const first = was.findIndex(differs);
  if (first === -1) return [null, null];
  const last = was.findLastIndex(differs) + 1;
  return [was.slice(first, last), is.slice(first, last)];
}

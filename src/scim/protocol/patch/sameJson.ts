import type { Json } from '../schema';

/**
 * True when two values say the same: keys of objects and elements of lists in any order (RFC 7643 section 2.4 gives lists
 * none), texts exactly.
 */
export function sameJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === undefined || right === undefined) return left === right;
  return canonicalText(left) === canonicalText(right);
}

/** A text that two values share exactly when they say the same. */
export function canonicalText(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(canonicalText).sort().join()}]`;
  const members = Object.entries(value as Record<string, Json>).map(
    ([key, member]) => `${JSON.stringify(key)}:${canonicalText(member)}`,
  );
  return `{${members.sort().join()}}`;
}

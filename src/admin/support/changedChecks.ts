import type { Check } from '../../sso/catalogue';

/** A check that went one way then and goes another way now; null where it was not in the list. */
export interface ChangedCheck {
  readonly id: string;
  readonly then: Check | null;
  readonly now: Check | null;
}

/** The checks of two lists that differ in whether they passed, in the order of the second. Pure. */
export function changedChecks(then: readonly Check[], now: readonly Check[]): ChangedCheck[] {
  const find = (checks: readonly Check[], id: string) => checks.find((check) => check.id === id) ?? null;
  const ids = new Set([...now, ...then].map(({ id }) => id));
  return [...ids]
    .map((id) => ({ id, then: find(then, id), now: find(now, id) }))
    .filter((pair) => (pair.then?.passed ?? null) !== (pair.now?.passed ?? null));
}

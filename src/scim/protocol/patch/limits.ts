import type { Json, ResourceType } from '../schema';

/**
 * The most operations of one PATCH. An operation without a path counts once for each key, one with a list for a person once
 * for each element.
 */
export const mostOperations: Readonly<Record<ResourceType['name'], number>> = { User: 1_000, Group: 2_500 };

/** The most elements of a list of a person, such as e-mail addresses. Members of groups are not counted here. */
export const mostElements = 100;

/** How deeply arrays and objects of a value may stand in each other; what the schema declares needs three levels. */
export const deepestValue = 10;

/** True when arrays and objects stand in each other more than `levels` deep. Looks no deeper than that. */
export function isDeeperThan(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const inner: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : Object.values(value);
  return inner.some((item) => isDeeperThan(item, levels - 1));
}

import { likenessKey, valueIndex, withoutCase, withoutSpaces, type ListedValue } from './valueIndex';

/** A value of the list that was probably meant, and how what came differs from it. */
export interface NearValue extends ListedValue {
  readonly difference: 'case' | 'spaces' | 'case_and_spaces';
}

/** The value of the list that was probably meant; an active one before an inactive one. Null when none is near. */
export function findNearValue(values: readonly ListedValue[], received: string): NearValue | null {
  const [near] = valueIndex(values).byLikeness.get(likenessKey(received)) ?? [];
  return near === undefined ? null : { ...near, difference: differenceOf(near.value, received) };
}

/**
 * A value of the list that was probably meant, in words: "differs by case from CC-100". Null when none is near. An active
 * one is named before an inactive one.
 */
export function nearValue(values: readonly ListedValue[], received: string): string | null {
  const near = findNearValue(values, received);
  if (near === null) return null;
  const difference = near.difference.replaceAll('_', ' ');
  return `differs by ${difference} from "${near.value}"${near.active ? '' : ', which is not active'}`;
}

function differenceOf(listed: string, received: string): NearValue['difference'] {
  if (withoutCase(listed) === withoutCase(received)) return 'case';
  return withoutSpaces(listed) === withoutSpaces(received) ? 'spaces' : 'case_and_spaces';
}

import type { TrackingCodeSetting } from '../jit';

type ListedValue = TrackingCodeSetting['values'][number];

const withoutSpaces = (text: string) => text.replace(/\s+/gu, '');
const withoutCase = (text: string) => text.normalize('NFKC').toLowerCase();

/**
 * A value of the list that was probably meant, in words: "differs by case from CC-100". Null when none is near. An active
 * one is named before an inactive one.
 */
export function nearValue(values: readonly ListedValue[], received: string): string | null {
  const ordered = [...values.filter((listed) => listed.active), ...values.filter((listed) => !listed.active)];
  for (const { value, active } of ordered) {
    const difference = differenceInWords(value, received);
    if (difference !== null) return `differs by ${difference} from "${value}"${active ? '' : ', which is not active'}`;
  }
  return null;
}

function differenceInWords(listed: string, received: string): string | null {
  if (withoutCase(listed) === withoutCase(received)) return 'case';
  if (withoutSpaces(listed) === withoutSpaces(received)) return 'spaces';
  if (withoutCase(withoutSpaces(listed)) === withoutCase(withoutSpaces(received))) return 'case and spaces';
  return null;
}

import { characterCount, hasForbiddenCharacters } from './names';

/** What is wrong with a text that people write into a field. */
export type TextFault = 'empty' | 'blank_ends' | 'too_long' | 'invisible';

/** The rule of every text a person writes: something, no blanks at its ends, not too long, nothing nobody can see. */
export function textFault(value: string, longest: number): TextFault | null {
  if (value === '') return 'empty';
  if (value.trim() !== value) return 'blank_ends';
  if (characterCount(value) > longest) return 'too_long';
  return hasForbiddenCharacters(value) ? 'invisible' : null;
}

/** True for a language tag (BCP 47) of at most 35 characters. */
export function isLanguageTag(value: string): boolean {
  try {
    return value.length <= 35 && Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

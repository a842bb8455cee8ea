/**
 * Owns: every text of the pages in the three languages, and which language a page takes.
 * Owns not: the English titles of codes and reasons (`sso/catalogue`), which are read from there.
 */
import type { Language } from './chooseLanguage';
import { de } from './de';
import { en } from './en';
import type { Messages } from './en';
import { nb } from './nb';

export { chooseLanguage, languages } from './chooseLanguage';
export type { Language } from './chooseLanguage';
export type { Messages, ReasonText } from './en';

const all: Readonly<Record<Language, Messages>> = { en, de, nb };

/** The texts of `language`. */
export function messagesFor(language: Language): Messages {
  return all[language];
}

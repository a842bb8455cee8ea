import type { ScimErrorTexts } from './catalogue';
import { german } from './texts.de';
import { english } from './texts.en';
import { bokmal } from './texts.nb';

/** The languages the sentences exist in, as BCP 47 tags. */
export type ErrorLanguage = 'en' | 'de' | 'nb';

const texts: Readonly<Record<ErrorLanguage, ScimErrorTexts>> = { en: english, de: german, nb: bokmal };

/** What every error says in a language: the call log and the help pages show cause and fix. */
export function textsOf(language: ErrorLanguage): ScimErrorTexts {
  return texts[language];
}

import type { Language } from './messages';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', nb: 'nb-NO' };

/** A date and time to the minute, in UTC and marked so: a page without script cannot know the reader's zone. */
export function formatDateTime(value: Date, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  })
    .format(value)
    .concat(' UTC');
}

/** A day (UTC) in the reader's language. */
export function formatDay(value: Date, language: Language): string {
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium', timeZone: 'UTC' }).format(value);
}

/** A whole number with the separators of the language. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(locales[language]).format(value);
}

/** A moment in the reader's language, with the machine-readable form beside it. */
export function Moment({ value, language }: { readonly value: Date; readonly language: Language }) {
  return <time datetime={value.toISOString()}>{formatDateTime(value, language)}</time>;
}

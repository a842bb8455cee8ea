import type { Language } from './messages';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', nb: 'nb-NO' };

/**
 * A date and time to the minute with its zone: a page without script cannot know the reader's.
 *
 * @param timeZone a name of the IANA time zone database; UTC when the reader has chosen none
 */
export function formatDateTime(value: Date, language: Language, timeZone: string | null = null): string {
  const zone = timeZone ?? 'UTC';
  const format = new Intl.DateTimeFormat(locales[language], {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  });
  return `${format.format(value)} ${zone}`;
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
export function Moment(props: {
  readonly value: Date;
  readonly language: Language;
  /** As the reader has chosen it; UTC when absent. */
  readonly timeZone?: string | null;
}) {
  const { value, language, timeZone = null } = props;
  return <time datetime={value.toISOString()}>{formatDateTime(value, language, timeZone)}</time>;
}

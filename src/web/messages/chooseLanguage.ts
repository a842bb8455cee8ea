/** The languages pages are written in. */
export const languages = ['en', 'de', 'nb'] as const;
/** A language pages are written in, as its BCP 47 tag. */
export type Language = (typeof languages)[number];

const longestHeader = 500;

/**
 * The language of a page: the account's own when it is one of ours, else the best of the Accept-Language header
 * (RFC 9110 section 12.5.4: quality values, header order among equals), else English. Regions are ignored (`de-AT` is
 * German), `no` and `nn` read Bokmål. Never throws; a header that is no such list counts as absent.
 */
export function chooseLanguage(acceptLanguageHeader: string | undefined, accountLanguage?: string | null): Language {
  const own = accountLanguage ? languageOfTag(accountLanguage) : null;
  if (own) return own;
  const ranked = (acceptLanguageHeader ?? '')
    .slice(0, longestHeader)
    .split(',')
    .map(readRange)
    .filter((range) => range.quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of ranked) {
    const language = languageOfTag(tag);
    if (language) return language;
  }
  return 'en';
}

function languageOfTag(tag: string): Language | null {
  const primary = tag.trim().toLowerCase().split(/[-_]/)[0] ?? '';
  if (primary === 'no' || primary === 'nn') return 'nb';
  return languages.find((language) => language === primary) ?? null;
}

function readRange(range: string): { tag: string; quality: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim());
  const given = parameters.find((parameter) => /^q=/i.test(parameter));
  if (given === undefined) return { tag, quality: 1 };
  const value = given.slice(2);
  return { tag, quality: /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(value) ? Number(value) : 0 };
}

import { locales } from '../schema';

const byKey: ReadonlyMap<string, string> = new Map(locales.map((locale) => [keyOf(locale), locale]));

/**
 * The one of the 15 locales (U11) that a text means, with a hyphen or an underscore and in any case; null when it is none.
 * What was sent is stored; this only says whether it is acceptable.
 */
export function canonicalLocale(text: string): string | null {
  return byKey.get(keyOf(text)) ?? null;
}

function keyOf(locale: string): string {
  return locale.replace('-', '_').toLowerCase();
}

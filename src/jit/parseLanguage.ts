const languageTag = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/;

/**
 * The first language tag of a value that directories write as a tag (`nb-NO`, `nb_NO`) or as a list of preferences
 * (`nb, en;q=0.5`). Null when it is none: a language only chooses texts, so an unusable one is ignored, never refused.
 */
export function parseLanguage(value: string): string | null {
  const first = (value.split(/[,;]/)[0] ?? '').trim().replaceAll('_', '-');
  return languageTag.test(first) ? first : null;
}

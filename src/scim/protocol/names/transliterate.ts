/** Latin letters whose mark Unicode does not take apart, or that are two letters in one, and what they become. */
const wholeLetters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['ẞ', 'SS'],
  ['æ', 'ae'],
  ['Æ', 'AE'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['ø', 'o'],
  ['Ø', 'O'],
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ð', 'd'],
  ['Ð', 'D'],
  ['þ', 'th'],
  ['Þ', 'Th'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['ħ', 'h'],
  ['Ħ', 'H'],
  ['ŧ', 't'],
  ['Ŧ', 'T'],
  ['ŋ', 'n'],
  ['Ŋ', 'N'],
  ['ı', 'i'],
  ['ĸ', 'k'],
  ['ŀ', 'l'],
  ['Ŀ', 'L'],
  ['ŉ', 'n'],
  ['ə', 'e'],
  ['Ə', 'E'],
  ['ƒ', 'f'],
  ['ĳ', 'ij'],
  ['Ĳ', 'IJ'],
  ['ſ', 's'],
]);

const wholeLetter = new RegExp(`[${[...wholeLetters.keys()].join('')}]`, 'gu');

// Marks count on Latin letters only: й is a letter of its own, and a Japanese or Indic name without its marks is another name.
const markedLatin = /(\p{Script=Latin})[\u0300-\u036F]+/gu;

/** True when a name holds a Latin letter with a mark, or one such as ß, æ, ø, đ, ł or þ. */
export function hasDiacritics(name: string): boolean {
  return transliterate(name) !== name.normalize('NFC');
}

/**
 * The name in plain Latin letters: marks are taken off (Müller becomes Muller), letters without a plain form are written
 * with their nearest ones (Groß becomes Gross). Letters of other scripts stay. Composed (NFC).
 */
export function transliterate(name: string): string {
  return name
    .normalize('NFD')
    .replace(markedLatin, '$1')
    .normalize('NFC')
    .replace(wholeLetter, (letter) => wholeLetters.get(letter) ?? letter);
}

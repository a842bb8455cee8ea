/** What texts of attributes without exact case compare by: NFC and lower case, as user names do (`accounts/names`). */
export function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase().normalize('NFC');
}

/** Orders as PostgreSQL's collation "C" does: by code point, which UTF-16 units do not beyond U+FFFF. */
export function compareCodePoints(one: string, other: string): number {
  const left = one[Symbol.iterator]();
  const right = other[Symbol.iterator]();
  for (;;) {
    const [a, b] = [left.next(), right.next()];
    if (a.done || b.done) return Number(b.done ?? false) - Number(a.done ?? false);
    const difference = (a.value.codePointAt(0) ?? 0) - (b.value.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
}

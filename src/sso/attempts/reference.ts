/** Digits and letters that are not mistaken for each other when read aloud or copied by hand (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * Makes the reference of an attempt: nine characters in groups of three (45 random bits), short enough for the phone and
 * too many to try.
 *
 * @param random gives that many random bytes
 */
export function newReference(random: (bytes: number) => Buffer): string {
  const characters = [...random(9)].map((byte) => alphabet[byte % 32]).join('');
  return `${characters.slice(0, 3)}-${characters.slice(3, 6)}-${characters.slice(6)}`;
}

/** Reads a reference as people type it: any case, any separators, O for 0, I or L for 1. Null when it cannot be one. */
export function parseReference(typed: string): string | null {
  const characters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (characters.length !== 9 || [...characters].some((character) => !alphabet.includes(character))) return null;
  return `${characters.slice(0, 3)}-${characters.slice(3, 6)}-${characters.slice(6)}`;
}

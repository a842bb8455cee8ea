/** Keys under which user names and e-mail addresses are compared. They are compared, never shown: what was sent is stored. */

/**
 * The key a user name is unique under in a site: Unicode NFC, lower case. The second NFC is needed because lower case
 * can open a composition that upper case has not (J with caron).
 */
export function usernameKey(username: string): string {
  return username.normalize('NFC').toLowerCase().normalize('NFC');
}

/** The key an e-mail address is unique under in a site; the same rule as for user names. */
export function emailKey(email: string): string {
  return usernameKey(email);
}

/**
 * The second key that blocks the creation of a look-alike: Unicode NFKC, lower case. Full-width letters, ligatures and
 * the like fall together. It can be up to 18 times as long as the name.
 */
export function confusableKey(username: string): string {
  return username.normalize('NFKC').toLowerCase().normalize('NFKC');
}

// Format characters hold the bidirectional and zero-width ones; the ignorable ones add Hangul fillers and variation
// selectors; U+2800 is the blank of Braille, which looks like a space and is a symbol.
const forbiddenCharacter =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800]/u;
const forbiddenCharacters = new RegExp(forbiddenCharacter, 'gu');

/** True when the text holds a control, invisible, zero-width or bidirectional character, or half a surrogate pair. */
export function hasForbiddenCharacters(text: string): boolean {
  return forbiddenCharacter.test(text);
}

/** The text with every forbidden character written out as `[U+200B]`, so that a person can see what was sent. */
export function revealForbiddenCharacters(text: string): string {
  return text.replace(forbiddenCharacters, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
    return `[U+${hex.padStart(4, '0')}]`;
  });
}

/** Length as people and PostgreSQL count it: in code points, not in UTF-16 units. */
export function characterCount(text: string): number {
  return [...text].length;
}

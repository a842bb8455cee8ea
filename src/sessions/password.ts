import { hash, verify } from '@node-rs/argon2';

/** Longest password that is hashed, in characters: hashing must not be a way to keep the server busy. */
export const longestPassword = 1024;

/** Shortest password that may be set, in characters. */
export const shortestPassword = 12;

/** True when a password is neither too short nor too long to be set. */
export function isUsablePassword(password: string): boolean {
  return [...password].length >= shortestPassword && password.length <= longestPassword;
}

/** Hashes a password with argon2id and a fresh salt (19 MiB, two passes, one lane: OWASP's first choice). */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'));
}

let standIn: Promise<string> | null = null;

/**
 * Compares a password with its hash. Without a hash it compares with one nobody has the password of, so that an unknown
 * name takes as long as a known one.
 *
 * @param stored null when there is no such account, or it has no password
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  if (password.length > longestPassword) return false;
  const compared = stored ?? (await (standIn ??= hash('a password nobody has')));
  const matches = await verify(compared, password.normalize('NFC')).catch(() => false);
  return matches && stored !== null;
}

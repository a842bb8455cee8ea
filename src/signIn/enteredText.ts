/**
 * A field of the query or the form without blanks around it; null when it is absent, empty or longer than anything of ours.
 * Also null for what holds U+0000: no database stores it, so nothing of ours is called so.
 */
export function enteredText(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  return text === '' || text.length > 4096 || text.includes('\0') ? null : text;
}

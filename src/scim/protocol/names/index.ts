/**
 * Owns: what a provisioning's policy for diacritics does to the names of people (decision D2: allow, transliterate, reject).
 * Pure.
 * Owns not: the other rules about people (`protocol/judge`), and which characters no text may hold (`accounts`).
 */
export { hasDiacritics, transliterate } from './transliterate';
export { applyNamePolicy, nameFields, type NamePolicy } from './applyNamePolicy';

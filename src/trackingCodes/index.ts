/**
 * Owns: what a value of a tracking code must be, by its usage, its input mode and its list (design 6.5), and what a code
 * may be called.
 * Owns not: which attribute or field brought the value (`jit`, pages, files), and where it is kept (`accounts`).
 */
export * from './decideTrackingCode';
export * from './labels';
export * from './nearValue';
export { mostValues, spellingKey, type ListedValue } from './valueIndex';
export { readValueUse } from './valueUse';

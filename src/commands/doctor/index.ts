/**
 * Owns: what `usher doctor` looks at, and what it tells to do about it.
 * Owns not: mending; every finding names the command or setting that does.
 */
export { doctor } from './doctor';
export type { Finding } from '../../findings';

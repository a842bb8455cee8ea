/**
 * Owns: what happens without anybody asking: making and dropping partitions, deleting what has expired.
 * Owns not: what is due when; each capability sets the expiry of its own rows.
 */
export { keepHouse, startHousekeeping } from './housekeeping';

import { v7 } from 'uuid';

/**
 * A new id: UUID version 7 (RFC 9562), ordered by time so that indexes stay small.
 *
 * @param at the moment it belongs to; now, when absent
 */
export function newId(at?: Date): string {
  return at === undefined ? v7() : v7({ msecs: at.getTime() });
}

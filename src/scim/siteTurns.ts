import { turnsOfDatabases } from '../turns';

/**
 * What SCIM clients change of one site at a time in a process, people and groups together. All of it may wait for rows of that
 * site, each with a connection: this is far fewer than the pool has, so that a few such sites stop no other, and enough to be
 * as fast.
 */
export const siteTurns = turnsOfDatabases(3);

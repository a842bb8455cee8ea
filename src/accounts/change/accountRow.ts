import type { Prisma } from '../../db';
import type { AccountState } from '../accountState';

/** An account as it is stored. */
export type AccountRow = Prisma.AccountGetPayload<object>;

/**
 * An account in the form of the site file.
 *
 * @param connectionNames name by id
 */
export function accountState(row: AccountRow, connectionNames: ReadonlyMap<string, string>): AccountState {
  const codes = row.trackingCodes as Readonly<Record<string, string>>;
  const inOrder = Object.entries(codes).toSorted(([one], [other]) => Number(one.slice(2)) - Number(other.slice(2)));
  return {
    username: row.username,
    firstName: row.firstName,
    lastName: row.lastName,
    displayName: row.displayName,
    email: row.email,
    type: row.type,
    status: row.status,
    roles: row.roles,
    trackingCodes: Object.fromEntries(inOrder),
    connection: row.connectionId === null ? null : (connectionNames.get(row.connectionId) ?? null),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    language: row.language,
    timeZone: row.timeZone,
    bypass: row.bypass,
  };
}

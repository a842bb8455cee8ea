import type { AccountStatus, AccountType } from '../jit';

/** An account, complete, with the field names of the site file. The password is never part of it. */
export interface AccountState {
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly type: AccountType;
  readonly status: AccountStatus;
  readonly roles: readonly string[];
  /** `TC1` to `TC10`, only those with a value. */
  readonly trackingCodes: Readonly<Record<string, string>>;
  /** Name of the connection it belongs to or is named for. */
  readonly connection: string | null;
  /** ISO 8601 in UTC. */
  readonly expiresAt: string | null;
  readonly language: string | null;
  /** A name of the IANA time zone database; null: UTC. */
  readonly timeZone: string | null;
  readonly bypass: boolean;
}

/** What a new account has where nothing is said of it. */
export const newAccount: Omit<AccountState, 'username'> = {
  firstName: null,
  lastName: null,
  displayName: null,
  email: null,
  type: 'host',
  status: 'active',
  roles: [],
  trackingCodes: {},
  connection: null,
  expiresAt: null,
  language: null,
  timeZone: null,
  bypass: false,
};

/** Whether an account takes one of the site's seats: a host that is active or locked (design 6). */
export function holdsSeat(account: Pick<AccountState, 'type' | 'status'> | null): boolean {
  return account !== null && account.type === 'host' && (account.status === 'active' || account.status === 'locked');
}

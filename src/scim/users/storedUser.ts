import type { AccountState } from '../../accounts';
import type { JsonObject } from '../protocol/schema';

/** The fields of an account that SCIM reads or writes. */
export type UserAccount = Omit<AccountState, 'connection'>;

/** What is kept of a person beside the account: attributes without a column, and how addresses were sent. */
export interface UserProfile {
  /**
   * With canonical names, extensions below their URN. Beside what has no column it holds the name, userType and
   * preferredLanguage as they were sent, because a column says less.
   */
  readonly attributes: JsonObject;
  /** `type`, `display` and `primary` of the address that is in the account. */
  readonly mainEmail: JsonObject;
  /** The other addresses as sent, with `valueKey`, by which they are found. */
  readonly otherEmails: readonly JsonObject[];
}

/** A group a person belongs to. */
export interface HeldGroup {
  readonly id: string;
  readonly displayName: string;
}

/** A person as the database has them, seen by one provisioning. */
export interface StoredUser {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly account: UserAccount;
  readonly profile: UserProfile;
  readonly isGuest: boolean;
  /** Name of the provisioning that owns the account; null when none does. */
  readonly managedBy: string | null;
  /** Id of the provisioning that deactivated it; null when somebody else did, or nobody. */
  readonly suspendedBy: string | null;
  /** What this provisioning knows of the person; null when it never wrote to them. */
  readonly link: { readonly externalId: string | null; readonly isHidden: boolean } | null;
  /** Null when they were not read. */
  readonly groups: readonly HeldGroup[] | null;
  /** The name of the person the enterprise extension names as manager, when the site has one of that id. */
  readonly managerName: string | null;
}

/** The profile of somebody who has none. */
export const emptyProfile: UserProfile = {
  attributes: {},
  mainEmail: { type: 'work', primary: true },
  otherEmails: [],
};

/** True for what SCIM calls active: whoever was not deactivated. An admin's lock is none of a client's business. */
export function isShownActive({ status }: Pick<UserAccount, 'status'>): boolean {
  return status === 'active' || status === 'locked';
}

/** A row of `selectUsers`, as the driver gives it. */
export interface UserRow
  extends Omit<StoredUser, 'account' | 'profile' | 'createdAt' | 'updatedAt' | 'link'>, UserAccountRow {
  readonly createdAt: Date | string;
  readonly updatedAt: Date | string;
  readonly attributes: JsonObject | null;
  readonly mainEmail: JsonObject | null;
  readonly otherEmails: readonly JsonObject[] | null;
  readonly isLinked: boolean;
  readonly isHidden: boolean;
  readonly externalId: string | null;
}

type UserAccountRow = Omit<UserAccount, 'expiresAt' | 'roles'> & {
  readonly expiresAt: Date | string | null;
  /** Prisma writes a list that was never named as NULL. */
  readonly roles: readonly string[] | null;
};

/** A person from a row of `selectUsers`. */
export function storedUser(row: UserRow): StoredUser {
  const { id, version, isGuest, managedBy, suspendedBy, groups, managerName } = row;
  return {
    ...{ id, version, isGuest, managedBy, suspendedBy, groups, managerName },
    createdAt: new Date(row.createdAt),
    updatedAt: new Date(row.updatedAt),
    account: {
      username: row.username,
      firstName: row.firstName,
      lastName: row.lastName,
      displayName: row.displayName,
      email: row.email,
      type: row.type,
      status: row.status,
      roles: row.roles ?? [],
      trackingCodes: row.trackingCodes,
      expiresAt: row.expiresAt === null ? null : new Date(row.expiresAt).toISOString(),
      language: row.language,
      timeZone: row.timeZone,
      bypass: row.bypass,
    },
    profile: {
      attributes: row.attributes ?? emptyProfile.attributes,
      mainEmail: row.mainEmail ?? emptyProfile.mainEmail,
      otherEmails: row.otherEmails ?? emptyProfile.otherEmails,
    },
    link: row.isLinked ? { externalId: row.externalId, isHidden: row.isHidden } : null,
  };
}

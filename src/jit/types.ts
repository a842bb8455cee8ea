import type { Check, Refusal } from '../sso/catalogue';
import type { NameId } from '../saml/gate';

/** A host takes a seat, an attendee does not. */
export type AccountType = 'host' | 'attendee';
/** Every status of an account, in the order of a person's way through it. */
export const accountStatuses = ['active', 'pending', 'deactivated', 'locked', 'expired'] as const;
/** Active and locked hosts hold a seat; only an active account signs in. */
export type AccountStatus = (typeof accountStatuses)[number];

/** A tracking code as the site configured it (TC1 to TC10). */
export interface TrackingCodeSetting {
  /** 1 to 10. */
  readonly number: number;
  readonly label: string;
  readonly input: 'text' | 'dropdown';
  readonly usage: 'required' | 'optional' | 'not_used';
  readonly values: readonly { readonly value: string; readonly active: boolean }[];
}

/** Fields a connection maps from attributes; the value is the list of attribute names accepted, first present wins. */
export type AttributeMapping = Readonly<Record<MappedField, readonly string[]>>;
/** Our fields that a connection maps; tracking codes have names of their own. */
export const mappedFields = ['firstName', 'lastName', 'email', 'displayName', 'language'] as const;
/** A field that a connection maps. */
export type MappedField = (typeof mappedFields)[number];

/** The settings of a site and a connection that the policy reads. */
export interface PolicySettings {
  readonly partnerId: string | null;
  readonly allowedEmailDomains: readonly string[];
  readonly blockedEmailDomains: readonly string[];
  readonly autoCreate: boolean;
  readonly autoUpdate: boolean;
  readonly removeUpnSuffix: boolean;
  readonly upnSuffixes: readonly string[];
  readonly newAccounts: 'active' | 'pending';
  readonly connectionId: string;
  readonly connectionName: string;
  readonly allowedTypes: readonly AccountType[];
  readonly usernameFrom: readonly string[];
  readonly attributes: AttributeMapping;
  readonly trackingCodes: readonly TrackingCodeSetting[];
}

/** The person as the verified assertion describes them, already mapped. */
export interface Person {
  /** As sent (after removeUpnSuffix). */
  readonly username: string;
  /** Which source gave it, such as `uid` or `NameID`. */
  readonly usernameSource: string;
  readonly nameId: NameId | null;
  /** Every attribute, by exact name. */
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

/** An account as the policy needs to see it. */
export interface AccountFact {
  readonly id: string;
  /** Grows with every write; the guard against deciding on stale facts. */
  readonly version: number;
  readonly username: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly displayName: string | null;
  readonly email: string | null;
  readonly language: string | null;
  readonly type: AccountType;
  readonly status: AccountStatus;
  readonly expiresAt: Date | null;
  /** TC1 to TC10 by number, only those with a value. */
  readonly trackingCodes: Readonly<Record<number, string>>;
  /** The connection it belongs to or is named for; null when none is. */
  readonly connectionId: string | null;
  /** The NameID it is bound to on the connection of this sign-in; null when not bound there. */
  readonly boundNameId: NameId | null;
  /** Stored updateTimestamp; null when none was ever stored. */
  readonly updateTimestamp: Date | null;
  /** Name of the active provisioning that owns it; null when none does. */
  readonly managedBy: string | null;
}

/** What the database says about the person, read in one round trip (the same one as `MessageState`). */
export interface AccountFacts {
  /** The account bound to this NameID on this connection. */
  readonly byBinding: AccountFact | null;
  /** The account with this user name (NFC, lower case) in the site. */
  readonly byUsername: AccountFact | null;
  /** Id of the account that has the mapped e-mail address (NFC, lower case); null when nobody has. */
  readonly emailOwnerId: string | null;
  /** Id of an account whose user name has the same NFKC form; null when none has. */
  readonly confusableOwnerId: string | null;
  readonly seats: { readonly limit: number; readonly used: number };
  /** How many connections the site has. */
  readonly connectionCount: number;
}

/** The values of a new account. */
export interface NewAccount {
  readonly username: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly displayName: string;
  readonly email: string;
  readonly language: string | null;
  readonly type: AccountType;
  readonly status: 'active' | 'pending';
  readonly trackingCodes: Readonly<Record<number, string>>;
  readonly updateTimestamp: Date | null;
  readonly connectionId: string;
}

/** The fields an update changes; an absent key stays as it is, null clears. */
export interface AccountChanges {
  readonly firstName?: string;
  readonly lastName?: string;
  /** Never cleared: one that was sent empty becomes first and last name again. */
  readonly displayName?: string;
  readonly email?: string;
  readonly language?: string | null;
  /** By number; null clears the code. */
  readonly trackingCodes?: Readonly<Record<number, string | null>>;
  readonly updateTimestamp: Date;
}

/** Whether the NameID shall be bound to the account: only persistent and emailAddress formats bind. */
export type Binding = NameId | null;

/** True when the account named no connection so far and is to name the one of this sign-in from now on. */
export type Adoption = boolean;

/**
 * What the policy says. `checks` is the policy's part of the check-list, complete in every arm. `note` is one sentence
 * for the attempt, such as "update skipped: equal or older".
 */
export type Verdict =
  | {
      readonly outcome: 'create';
      readonly account: NewAccount;
      readonly bind: Binding;
      readonly checks: readonly Check[];
      readonly note: string | null;
    }
  /** The account is made pending and this sign-in answers 31 `account_pending`. */
  | {
      readonly outcome: 'create_pending';
      readonly account: NewAccount;
      readonly bind: Binding;
      readonly refusal: Refusal;
      readonly checks: readonly Check[];
    }
  | {
      readonly outcome: 'update';
      readonly account: AccountFact;
      readonly changes: AccountChanges;
      readonly bind: Binding;
      readonly adopt: Adoption;
      readonly checks: readonly Check[];
      readonly note: string | null;
    }
  | {
      readonly outcome: 'sign_in';
      readonly account: AccountFact;
      readonly bind: Binding;
      readonly adopt: Adoption;
      readonly checks: readonly Check[];
      readonly note: string | null;
    }
  | {
      readonly outcome: 'refuse';
      readonly refusal: Refusal;
      /** The account concerned, when one was found. */
      readonly account: AccountFact | null;
      /** The account's time ran out and its status is to become `expired`. */
      readonly expire: boolean;
      readonly checks: readonly Check[];
    };

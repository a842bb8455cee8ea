import type { Prisma } from '../db';
import type { Quirk } from './protocol/quirks';
import type { ScimEffect } from './services';

/** Whom a provisioning acts as: an account of its site, with what it may do. */
export interface ActingAccount {
  readonly id: string;
  readonly username: string;
  readonly roles: readonly string[];
}

/** A SCIM client as its settings are at the moment of a call. */
export interface Provisioning {
  readonly id: string;
  readonly siteId: string;
  /** Slug of the site. */
  readonly site: string;
  readonly name: string;
  readonly credentialType: 'basic' | 'bearer' | 'oauth';
  readonly actingAccount: ActingAccount;
  /** Of people whose userType names neither. */
  readonly defaultType: 'host' | 'attendee';
  readonly namePolicy: 'allow' | 'transliterate' | 'reject';
  /** True: attributes that no schema defines refuse a request. */
  readonly strictAttributes: boolean;
  readonly rejectUnmappedGroups: boolean;
  readonly deleteWorkspaceGroups: boolean;
  readonly brake: {
    /** Held when more accounts than this … */
    readonly count: number;
    /** … and more than this share of the site's accounts (0–100) … */
    readonly percent: number;
    /** … would be deactivated or stripped within this many minutes. */
    readonly windowMinutes: number;
    readonly heldSince: Date | null;
    /** What was stripped before this moment is counted no more. */
    readonly releasedAt: Date | null;
  };
}

/** One call of a SCIM client, authenticated, on its way through users or groups. */
export interface ScimCall {
  readonly provisioning: Provisioning;
  readonly now: Date;
  /** Base address of the provisioning, without a slash at its end: `https://…/scim/v2/{id}`. */
  readonly baseUrl: string;
  readonly requestId: string;
  /** Aborted when the client hangs up. */
  readonly signal: AbortSignal;
  /**
   * Asks once more whether the client may still do this: after anything that takes long. Throws when its credential has
   * ended since it came, or whom it acts as or its settings have changed.
   */
  requireStanding(): Promise<void>;
  /** Takes note for the call log of how something was read. */
  note(what: Quirk | string): void;
  /**
   * Writes the call's line of the call log within the transaction of its effect, so that no change is without one. To be
   * called last in every transaction that changes something; when the transaction is tried again, again.
   */
  record(tx: Prisma.TransactionClient, effect: ScimEffect): Promise<void>;
  /** The same line as JSON, for a statement that writes it with the effect itself, by `usher_store_scim_calls`. */
  lineOf(effect: ScimEffect): string;
  /** Tells people by mail that the brake holds the provisioning, when the transaction that holds it commits. */
  tellHeld(tx: Prisma.TransactionClient, counted: BrakeCount): Promise<void>;
}

/** What a provisioning would have taken from people within the window of its brake, the request at hand included. */
export interface BrakeCount {
  /** Different accounts that were deactivated or stripped. */
  readonly removed: number;
  /** Accounts of the site that sign in, those deactivated within the window included. */
  readonly accounts: number;
}

/** The name under which the activity log knows what a provisioning does. */
export function actorOf({ name }: Pick<Provisioning, 'name'>): string {
  return `scim:${name}`;
}

import type { Check, Refusal } from '../../../sso/catalogue';
import type { GateSettings, NameId } from '../types';

/** A logout message as it came. */
export type LogoutArrival =
  /** The query string as it stands in the address, without `?`, percent-encoding untouched. */
  | { readonly binding: 'redirect'; readonly query: string }
  /** Name and value of every field in the order sent, percent-decoded. */
  | { readonly binding: 'post'; readonly fields: readonly (readonly [string, string])[] };

/** What the verdict needs to know of a connection: what the gate needs, and where logout messages are meant to arrive. */
export interface LogoutGateSettings {
  readonly gate: GateSettings;
  /** Our logout address of this connection. */
  readonly logoutUrl: string;
}

/** What an identity provider verifiably asked for. */
export interface VerifiedLogoutRequest {
  readonly id: string;
  readonly nameId: NameId;
  /** Empty: every session of the subject. */
  readonly sessionIndexes: readonly string[];
  /** To be sent back as it is; null when there was none. */
  readonly relayState: string | null;
  /** From this moment on the request cannot pass again, so its id may be forgotten. */
  readonly replayableUntil: Date;
}

/** What an identity provider verifiably answered. */
export interface VerifiedLogoutResponse {
  readonly inResponseTo: string;
  /** Null for Success; else why the session there may go on (code 1). It does not matter to our own session. */
  readonly problem: Refusal | null;
}

/** The verdict. Checks are complete and in order; those that need the database are null until `refuseLogout` says otherwise. */
export type LogoutResult =
  | { readonly outcome: 'request'; readonly message: VerifiedLogoutRequest; readonly checks: readonly Check[] }
  | { readonly outcome: 'response'; readonly message: VerifiedLogoutResponse; readonly checks: readonly Check[] }
  | RefusedLogout;

/** A logout message that ends nothing. */
export interface RefusedLogout {
  readonly outcome: 'refused';
  readonly refusal: Refusal;
  readonly checks: readonly Check[];
  /** True when a pinned key had signed what was read before another check failed. */
  readonly signatureVerified: boolean;
  /** The request of the genuine identity provider that waits for an answer all the same; null when nobody is to be answered. */
  readonly answer: { readonly id: string; readonly relayState: string | null } | null;
}

import type { NameId } from '../../saml/gate';
import { reasons, type Check, type Finding, type SsoCode, type WhoActs } from '../catalogue';

/** At which address the attempt was made; `test` is an administrator's test of the connection, at the ACS too. */
export type AttemptKind = 'acs' | 'complete' | 'login' | 'logout' | 'test';
/** What became of it; a parked one waits for the browser. */
export type AttemptOutcome = 'passed' | 'refused' | 'restarted' | 'parked';

/** One request to a known ACS (or a failed login, completion or logout), as it is kept. */
export interface Attempt {
  readonly id: string;
  readonly at: Date;
  readonly siteId: string;
  readonly connectionId: string;
  readonly reference: string;
  readonly kind: AttemptKind;
  readonly outcome: AttemptOutcome;
  /** Null unless refused. */
  readonly code: SsoCode | null;
  readonly findings: readonly Finding[];
  readonly checks: readonly Check[];
  /** One sentence such as "update skipped: equal or older". */
  readonly note: string | null;
  readonly username: string | null;
  readonly usernameKey: string | null;
  readonly nameId: NameId | null;
  readonly attributes: Readonly<Record<string, readonly string[]>> | null;
  readonly accountId: string | null;
  /** True when the signature over what was read had verified. Only then may anything link to an account. */
  readonly verified: boolean;
  readonly clockOffsetMs: number | null;
  /** Milliseconds by stage. */
  readonly timings: Readonly<Record<string, number>> | null;
  readonly clientAddress: string | null;
  /** What the database said at receipt, so that a replay need not ask it again. */
  readonly state: object | null;
}

/** A reason as commands and consoles show it (design 4.1). */
export interface ShownReason {
  readonly id: string;
  readonly field: string | null;
  readonly expected: string | null;
  readonly received: string | null;
  readonly hint?: string;
  readonly title: string;
  readonly whoActs: WhoActs;
  readonly fix: string;
}

/** An attempt as commands print it (design 4.1). */
export interface ShownAttempt {
  readonly reference: string | null;
  readonly at: string;
  readonly connection: string;
  readonly kind: AttemptKind;
  readonly outcome: AttemptOutcome;
  readonly username: string | null;
  readonly code: SsoCode | null;
  readonly note: string | null;
  readonly reasons: readonly ShownReason[];
  readonly checks: readonly Check[];
}

/** Adds to a finding what the catalogue knows about its reason: who acts and the fix. */
export function showReason(finding: Finding): ShownReason {
  const { title, whoActs, fix } = reasons[finding.reason];
  const { reason, field, expected, received, hint } = finding;
  return { id: reason, field, expected, received, ...(hint === undefined ? {} : { hint }), title, whoActs, fix };
}

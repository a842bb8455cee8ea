import type { FieldChange } from '../../activity';
import type { ScimErrorId } from '../protocol/errors';
import type { Quirk } from '../protocol/quirks';
import type { ScimEffect, ScimSubject } from '../services';

/**
 * What came of a call. `unchanged`: a write that left everything as it was. `refused`: the client's fault, or its right was
 * missing. `failed`: ours. `held`: the brake or the rate limit kept it.
 */
export const callOutcomes = ['changed', 'unchanged', 'read', 'refused', 'failed', 'held'] as const;
export type CallOutcome = (typeof callOutcomes)[number];

/** How a call was read and what it did: the part of its line that has no column. */
export interface CallSummary {
  /** What was done to the resource; null when nothing came to be done. */
  readonly effect: ScimEffect['outcome'] | null;
  readonly quirks: readonly Quirk[];
  /** English remarks of whoever carried it out. */
  readonly notes: readonly string[];
  readonly changes: readonly FieldChange[];
  /** What the error was about, and more precisely; null without an error. */
  readonly error: { readonly attribute: string | null; readonly note: string | null } | null;
  /** Why the provisioning is stopped, where that refused the call; null otherwise. */
  readonly stopped: string | null;
  /** Place of the operation in the bulk request it came in, from 0; null when it came by itself. */
  readonly bulkIndex: number | null;
}

/** A line of the call log without the bodies. */
export interface CallLine {
  /** UUID version 7 of the moment the call came. */
  readonly id: string;
  readonly siteId: string;
  readonly provisioningId: string;
  readonly at: Date;
  readonly durationMs: number;
  readonly method: string;
  /** Below the base address: `/Users/…`. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string | null;
  readonly status: number;
  readonly outcome: CallOutcome;
  readonly errorId: ScimErrorId | null;
  readonly account: ScimSubject | null;
  readonly entitlement: ScimSubject | null;
  readonly summary: CallSummary;
  readonly userAgent: string | null;
  readonly clientAddress: string | null;
  readonly requestId: string | null;
}

/** A call as it goes into the log. */
export interface CallRecord extends CallLine {
  /** As received; kept only of calls that wrote or went wrong. Redacted before anything is kept. */
  readonly requestBody: string | null;
  readonly responseBody: string | null;
}

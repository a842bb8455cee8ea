import { newId } from '../../newId';
import type { Check, Refusal } from '../catalogue';
import type { Attempt, AttemptKind } from './attempt';
import { newReference } from './reference';

/** What is known of a request that was refused before anything could be read from it. */
export interface RefusedRequest {
  readonly siteId: string;
  readonly connectionId: string;
  readonly kind: AttemptKind;
  readonly refusal: Refusal;
  /** The one check that failed. */
  readonly check: Check;
  readonly clientAddress: string | null;
}

/** The attempt of a request that never reached the gate: no person, no document, one failed check. */
export function refusedAttempt(request: RefusedRequest, now: Date, random: (bytes: number) => Buffer): Attempt {
  const { refusal, check, ...rest } = request;
  return {
    ...rest,
    id: newId(now),
    at: now,
    reference: newReference(random),
    outcome: 'refused',
    code: refusal.code,
    findings: refusal.findings,
    checks: [check],
    note: null,
    username: null,
    usernameKey: null,
    nameId: null,
    attributes: null,
    accountId: null,
    verified: false,
    clockOffsetMs: null,
    timings: null,
    state: null,
  };
}

import { gateCheckIds, runGate, type GateResult, type GateSettings } from '../../src/saml/gate';
import type { ReasonId, SsoCode } from '../../src/sso/catalogue';
import { encoded, gateSettings, now, responseText, type ResponseChanges } from './samlResponse';

/** A response the gate must refuse. */
export interface RefusedCase {
  /** Number in the security checklist and what is wrong. */
  readonly is: string;
  readonly code: SsoCode;
  readonly reason: ReasonId;
  /** How it differs from the correct response. */
  readonly changes?: ResponseChanges;
  /** Or the whole value of the form field. */
  readonly field?: () => string | Promise<string>;
  readonly settings?: Partial<GateSettings>;
  readonly at?: Date;
}

/** Runs the gate over one case. */
export async function judge(one: Omit<RefusedCase, 'is' | 'code' | 'reason'>): Promise<GateResult> {
  const field = one.field ? await one.field() : encoded(await responseText(one.changes));
  return runGate(field, gateSettings(one.settings), one.at ?? now);
}

/** One test per case: the code, the reason, and a complete check-list of which the first failure is the one that decided. */
export function refuses(cases: readonly RefusedCase[]): void {
  test.each(cases)('$is: $code $reason', async (one) => {
    const result = await judge(one);
    expect(summary(result)).toEqual({ outcome: 'refused', code: one.code, reason: one.reason });
    expect(result.checks.map(({ id }) => id)).toEqual(gateCheckIds);
    expect(result.checks.some(({ passed }) => passed === false)).toBe(true);
  });
}

/** What decided, in three words. */
export function summary(result: GateResult): { outcome: string; code?: SsoCode; reason?: ReasonId } {
  return result.outcome === 'verified'
    ? { outcome: 'verified' }
    : { outcome: 'refused', code: result.refusal.code, reason: result.refusal.findings[0].reason };
}

/** The check of a result by its id. */
export function checkOf(result: GateResult, id: string) {
  const check = result.checks.find((one) => one.id === id);
  if (check === undefined) throw new Error(`no check ${id}`);
  return check;
}

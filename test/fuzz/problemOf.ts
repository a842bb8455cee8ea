import { isDeepStrictEqual } from 'node:util';
import { gateCheckIds, runGate, type GateSettings, type VerifiedAssertion } from '../../src/saml/gate';
import { preCheck, xmlLimits } from '../../src/saml/gate/preCheck';
import { now } from '../support/samlResponse';
import { askNodeSaml } from '../support/secondOpinion';
import type { Shape } from './shapes';

/** What became of one message. */
export interface Verdict {
  readonly accepted: boolean;
  /** What must not have happened; null when all is well. */
  readonly problem: string | null;
}

/** More than any refusal needs, however long what it refuses. */
const mostKept = 20_000;

/**
 * Judges a changed message: it must be refused in a way that was foreseen, or say exactly what was signed.
 *
 * @param field the value of the form field
 * @param original what the unchanged message says
 */
export function judgeMutant(
  field: string,
  settings: GateSettings,
  original: VerifiedAssertion,
): Verdict & { readonly assertion: VerifiedAssertion | null } {
  const { elementsSeen } = preCheck(Buffer.from(field, 'base64').toString('utf8'));
  const result = runGate(field, settings, now);
  const problem = ((): string | null => {
    if (elementsSeen > xmlLimits.elements + 1) return `${elementsSeen} elements were looked at`;
    if (
      !isDeepStrictEqual(
        result.checks.map(({ id }) => id),
        gateCheckIds,
      )
    )
      return 'the check-list is not complete';
    if (result.outcome === 'verified') {
      return isDeepStrictEqual(result.assertion, original) ? null : 'accepted with another identity';
    }
    const [finding] = result.refusal.findings;
    if (finding.reason === 'protocol_error') return `not foreseen: ${finding.received ?? ''}`;
    const { refusal, checks, glimpse } = result;
    const kept = JSON.stringify({ refusal, checks, glimpse }).length;
    return kept > mostKept ? `${kept} characters are kept of it` : null;
  })();
  const assertion = result.outcome === 'verified' ? result.assertion : null;
  return { accepted: assertion !== null, problem, assertion };
}

/** Asks node-saml about a message we accepted: it must accept it too and read the same. The system clock must stand at `now`. */
export async function secondOpinionProblem(
  field: string,
  nodeSaml: NonNullable<Shape['nodeSaml']>,
  assertion: VerifiedAssertion,
): Promise<string | null> {
  // A change may have taken the one of two signatures away that nobody demands.
  const demands = [...new Set([nodeSaml, 'assertion', 'response'] as const)];
  let firstRefusal: string | null = null;
  for (const signed of demands) {
    try {
      const opinion = await askNodeSaml(field, signed, { idp: ['idp'], sp: 'sp' });
      const same =
        (opinion.nameId?.trim() ?? null) === (assertion.nameId?.value ?? null) &&
        isDeepStrictEqual(opinion.attributes, Object.fromEntries(assertion.attributes));
      return same ? null : 'node-saml reads something else';
    } catch (error) {
      firstRefusal ??= error instanceof Error ? error.message : String(error);
    }
  }
  return `node-saml refuses it: ${firstRefusal ?? ''}`;
}

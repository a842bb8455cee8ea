import type { Check, Refusal } from '../catalogue';
import type { Judgement } from '../judge';

/** A response that belongs to a test sign-in, and how it is judged as such. */
export interface TestAnswer {
  readonly testId: string;
  readonly judgement: Judgement;
}

/**
 * Tells whether a response belongs to a test sign-in. Null: it is one like everybody's.
 *
 * What the signature covers decides: an answer to the request of a test is that test's and never a sign-in, and an answer
 * to any other request is never a test's. The RelayState, which anybody can write, is believed only where the outcome is
 * a refusal either way: a response that cannot be read that far, one that answers nothing open, or one that answers
 * nothing at all, which in a test means that the identity provider does not answer requests.
 *
 * @param namedTestId the open test that the RelayState names; null when it names none
 */
export function decideTest(judgement: Judgement, namedTestId: string | null): TestAnswer | null {
  const request = judgement.facts?.requestMemory ?? null;
  if (request !== null) return request.testId === null ? null : { testId: request.testId, judgement };
  if (namedTestId === null) return null;
  return { testId: namedTestId, judgement: judgement.outcome === 'refused' ? judgement : unanswered(judgement) };
}

/** The response passed, or is to be started again, without naming a request. */
function unanswered({ checks, gate, person, facts, timings }: Judgement): Judgement {
  const why = 'The response names no request, although this test sent one.';
  const refusal: Refusal = {
    code: 28,
    findings: [
      {
        reason: 'idp_ignores_requests',
        field: 'InResponseTo',
        expected: 'the ID of the request of this test',
        received: 'a response without a request',
      },
    ],
  };
  const told = checks.map((check): Check =>
    check.id === 'in_response_to' ? { id: check.id, passed: false, why } : check,
  );
  return { outcome: 'refused', refusal, verdict: null, checks: told, gate, person, facts, timings };
}

import { knownContact, messagesFor } from '../../web';
import type { RefusalProps } from './RefusalPage';

/** The body of `application/problem+json` (RFC 9457 section 3.1, with extension members of ours). */
export interface RefusalProblem {
  /** The public help page of the code. */
  readonly type: string;
  readonly title: string;
  /** The HTTP status, repeated. */
  readonly status: number;
  readonly detail: string;
  readonly code: number;
  readonly reference: string | null;
  readonly contact: Readonly<Record<string, string>> | null;
}

interface ProblemFacts extends Pick<RefusalProps, 'code' | 'reference' | 'contact' | 'language'> {
  readonly status: number;
  /** PUBLIC_URL, with or without a final slash. */
  readonly publicUrl: string;
}

/** What a client that prefers JSON reads of a refusal: exactly what the page shows, nothing more. */
export function refusalProblem(facts: ProblemFacts): RefusalProblem {
  const texts = messagesFor(facts.language);
  const title = texts.codes[facts.code];
  return {
    type: `${facts.publicUrl.replace(/\/+$/, '')}/help/codes/${facts.code}`,
    title,
    status: facts.status,
    detail: texts.refusal.sentence(title, facts.code),
    code: facts.code,
    reference: facts.reference,
    contact: knownContact(facts.contact),
  };
}

import type { AccountProblem } from '../../accounts/change';
import { messagesFor, type FormError, type Language } from '../../web';

/** A broken rule as one sentence: what to do about it. */
export function problemText({ reason, expected, received }: AccountProblem, language: Language): string {
  return messagesFor(language).admin.users.reasons[reason]({ expected: expected ?? '', received: received ?? '' });
}

/** Broken rules as the mistakes of a form; its fields are named as those of an account. */
export function problemErrors(problems: readonly AccountProblem[], language: Language): FormError[] {
  return problems.map((problem) => ({ field: problem.field, text: problemText(problem, language) }));
}

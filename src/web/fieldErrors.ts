import type { FieldProblem } from '../sites';
import type { FormError } from './forms';
import { messagesFor, type Language } from './messages';

/**
 * The mistakes of a change as a form shows them: which field, and what to do, in the reader's language.
 *
 * @param nameOf the field of the form for a place in the site file; by default its dotted name without lists and their
 * positions: `adminContact.email`, and `trackingCodes.TC1` for `accounts[0].trackingCodes.TC1`
 */
export function fieldErrors(
  problems: readonly FieldProblem[],
  language: Language,
  nameOf: (path: FieldProblem['path']) => string = fieldNameOf,
): FormError[] {
  return problems.map((problem) => ({ field: nameOf(problem.path), text: sentenceOf(problem, language) }));
}

/** The name of a form's field for a place in the site file. */
export function fieldNameOf(path: FieldProblem['path']): string {
  const inner = path.length > 2 && typeof path[1] === 'number' ? path.slice(2) : path;
  const list = inner.findIndex((step) => typeof step === 'number');
  return (list === -1 ? inner : inner.slice(0, list)).join('.');
}

function sentenceOf({ rule, message }: FieldProblem, language: Language): string {
  const { admin, reasons } = messagesFor(language);
  if (rule === undefined) return message;
  if (rule.id === 'tracking_code') {
    const { title } = reasons[rule.reason];
    return rule.received === null || rule.received === '' ? title : `${title} (${rule.received})`;
  }
  // The table has a text for every id; that the one belongs to the other is what the compiler cannot follow.
  return (admin.rules[rule.id] as (of: typeof rule) => string)(rule);
}

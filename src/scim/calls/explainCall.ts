import type { FieldChange } from '../../activity';
import type { Language } from '../../web';
import { fillIn, textsOf, type ScimErrorId } from '../protocol/errors';
import { quirkSentences, type QuirkId } from '../protocol/quirks';
import type { CallLine } from './callRecord';
import { clientOf, type ScimClient } from './clientOf';
import { nextStepOf, nextStepText } from './nextStep';

/** A call in words. */
export interface ExplainedCall {
  readonly client: ScimClient;
  /** How it was read: what was tolerated, and where it stood. */
  readonly quirks: readonly { readonly id: string; readonly at: string; readonly sentence: string }[];
  /** Remarks of whoever carried it out; English. */
  readonly notes: readonly string[];
  readonly changes: readonly FieldChange[];
  /** Null when it was answered without one. */
  readonly error: ExplainedError | null;
  /** What the client will do next. */
  readonly next: string;
}

/** An error with what it means and what to do. */
export interface ExplainedError {
  readonly id: ScimErrorId;
  /** The sentence of the answer. */
  readonly detail: string;
  readonly cause: string;
  readonly fix: string;
  /** More precisely, English: a position, a length; null when there is nothing. */
  readonly note: string | null;
}

/** Says in words how a call was read, what it changed, why it was refused and what follows. Pure. */
export function explainCall(call: CallLine, language: Language): ExplainedCall {
  const { summary, errorId } = call;
  return {
    client: clientOf(call),
    quirks: summary.quirks.map(({ id, at }) => ({ id, at, sentence: quirkText(id, language) })),
    notes: summary.notes,
    changes: summary.changes,
    error: errorId === null ? null : explainError(errorId, call, language),
    next: nextStepText(nextStepOf(call), language),
  };
}

function explainError(id: ScimErrorId, { summary }: CallLine, language: Language): ExplainedError {
  const text = textsOf(language)[id];
  const attribute = summary.error?.attribute;
  return {
    id,
    detail: fillIn(text.detail, attribute),
    cause: fillIn(text.cause, attribute),
    fix: fillIn(text.fix, attribute),
    note: summary.error?.note ?? null,
  };
}

/** The log may hold a quirk that an older version knew. */
function quirkText(id: string, language: Language): string {
  return Object.hasOwn(quirkSentences, id) ? quirkSentences[id as QuirkId][language] : id;
}

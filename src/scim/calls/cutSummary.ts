import { cutLong } from '../../activity';
import type { CallSummary } from './callRecord';

/** What the call log keeps of how a call was read and what it did: long values are cut, and say so. Pure. */
export function cutSummary(summary: CallSummary): CallSummary {
  const { changes, error } = summary;
  return {
    ...summary,
    changes: changes.map(({ field, before, after }) => ({ field, before: cutLong(before), after: cutLong(after) })),
    error: error && { attribute: cutText(error.attribute), note: cutText(error.note) },
  };
}

function cutText(text: string | null): string | null {
  return text === null ? null : String(cutLong(text));
}

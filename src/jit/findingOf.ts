import type { Finding, ReasonId } from '../sso/catalogue';

/** A finding from its parts; what is left out is null, and a hint only appears when there is one. */
export function findingOf(
  reason: ReasonId,
  parts: {
    readonly field: string | null;
    readonly expected?: string | null;
    readonly received?: string | null;
    readonly hint?: string | null;
  },
): Finding {
  return {
    reason,
    field: parts.field,
    expected: parts.expected ?? null,
    received: parts.received ?? null,
    ...(parts.hint ? { hint: parts.hint } : {}),
  };
}

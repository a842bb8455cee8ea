import type { Metrics } from '../health';
import type { Refusal } from './catalogue';

/** Counts a refused attempt by its code, and each of its reasons. */
export function countRefusal(metrics: Metrics, { code, findings }: Refusal): void {
  metrics.attempts.inc({ outcome: 'refused', code });
  for (const { reason } of findings) metrics.refusalReasons.inc({ code, reason });
}

import type { Database } from '../db';
import type { Metrics } from '../health';
import { expiryThresholds } from './decideExpiryWarnings';
import { readExpiring } from './readExpiring';

/** Reading all certificates for each scrape would be work for nothing: they change rarely. */
const keptMs = 10 * 60_000;
const dayMs = 86_400_000;

/**
 * Keeps the gauge of what ends soon, for whoever reads the metrics of this process. It counts and names no site: metrics
 * may be read by people who belong to none, and their size must not grow with the sites.
 */
export class ExpiryGauge {
  private measuredAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly gauge: Metrics['expiring'],
  ) {}

  /** Measures anew what was measured more than ten minutes ago. */
  async measure(now: Date): Promise<void> {
    if (now.getTime() - this.measuredAt < keptMs) return;
    const expiring = await readExpiring(this.database);
    this.measuredAt = now.getTime();
    this.gauge.reset();
    for (const { kind, endsAt } of expiring) {
      const leftMs = endsAt.getTime() - now.getTime();
      for (const days of [...expiryThresholds, 0]) {
        if (leftMs <= days * dayMs) this.gauge.inc({ kind, within_days: String(days) });
      }
    }
  }
}

import type { Database } from '../db';
import type { Metrics } from '../health';
import { daysUntil } from './decideExpiryWarnings';
import { readExpiring } from './readExpiring';

/** Reading all certificates for each scrape would be work for nothing: they change rarely. */
const keptMs = 10 * 60_000;

/** Keeps the gauge of what ends next, for whoever reads the metrics of this process. */
export class ExpiryGauge {
  private measuredAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly gauge: Metrics['certificateExpiryDays'],
  ) {}

  /** Measures anew what was measured more than ten minutes ago: by site, connection and kind the nearest end. */
  async measure(now: Date): Promise<void> {
    if (now.getTime() - this.measuredAt < keptMs) return;
    const expiring = await readExpiring(this.database);
    this.measuredAt = now.getTime();
    this.gauge.reset();
    const nearest = new Map<string, { labels: Record<'site' | 'connection' | 'kind', string>; days: number }>();
    for (const { site, connection, kind, endsAt } of expiring) {
      const labels = { site, connection: connection ?? '', kind };
      const days = daysUntil(endsAt, now);
      const key = JSON.stringify(labels);
      const other = nearest.get(key);
      if (other === undefined || days < other.days) nearest.set(key, { labels, days });
    }
    for (const { labels, days } of nearest.values()) this.gauge.set(labels, days);
  }
}

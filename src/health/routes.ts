import { createHash, timingSafeEqual } from 'node:crypto';
import { Router, type Request } from 'express';
import type { Config } from '../config';
import { isLoopbackHost } from '../settings';
import type { Database } from '../db';
import type { Metrics } from './metrics';

interface HealthDependencies {
  readonly config: Pick<Config, 'metricsToken' | 'publicUrl'>;
  readonly database: Database;
  readonly metrics: Metrics;
  /** False while the process starts or stops. */
  readonly isReady: () => boolean;
  /** Brings up to date what is measured only when somebody asks. */
  readonly measure: () => Promise<void>;
}

/**
 * `GET /healthz` (the process lives), `GET /readyz` (it can serve: the database answers) and `GET /metrics` (Prometheus
 * text; with METRICS_TOKEN as bearer token, without one only while PUBLIC_URL is on loopback, else 404).
 */
export function healthRoutes({ config, database, metrics, isReady, measure }: HealthDependencies): Router {
  const router = Router();
  router.get('/healthz', (_req, res) => {
    res.type('text/plain').send('ok\n');
  });
  router.get('/readyz', async (_req, res) => {
    const answers =
      isReady() &&
      (await database.query('SELECT 1', []).then(
        () => true,
        () => false,
      ));
    res
      .status(answers ? 200 : 503)
      .type('text/plain')
      .send(answers ? 'ready\n' : 'not ready\n');
  });
  router.get('/metrics', async (req, res) => {
    if (!mayRead(req, config)) {
      res.status(404).type('text/plain').send('not found\n');
      return;
    }
    // A database that cannot answer must not hide the numbers that need none.
    await measure().catch(() => metrics.expiring.reset());
    res.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}

function mayRead(req: Request, config: HealthDependencies['config']): boolean {
  if (config.metricsToken === null) return isLoopbackHost(new URL(config.publicUrl).hostname);
  const digest = (value: string) => createHash('sha256').update(value).digest();
  return timingSafeEqual(digest(req.get('authorization') ?? ''), digest(`Bearer ${config.metricsToken}`));
}

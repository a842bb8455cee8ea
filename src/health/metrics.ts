import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The numbers of this process, in Prometheus's words. Names are stable; labels never hold people or addresses. */
export interface Metrics {
  readonly registry: Registry;
  /** One per response judged at an ACS, by outcome. */
  readonly attempts: Counter<'outcome' | 'code'>;
  /** One per reason of a refusal. */
  readonly refusalReasons: Counter<'code' | 'reason'>;
  /** Posts that left no attempt: an unknown site, an unusable moment. */
  readonly unstored: Counter<'why'>;
  /** Seconds from the post to its answer. */
  readonly acsSeconds: Histogram;
  /** One per logged call of a SCIM client, by outcome and error row. */
  readonly scimCalls: Counter<'outcome' | 'error'>;
  /** Calls of SCIM clients that left no line: not authenticated, too many. */
  readonly scimUnstored: Counter<'why'>;
  /** Seconds from a call of a SCIM client to its answer, waits included. */
  readonly scimSeconds: Histogram;
  /** Jobs carried out here, by kind and outcome: done, failed (and to be tried again), given_up. */
  readonly jobs: Counter<'job' | 'outcome'>;
  /** How many certificates, keys and exceptions of each kind end within so many days; 0 days: have ended. */
  readonly expiring: Gauge<'kind' | 'within_days'>;
}

/** Makes the metrics of a process. Each call has a registry of its own, so tests do not share numbers. */
export function createMetrics(withProcessMetrics = true): Metrics {
  const registry = new Registry();
  if (withProcessMetrics) collectDefaultMetrics({ register: registry, prefix: 'usher_' });
  const registers = [registry];
  return {
    registry,
    attempts: new Counter({
      name: 'usher_attempts_total',
      help: 'Sign-in attempts by outcome and SSO code.',
      labelNames: ['outcome', 'code'],
      registers,
    }),
    refusalReasons: new Counter({
      name: 'usher_refusal_reasons_total',
      help: 'Reasons of refused sign-in attempts.',
      labelNames: ['code', 'reason'],
      registers,
    }),
    unstored: new Counter({
      name: 'usher_unstored_posts_total',
      help: 'Posts to an ACS that left no attempt.',
      labelNames: ['why'],
      registers,
    }),
    acsSeconds: new Histogram({
      name: 'usher_acs_seconds',
      help: 'Time from the post to its answer at the ACS.',
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
      registers,
    }),
    scimCalls: new Counter({
      name: 'usher_scim_calls_total',
      help: 'Calls of SCIM clients by outcome and error row.',
      labelNames: ['outcome', 'error'],
      registers,
    }),
    scimUnstored: new Counter({
      name: 'usher_scim_unstored_calls_total',
      help: 'Calls to SCIM addresses that left no line in the call log.',
      labelNames: ['why'],
      registers,
    }),
    scimSeconds: new Histogram({
      name: 'usher_scim_seconds',
      help: 'Time from a call of a SCIM client to its answer.',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30],
      registers,
    }),
    jobs: new Counter({
      name: 'usher_jobs_total',
      help: 'Background jobs carried out, by kind and outcome.',
      labelNames: ['job', 'outcome'],
      registers,
    }),
    expiring: new Gauge({
      name: 'usher_expiring',
      help: 'Certificates, keys and exceptions that end within so many days (0: have ended), by kind.',
      labelNames: ['kind', 'within_days'],
      registers,
    }),
  };
}

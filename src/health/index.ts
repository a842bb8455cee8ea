/**
 * Owns: what a machine asks about the process: does it live, can it serve, what are its numbers.
 * Owns not: what people ask (`commands/doctor`).
 */
export { createMetrics, type Metrics } from './metrics';
export { healthRoutes } from './routes';

import type { AppDependencies } from './app';
import { every, housekeeping, keepHouse, onJob, type JobHandler, type JobSchedule } from './jobs';

/** What jobs are carried out with: that of the application, without what only requests need. */
export type BackgroundDependencies = Omit<AppDependencies, 'elapsed' | 'isReady' | 'demo'>;

/** What happens without anybody asking: who carries out which job, and which jobs come by themselves. Nothing else. */
export function backgroundWork(dependencies: BackgroundDependencies): {
  readonly handlers: readonly JobHandler[];
  readonly schedules: readonly JobSchedule[];
} {
  return {
    handlers: [onJob(housekeeping, () => keepHouse(dependencies))],
    schedules: [every(10 * 60, housekeeping, {})],
  };
}

/**
 * Owns: the job queue (background work that survives the process, each job sent in the transaction of its cause, carried out
 * at least once by one of all processes), and keeping house: making and dropping partitions, deleting what has expired.
 * Owns not: the jobs themselves; each capability defines its own beside what carries it out, and sets the expiry of its own
 * rows. Who carries out what is put together in `background.ts`.
 */
export { defineJob, every, onJob, type Job, type JobHandler, type JobOptions, type JobSchedule } from './job';
export { createQueue, type JobQueue, type SendOptions } from './jobQueue';
export { startQueue, type RunningQueue } from './startQueue';
export { housekeeping, keepHouse } from './housekeeping';

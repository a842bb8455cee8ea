/** How a kind of job is carried out. */
export interface JobOptions {
  /** How often it is tried again after a failure: 5. */
  readonly retryLimit?: number;
  /** Seconds until the first new try: 30. The time doubles with every further one. */
  readonly retryDelaySeconds?: number;
  /**
   * Seconds after which a job whose process has died is given to another: 60. A process that lives renews it, so this says
   * nothing of how long a job may take.
   */
  readonly leaseSeconds?: number;
  /** How many of this kind one process carries out at a time: 1. */
  readonly parallel?: number;
}

/** A kind of job: what it is called in the database and how it is carried out. */
export interface Job<Data extends object> extends Required<JobOptions> {
  readonly name: string;
  /** Never there; it ties senders and handlers to one type. */
  readonly carries?: Data;
}

/**
 * Defines a kind of job. The capability that owns it exports it beside the function that carries it out.
 *
 * @param name in kebab case; it is stored, so it never changes once released
 */
export function defineJob<Data extends object>(name: string, options: JobOptions = {}): Job<Data> {
  return { name, retryLimit: 5, retryDelaySeconds: 30, leaseSeconds: 60, parallel: 1, ...options };
}

/** A job and what carries it out. */
export interface JobHandler {
  readonly job: Job<object>;
  /**
   * Carries it out. At least once: a process may die after its work and before it could say so, so doing it twice must come
   * to the same. What it throws is logged, and the job is tried again.
   */
  handle(data: object): Promise<void>;
}

/** Ties a job to what carries it out. */
export function onJob<Data extends object>(job: Job<Data>, handle: (data: Data) => Promise<void>): JobHandler {
  return { job, handle: (data) => handle(data as Data) };
}

/** A job that comes by itself, once in each slot of `everySeconds`, however many processes there are. */
export interface JobSchedule {
  readonly job: Job<object>;
  readonly data: object;
  /** 60 to 86,400. Slots are counted from 1970 in UTC: 86,400 is midnight. A slot that nobody was there for is made up for. */
  readonly everySeconds: number;
}

/** Lets a job come by itself. */
export function every<Data extends object>(everySeconds: number, job: Job<Data>, data: Data): JobSchedule {
  return { job, data, everySeconds };
}

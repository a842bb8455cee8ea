/** What lets time pass. */
export interface Timers {
  /**
   * Does something once, later.
   *
   * @returns takes it back
   */
  after(ms: number, then: () => void): () => void;
}

/** The timers of this process. */
export const systemTimers: Timers = {
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
};

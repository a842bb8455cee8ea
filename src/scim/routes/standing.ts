/** Asking again is worth a statement when so much time has gone by, in milliseconds. */
const freshMs = 1_000;

/** Whether the client of a call that takes long may still do what it does: as of when it was last asked. */
export class Standing {
  private askedAt: number;

  /**
   * @param ask throws when the client may no more
   * @param elapsed milliseconds that only grow
   */
  constructor(
    private readonly ask: () => Promise<void>,
    private readonly elapsed: () => number,
  ) {
    this.askedAt = elapsed();
  }

  /** Asks now, whenever it was asked before. */
  async require(): Promise<void> {
    // Until it has been answered well, whoever comes next has to ask, too.
    this.askedAt = -Infinity;
    await this.ask();
    this.askedAt = this.elapsed();
  }

  /** Asks when the last answer is old. */
  async requireFresh(): Promise<void> {
    if (this.elapsed() - this.askedAt >= freshMs) await this.require();
  }
}

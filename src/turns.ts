/**
 * Lets at most so many pieces of work on one thing run at a time within this process; the others wait in the order they
 * came. Where a lock of the database makes them take turns anyway, waiting here holds no connection: else those who wait for
 * one site would leave none for the others.
 */
export class Turns {
  private readonly places = new Map<string, { running: number; readonly waiting: (() => void)[] }>();

  /** @param width how many run at a time */
  constructor(private readonly width: number) {}

  /**
   * Runs work when its turn comes.
   *
   * @returns what it returns; throws what it throws
   */
  async take<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const place = this.places.get(key) ?? { running: 0, waiting: [] };
    this.places.set(key, place);
    if (place.running < this.width) place.running += 1;
    else await new Promise<void>((go) => place.waiting.push(go));
    try {
      return await work();
    } finally {
      // Who comes next takes over the place of who goes.
      const next = place.waiting.shift();
      if (next) next();
      else place.running -= 1;
      if (place.running === 0) this.places.delete(key);
    }
  }
}

/**
 * Turns for each database of the process: what is done on one does not wait for what is done on another.
 *
 * @param width how many run at a time under one key
 */
export function turnsOfDatabases(width: number): (database: object) => Turns {
  const made = new WeakMap<object, Turns>();
  return (database) => {
    const turns = made.get(database) ?? new Turns(width);
    made.set(database, turns);
    return turns;
  };
}

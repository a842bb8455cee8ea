import { setImmediate as endOfTurn } from 'node:timers/promises';

/** A question that is going to be put or has been, and the one that is asked when it is answered. */
interface Asking<Answer> {
  isPut: boolean;
  readonly running: Promise<Answer>;
  next: Promise<Answer> | null;
}

/**
 * Lets those who ask the same at the same moment share an answer: who come in one turn of the event loop, and who come while a
 * question is under way. Everybody gets the answer to a question that was put after they asked, never to one under way: what was
 * true before they came tells them nothing.
 */
export class SharedQuestions<Answer> {
  private readonly asking = new Map<string, Asking<Answer>>();

  /**
   * @param key the same for the same question
   * @param put puts the question
   * @returns its answer; throws what it throws
   */
  ask(key: string, put: () => Promise<Answer>): Promise<Answer> {
    const asking = this.asking.get(key);
    if (asking === undefined) return this.begin(key, put);
    if (!asking.isPut) return asking.running;
    asking.next ??= asking.running.then(
      () => this.begin(key, put),
      () => this.begin(key, put),
    );
    return asking.next;
  }

  private begin(key: string, put: () => Promise<Answer>): Promise<Answer> {
    const asking: Asking<Answer> = {
      isPut: false,
      running: endOfTurn().then(() => {
        asking.isPut = true;
        return put();
      }),
      next: null,
    };
    this.asking.set(key, asking);
    const end = () => {
      if (asking.next === null) this.asking.delete(key);
    };
    asking.running.then(end, end);
    return asking.running;
  }
}

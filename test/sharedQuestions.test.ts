import fc from 'fast-check';
import { SharedQuestions } from '../src/sharedQuestions';

/** Questions whose answers are their numbers, given when a test says so. */
function asker() {
  const questions = new SharedQuestions<number>();
  const put: { readonly answer: () => void; readonly fail: () => void }[] = [];
  const ask = (key = 'a') =>
    questions.ask(key, () => {
      const number = put.length + 1;
      return new Promise((resolve, reject) => {
        put.push({ answer: () => resolve(number), fail: () => reject(new Error(`question ${number}`)) });
      });
    });
  return { put, ask };
}
/** When the turn is over and what it brought has been put. */
const settled = async () => {
  for (let turn = 0; turn < 2; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('a question asked by several at once', () => {
  it('is put once for all who come in one turn, and once more for all who come while it is under way', async () => {
    const { put, ask } = asker();
    const first = [ask(), ask()];
    await settled();
    expect(put).toHaveLength(1);
    const others = [ask(), ask(), ask()];
    await settled();
    expect(put).toHaveLength(1);
    put[0]?.answer();
    expect(await Promise.all(first)).toEqual([1, 1]);
    others.push(ask());
    await settled();
    expect(put).toHaveLength(2);
    put[1]?.answer();
    expect(await Promise.all(others)).toEqual([2, 2, 2, 2]);
    void ask();
    await settled();
    expect(put).toHaveLength(3);
  });

  it('fails for those who share it, and is put anew for the next', async () => {
    const { put, ask } = asker();
    const first = ask();
    await settled();
    const second = ask();
    put[0]?.fail();
    await expect(first).rejects.toThrow('question 1');
    await settled();
    put[1]?.answer();
    expect(await second).toBe(2);
  });

  it('is not mixed up with another one', async () => {
    const { put, ask } = asker();
    const [one, other] = [ask('a'), ask('b')];
    await settled();
    put[0]?.answer();
    put[1]?.answer();
    expect(await Promise.all([one, other])).toEqual([1, 2]);
  });

  it('is always answered, by a question that was put after it was asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('ask', 'answer', 'fail', 'wait')), async (steps) => {
        const { put, ask } = asker();
        let answered = 0;
        const waiting: Promise<unknown>[] = [];
        for (const step of steps) {
          if (step === 'ask') {
            const before = put.length;
            waiting.push(
              ask().then(
                (number) => expect(number).toBeGreaterThan(before),
                () => undefined,
              ),
            );
          } else if (step === 'wait') await settled();
          else if (answered < put.length) put[answered++]?.[step === 'answer' ? 'answer' : 'fail']();
        }
        for (let rest = 0; rest < 4; rest += 1) {
          await settled();
          put.forEach(({ answer }) => answer());
        }
        await Promise.all(waiting);
      }),
    );
  });
});

import { Turns } from '../src/turns';

/** Work that ends when it is told to. */
function work(name: string, began: string[]) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const run = async () => {
    began.push(name);
    await ended;
    return name;
  };
  return { run, end: () => end() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it.each([1, 2])('%d at a time run, the others in the order they came', async (width) => {
  const turns = new Turns(width);
  const began: string[] = [];
  const all = ['a', 'b', 'c'].map((name) => work(name, began));
  const results = all.map(({ run }) => turns.take('site', run));
  for (let ended = 0; ended < all.length; ended += 1) {
    await settled();
    expect(began).toEqual(['a', 'b', 'c'].slice(0, ended + width));
    all[ended]?.end();
  }
  expect(await Promise.all(results)).toEqual(['a', 'b', 'c']);
});

it('work on another thing does not wait', async () => {
  const turns = new Turns(1);
  const began: string[] = [];
  const [one, other] = [work('one', began), work('other', began)];
  const results = [turns.take('site', one.run), turns.take('another', other.run)];
  await settled();
  expect(began).toEqual(['one', 'other']);
  one.end();
  other.end();
  await Promise.all(results);
});

it('work that fails makes room for the next', async () => {
  const turns = new Turns(1);
  const failing = turns.take('site', () => Promise.reject(new Error('no')));
  const next = turns.take('site', () => Promise.resolve('done'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
  expect(await turns.take('site', () => Promise.resolve('again'))).toBe('again');
});

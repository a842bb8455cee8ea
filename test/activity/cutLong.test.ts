import fc from 'fast-check';
import { activityEntry, cutLong } from '../../src/activity';

const at = new Date('2026-11-22T09:00:00Z');
const side = (after: object) =>
  activityEntry({ at, siteId: null, actor: 'scim:Okta', action: 'account.update', subject: 'x', before: after, after });

/** Texts of any length, of characters of one and of two units. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc
    .tuple(fc.constantFrom('x', '\u{1F600}', 'é'), fc.integer({ min: 0, max: 6_000 }), fc.constantFrom('', 'y'))
    .map(([character, times, first]) => first + character.repeat(times)),
);
const leaf = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
const list = fc.tuple(leaf, fc.integer({ min: 0, max: 150 })).map(([one, times]) => Array<unknown>(times).fill(one));
const value = fc.oneof(
  leaf,
  list,
  fc.array(fc.oneof(leaf, list), { maxLength: 5 }),
  fc.dictionary(fc.string({ maxLength: 10 }), fc.oneof(leaf, list), { maxKeys: 5 }),
);

/** Every text and list within a value. */
function partsOf(whole: unknown): (string | readonly unknown[])[] {
  if (typeof whole === 'string') return [whole];
  if (Array.isArray(whole)) return [whole, ...whole.flatMap(partsOf)];
  return typeof whole === 'object' && whole !== null ? Object.values(whole).flatMap(partsOf) : [];
}

describe('what a log keeps of a value', () => {
  it('is never long, whatever the value, and is text that the database takes', () => {
    fc.assert(
      fc.property(value, (whole) => {
        const kept = cutLong(whole);
        expect(JSON.stringify(kept).length).toBeLessThanOrEqual(40_000);
        for (const part of partsOf(kept)) {
          expect(part.length).toBeLessThanOrEqual(typeof part === 'string' ? 2_050 : 101);
          if (typeof part === 'string') expect(part).not.toMatch(/\p{Cs}/u);
        }
      }),
      { numRuns: 200, seed: 22 },
    );
  });

  it('is the value itself where nothing is long', () => {
    const isShort = (whole: unknown) =>
      JSON.stringify(whole).length <= 40_000 &&
      partsOf(whole).every((part) => part.length <= (typeof part === 'string' ? 2_000 : 100));
    fc.assert(
      fc.property(value.filter(isShort), (whole) => {
        expect(cutLong(whole)).toEqual(whole);
      }),
      { numRuns: 200, seed: 23 },
    );
  });

  it.each<[string, unknown, unknown]>([
    ['a text', 'x'.repeat(2_500), `${'x'.repeat(2_000)} … and 500 more characters`],
    [
      'a text whose cut would halve a character',
      `y${'\u{1F600}'.repeat(1_500)}`,
      `y${'\u{1F600}'.repeat(999)} … and 1002 more characters`,
    ],
    ['a list', Array(105).fill('x'), [...(Array(100).fill('x') as string[]), '… and 5 more']],
    [
      'a list within',
      { display: Array(101).fill(1) },
      { display: [...(Array(100).fill(1) as number[]), '… and 1 more'] },
    ],
    ['a moment', at, at],
    ['nothing', undefined, undefined],
  ])('says what is left out of %s', (_what, whole, kept) => {
    expect(cutLong(whole)).toEqual(kept);
  });

  it('is the beginning of many things within each other', () => {
    const emails = Array.from({ length: 100 }, (_, n) => ({ value: `${n}@acme.test`, display: 'x'.repeat(1_000) }));
    expect(cutLong(emails)).toMatch(/^\[\{"value":"0@acme\.test","display":"x+.*x … and \d+ more characters$/s);
  });
});

it('a line of the activity log holds no megabytes, on neither side, and no secret that was cut', () => {
  const { before, after } = side({ title: 'x'.repeat(16 << 20), password: 'y'.repeat(5_000) });
  expect(JSON.stringify([before, after]).length).toBeLessThan(5_000);
  expect(after).toMatchObject({ password: '[hidden]' });
  expect(after).toEqual(before);
});

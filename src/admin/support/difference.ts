/** A stretch of a value that the other value has as well, or has not. */
export interface Stretch {
  readonly text: string;
  readonly differs: boolean;
}

/** One place where two values part. */
export interface Parting {
  /** Which character of the received value it begins at, counted from 1. */
  readonly at: number;
  /** What stands here in the expected value; empty when the received one has something too much. */
  readonly expected: string;
  /** What stands here in the received value; empty when it lacks something. */
  readonly received: string;
}

/** Two values side by side. */
export interface Difference {
  readonly expected: readonly Stretch[];
  readonly received: readonly Stretch[];
  /** In the order of the received value; empty when the two are the same, or too different to compare. */
  readonly partings: readonly Parting[];
}

/** More characters than this are not compared one by one: the work grows with the product of both lengths. */
const longestCompared = 600;
/** Values that share less than this part of the longer one are two values, not one with a mistake. */
const leastShared = 0.5;

/**
 * Marks the characters in which two values differ. Characters are code points. Values that have little in common come
 * back unmarked: marks all over help nobody.
 */
export function differenceOf(expected: string, received: string): Difference {
  const [one, other] = [[...expected], [...received]];
  const plain = { expected: [whole(expected)], received: [whole(received)], partings: [] };
  if (expected === received || Math.max(one.length, other.length) > longestCompared) return plain;
  const pairs = commonPairs(one, other);
  if (pairs.length < leastShared * Math.max(one.length, other.length)) return plain;
  return {
    expected: stretchesOf(one, new Set(pairs.map(([index]) => index))),
    received: stretchesOf(other, new Set(pairs.map(([, index]) => index))),
    partings: partingsOf(one, other, pairs),
  };
}

function whole(text: string): Stretch {
  return { text, differs: false };
}

type Pair = readonly [one: number, other: number];

/** The longest common subsequence, as pairs of indexes. */
function commonPairs(one: readonly string[], other: readonly string[]): Pair[] {
  // lengths[i][j]: how much the values have in common from i and j on.
  const lengths = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = one.length - 1; i >= 0; i -= 1) {
    const row = lengths[i];
    for (let j = other.length - 1; row && j >= 0; j -= 1) {
      row[j] = one[i] === other[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: Pair[] = [];
  let [i, j] = [0, 0];
  while (i < one.length && j < other.length) {
    if (one[i] === other[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}

function stretchesOf(characters: readonly string[], common: ReadonlySet<number>): Stretch[] {
  const stretches: { text: string; differs: boolean }[] = [];
  characters.forEach((character, index) => {
    const differs = !common.has(index);
    const last = stretches.at(-1);
    if (last?.differs === differs) last.text += character;
    else stretches.push({ text: character, differs });
  });
  return stretches;
}

function partingsOf(one: readonly string[], other: readonly string[], pairs: readonly Pair[]): Parting[] {
  const partings: Parting[] = [];
  let [i, j] = [0, 0];
  for (const [nextOne, nextOther] of [...pairs, [one.length, other.length] as const]) {
    if (nextOne > i || nextOther > j) {
      partings.push({
        at: j + 1,
        expected: one.slice(i, nextOne).join(''),
        received: other.slice(j, nextOther).join(''),
      });
    }
    [i, j] = [nextOne + 1, nextOther + 1];
  }
  return partings;
}

/** Spaces, controls, marks that draw nothing, and everything else that an eye passes over. */
const unseen = /[\s\p{C}\p{Zs}\p{Default_Ignorable_Code_Point}]/u;

/** A text with what cannot be seen made visible: a plain space as `␣`, everything else by its number, such as `[U+00A0]`. */
export function visibleText(text: string): string {
  return [...text].map((character) => (character === ' ' ? '␣' : seen(character))).join('');
}

function seen(character: string): string {
  return unseen.test(character) ? `[${codePointName(character)}]` : character;
}

/** A short text for people who hear it: visible, and the numbers of letters outside ASCII, which may look like others. */
export function spokenText(text: string): string {
  const foreign = [...new Set(text)].filter((character) => character > '~' && !unseen.test(character));
  const names = foreign.slice(0, 4).map(codePointName);
  return `“${visibleText(text)}”${names.length === 0 ? '' : ` (${names.join(', ')})`}`;
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

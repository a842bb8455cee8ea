import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(__dirname, '..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** A line of the table in docs/security.md. */
interface Row {
  readonly number: number;
  readonly what: string;
  readonly code: string;
  readonly rule: string;
  /** Null where the table claims none. */
  readonly test: string | null;
}

const rows: readonly Row[] = read('docs/security.md')
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .filter(([, number]) => /^\d+$/.test(number ?? ''))
  .map(([, number, what = '', code = '', rule = '', test = '']) => ({
    number: Number(number),
    what,
    code,
    rule,
    test: /^`(.+)`$/.exec(test)?.[1] ?? null,
  }));
const notOffered = 'not offered yet';

/** The numbers that "case 7", "cases 9 and 10", "cases 66 to 74" in a text name. */
function casesNamedIn(text: string): Set<number> {
  const named = new Set<number>();
  for (const [, list = ''] of text.matchAll(/\bcases? (\d+(?:(?:, | and | to |–)\d+)*)/gi)) {
    for (const number of list.matchAll(/\d+/g)) named.add(Number(number[0]));
    for (const [, from, to] of list.matchAll(/(\d+)(?: to |–)(\d+)/g)) {
      for (let number = Number(from); number <= Number(to); number += 1) named.add(number);
    }
  }
  return named;
}

const named = new Map<string, Set<number>>();
function casesOf(file: string): Set<number> {
  const known = named.get(file) ?? casesNamedIn(read(file));
  named.set(file, known);
  return known;
}

test('numbers are read from lists and ranges', () => {
  const text = 'case 7: x; cases 9 and 10; Cases 66 to 68 (case 5, 6); cases 1–3; showcase 99; case study';
  expect([...casesNamedIn(text)].sort((a, b) => a - b)).toEqual([1, 2, 3, 5, 6, 7, 9, 10, 66, 67, 68]);
});

test('docs/security.md has one row for each of the 242 cases, in order', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 242 }, (_, index) => index + 1));
  expect(rows.filter(({ what, code }) => what === '' || code === '')).toEqual([]);
});

test('every rule is a file of the code, or says that there is none yet', () => {
  const lost = rows.filter(({ rule }) => {
    const file = /^`(src\/.+)`$/.exec(rule)?.[1];
    return file === undefined ? rule !== notOffered : !existsSync(path.join(root, file));
  });
  expect(lost).toEqual([]);
});

test('every test is a file in which the number really occurs; only what is not offered yet has none', () => {
  const untrue = rows.filter(({ number, rule, test: file }) => {
    if (file === null) return rule !== notOffered;
    return rule === notOffered || !existsSync(path.join(root, file)) || !casesOf(file).has(number);
  });
  expect(untrue).toEqual([]);
});

test('the files and commands the page names beside the table are there', () => {
  const [introduction = ''] = read('docs/security.md').split('## A.');
  const files = [...introduction.matchAll(/`((?:src|test)\/[^`]+)`/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(4);
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

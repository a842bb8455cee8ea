import fc from 'fast-check';
import { ScimError } from '../../../src/scim/protocol/errors';
import {
  compileFilter,
  createUserTarget,
  matches,
  parseFilter,
  parseFilterOverTypes,
  parseValuePath,
} from '../../../src/scim/protocol/filter';
import { readTokens } from '../../../src/scim/protocol/filter/readTokens';
import { resourceTypes, userResourceType } from '../../../src/scim/protocol/schema';
import { person, satisfied } from './appendixA';

const target = createUserTarget({ site: '$1', provisioning: '$2', baseUrl: 'https://usher.test/scim/v2/x' });
const run = { seed: 20261122, numRuns: 1500 };

/** Pieces of filters in any order, blanks or not between them: most are wrong, some are right. */
const shuffled = fc
  .array(
    fc.constantFrom(
      ...[
        'userName',
        'emails',
        'title',
        'active',
        'meta.lastModified',
        'name.givenName',
        'manager',
        'members',
        'schemas',
      ],
      ...['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr', 'and', 'or', 'not', 'AND', 'Not'],
      ...[
        '(',
        ')',
        '[',
        ']',
        '"',
        '"x"',
        '"\\"',
        '.value',
        '.',
        ':',
        '1e',
        '-',
        '1',
        'null',
        'true',
        'True',
        '\\',
        "'",
      ],
      ...[
        '__proto__',
        'constructor',
        'urn:ietf:params:scim:schemas:core:2.0:User:',
        '\u0000',
        '\ud800',
        '💥',
        '%',
        '$1',
      ],
    ),
    { maxLength: 60 },
  )
  .chain((pieces) => fc.constantFrom(pieces.join(' '), pieces.join('')));

/** How many nodes a filter has, whatever stands in them. */
function nodesOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const { kind, operands, operand, filter } = value as Record<string, unknown>;
  if (kind === undefined) return 0;
  return (
    1 +
    nodesOf(operand) +
    nodesOf(filter) +
    (Array.isArray(operands) ? operands.reduce((sum: number, one) => sum + nodesOf(one), 0) : 0)
  );
}

/** The filter, or null when it was refused as filters are; anything else fails the test. */
function parsed(text: string) {
  try {
    return parseFilter(text, userResourceType).filter;
  } catch (error) {
    if (error instanceof ScimError && error.scimType === 'invalidFilter' && error.status === 400) return null;
    throw error;
  }
}

describe('whatever is sent as a filter', () => {
  test.each([
    ['any text', fc.string({ unit: 'binary', maxLength: 5000 })],
    ['pieces of filters', shuffled],
    [
      'a good filter with a character changed',
      fc
        .tuple(fc.constantFrom(...satisfied), fc.nat(), fc.string({ maxLength: 2 }))
        .map(([text, at, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1)),
    ],
  ])('%s is read or refused by rows 17 to 20, and what is read can be matched and said in SQL', (_what, texts) => {
    fc.assert(
      fc.property(texts, (text) => {
        const filter = parsed(text);
        if (!filter) return;
        expect(typeof matches(filter, person, userResourceType)).toBe('boolean');
        const { sql, values } = compileFilter(filter, target, 3);
        const numbers = [...sql.matchAll(/\$(\d+)(?!\d)/g)]
          .map(([, number]) => Number(number))
          .filter((number) => number > 2);
        expect(new Set(numbers).size).toBe(values.length);
        expect(Math.max(2, ...numbers)).toBe(values.length + 2);
      }),
      run,
    );
  });

  test('paths of a PATCH too: read, none, or refused as a filter', () => {
    fc.assert(
      fc.property(shuffled, fc.constantFrom('', 'emails[', 'emails[type eq "work"]'), (text, before) => {
        try {
          parseValuePath(before + text, userResourceType);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ScimError', scimType: 'invalidFilter' });
        }
      }),
      run,
    );
  });

  test('a query over several types is refused for each or for none', () => {
    fc.assert(
      fc.property(shuffled, (text) => {
        const outcomes = resourceTypes.map((_type, index) => {
          try {
            return parseFilterOverTypes(text, index === 0 ? resourceTypes : [...resourceTypes].reverse()).length;
          } catch (error) {
            expect(error).toBeInstanceOf(ScimError);
            return 0;
          }
        });
        expect(outcomes[0]).toBe(outcomes[1]);
      }),
      run,
    );
  });
});

describe('work grows with the length of the text and no faster', () => {
  const most = 4096;
  const repeat = (piece: string) => piece.repeat(Math.ceil(most / piece.length)).slice(0, most);

  test.each([
    '(',
    ')',
    '[',
    '"',
    '\\"',
    'not(',
    'not (',
    'title pr or ',
    'title pr and ',
    '(title pr) or ',
    'emails[',
    'emails[type pr] or ',
    'a.',
    'urn:',
    ' ',
    'title eq "x" and not (',
    'name pr or ',
    'emails pr and ',
  ])('%p repeated to 4,096 characters gives at most 1,000 nodes', (piece) => {
    const text = repeat(piece);
    const filter = parsed(text);
    expect(nodesOf(filter)).toBeLessThanOrEqual(1000);
    if (filter) expect(compileFilter(filter, target).values.length).toBeLessThanOrEqual(300);
  });

  test('a product of sums stays as it is written', () => {
    const factor = (index: number) => `(title eq "${index}" or nickName eq "${index}")`;
    const filter = parsed(Array.from({ length: 50 }, (_, index) => factor(index)).join(' and '));
    expect(nodesOf(filter)).toBe(1 + 50 * 3);
    expect(filter && compileFilter(filter, target).values).toHaveLength(100);
  });

  test('every character belongs to one piece at most, and pieces do not overlap', () => {
    fc.assert(
      fc.property(fc.oneof(shuffled, fc.string({ unit: 'binary', maxLength: 4096 })), (text) => {
        fc.pre((text.match(/"/g) ?? []).length === 0);
        const tokens = readTokens(text);
        let end = 0;
        for (const token of tokens) {
          expect(token.at).toBeGreaterThanOrEqual(end);
          end = token.at + token.text.length;
        }
        expect(tokens.map(({ text: piece }) => piece).join('')).toBe(text.replace(/[ \t\r\n]/g, ''));
      }),
      { ...run, numRuns: 300 },
    );
  });
});

test('no filter touches what all objects inherit', () => {
  for (const text of [
    '__proto__ pr',
    'constructor.name pr',
    'toString pr',
    'emails[__proto__ pr]',
    'hasOwnProperty eq "x"',
  ])
    parsed(text);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(
    matches(parseFilter('title pr', userResourceType).filter, Object.create({ title: 'x' }) as never, userResourceType),
  ).toBe(false);
});

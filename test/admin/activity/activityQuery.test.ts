import type { Request } from 'express';
import { criteriaOf, pageOf, pageSize, parseActivityForm, parseStep } from '../../../src/admin/activity/activityQuery';
import { activityEntry } from '../../../src/activity';
import { FormValues } from '../../../src/web';

const at = new Date('2026-11-22T09:00:00Z');
const id = '0199c1d2-6f3e-7a21-9d0c-4b7e2f1a8c55';
const values = (query: Record<string, string>) => FormValues.ofQuery({ query } as unknown as Request);

test.each<[string, Record<string, string>, object]>([
  ['nothing asks for everything', {}, {}],
  ['a kind of actor', { who: 'operator' }, { actorKind: 'operator' }],
  ['a name is that of a person', { name: 'ada@acme.test' }, { actor: 'account:ada@acme.test' }],
  ['or of the kind that was chosen', { who: 'jit', name: 'main' }, { actor: 'jit:main' }],
  ['a kind of thing and its name', { kind: 'account', subject: 'ada' }, { kind: 'account', subject: 'ada' }],
  [
    'days, of which the last counts',
    { from: '2026-11-01', until: '2026-11-30' },
    { from: new Date('2026-11-01T00:00:00Z'), until: new Date('2026-12-01T00:00:00Z') },
  ],
  ['what is no day says nothing', { from: '2026-06-31', until: 'yesterday' }, {}],
  ['nor does a day whose end lies in a year that is written in five digits', { until: '9999-12-31' }, {}],
  ['nor does a day no database knows', { from: '0000-01-01', until: '1969-12-31' }, {}],
])('%s', (_title, query, expected) => {
  expect(criteriaOf(parseActivityForm(values(query)))).toEqual(expected);
});

test.each<[string, Record<string, string>, unknown]>([
  ['a line that is followed', { before: `${at.getTime()}_${id}` }, { direction: 'before', place: { at, id } }],
  ['a line that is preceded', { after: `${at.getTime()}_${id}` }, { direction: 'after', place: { at, id } }],
  ['no place', {}, null],
  ['a place that is none', { before: 'x_y' }, null],
  ['a time without an id', { before: `${at.getTime()}` }, null],
  ['a time out of this world', { before: `999999999999999_${id}` }, null],
])('reads %s', (_title, query, expected) => {
  expect(parseStep(values(query))).toEqual(expected);
});

describe('a page knows what lies beside it', () => {
  const line = { at, siteId: null, actor: 'file', action: 'site.update', subject: 'acme', before: null, after: null };
  const lines = (count: number) => Array.from({ length: count }, () => activityEntry(line));
  const step = (direction: 'before' | 'after') => ({ direction, place: { at, id } });
  test.each([
    ['the only one', 3, null, { hasNewer: false, hasOlder: false }, 3],
    ['the first of several', pageSize + 1, null, { hasNewer: false, hasOlder: true }, pageSize],
    ['one in the middle, come from above', pageSize + 1, step('before'), { hasNewer: true, hasOlder: true }, pageSize],
    ['the last', 2, step('before'), { hasNewer: true, hasOlder: false }, 2],
    ['one in the middle, come from below', pageSize + 1, step('after'), { hasNewer: true, hasOlder: true }, pageSize],
    ['the first, come from below', 2, step('after'), { hasNewer: false, hasOlder: true }, 2],
  ] as const)('%s', (_title, count, from, beside, shown) => {
    const read = lines(count);
    const page = pageOf(read, from);
    expect(page).toMatchObject(beside);
    expect(page.entries).toHaveLength(shown);
    // Come from below, the line beside the place is the last one.
    if (from?.direction === 'after') expect(page.entries.at(-1)).toBe(read.at(-1));
    else expect(page.entries[0]).toBe(read[0]);
  });
});

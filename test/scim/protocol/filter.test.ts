import { ScimError } from '../../../src/scim/protocol/errors';
import {
  equalities,
  matches,
  matchesElement,
  parseFilter,
  parseFilterOverTypes,
  parseValueFilter,
  parseValuePath,
} from '../../../src/scim/protocol/filter';
import {
  attributePathText,
  groupResourceType,
  parseAttributePath,
  resourceTypes,
  userResourceType,
} from '../../../src/scim/protocol/schema';
import { enterprise, person, refused, satisfied, unsatisfied } from './appendixA';

function errorOf(run: () => unknown): ScimError {
  try {
    run();
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const user = (text: string) => parseFilter(text, userResourceType);

describe('a person satisfies', () => {
  test.each(satisfied)('%s', (text) => {
    expect(matches(user(text).filter, person, userResourceType)).toBe(true);
  });
});

describe('a person does not satisfy', () => {
  test.each(unsatisfied)('%s', (text) => {
    expect(matches(user(text).filter, person, userResourceType)).toBe(false);
  });
});

describe('refused as 400 invalidFilter', () => {
  test.each(refused)('%p by row %d', (text, row) => {
    expect(errorOf(() => user(text))).toMatchObject({ row, status: 400, scimType: 'invalidFilter' });
  });

  test('the note says where', () => {
    expect(errorOf(() => user('title pr and user@name eq "x"')).note).toBe("unexpected character '@' at position 17");
    expect(errorOf(() => user("title eq 'x'")).note).toBe('invalid comparison value at position 9: not a value');
    expect(errorOf(() => user('title pr and nope pr'))).toMatchObject({
      attribute: 'nope',
      note: 'unknown attribute at position 13',
    });
  });
});

describe('limits', () => {
  const tests = (count: number) => Array.from({ length: count }, () => 'id pr').join(' or ');
  const nested = (levels: number) => `${'('.repeat(levels)}title pr${')'.repeat(levels)}`;

  test('4,096 characters are read, one more is not', () => {
    const text = `title eq "${'x'.repeat(4096 - 11)}"`;
    expect(text).toHaveLength(4096);
    expect(user(text).filter.kind).toBe('test');
    expect(errorOf(() => user(`${text} `))).toMatchObject({ row: 17, scimType: 'invalidFilter' });
    expect(errorOf(() => user(`title eq "${'x'.repeat(5000)}"`)).row).toBe(17);
  });

  test('100 tests are read, one more is not, wherever they stand', () => {
    expect(user(tests(100)).filter).toMatchObject({ kind: 'or' });
    expect(errorOf(() => user(tests(101))).row).toBe(17);
    const inBrackets = Array.from({ length: 50 }, () => 'type pr').join(' or ');
    expect(errorOf(() => user(`emails[${inBrackets}] and emails[${inBrackets}]`)).row).toBe(17);
  });

  test('20 levels are read, one more is not, with or without not', () => {
    expect(user(nested(20)).filter.kind).toBe('test');
    expect(errorOf(() => user(nested(21))).row).toBe(17);
    expect(errorOf(() => user(`${'not ('.repeat(21)}title pr${')'.repeat(21)}`)).row).toBe(17);
    expect(errorOf(() => user('('.repeat(4096))).row).toBe(17);
  });

  test('levels that were closed do not count', () => {
    expect(user(Array.from({ length: 30 }, () => '(title pr)').join(' or ')).filter.kind).toBe('or');
  });
});

describe('what clients send otherwise is tolerated and noted', () => {
  test.each([
    ['externalId eq jyoung', [{ id: 'unquoted_value', at: 'externalId' }]],
    ['externalId eq 12', [{ id: 'unquoted_value', at: 'externalId' }]],
    ['active eq "True"', [{ id: 'quoted_boolean', at: 'active' }]],
    ['active eq True', [{ id: 'quoted_boolean', at: 'active' }]],
    ['emails[type eq "work"].value eq "x"', [{ id: 'path_after_bracket', at: 'emails[…].value' }]],
    ['manager eq "x"', [{ id: 'bare_manager', at: 'manager' }]],
    ['title eq "x" and active eq true and id pr', []],
    [`${enterprise}:manager eq "x"`, []],
  ])('%s', (text, quirks) => {
    expect(user(text).quirks).toEqual(quirks);
  });

  test('a number without quotation marks compares as the text that was sent', () => {
    const numbered = { ...person, externalId: '007' };
    expect(matches(user('externalId eq 7').filter, numbered, userResourceType)).toBe(false);
    expect(matches(user('externalId eq 70').filter, { ...person, externalId: '70' }, userResourceType)).toBe(true);
  });
});

describe('and binds closer than or, not closest', () => {
  test.each([
    ['nickName pr and nickName pr or title pr', true],
    ['title pr or nickName pr and nickName pr', true],
    ['(title pr or nickName pr) and nickName pr', false],
    ['not (title pr) or title pr', true],
    ['not (title pr or title pr)', false],
    ['not (title pr and nickName pr) and title pr', true],
  ])('%s', (text, expected) => {
    expect(matches(user(text).filter, person, userResourceType)).toBe(expected);
  });
});

describe('texts compare without regard to case where the attribute says so', () => {
  test.each([
    ['composed or not', 'title eq "Gärtner"', 'GA\u0308RTNER', true],
    ['by code point beyond the first plane', 'title gt "\\uFFFD"', '\u{1F600}', true],
    ['never by the look of letters', 'title eq "ﬁ"', 'fi', false],
    ['a part', 'title co "ÄRT"', 'Gärtner', true],
    ['exactly where it says exact', 'externalId sw "J"', 'x', false],
  ])('%s', (_what, text, title, expected) => {
    expect(matches(user(text).filter, { ...person, title }, userResourceType)).toBe(expected);
  });
});

describe('a resource that holds what it should not', () => {
  test.each([
    ['a number for a text', 'title eq "1"', { title: 1 }],
    ['a text for a list', 'emails.value eq "x"', { emails: 'x' }],
    ['a list of texts', 'emails.value eq "x"', { emails: ['x'] }],
    ['a text for a part', 'name.givenName eq "x"', { name: 'x' }],
    ['a text for a moment', 'meta.created gt "2020-01-01T00:00:00Z"', { meta: { created: 'soon' } }],
    ['an empty text', 'title pr', { title: '' }],
    ['null', 'title pr', { title: null }],
  ])('does not satisfy: %s', (_what, text, resource) => {
    expect(matches(user(text).filter, resource, userResourceType)).toBe(false);
  });
});

describe('a query over people and groups', () => {
  const group = { displayName: 'role:X', members: [{ value: 'a' }] };
  test.each([
    ['displayName pr', true, true],
    ['userName eq "bjensen@example.com"', true, false],
    ['userName ne "x"', true, true],
    ['userName eq null', false, true],
    ['not (userName pr)', false, true],
    ['emails[type eq "work"].value pr', true, false],
    ['members.value eq "a"', false, true],
    ['not (members[value eq "a" and type pr] or members.display eq "x") and id eq null', false, true],
    ['meta.resourceType eq "User" and displayName sw "work"', true, false],
  ])('%s', (text, ofPerson, ofGroup) => {
    const [people, groups] = parseFilterOverTypes(text, resourceTypes);
    if (!people || !groups) throw new Error('a filter of each type');
    expect(matches(people.filter, person, userResourceType)).toBe(ofPerson);
    expect(matches(groups.filter, group, groupResourceType)).toBe(ofGroup);
  });

  test('what neither has is refused', () => {
    expect(errorOf(() => parseFilterOverTypes('nope pr', resourceTypes)).row).toBe(20);
  });
});

describe('what stands in the brackets of a PATCH path', () => {
  const emails = parseAttributePath('emails', userResourceType)?.attribute;
  if (!emails) throw new Error('emails');

  test.each([
    ['type eq "work"', { type: 'Work' }, true],
    ['type eq "work" and primary eq "False"', { type: 'work', primary: false }, true],
    ['type eq "work" and primary eq false', { type: 'work' }, false],
    ['value ne "x"', {}, true],
    ['value ne "x"', { value: 'X' }, false],
    ['value sw "a" or value ew "z"', { value: 'xyz' }, true],
    ['not (value pr)', { value: '' }, true],
  ])('%s selects as it says', (text, element, expected) => {
    expect(matchesElement(parseValueFilter(text, emails).filter, element)).toBe(expected);
  });

  test.each([
    ['', 19],
    ['type zz "x"', 18],
    ['nope eq "x"', 20],
    ['type eq "work"]', 18],
  ])('%p is refused', (text, row) => {
    expect(errorOf(() => parseValueFilter(text, emails))).toMatchObject({ row, scimType: 'invalidFilter' });
  });

  test.each([
    ['type eq "work"', ['type=work']],
    ['type eq "work" and primary eq "True"', ['type=work', 'primary=true']],
    ['(type eq "a" and value eq "b") and display eq "c"', ['type=a', 'value=b', 'display=c']],
    ['type eq "work" or type eq "home"', null],
    ['type ne "work"', null],
    ['type sw "w"', null],
    ['type eq "work" and not (value eq "x")', null],
    ['type eq null', null],
  ])('%s: the element it describes', (text, expected) => {
    const tests = equalities(parseValueFilter(text, emails).filter);
    expect(tests && tests.map(({ attribute, value }) => `${attribute.name}=${String(value)}`)).toEqual(expected);
  });

  test.each([
    ['title', 'title', false],
    ['Emails.Value', 'emails.value', false],
    ['emails[type eq "work"]', 'emails', true],
    ['emails[type eq "work"].Value', 'emails.value', true],
    ['emails[value eq "a]b[c"].type', 'emails.type', true],
    [`${enterprise}:manager[value eq "x"]`, `${enterprise}:manager`, true],
  ])('the path %s', (text, path, hasFilter) => {
    const parsed = parseValuePath(text, userResourceType);
    expect(parsed && attributePathText(parsed.found, userResourceType)).toBe(path);
    expect(parsed?.filter !== null).toBe(hasFilter);
  });

  test.each([
    'nope',
    'nope[type eq "x"]',
    'title[value eq "x"]',
    'emails.value[type eq "x"]',
    'emails[type eq "x"].nope',
    'emails[type eq "x"] value',
    'emails[type eq "x"].value.x',
    '',
    '[type eq "x"]',
  ])('the path %p is none', (text) => {
    expect(parseValuePath(text, userResourceType)).toBeNull();
  });
});

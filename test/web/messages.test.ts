import { reasons, ssoCodes } from '../../src/sso/catalogue';
import { chooseLanguage, formatDateTime, formatNumber, languages, messagesFor } from '../../src/web';
import type { Language } from '../../src/web';
import { referenceGroups, spellReference } from '../../src/web/reference';

describe('every language', () => {
  test.each(languages)('%s has a title for all 32 codes', (language) => {
    const titles = Object.entries(messagesFor(language).codes);
    expect(titles.map(([code]) => Number(code))).toEqual(Array.from({ length: 32 }, (_, index) => index + 1));
    expect(titles.every(([, title]) => title.length > 5 && !title.endsWith('.'))).toBe(true);
  });

  test.each(languages)('%s says of every reason what happened and what to do', (language) => {
    const texts = messagesFor(language).reasons;
    expect(Object.keys(texts).sort()).toEqual(Object.keys(reasons).sort());
    for (const { title, fix } of Object.values(texts)) {
      expect(title).toMatch(/.{10,}\.$/);
      expect(fix).toMatch(/.{10,}\.$/);
    }
  });

  test.each(['de', 'nb'] as const)('%s is a translation: no code or reason still stands in English', (language) => {
    const own = messagesFor(language);
    const english = messagesFor('en');
    const untranslated = [
      ...(Object.keys(reasons) as (keyof typeof reasons)[]).filter(
        (id) => own.reasons[id].title === english.reasons[id].title || own.reasons[id].fix === english.reasons[id].fix,
      ),
      ...Object.entries(ssoCodes).filter(([code, title]) => own.codes[Number(code) as keyof typeof ssoCodes] === title),
    ];
    expect(untranslated).toEqual([]);
  });

  test('English titles and fixes are the catalogue, not a copy', () => {
    expect(messagesFor('en').codes).toBe(ssoCodes);
    expect(messagesFor('en').reasons).toBe(reasons);
  });
});

describe('chooseLanguage', () => {
  const table: readonly (readonly [header: string | undefined, account: string | null, expected: Language])[] = [
    [undefined, null, 'en'],
    ['', null, 'en'],
    ['de', null, 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', null, 'de'],
    ['en;q=0.5, nb;q=0.9', null, 'nb'],
    ['no', null, 'nb'],
    ['nn-NO', null, 'nb'],
    ['NB-no', null, 'nb'],
    ['fr, de;q=0.3', null, 'de'],
    ['fr', null, 'en'],
    ['*', null, 'en'],
    ['de;q=0, nb;q=0.1', null, 'nb'],
    ['de;q=2, nb;q=0.1', null, 'nb'],
    ['de;q=abc', null, 'en'],
    [';;;,,,=', null, 'en'],
    ['de', 'nb', 'nb'],
    ['nb', 'de_DE', 'de'],
    ['nb', 'fr_FR', 'nb'],
    ['nb', '', 'nb'],
    [`${'x,'.repeat(100_000)}de`, null, 'en'],
  ];
  test.each(table)('Accept-Language %j with the account in %j gives %s', (header, account, expected) => {
    expect(chooseLanguage(header, account)).toBe(expected);
  });
});

describe('a reference', () => {
  test.each([
    ['K7Q2MX9P', ['K7Q2', 'MX9P']],
    ['K7Q-2MX', ['K7Q', '2MX']],
    ['K7Q2MX', ['K7Q', '2MX']],
    ['K7Q2MX9PA', ['K7Q', '2MX', '9PA']],
    ['', []],
  ])('%s is read out in the groups %j', (reference, groups) => {
    expect(referenceGroups(reference)).toEqual(groups);
  });

  test('is spelled with the international alphabet, digits as they are', () => {
    expect(spellReference('k7-q2')).toBe('Kilo 7, Quebec 2');
  });
});

describe('dates and numbers', () => {
  const moment = new Date('2026-03-02T16:41:00Z');
  test.each([
    ['en', '2 Mar 2026, 16:41 UTC', '1,240'],
    ['de', '02.03.2026, 16:41 UTC', '1.240'],
    ['nb', '2. mars 2026, 16:41 UTC', '1\u00a0240'],
  ] as const)('in %s read %s and %s', (language, date, number) => {
    expect(formatDateTime(moment, language)).toBe(date);
    expect(formatNumber(1240, language)).toBe(number);
  });
});

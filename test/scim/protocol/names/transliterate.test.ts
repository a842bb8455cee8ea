import fc from 'fast-check';
import { applyNamePolicy, hasDiacritics, transliterate } from '../../../../src/scim/protocol/names';

test.each([
  ['Müller', 'Muller'],
  ['Mu\u0308ller', 'Muller'],
  ['GROẞ Groß', 'GROSS Gross'],
  ['Æsir Ærø', 'AEsir AEro'],
  ['Þór Guðmundsson', 'Thor Gudmundsson'],
  ['Łukasz Żółć', 'Lukasz Zolc'],
  ['Đorđe Œuvre ıŞ', 'Dorde OEuvre iS'],
  ['Nguyễn', 'Nguyen'],
  ['Åse Bjørnsen', 'Ase Bjornsen'],
])('%s is written plainly as %s', (name, plain) => {
  expect(hasDiacritics(name)).toBe(true);
  expect(transliterate(name)).toBe(plain);
});

test.each(['Ada Lovelace', "O'Brien-Smith", 'Андрей', 'ガンダム', '김민수', 'हिन्दी', '李小龍', 'Jane 3rd', ''])(
  '%s has no Latin letter with a mark and stays as it is',
  (name) => {
    expect(hasDiacritics(name)).toBe(false);
    expect(transliterate(name)).toBe(name.normalize('NFC'));
  },
);

it('a name written plainly has nothing left to take off, whatever it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(hasDiacritics(transliterate(name))).toBe(false);
    }),
  );
});

describe('the policy of a provisioning', () => {
  const person = {
    userName: 'jürgen@example.org',
    displayName: 'Jürgen Groß',
    name: { givenName: 'Jürgen', familyName: 'Groß', honorificPrefix: 'Señor' },
    emails: [{ value: 'jürgen@example.org' }],
  };

  it('transliterate changes the names and nothing else, and leaves what it was given alone', () => {
    const before = structuredClone(person);
    expect(applyNamePolicy(person, 'transliterate')).toEqual({
      ...person,
      displayName: 'Jurgen Gross',
      name: { givenName: 'Jurgen', familyName: 'Gross', honorificPrefix: 'Señor' },
    });
    expect(person).toEqual(before);
  });

  it.each(['allow', 'reject'] as const)('%s stores names as they were sent', (policy) => {
    expect(applyNamePolicy(person, policy)).toBe(person);
  });

  it('a person without names is left without them', () => {
    expect(applyNamePolicy({ userName: 'ada' }, 'transliterate')).toEqual({ userName: 'ada' });
  });
});

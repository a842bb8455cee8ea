import { canonicalLocale, judgeUser } from '../../../../src/scim/protocol/judge';
import type { NamePolicy } from '../../../../src/scim/protocol/names';
import { locales, urns, type JsonObject } from '../../../../src/scim/protocol/schema';

const good: JsonObject = {
  userName: 'ada@acme.test',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  displayName: 'Ada Lovelace',
  emails: [{ type: 'work', value: 'ada@acme.test', primary: true }],
};

const judge = (changes: JsonObject, namePolicy: NamePolicy = 'allow', before: JsonObject | null = null) => {
  const error = judgeUser({ ...good, ...changes }, { namePolicy, before });
  return error && [error.id, error.attribute];
};
const long = 'x'.repeat(256);

test.each<[string, JsonObject]>([
  ['the least there must be', {}],
  [
    'letters of any script in names',
    { displayName: 'Müller-Šťastný 李', name: { givenName: 'Þóra', familyName: 'Ø' } },
  ],
  ['255 characters, counted as people count them', { title: '𝒳'.repeat(255), userName: 'x'.repeat(255) }],
  ['Okta’s spelling of a locale', { locale: 'en-US' }],
  ['a zone by an older name', { timezone: 'Asia/Calcutta' }],
  ['a language list, which is not judged', { preferredLanguage: 'de-AT, en;q=0.8' }],
  ['line breaks in a postal address', { addresses: [{ type: 'work', formatted: 'Hamar\r\nNorway' }] }],
  ['texts the service itself gives out', { id: long, meta: { location: long } }],
])('%s is acceptable', (_, changes) => {
  expect(judge(changes)).toBeNull();
});

test.each<[string, JsonObject, unknown]>([
  ['no user name', { userName: null }, [24, 'userName']],
  ['a blank user name', { userName: ' ' }, [25, 'userName']],
  ['no first name', { name: { familyName: 'Lovelace' } }, [24, 'name.givenName']],
  ['no name at all', { name: null }, [24, 'name.givenName']],
  ['no last name', { name: { givenName: 'Ada' } }, [24, 'name.familyName']],
  ['a blank last name', { name: { givenName: 'Ada', familyName: '\t' } }, [25, 'name.familyName']],
  ['no display name', { displayName: null }, [24, 'displayName']],
  ['no e-mail address', { emails: [] }, [24, 'emails.value']],
  ['a blank e-mail address', { emails: [{ value: '  ' }] }, [25, 'emails.value']],
  ['a title of 256 characters', { title: long }, [7, 'title']],
  ['a user name of 256 characters', { userName: long }, [7, 'userName']],
  [
    'a long text in an extension',
    { [urns.enterpriseUser]: { department: long } },
    [7, `${urns.enterpriseUser}:department`],
  ],
  ['a long text in a list', { addresses: [{ locality: long }] }, [7, 'addresses.locality']],
  [
    'a long text of an object in an extension',
    { [urns.enterpriseUser]: { manager: { value: long } } },
    [7, `${urns.enterpriseUser}:manager.value`],
  ],
  ['white space in the user name', { userName: 'ada lovelace' }, [4, 'userName']],
  ['a no-break space in the user name', { userName: 'ada\u00A0l' }, [4, 'userName']],
  ['= in the user name', { userName: 'cn=ada' }, [6, 'userName']],
  ['white space and = in the user name', { userName: 'cn = ada' }, [4, 'userName']],
  ['something invisible in the user name', { userName: 'ada\u200B@acme.test' }, [5, 'userName']],
  ['a blank after the last name', { name: { givenName: 'Ada', familyName: 'Lovelace ' } }, [4, 'name.familyName']],
  ['something invisible in a name', { displayName: 'Ada \u202E Lovelace' }, [5, 'displayName']],
  ['no address in the e-mail address', { emails: [{ value: 'ada' }] }, [12, 'emails.value']],
  [
    'no address in the second e-mail address',
    { emails: [{ value: 'a@b.test' }, { value: 'ada@' }] },
    [12, 'emails.value'],
  ],
  ['a zone nobody knows', { timezone: 'Mars/Olympus' }, [14, 'timezone']],
  ['a locale that is not one of the 15', { locale: 'nb_NO' }, [15, 'locale']],
  ['a phone number of 256 characters', { phoneNumbers: [{ type: 'work', value: long }] }, [16, 'phoneNumbers.value']],
  ['a blank phone number', { phoneNumbers: [{ type: 'work', value: ' ' }] }, [16, 'phoneNumbers.value']],
])('%s is refused with its row and attribute', (_, changes, expected) => {
  expect(judge(changes)).toEqual(expected);
});

it.each(['name.givenName', 'name.familyName', 'name.middleName', 'name.formatted', 'displayName'])(
  'marks in %s are refused where the policy is to reject them, and only there',
  (path) => {
    const [first, second] = path.split('.') as [string, string?];
    const marked = second ? { name: { givenName: 'Ada', familyName: 'L', [second]: 'Müller' } } : { [first]: 'Müller' };
    expect(judge(marked, 'reject')).toEqual([5, path]);
    expect(judge(marked, 'allow')).toBeNull();
    expect(judge(marked, 'transliterate')).toBeNull();
  },
);

it('the first refusal does not depend on the order of the attributes', () => {
  const bad = { locale: 'xx', timezone: 'xx', title: long, userName: 'a b', emails: [{ value: 'x' }] };
  const turned = Object.fromEntries(Object.entries({ ...good, ...bad }).reverse());
  expect(judge(bad)).toEqual([7, 'title']);
  const error = judgeUser(turned, { namePolicy: 'allow', before: null });
  expect([error?.id, error?.attribute]).toEqual([7, 'title']);
});

describe('what was there before', () => {
  const before: JsonObject = { userName: 'cn=ada b', displayName: '', emails: [{ value: 'old' }], locale: 'nb_NO' };
  const later = (changes: JsonObject) => {
    const error = judgeUser({ ...before, ...changes }, { namePolicy: 'reject', before });
    return error && [error.id, error.attribute];
  };

  it('is not judged again, so that a person whom another door let in can be deactivated', () => {
    expect(later({ active: false })).toBeNull();
  });

  it('is judged as soon as it changes', () => {
    expect(later({ locale: 'nn_NO' })).toEqual([15, 'locale']);
    expect(later({ emails: [{ value: 'old' }, { value: 'new' }] })).toEqual([12, 'emails.value']);
    expect(later({ name: { givenName: 'Zoë' } })).toEqual([5, 'name.givenName']);
  });

  it('cannot be taken away when it is required', () => {
    expect(later({ userName: null })).toEqual([24, 'userName']);
    expect(later({ emails: [] })).toEqual([24, 'emails.value']);
  });
});

it('the note shows what cannot be seen', () => {
  const error = judgeUser({ ...good, userName: 'ada\u200B' }, { namePolicy: 'allow', before: null });
  expect(error?.note).toBe('received "ada[U+200B]"');
  expect(error?.message).toBe("'userName' contains invalid characters");
});

it('each of the 15 locales is known with a hyphen or an underscore and in any case', () => {
  for (const locale of locales) {
    const hyphenated = locale.replace('_', '-');
    for (const spelling of [locale, hyphenated, hyphenated.toUpperCase(), locale.toLowerCase()]) {
      expect(canonicalLocale(spelling)).toBe(locale);
    }
  }
  expect(['', 'de', 'de_', 'de__DE', 'en_US ', 'constructor'].map(canonicalLocale)).toEqual(Array(6).fill(null));
});

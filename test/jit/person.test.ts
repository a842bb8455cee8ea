import { lookupKeys, mapPerson, type Person, singleValuedAttributes } from '../../src/jit';
import type { VerifiedAssertion } from '../../src/saml/gate';
import {
  assertion,
  attributes,
  dropdown,
  emailNameId,
  person,
  persistent,
  settings,
  trackingCode,
  unspecifiedNameId,
} from './world';

function named(overrides: Partial<VerifiedAssertion>, policy: Parameters<typeof settings>[0] = {}): Person {
  const result = mapPerson(assertion(overrides), settings(policy));
  if (result.outcome !== 'person') throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.person;
}

function refusal(overrides: Partial<VerifiedAssertion>, policy: Parameters<typeof settings>[0] = {}) {
  const result = mapPerson(assertion(overrides), settings(policy));
  if (result.outcome !== 'refused') throw new Error(`not refused: ${result.person.username}`);
  return result.refusal;
}

describe('the user name comes from the first source that is present and not empty', () => {
  test.each([
    ['uid', { uid: 'u', SAML_SUBJECT: 's', Name_ID: 'n' }, 'x', 'u'],
    ['SAML_SUBJECT', { SAML_SUBJECT: 's', Name_ID: 'n' }, 'x', 's'],
    ['Name_ID', { Name_ID: 'n' }, 'x', 'n'],
    ['NameID', {}, 'x', 'x'],
    ['SAML_SUBJECT', { uid: '', SAML_SUBJECT: 's' }, 'x', 's'],
    ['NameID', { uid: ' ', SAML_SUBJECT: '' }, 'x', 'x'],
    ['Name_ID', { Name_ID: 'n' }, null, 'n'],
    ['NameID', { UID: 'u', NameID: 'an attribute of that name is not the subject' }, 'x', 'x'],
  ])('%s of %j with NameID %p', (source, sent, value, username) => {
    const nameId = value === null ? null : unspecifiedNameId(value);
    expect(named({ attributes: attributes(sent), nameId })).toMatchObject({ username, usernameSource: source });
  });

  test('in the order the connection asks for', () => {
    const both = { attributes: attributes({ uid: 'u', upn: 'p' }), nameId: unspecifiedNameId('x') };
    expect(named(both, { usernameFrom: ['upn', 'uid'] }).username).toBe('p');
    expect(named(both, { usernameFrom: ['NameID', 'uid'] }).username).toBe('x');
  });

  test('as it was sent, in whatever Unicode form and case', () => {
    const sent = 'Jürgen'.normalize('NFD');
    expect(named({ attributes: attributes({ uid: sent }) }).username).toBe(sent);
  });
});

describe('without any usable source the person is refused with 2', () => {
  test('and the expected sources are named', () => {
    const { code, findings } = refusal({ attributes: attributes({}) });
    expect([code, findings]).toEqual([
      2,
      [
        {
          reason: 'username_missing',
          field: 'username',
          expected: 'one of uid, SAML_SUBJECT, Name_ID, NameID',
          received: null,
        },
      ],
    ]);
  });
  test('and those that came empty', () => {
    const { findings } = refusal({ attributes: attributes({ uid: '' }), nameId: unspecifiedNameId(' ') });
    expect(findings[0].received).toBe('uid, NameID: present but empty');
  });
  test.each([
    ['UID', 'present as "UID": attribute names are case sensitive'],
    ['NAMEID', 'present as "NAMEID": attribute names are case sensitive'],
    [
      'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
      'present as "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn": add this name to the mapping of the connection, or release the expected one',
    ],
    [
      'urn:oid:0.9.2342.19200300.100.1.1',
      'present as "urn:oid:0.9.2342.19200300.100.1.1": add this name to the mapping of the connection, or release the expected one',
    ],
  ])('and the near miss %s', (name, hint) => {
    expect(refusal({ attributes: attributes({ [name]: 'ada' }) }).findings[0].hint).toBe(hint);
  });
  test('when NameID is there but not among the sources', () => {
    expect(refusal({ nameId: unspecifiedNameId('x'), attributes: attributes() }, { usernameFrom: ['uid'] }).code).toBe(
      2,
    );
  });
});

describe('a user name with characters nobody can see is refused with 25', () => {
  test.each([
    ['a zero-width space', 'ada\u200B', 'ada[U+200B]'],
    ['a right-to-left override', 'ada\u202Etxt', 'ada[U+202E]txt'],
    ['a line feed', 'ada\nx', 'ada[U+000A]x'],
    ['a soft hyphen', 'a\u00ADda', 'a[U+00AD]da'],
    ['a Hangul filler', 'ada\u3164', 'ada[U+3164]'],
    ['a byte order mark inside', 'a\uFEFFda', 'a[U+FEFF]da'],
  ])('%s', (_what, uid, received) => {
    const { code, findings } = refusal({ attributes: attributes({ uid }) });
    expect([code, findings[0]]).toMatchObject([25, { reason: 'name_id_characters', field: 'uid', received }]);
  });
});

describe('removeUpnSuffix', () => {
  const on = { removeUpnSuffix: true, upnSuffixes: ['corp.acme.test', '@AD.acme.test'] };
  test.each([
    ['ada@corp.acme.test', 'ada'],
    ['ada@CORP.acme.test', 'ada'],
    ['ada@ad.acme.test', 'ada'],
    ['ada@acme.test', 'ada@acme.test'],
    ['ada@eu.corp.acme.test', 'ada@eu.corp.acme.test'],
    ['ada@x@corp.acme.test', 'ada@x'],
    ['ada', 'ada'],
    ['ada@', 'ada@'],
  ])('makes %s into %s', (uid, username) => {
    expect(named({ attributes: attributes({ uid }) }, on).username).toBe(username);
  });
  test('cuts nothing when it is off', () => {
    expect(
      named({ attributes: attributes({ uid: 'ada@corp.acme.test' }) }, { ...on, removeUpnSuffix: false }).username,
    ).toBe('ada@corp.acme.test');
  });
  test('leaves the NameID that is bound as it is', () => {
    const nameId = emailNameId('ada@corp.acme.test');
    expect(named({ attributes: attributes(), nameId }, on)).toMatchObject({ username: 'ada', nameId });
  });
  test('a value that is nothing but a suffix names nobody', () => {
    expect(refusal({ attributes: attributes({ uid: '@corp.acme.test' }) }, on).code).toBe(2);
  });
});

describe('NameID and SAML_SUBJECT', () => {
  test.each([
    ['ada', 'ada', 'NameID and SAML_SUBJECT are the same.', true],
    ['ada', 'grace', 'Noted: NameID "ada" and SAML_SUBJECT "grace" differ.', true],
    ['ada', undefined, 'At most one of NameID and SAML_SUBJECT was sent.', null],
  ])('%s and %p: %s', (value, SAML_SUBJECT, why, passed) => {
    const result = mapPerson(
      assertion({ nameId: unspecifiedNameId(value), attributes: attributes({ SAML_SUBJECT }) }),
      settings(),
    );
    expect(result.checks.at(-1)).toEqual({ id: 'name_id_agrees', passed, why });
  });
});

describe('what the database is asked for', () => {
  test('keys of user name and e-mail, and the bound form of the NameID', () => {
    const nameId = emailNameId('Ada@Acme.test');
    expect(lookupKeys(person({ email: 'ADA@acme.test' }, { username: 'Ａda', nameId }), settings())).toEqual({
      usernameKey: 'ａda',
      confusableKey: 'ada',
      emailKey: 'ada@acme.test',
      nameId: emailNameId('ada@acme.test'),
    });
  });
  test('a persistent NameID as it is, and no e-mail key without an e-mail', () => {
    const nameId = persistent('A-7');
    expect(lookupKeys(person({ email: '' }, { nameId }), settings())).toMatchObject({ emailKey: null, nameId });
  });
  test('no binding for a format that does not last', () => {
    expect(lookupKeys(person({}, { nameId: unspecifiedNameId('x') }), settings()).nameId).toBeNull();
  });
});

test('every attribute the policy reads is demanded to be single-valued, codes that are not used excepted', () => {
  const trackingCodes = [trackingCode(), dropdown({ usage: 'not_used' })];
  expect(singleValuedAttributes(settings({ trackingCodes }))).toEqual([
    'uid',
    'SAML_SUBJECT',
    'Name_ID',
    'firstname',
    'lastname',
    'email',
    'displayname',
    'language',
    'TC1',
    'updateTimestamp',
    'updateTimeStamp',
    'updatetimestamp',
    'isattendeerole',
  ]);
});

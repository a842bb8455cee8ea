import { judge, refuses, summary, type RefusedCase } from '../../support/gateCases';
import { acsUrl, idpEntityId, replace, seconds, spEntityId, type ResponseChanges } from '../../support/samlResponse';

const before = (search: string | RegExp, text: string): { changes: ResponseChanges } => ({
  changes: { before: replace(search, text) },
});
/** The second issuer in the text is the assertion's. */
const assertionIssuer = (text: string): { changes: ResponseChanges } => ({
  changes: {
    before: (xml) =>
      xml.replace(/(<saml:Assertion [^>]*>)<saml:Issuer>[^<]*<\/saml:Issuer>/, (_, start: string) => start + text),
  },
});
const issuer = (value: string) => `<saml:Issuer>${value}</saml:Issuer>`;
const email = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';
const nameId = (value: string, format?: string): { changes: ResponseChanges } => ({
  changes: { options: { nameId: format === undefined ? { value } : { value, format } } },
});
const subject = /<saml:Subject>[\s\S]*<\/saml:Subject>/;
const nameIdElement = /<saml:NameID[^>]*>[^<]*<\/saml:NameID>/;

describe('the issuer of the assertion is the identity provider', () => {
  const wrong = { code: 24, reason: 'issuer_wrong' } as const;
  const missing = { code: 24, reason: 'issuer_missing' } as const;
  refuses([
    { is: 'case 122: somebody else', ...assertionIssuer(issuer('https://other.test')), ...wrong },
    { is: 'case 123: missing', ...assertionIssuer(''), ...missing },
    { is: 'case 123: empty', ...assertionIssuer(issuer(' ')), ...missing },
    { is: 'case 123: twice', ...assertionIssuer(issuer(idpEntityId).repeat(2)), ...missing },
    { is: 'case 124: other letter case', ...assertionIssuer(issuer(idpEntityId.toUpperCase())), ...wrong },
    { is: 'case 124: a final slash', ...assertionIssuer(issuer(`${idpEntityId}/`)), ...wrong },
    {
      is: 'case 125: for the connection of another tenant',
      changes: { options: { audience: 'https://usher.test/saml/other/main/metadata' } },
      code: 13,
      reason: 'audience_wrong',
    },
  ]);

  test('case 124: the near miss is named', async () => {
    const result = await judge(assertionIssuer(issuer(`${idpEntityId}/`)));
    expect(result).toMatchObject({ refusal: { findings: [{ hint: 'differs by a final slash' }] } });
  });
});

describe('there is one subject, and it names the person', () => {
  const missing = { code: 2, reason: 'username_missing' } as const;
  const invalid = { code: 13, reason: 'subject_invalid' } as const;
  refuses([
    { is: 'case 126: no Subject', ...before(subject, ''), ...missing },
    { is: 'case 127: two Subjects', ...before('<saml:Conditions', '<saml:Subject/><saml:Conditions'), ...invalid },
    { is: 'case 128: NameID missing', ...before(nameIdElement, ''), ...missing },
    { is: 'case 128: NameID empty', ...nameId(''), ...missing },
    { is: 'case 128: NameID blank', ...nameId(' \n\t'), ...missing },
    {
      is: 'case 128: every source empty',
      changes: { options: { nameId: null, attributes: [{ name: 'uid', values: ['', ' '] }] } },
      ...missing,
    },
    {
      is: 'case 129: an attribute named nameID does not stand in',
      changes: { options: { nameId: { value: '' }, attributes: [{ name: 'nameID', values: ['mallory'] }] } },
      ...missing,
    },
    {
      is: 'case 129: nor one named NameID',
      changes: { options: { nameId: null, attributes: [{ name: 'NameID', values: ['mallory'] }] } },
      ...missing,
    },
    {
      is: 'case 130: two NameIDs',
      ...before('</saml:NameID>', '</saml:NameID><saml:NameID>bob</saml:NameID>'),
      ...invalid,
    },
    { is: 'case 130: NameID and BaseID', ...before('</saml:NameID>', '</saml:NameID><saml:BaseID/>'), ...invalid },
    { is: 'case 131: an element inside', ...before('</saml:NameID>', '<x/></saml:NameID>'), ...invalid },
    { is: 'case 137: EncryptedID alone', ...before(nameIdElement, '<saml:EncryptedID/>'), ...missing },
  ]);
});

test.each([
  [{ name: 'UID', values: ['ada'] }, 'uid is present as UID'],
  [{ name: 'uid', values: [' '] }, 'uid is present but empty'],
])('case 128: the near miss of a source is named: %j', async (attribute, hint) => {
  const result = await judge({ changes: { options: { nameId: null, attributes: [attribute] } } });
  expect(result).toMatchObject({ refusal: { code: 2, findings: [{ hint }] } });
});

describe('the NameID is fit to be an identity', () => {
  const characters = { code: 25, reason: 'name_id_characters' } as const;
  refuses([
    ...(
      [
        ['a right-to-left override', '\u202E'],
        ['a zero-width space', '\u200B'],
        ['a zero-width joiner', '\u200D'],
        ['a word joiner', '\u2060'],
        ['an isolate', '\u2066'],
        ['a byte order mark', '\uFEFF'],
        ['a soft hyphen', '\u00AD'],
        ['a line separator', '\u2028'],
        ['a next-line control', '\u0085'],
        ['a Hangul filler', '\u3164'],
        ['a tag character', '\u{E0041}'],
        ['a line feed', '\n'],
      ] as const
    ).map(([what, character]) => ({ is: `case 132: ${what}`, ...nameId(`a${character}da`), ...characters })),
    { is: 'case 132: not in NFC', ...nameId('A\u030Ada'), ...characters },
    { is: 'case 133: 1,025 characters', ...nameId('a'.repeat(1025)), ...characters },
    { is: 'case 134: announced as e-mail but none', ...nameId('ada', email), code: 25, reason: 'name_id_not_email' },
    {
      is: 'case 135: transient where persistent is demanded',
      ...nameId('x', 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'),
      settings: { nameIdFormat: 'persistent' },
      code: 25,
      reason: 'name_id_format_wrong',
    },
    {
      is: 'case 135: no Format where e-mail is demanded',
      ...nameId('ada@acme.test'),
      settings: { nameIdFormat: 'emailAddress' },
      code: 25,
      reason: 'name_id_format_wrong',
    },
    {
      is: 'case 136: a foreign NameQualifier',
      changes: { options: { nameId: { value: 'ada', nameQualifier: 'https://other.test' } } },
      code: 10,
      reason: 'name_qualifier_wrong',
    },
    {
      is: 'case 136: a foreign SPNameQualifier',
      changes: { options: { nameId: { value: 'ada', spNameQualifier: idpEntityId } } },
      code: 10,
      reason: 'name_qualifier_wrong',
    },
  ]);

  test.each([
    ['NameQualifier of the identity provider', { value: 'ada', nameQualifier: idpEntityId }],
    ['NameQualifier of ours', { value: 'ada', nameQualifier: spEntityId }],
    ['SPNameQualifier of ours', { value: 'ada', spNameQualifier: spEntityId }],
    ['1,024 characters', { value: 'a'.repeat(1024) }],
  ])('case 136: %s passes', async (_, value) => {
    expect(summary(await judge({ changes: { options: { nameId: value } } }))).toEqual({ outcome: 'verified' });
  });
});

describe('a bearer confirmation is good in every part', () => {
  const missing = { code: 13, reason: 'confirmation_missing' } as const;
  const recipient = { code: 14, reason: 'recipient_wrong' } as const;
  const confirmation = /<saml:SubjectConfirmation [\s\S]*<\/saml:SubjectConfirmation>/;
  const data = /<saml:SubjectConfirmationData [^>]*\/>/;
  const attribute = (name: string, text: string) => ({
    changes: {
      before: (xml: string) => xml.replace(data, (found) => found.replace(new RegExp(` ${name}="[^"]*"`), text)),
    },
  });
  const until = (text: string) => attribute('NotOnOrAfter', ` NotOnOrAfter="${text}"`);
  const answers = (onResponse: string | null, onConfirmation: string | null) => ({
    changes: {
      before: (xml: string) =>
        [onResponse, onConfirmation].reduce<string>(
          (text, value) =>
            text.replace(' InResponseTo="_request-1"', value === null ? '' : ` InResponseTo = "${value}"`),
          xml,
        ),
    },
  });
  refuses([
    { is: 'case 138: none', ...before(confirmation, ''), ...missing },
    { is: 'case 139: holder-of-key', ...before('cm:bearer', 'cm:holder-of-key'), ...missing },
    { is: 'case 139: sender-vouches', ...before('cm:bearer', 'cm:sender-vouches'), ...missing },
    { is: 'case 140: without data', ...before(data, ''), ...missing },
    { is: 'two data', changes: { before: (xml) => xml.replace(data, (found) => found + found) }, ...missing },
    { is: 'case 141: Recipient missing', ...attribute('Recipient', ''), ...recipient },
    {
      is: 'case 142: Recipient of another service',
      ...attribute('Recipient', ' Recipient="https://other.test/acs"'),
      ...recipient,
    },
    {
      is: 'case 142: other letter case',
      ...attribute('Recipient', ` Recipient="${acsUrl.toUpperCase()}"`),
      ...recipient,
    },
    {
      is: 'case 142: another port',
      ...attribute('Recipient', ` Recipient="${acsUrl.replace('.test', '.test:444')}"`),
      ...recipient,
    },
    { is: 'case 142: a final slash', ...attribute('Recipient', ` Recipient="${acsUrl}/"`), ...recipient },
    { is: 'case 143: NotOnOrAfter missing', ...attribute('NotOnOrAfter', ''), ...missing },
    {
      is: 'case 144: past beyond skew',
      ...until(seconds(-180).toISOString()),
      code: 19,
      reason: 'confirmation_expired',
    },
    { is: 'case 162: an unreadable date', ...until('tomorrow'), code: 13, reason: 'date_invalid' },
    {
      is: 'case 145: NotBefore beyond skew in the future',
      ...before(
        '<saml:SubjectConfirmationData',
        `<saml:SubjectConfirmationData NotBefore="${seconds(181).toISOString()}"`,
      ),
      code: 13,
      reason: 'confirmation_not_yet_valid',
    },
    {
      is: 'case 146: missing in the confirmation',
      ...answers('_request-1', null),
      code: 28,
      reason: 'in_response_to_missing',
    },
    {
      is: 'case 149: confirmation and Response disagree',
      ...answers('_request-1', '_request-2'),
      code: 28,
      reason: 'in_response_to_mismatch',
    },
    {
      is: 'case 149: disagree in letter case',
      ...answers('_request-1', '_Request-1'),
      code: 28,
      reason: 'in_response_to_mismatch',
    },
    { is: 'an empty request', ...answers('', ''), code: 28, reason: 'in_response_to_unknown' },
    {
      is: 'case 152: unsolicited where refused',
      changes: { options: { inResponseTo: null } },
      settings: { unsolicited: 'refuse' },
      code: 28,
      reason: 'unsolicited_refused',
    },
  ] satisfies RefusedCase[]);

  test('case 144: one second inside the skew passes', async () => {
    const result = await judge(until(seconds(-179).toISOString()));
    expect(summary(result)).toEqual({ outcome: 'verified' });
  });

  test('case 144: how far the clocks are apart is named', async () => {
    const result = await judge(until(seconds(-274).toISOString()));
    expect(result).toMatchObject({ refusal: { findings: [{ hint: '274 s behind our clock' }] } });
  });

  test('case 150: with InResponseTo stripped from the Response, the signed one in the confirmation counts', async () => {
    const result = await judge(answers(null, '_request-9'));
    expect(result).toMatchObject({ outcome: 'verified', assertion: { inResponseTo: '_request-9' } });
  });

  test('the confirmation that got furthest is reported', async () => {
    const two = (xml: string) =>
      xml
        .replace('</saml:Subject>', `<saml:SubjectConfirmation Method="x"/></saml:Subject>`)
        .replace(`Recipient="${acsUrl}"`, 'Recipient="x"');
    const result = await judge({ changes: { before: two } });
    expect(summary(result)).toEqual({ outcome: 'refused', ...recipient });
  });
});

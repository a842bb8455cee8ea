import { checkOf, judge, refuses, summary, type RefusedCase } from '../../support/gateCases';
import { now, replace, seconds, spEntityId, type ResponseChanges } from '../../support/samlResponse';

const before = (search: string | RegExp, text: string): { changes: ResponseChanges } => ({
  changes: { before: replace(search, text) },
});
const conditions = /<saml:Conditions [\s\S]*<\/saml:Conditions>/;
const restriction = (...audiences: string[]) =>
  `<saml:AudienceRestriction>${audiences.map((one) => `<saml:Audience>${one}</saml:Audience>`).join('')}</saml:AudienceRestriction>`;
const ours = restriction(spEntityId);
const times = (from: string, until: string) =>
  before(/<saml:Conditions [^>]*>/, `<saml:Conditions NotBefore="${from}" NotOnOrAfter="${until}">`);
const invalid = { code: 13, reason: 'conditions_invalid' } as const;
const date = { code: 13, reason: 'date_invalid' } as const;

describe('one Conditions element, understood and in time', () => {
  refuses([
    { is: 'case 154: none', ...before(conditions, ''), ...invalid },
    {
      is: 'case 154: two',
      ...before('<saml:AuthnStatement', `<saml:Conditions>${ours}</saml:Conditions><saml:AuthnStatement`),
      ...invalid,
    },
    {
      is: 'case 155: NotBefore beyond skew',
      ...times(seconds(181).toISOString(), seconds(300).toISOString()),
      code: 13,
      reason: 'not_yet_valid',
    },
    {
      is: 'case 156: past',
      ...times(seconds(-600).toISOString(), seconds(-300).toISOString()),
      code: 19,
      reason: 'assertion_expired',
    },
    {
      is: 'case 156: exactly at limit plus skew',
      ...times(seconds(-600).toISOString(), seconds(-180).toISOString()),
      code: 19,
      reason: 'assertion_expired',
    },
    { is: 'case 157: NotBefore equals NotOnOrAfter', ...times(now.toISOString(), now.toISOString()), ...invalid },
    { is: 'case 157: NotBefore later', ...times(seconds(60).toISOString(), now.toISOString()), ...invalid },
    {
      is: 'case 161: an unknown condition',
      ...before('<saml:AudienceRestriction>', '<x/><saml:AudienceRestriction>'),
      ...invalid,
    },
    {
      is: 'case 161: an extension of Condition',
      ...before('<saml:AudienceRestriction>', '<saml:Condition xsi:type="x"/><saml:AudienceRestriction>'),
      ...invalid,
    },
    {
      is: 'OneTimeUse twice',
      ...before('<saml:AudienceRestriction>', '<saml:OneTimeUse/><saml:OneTimeUse/><saml:AudienceRestriction>'),
      ...invalid,
    },
  ]);

  test('case 156: one second before limit plus skew passes', async () => {
    const result = await judge(times(seconds(-600).toISOString(), seconds(-179).toISOString()));
    expect(summary(result)).toEqual({ outcome: 'verified' });
  });
});

describe('dates are strict', () => {
  refuses(
    [
      ['without zone', '2027-01-15T12:00:00'],
      ['in free text', 'Fri, 15 Jan 2027 12:00:00 GMT'],
      ['date alone', '2027-01-15'],
      ['30 February', '2027-02-30T12:00:00Z'],
      ['month 13', '2027-13-01T12:00:00Z'],
      ['hour 24', '2027-01-15T24:00:00Z'],
      ['second 60', '2027-01-15T12:00:60Z'],
      ['an impossible zone', '2027-01-15T12:00:00+15:00'],
      ['a number', '1800014400'],
      ['an empty text', ''],
    ].map(([what, text]) => ({
      is: `case 162: ${what}`,
      ...before(/<saml:Conditions NotBefore="[^"]*"/, `<saml:Conditions NotBefore="${text}"`),
      ...date,
    })),
  );
});

describe('the assertion is meant for us', () => {
  const wrong = { code: 13, reason: 'audience_wrong' } as const;
  const restrictions = (text: string) => before(/<saml:AudienceRestriction>[\s\S]*<\/saml:AudienceRestriction>/, text);
  refuses([
    { is: 'case 158: no AudienceRestriction', ...restrictions(''), ...wrong },
    { is: 'case 158: an empty one', ...restrictions(restriction()), ...wrong },
    { is: 'case 159: another audience', ...restrictions(restriction('https://other.test')), ...wrong },
    { is: 'case 159: a final slash', ...restrictions(restriction(`${spEntityId}/`)), ...wrong },
    { is: 'case 159: other letter case', ...restrictions(restriction(spEntityId.toUpperCase())), ...wrong },
    {
      is: 'case 160: two restrictions, one names us',
      ...restrictions(ours + restriction('https://other.test')),
      ...wrong,
    },
    { is: 'an element inside Audience', ...before('</saml:Audience>', '<x/></saml:Audience>'), ...wrong },
  ]);

  test('case 159: the near miss is named', async () => {
    const result = await judge(restrictions(restriction(`${spEntityId}/`)));
    expect(result).toMatchObject({
      refusal: { findings: [{ expected: spEntityId, hint: 'differs by a final slash' }] },
    });
  });
});

describe('the assertion is fresh', () => {
  const issued = (text: string): { changes: ResponseChanges } => ({
    changes: {
      before: (xml) =>
        xml.replace(/(ID="_assertion-1" Version="2.0") IssueInstant="[^"]*"/, (_, start: string) => start + text),
    },
  });
  const at = (offset: number) => issued(` IssueInstant="${seconds(offset).toISOString()}"`);
  refuses([
    { is: 'case 163: IssueInstant missing', ...issued(''), ...date },
    { is: 'case 163: in the future beyond skew', ...at(181), code: 13, reason: 'not_yet_valid' },
    { is: 'case 164: older than ten minutes and skew', ...at(-781), code: 19, reason: 'assertion_too_old' },
  ]);

  test.each([180, -780])('case 164: %d s pass', async (offset) => {
    const result = await judge(at(offset));
    expect(result).toMatchObject({ outcome: 'verified', clockOffsetMs: offset * 1000 });
  });

  test('after replayableUntil no skew lets the assertion pass again', async () => {
    const changes = { options: { notOnOrAfter: seconds(100_000) } };
    const settings = { clockSkewSeconds: 300 };
    const first = await judge({ changes });
    if (first.outcome !== 'verified') throw new Error('must be verified');
    const end = first.assertion.replayableUntil;
    expect(summary(await judge({ changes, settings, at: new Date(end.getTime() - 1) }))).toEqual({
      outcome: 'verified',
    });
    const again = await judge({ changes, settings, at: end });
    expect(summary(again)).toEqual({ outcome: 'refused', code: 19, reason: 'assertion_too_old' });
  });
});

describe('the authentication is plausible', () => {
  const statement = /<saml:AuthnStatement[\s\S]*<\/saml:AuthnStatement>/;
  const instant = (text: string) => before(/ AuthnInstant="[^"]*"/, text);
  refuses([
    { is: 'case 165: no AuthnStatement', ...before(statement, ''), code: 13, reason: 'authn_statement_missing' },
    {
      is: 'case 166: SessionNotOnOrAfter past',
      ...before(' AuthnInstant=', ` SessionNotOnOrAfter="${seconds(-180).toISOString()}" AuthnInstant=`),
      code: 19,
      reason: 'session_ended_at_idp',
    },
    {
      is: 'case 162: SessionNotOnOrAfter unreadable',
      ...before(' AuthnInstant=', ' SessionNotOnOrAfter="never" AuthnInstant='),
      ...date,
    },
    {
      is: 'case 167: AuthnInstant in the future',
      ...instant(` AuthnInstant="${seconds(181).toISOString()}"`),
      code: 13,
      reason: 'authn_instant_invalid',
    },
    { is: 'AuthnInstant missing', ...instant(''), ...date },
    {
      is: 'case 168: a class not in the list',
      settings: { authnContextClassRefs: ['urn:mfa'] },
      code: 13,
      reason: 'authn_context_wrong',
    },
    {
      is: 'case 168: a second statement with another class',
      changes: {
        before: (xml) =>
          xml.replace(statement, (found) => found + found.replace('PasswordProtectedTransport', 'Password')),
      },
      settings: { authnContextClassRefs: ['urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport'] },
      code: 13,
      reason: 'authn_context_wrong',
    },
  ]);
});

describe('attributes that decide are unambiguous text', () => {
  const attributes = (...list: { name: string; values: string[] }[]) => ({
    changes: { options: { attributes: list } },
  });
  const malformed = { code: 13, reason: 'attribute_malformed' } as const;
  const scope = { code: 13, reason: 'scope_not_allowed' } as const;
  const subjectId = 'urn:oasis:names:tc:SAML:attribute:subject-id';
  refuses([
    {
      is: 'case 169: a mapped attribute twice',
      ...attributes({ name: 'email', values: ['a@acme.test'] }, { name: 'email', values: ['b@acme.test'] }),
      code: 13,
      reason: 'attribute_ambiguous',
    },
    {
      is: 'case 169: with two values',
      ...attributes({ name: 'email', values: ['a@acme.test', 'b@acme.test'] }),
      code: 13,
      reason: 'attribute_ambiguous',
    },
    {
      is: 'case 169: a source of the user name',
      ...attributes({ name: 'uid', values: ['ada', 'bob'] }),
      code: 13,
      reason: 'attribute_ambiguous',
    },
    { is: 'case 170: without Name', ...before(' Name="groups"', ''), ...malformed },
    { is: 'case 170: with an empty Name', ...before(' Name="groups"', ' Name=""'), ...malformed },
    { is: 'case 170: with FriendlyName alone', ...before(' Name="groups"', ' FriendlyName="groups"'), ...malformed },
    { is: 'case 171: XML in a mapped value', ...before('>Ada<', '><b>Ada</b><'), ...malformed },
    {
      is: 'case 189: a foreign scope',
      ...attributes({ name: subjectId, values: ['ada@other.test'] }),
      settings: { scopes: ['acme.test'] },
      ...scope,
    },
    {
      is: 'case 189: no scope',
      ...attributes({ name: 'eduPersonPrincipalName', values: ['ada'] }),
      settings: { scopes: ['acme.test'] },
      ...scope,
    },
    {
      is: 'case 189: the scope as a part of another',
      ...attributes({ name: subjectId, values: ['ada@acme.test@other.test'] }),
      settings: { scopes: ['acme.test'] },
      ...scope,
    },
  ] satisfies RefusedCase[]);

  test.each([
    ['a repeated equal value', attributes({ name: 'email', values: ['a@acme.test', ' a@acme.test'] })],
    ['several values of an attribute that is not mapped', attributes({ name: 'groups', values: ['a', 'b'] })],
    ['XML in an attribute that is not mapped', before('>engines<', '><b>engines</b><')],
    [
      'an own scope in another letter case',
      { ...attributes({ name: subjectId, values: ['ada@ACME.test'] }), settings: { scopes: ['acme.test'] } },
    ],
  ])('%s passes', async (_, one) => {
    expect(summary(await judge(one))).toEqual({ outcome: 'verified' });
  });
});

test('all causes in one verified assertion are reported, the first in order decides', async () => {
  const changes: ResponseChanges = {
    options: { audience: 'https://other.test', nameId: { value: 'ada', nameQualifier: 'x' } },
    before: replace('cm:bearer', 'cm:holder-of-key'),
  };
  const result = await judge({ changes });
  if (result.outcome !== 'refused') throw new Error('must be refused');
  expect(result.refusal.code).toBe(10);
  expect(result.refusal.findings.map(({ reason }) => reason)).toEqual([
    'name_qualifier_wrong',
    'confirmation_missing',
    'audience_wrong',
  ]);
  expect(checkOf(result, 'audience').unverified).toBeUndefined();
});

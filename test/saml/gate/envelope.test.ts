import { checkOf, judge, refuses } from '../../support/gateCases';
import { acsUrl, encoded, idpEntityId, replace, responseText, seconds, testKey } from '../../support/samlResponse';

const signed = { sign: 'response' as const };
const posted = (xml: string) => () => encoded(xml);
const instant = / IssueInstant="[^"]*"/;
const success = '<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/>';
const status = (value: string, inner = '') =>
  `<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${value}">${inner}</samlp:StatusCode>`;

describe('only a SAML 2.0 Response is read', () => {
  const saml = 'urn:oasis:names:tc:SAML:2.0';
  const notResponse = { code: 29, reason: 'not_a_response' } as const;
  refuses([
    {
      is: 'case 47: an Assertion as root',
      field: async () => encoded(/<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(await responseText())?.[0] ?? ''),
      ...notResponse,
    },
    ...['LogoutResponse', 'AuthnRequest', 'ArtifactResponse'].map((name) => ({
      is: `case 47: ${name}`,
      field: posted(`<${name} xmlns="${saml}:protocol" ID="_1" Version="2.0"/>`),
      ...notResponse,
    })),
    {
      is: 'case 47: a SOAP envelope around a good Response',
      field: async () =>
        encoded(`<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/">${await responseText()}</e:Envelope>`),
      ...notResponse,
    },
    {
      is: 'case 48: a Response in another namespace',
      changes: { after: replace(`xmlns:samlp="${saml}:protocol"`, 'xmlns:samlp="urn:x:protocol"') },
      ...notResponse,
    },
    {
      is: 'case 48: a Response of SAML 1.1',
      field: posted('<Response xmlns="urn:oasis:names:tc:SAML:1.0:protocol" MajorVersion="1" MinorVersion="1"/>'),
      ...notResponse,
    },
    {
      is: 'case 190: a WS-Federation token in SAMLResponse',
      field: posted('<t:RequestSecurityTokenResponse xmlns:t="http://schemas.xmlsoap.org/ws/2005/02/trust"/>'),
      code: 22,
      reason: 'ws_federation',
    },
  ]);
});

describe('the envelope is complete', () => {
  const malformed = { code: 29, reason: 'response_malformed' } as const;
  const rewritten = (search: string | RegExp, text: string) => ({
    changes: { before: replace(search, text) },
    ...malformed,
  });
  refuses([
    { is: 'case 49: Version 1.1', ...rewritten('Version="2.0"', 'Version="1.1"') },
    { is: 'case 49: no Version', ...rewritten(' Version="2.0"', '') },
    { is: 'case 50: no ID', ...rewritten(' ID="_response-1"', '') },
    { is: 'case 50: an ID that begins with a digit', ...rewritten('"_response-1"', '"1_response"') },
    { is: 'case 50: an ID of 300 characters', ...rewritten('"_response-1"', `"_${'r'.repeat(300)}"`) },
    { is: 'case 106: a quote in the ID', ...rewritten('"_response-1"', '"_response\'1"') },
    { is: 'case 51: no Status', ...rewritten(/<samlp:Status>.*<\/samlp:Status>/, '') },
    {
      is: 'case 52: two Status',
      ...rewritten(/<samlp:Status>.*<\/samlp:Status>/, `<samlp:Status>${success}</samlp:Status>`.repeat(2)),
    },
    { is: 'case 52: Status without StatusCode', ...rewritten(success, '') },
    { is: 'case 52: two StatusCodes', ...rewritten(success, success + success) },
    { is: 'case 52: StatusCode without Value', ...rewritten(success, '<samlp:StatusCode/>') },
    { is: 'case 57: IssueInstant missing', ...rewritten(instant, '') },
    { is: 'case 57: IssueInstant unreadable', ...rewritten(instant, ' IssueInstant="today"') },
    {
      is: 'case 57: IssueInstant beyond skew in the future',
      ...rewritten(instant, ` IssueInstant="${seconds(181).toISOString()}"`),
    },
  ]);

  test('the skew of the connection also holds for IssueInstant of the Response', async () => {
    const before = replace(instant, ` IssueInstant="${seconds(180).toISOString()}"`);
    expect((await judge({ changes: { before } })).outcome).toBe('verified');
  });
});

describe("the identity provider's own refusal is reported in its words", () => {
  const refused = { code: 1, reason: 'idp_status' } as const;
  const assertion = /<saml:Assertion[\s\S]*<\/saml:Assertion>/;
  refuses([
    ...['Requester', 'Responder', 'AuthnFailed', 'RequestDenied'].map((value) => ({
      is: `case 53: unsigned ${value} without assertion`,
      changes: {
        before: (xml: string) => xml.replace(success, status(value)).replace(assertion, ''),
        signing: { sign: 'none' as const },
      },
      ...refused,
    })),
    {
      is: 'case 54: a signed error that carries a good assertion',
      changes: { before: replace(success, status('Responder')), signing: { sign: 'both' } },
      ...refused,
    },
    {
      is: 'case 55: NoPassive',
      changes: { before: replace(success, status('Responder', status('NoPassive'))), signing: signed },
      ...refused,
    },
    {
      is: 'case 75: a signed error with an assertion planted in ds:Object',
      changes: {
        before: (xml) => xml.replace(success, status('Responder')).replace(assertion, ''),
        signing: signed,
        after: replace(
          '</ds:Signature>',
          '<ds:Object><saml:Assertion ID="_x" Version="2.0"/></ds:Object></ds:Signature>',
        ),
      },
      ...refused,
    },
    { is: 'success below an error', changes: { before: replace(success, status('Responder', success)) }, ...refused },
    { is: 'a status in other case', changes: { before: replace('status:Success', 'status:success') }, ...refused },
  ]);

  test('codes and message come as received, cut to a safe length', async () => {
    const words = `<samlp:StatusMessage>Locked &lt;out&gt; ${'!'.repeat(300)}</samlp:StatusMessage>`;
    const before = replace(success, status('Responder', status('AuthnFailed')) + words);
    const result = await judge({ changes: { before } });
    if (result.outcome !== 'refused') throw new Error('must be refused');
    const [{ received }] = result.refusal.findings;
    expect(received).toContain('status:Responder > urn:oasis:names:tc:SAML:2.0:status:AuthnFailed: Locked <out> !');
    expect(received?.length).toBeLessThan(240);
    expect(checkOf(result, 'assertion_count').passed).toBeNull();
  });
});

describe('Destination is our address', () => {
  const wrong = { code: 14, reason: 'destination_wrong' } as const;
  const destination = (value: string) => ({
    changes: { before: replace(`Destination="${acsUrl}"`, `Destination="${value}"`) },
    ...wrong,
  });
  refuses([
    { is: 'case 58: empty', ...destination('') },
    { is: 'case 59: another host', ...destination('https://other.test/saml/acme/main/acs') },
    { is: 'case 59: another path', ...destination('https://usher.test/saml/acme/other/acs') },
    { is: 'case 59: http', ...destination('http://usher.test/saml/acme/main/acs') },
    { is: 'case 59: another port', ...destination('https://usher.test:8443/saml/acme/main/acs') },
    { is: 'case 59: other letter case', ...destination('https://usher.test/saml/Acme/main/acs') },
    { is: 'case 59: a final slash', ...destination(`${acsUrl}/`) },
    {
      is: 'case 60: missing on a signed Response',
      changes: { before: replace(/ Destination="[^"]*"/, ''), signing: signed },
      ...wrong,
    },
  ]);

  test.each([
    [`${acsUrl}/`, 'differs by a final slash'],
    [acsUrl.toUpperCase(), 'differs by letter case'],
    [acsUrl.replace('https', 'http'), 'differs by its scheme'],
    [acsUrl.replace('.test', '.test:8443'), 'differs by its port'],
    [` ${acsUrl}`, 'differs by surrounding blanks'],
  ])('the near miss of %s is named', async (value, hint) => {
    const result = await judge({ changes: { before: replace(`Destination="${acsUrl}"`, `Destination="${value}"`) } });
    if (result.outcome !== 'refused') throw new Error('must be refused');
    expect(result.refusal.findings[0]).toMatchObject({ expected: acsUrl, received: value, hint });
  });
});

describe('the issuer of the Response is the identity provider', () => {
  const issuer = `<saml:Issuer>${idpEntityId}</saml:Issuer>`;
  const rewritten = (text: string) => ({ before: replace(issuer, text) });
  const encryption = { certificatePem: testKey('sp').certificatePem };
  refuses([
    {
      is: 'case 61: another',
      changes: rewritten('<saml:Issuer>https://other.test</saml:Issuer>'),
      code: 24,
      reason: 'issuer_wrong',
    },
    {
      is: 'case 62: another Format',
      changes: rewritten(
        `<saml:Issuer Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">${idpEntityId}</saml:Issuer>`,
      ),
      code: 24,
      reason: 'issuer_wrong',
    },
    {
      is: 'case 63: missing on a signed Response',
      changes: { ...rewritten(''), signing: signed },
      code: 24,
      reason: 'issuer_missing',
    },
    {
      is: 'case 63: missing beside an encrypted assertion',
      changes: { ...rewritten(''), signing: { encryption } },
      code: 24,
      reason: 'issuer_missing',
    },
    { is: 'twice', changes: rewritten(issuer + issuer), code: 24, reason: 'issuer_missing' },
    { is: 'an element inside', changes: rewritten(issuer.replace('</', '<x/></')), code: 24, reason: 'issuer_missing' },
  ]);
});

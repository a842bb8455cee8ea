import { trimXml } from '../../../src/saml/gate/element';
import { readForm } from '../../../src/saml/gate';
import { preCheck, xmlLimits } from '../../../src/saml/gate/preCheck';
import { judge } from '../../support/gateCases';
import { encoded, replace, responseText, testKey } from '../../support/samlResponse';

const wrap = (content: string) => `<r xmlns:ds="http://www.w3.org/2000/09/xmldsig#">${content}</r>`;
const inAssertion = (content: string) =>
  `<r><Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${content}</Assertion></r>`;

describe('hostile input is refused after a bounded number of elements', () => {
  test.each([
    ['50,000 siblings outside the assertion', wrap('<x/>'.repeat(50_000)), xmlLimits.elementsOutsideAssertion + 1],
    ['50,000 siblings inside', inAssertion('<x/>'.repeat(50_000)), xmlLimits.elements + 1],
    ['nesting of 50,000', wrap('<x>'.repeat(50_000)), xmlLimits.depth + 1],
    ['nesting of 50,000 inside the assertion', inAssertion('<x>'.repeat(50_000)), xmlLimits.depth + 1],
    ['10,000 references', wrap('<ds:Reference/>'.repeat(10_000)), xmlLimits.references + 2],
    ['10,000 signatures', wrap('<ds:Signature/>'.repeat(10_000)), xmlLimits.signatures + 2],
    ['50,000 comments', wrap('<!---->'.repeat(50_000)), 0],
    ['30,000 CDATA sections', inAssertion('<![CDATA[]]>'.repeat(30_000)), 0],
    ['20,000 attributes', `<r ${Array.from({ length: 20_000 }, (_, index) => `a${index}=""`).join(' ')}/>`, 1],
    ['5,000 namespaces', `<r ${Array.from({ length: 5000 }, (_, index) => `xmlns:n${index}="urn:n"`).join(' ')}/>`, 1],
  ])('%s', (_, xml, elementsSeen) => {
    const result = preCheck(xml);
    expect(result.violation?.reason).toBe('xml_limits');
    expect(result.elementsSeen).toBe(elementsSeen);
  });

  test('a DOCTYPE is refused before the first element', () => {
    expect(preCheck(`<!DOCTYPE r [<!ENTITY a "${'a'.repeat(1000)}">]><r>&a;</r>`)).toMatchObject({
      violation: { reason: 'xml_forbidden' },
      elementsSeen: 0,
    });
  });

  test('what is as large as the limits allow passes', () => {
    const most = xmlLimits.elements - 2;
    expect(preCheck(inAssertion('<x/>'.repeat(most)))).toMatchObject({
      violation: null,
      elementsSeen: xmlLimits.elements,
    });
    const outside = xmlLimits.elementsOutsideAssertion - 1;
    expect(preCheck(wrap('<x/>'.repeat(outside))).violation).toBeNull();
  });
});

test('the plaintext of an encrypted assertion has the same limits', async () => {
  const before = replace('</saml:Assertion>', `${'<x/>'.repeat(6000)}</saml:Assertion>`);
  const encryption = { certificatePem: testKey('sp').certificatePem };
  const result = await judge({ changes: { before, signing: { sign: 'none', encryption } } });
  expect(result).toMatchObject({ refusal: { code: 13, findings: [{ reason: 'decryption_failed' }] } });
});

describe('blanks inside a value are passed over once, however many they are', () => {
  // Trimmed by a pattern bound to the end of the text, each of these kept the process busy for minutes.
  const blanks = ' '.repeat(300_000);

  test.each([
    ['NameID', replace('ada@acme.test</saml:NameID>', `a${blanks}b</saml:NameID>`), 23, 'signature_invalid'],
    [
      'an attribute value',
      replace('Ada</saml:AttributeValue>', `A${blanks}a</saml:AttributeValue>`),
      23,
      'signature_invalid',
    ],
    ['IssueInstant', replace('IssueInstant="', `IssueInstant="a${blanks}`), 29, 'response_malformed'],
  ] as const)('%s', async (_, after, code, reason) => {
    const result = await judge({ changes: { after } });
    expect(result).toMatchObject({ outcome: 'refused', refusal: { code, findings: [{ reason }] } });
  });

  test('the ends of a value are trimmed of XML white space and of nothing else', () => {
    expect(trimXml(' \t\r\n a b\u00a0\n')).toBe('a b\u00a0');
    expect(trimXml(' \n ')).toBe('');
    expect(trimXml('')).toBe('');
  });
});

describe('what is kept of a refused message does not grow with it', () => {
  const long = 'x'.repeat(200_000);

  test.each([
    ['Format of the NameID', replace(/(<saml:NameID [^>]*?Format=")/, `<saml:NameID Format="${long}" X="`)],
    ['Destination', replace('Destination="', `Destination="${long}`)],
    ['Issuer', replace('</saml:Issuer>', `${long}</saml:Issuer>`)],
    ['NameID', replace('</saml:NameID>', `${long}</saml:NameID>`)],
    ['SignatureMethod', replace('SignatureMethod Algorithm="', `SignatureMethod Algorithm="${long}`)],
    ['Status', replace('status:Success', `status:${long}`)],
    ['the name of an attribute', replace('Name="groups"', `Name="${long}"`)],
  ] as const)('%s', async (_, after) => {
    const result = await judge({ changes: { after } });
    if (result.outcome !== 'refused') throw new Error('must be refused');
    const { refusal, checks, glimpse } = result;
    expect(JSON.stringify({ refusal, checks, glimpse }).length).toBeLessThan(10_000);
  });

  test('the name of a form field is kept cut and printable', () => {
    const result = readForm([[`SAMLResponse\u0000${long}`, 'x']]);
    if (result.outcome !== 'refused') throw new Error('must be refused');
    const [finding] = result.refusal.findings;
    expect(finding.field).toMatch(/^SAMLResponse\?x+… \(200013 characters\)$/);
  });
});

test('a refused document of hostile size is not parsed into a tree', async () => {
  const xml = (await responseText()).replace('</samlp:Response>', `${'<x/>'.repeat(60_000)}</samlp:Response>`);
  const parse = jest.spyOn(
    jest.requireActual<typeof import('@xmldom/xmldom')>('@xmldom/xmldom').DOMParser.prototype,
    'parseFromString',
  );
  const result = await judge({ field: () => encoded(xml) });
  expect(result).toMatchObject({ refusal: { code: 6, findings: [{ reason: 'xml_limits' }] } });
  expect(parse).not.toHaveBeenCalled();
  parse.mockRestore();
});

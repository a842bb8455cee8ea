import { deflateRawSync } from 'node:zlib';
import { DOMParser } from '@xmldom/xmldom';
import { ExclusiveCanonicalization, SignedXml } from 'xml-crypto';
import { decodeMessage, largestLogoutMessage } from '../../../src/saml/gate/logout/decodeMessage';
import { readPost } from '../../../src/sso/readPost';
import { trimXml } from '../../../src/saml/gate/element';
import { readForm } from '../../../src/saml/gate';
import { preCheck, xmlLimits } from '../../../src/saml/gate/preCheck';
import { judge } from '../../support/gateCases';
import { hostileInputs } from '../../support/hostileInputs';
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
    [
      '2,000 different names inside the assertion, whose ends the tree builder would look for one by one',
      inAssertion(Array.from({ length: 2_000 }, (_, index) => `<e${index}></e${index}>`).join('')),
      xmlLimits.elementNames + 1,
    ],
    ['10,000 references', wrap('<ds:Reference/>'.repeat(10_000)), xmlLimits.references + 2],
    ['10,000 signatures', wrap('<ds:Signature/>'.repeat(10_000)), xmlLimits.signatures + 2],
    [
      '64 attributes on many elements outside the assertion',
      wrap(`<x ${Array.from({ length: 64 }, (_, index) => `a${index}=""`).join(' ')}/>`.repeat(100)),
      Math.floor(xmlLimits.attributesOutsideAssertion / 64) + 2,
    ],
    [
      '64 attributes on many elements inside the assertion',
      inAssertion(`<x ${Array.from({ length: 64 }, (_, index) => `a${index}=""`).join(' ')}/>`.repeat(500)),
      Math.floor(xmlLimits.attributes / 64) + 3,
    ],
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

describe('every kind of hostile input of the size that is read is refused with bounded work', () => {
  /** What one judgement did: characters canonicalized, trees built, and whether the verifier began its searches. */
  async function workOf(field: () => Promise<string>) {
    const canonicalize = jest.spyOn(ExclusiveCanonicalization.prototype, 'process');
    const parse = jest.spyOn(DOMParser.prototype, 'parseFromString');
    const verify = jest.spyOn(SignedXml.prototype, 'checkSignature');
    const value = await field();
    for (const spy of [canonicalize, parse, verify]) spy.mockClear();
    const result = await judge({ field: () => value });
    const characters = canonicalize.mock.results.reduce((sum, { value: text }) => sum + String(text).length, 0);
    const work = { characters, trees: parse.mock.calls.length, searches: verify.mock.calls.length };
    for (const spy of [canonicalize, parse, verify]) spy.mockRestore();
    return { result, work };
  }

  const names = hostileInputs('').map(({ is }) => is);
  test.each(names)('%s', async (name) => {
    const input = hostileInputs(await responseText()).find(({ is }) => is === name);
    if (input === undefined) throw new Error('there is no such input');
    const { result, work } = await workOf(() => Promise.resolve(encoded(input.xml)));
    if (input.refused === null) {
      expect(result.outcome).toBe('verified');
      return;
    }
    expect(result).toMatchObject({
      refusal: { code: input.refused.code, findings: [{ reason: input.refused.reason }] },
    });
    // SignedInfo once and what it covers once; neither where a limit was met, because there is no tree then.
    const isRead = input.refused.reason === 'signature_invalid';
    expect(work).toMatchObject({ trees: isRead ? 1 : 0, searches: 0 });
    expect(work.characters).toBeLessThan(isRead ? input.xml.length + 50_000 : 1);
  });

  test('what no pinned key has signed is not even canonicalized, however large it is', async () => {
    const { work, result } = await workOf(async () => {
      const attributes = [{ name: 'groups', values: Array.from({ length: 4000 }, (_, index) => `g${index}`) }];
      const changes = { options: { attributes }, signing: { key: testKey('attacker') } };
      return encoded(await responseText(changes));
    });
    expect(result).toMatchObject({ refusal: { code: 8 } });
    expect(work).toMatchObject({ trees: 1, searches: 0 });
    expect(work.characters).toBeLessThan(2_000);
  });

  test('an honest response with 1,000 group values passes', async () => {
    const attributes = [{ name: 'groups', values: Array.from({ length: 1000 }, (_, index) => `g${index}`) }];
    expect(await judge({ changes: { options: { attributes } } })).toMatchObject({ outcome: 'verified' });
  });

  test('half a megabyte of form fields is not taken apart', () => {
    const decode = jest.spyOn(globalThis, 'URLSearchParams');
    const body = Buffer.from(`SAMLResponse=x${'&a'.repeat(250_000)}`);
    expect(readPost('application/x-www-form-urlencoded', body)).toMatchObject({
      outcome: 'problem',
      refusal: { code: 6, findings: [{ reason: 'too_large' }] },
    });
    expect(decode).not.toHaveBeenCalled();
    decode.mockRestore();
  });

  test('a deflated logout message of 200 MB is inflated up to the limit', () => {
    const bomb = deflateRawSync(Buffer.alloc(200 * 1024 * 1024));
    expect(decodeMessage(bomb.toString('base64'), true)).toMatchObject({
      passed: false,
      finding: { reason: 'logout_unreadable', hint: expect.stringContaining(`${largestLogoutMessage}`) as string },
    });
  });
});

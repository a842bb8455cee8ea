import fc from 'fast-check';
import { runGate } from '../../src/saml/gate';
import {
  encoded,
  gateSettings,
  now,
  pinned,
  replace,
  responseText,
  testKey,
  type ResponseChanges,
  type TestKeyName,
} from '../support/samlResponse';
import { xmlsecDecrypt, xmlsecEncryptAssertion, xmlsecSign, xmlsecVerifies } from '../support/xmlsec1';

const assertionId = '_assertion-1';
const responseId = '_response-1';
const dsigMore = 'http://www.w3.org/2001/04/xmldsig-more#';
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';
const sha384 = `${dsigMore}sha384`;
const sha512 = 'http://www.w3.org/2001/04/xmlenc#sha512';

/** What the gate says of a response when the certificate of `key` is pinned. */
function gate(xml: string, key: TestKeyName = 'idp') {
  return runGate(encoded(xml), gateSettings({ certificates: [pinned(key)] }), now);
}

/** Which elements of the response carry a signature that the gate can use. */
const signedElements = {
  assertion: [assertionId],
  response: [responseId],
  both: [responseId, assertionId],
} as const;

const algorithms: readonly [name: string, key: TestKeyName, signature: string, digest: string][] = [
  ['RSA-SHA256', 'idp', `${dsigMore}rsa-sha256`, sha256],
  ['RSA-SHA384', 'idp', `${dsigMore}rsa-sha384`, sha384],
  ['RSA-SHA512', 'idp', `${dsigMore}rsa-sha512`, sha512],
  ['ECDSA-SHA256', 'idp-ec', `${dsigMore}ecdsa-sha256`, sha256],
  ['ECDSA-SHA384', 'idp-ec', `${dsigMore}ecdsa-sha384`, sha384],
  ['ECDSA-SHA512', 'idp-ec', `${dsigMore}ecdsa-sha512`, sha512],
];
const cases = algorithms.flatMap((algorithm) =>
  (['assertion', 'response', 'both'] as const).map((sign) => [sign, ...algorithm] as const),
);

describe('a response of ours', () => {
  test.each(cases)('signed (%s) with %s verifies with libxmlsec1 and the gate alike', async (sign, _name, ...rest) => {
    const [key, signatureAlgorithm, digestAlgorithm] = rest;
    const xml = await responseText({ signing: { sign, key: testKey(key), signatureAlgorithm, digestAlgorithm } });
    for (const element of signedElements[sign]) {
      expect(xmlsecVerifies(xml, element, testKey(key).certificatePem)).toBe(true);
      expect(xmlsecVerifies(xml, element, testKey('attacker').certificatePem)).toBe(false);
    }
    expect(gate(xml, key).outcome).toBe('verified');
    expect(gate(xml, 'attacker')).toMatchObject({ outcome: 'refused', signatureVerified: false });
  });

  const shapes: [string, ResponseChanges][] = [
    ['no KeyInfo', { signing: { key: { ...testKey('idp'), certificatePem: null } } }],
    ['the certificate of somebody else in KeyInfo', { signing: { key: mixedKey('attacker') } }],
    ['white space between elements', { before: replace(/></g, '>\n  <') }],
    [
      'attributes in another order',
      { before: replace(/ID="_assertion-1" Version="2.0"/, 'Version="2.0" ID="_assertion-1"') },
    ],
    ['line breaks and tabs in a value', { before: replace('>Ada<', '>\n\tAda&#13;\n<') }],
    ['characters outside the basic plane', { before: replace('>Ada<', '>Åda 😀<') }],
    ['entities of XML in a value', { before: replace('>Ada<', '>A &amp; &lt;da&gt; &quot;&apos;<') }],
  ];
  test.each(shapes)('with %s verifies with both', async (_shape, changes) => {
    const xml = await responseText(changes);
    expect(xmlsecVerifies(xml, assertionId, testKey('idp').certificatePem)).toBe(true);
    expect(gate(xml).outcome).toBe('verified');
  });
});

/** The key of the identity provider with the certificate of another beside it. */
function mixedKey(other: TestKeyName) {
  return { privateKeyPem: testKey('idp').privateKeyPem, certificatePem: testKey(other).certificatePem };
}

describe('a response changed after it was signed', () => {
  const changes: [string, (xml: string) => string][] = [
    ['another first name', replace('>Ada<', '>Eve<')],
    ['another subject', replace('>ada@acme.test</saml:NameID>', '>eve@acme.test</saml:NameID>')],
    ['a space in a value', replace('>Ada<', '>Ada <')],
    ['another name of an attribute', replace('Name="groups"', 'Name="uid"')],
    ['one value more', replace('>poets<', '>poets</saml:AttributeValue><saml:AttributeValue>admins<')],
    ['one attribute less', replace(/<saml:Attribute Name="groups">.*?<\/saml:Attribute>/, '')],
    ['another type of a value', replace('xsi:type="xs:string"', 'xsi:type="xs:anyURI"')],
    ['another audience', replace('/metadata</saml:Audience>', '/other</saml:Audience>')],
    ['a longer validity', replace(/NotOnOrAfter="2027-01-15T12:05/, 'NotOnOrAfter="2027-01-15T12:06')],
    ['another digest', replace(/(?<=<ds:DigestValue>)..../, 'AAAA')],
    ['another signature value', replace(/(?<=<ds:SignatureValue>)..../, 'AAAA')],
    ['another digest algorithm', replace(`DigestMethod Algorithm="${sha256}"`, `DigestMethod Algorithm="${sha512}"`)],
    ['another signature algorithm', replace('#rsa-sha256', '#rsa-sha512')],
  ];
  test.each(changes)('%s verifies with neither', async (_change, after) => {
    const xml = await responseText({ after });
    expect(xmlsecVerifies(xml, assertionId, testKey('idp').certificatePem)).toBe(false);
    expect(gate(xml)).toMatchObject({ outcome: 'refused', signatureVerified: false, refusal: { code: 23 } });
  });

  test('whatever single character is changed, the gate trusts no signature that libxmlsec1 does not', async () => {
    const xml = await responseText();
    const start = xml.indexOf('<saml:Assertion');
    const end = xml.indexOf('</saml:Assertion>');
    let stillVerified = 0;
    fc.assert(
      fc.property(fc.integer({ min: start, max: end }), fc.constantFrom(...' \n<>&"/:aAzZ09=+'), (at, character) => {
        const changed = xml.slice(0, at) + character + xml.slice(at + 1);
        const result = gate(changed);
        const trusted = result.outcome === 'verified' || result.signatureVerified;
        if (!trusted) return;
        stillVerified += 1;
        expect(xmlsecVerifies(changed, assertionId, testKey('idp').certificatePem)).toBe(true);
      }),
      { seed: 20270115, numRuns: 250 },
    );
    // Most of KeyInfo is not asked, so some changes must leave the signature standing; else the property says nothing.
    expect(stillVerified).toBeGreaterThan(10);
  });
});

describe('a response signed by libxmlsec1', () => {
  test.each(cases)('(%s) with %s passes the gate', async (sign, _name, key, signatureAlgorithm, digestAlgorithm) => {
    const unsigned = await responseText({ signing: { sign: 'none' } });
    const { privateKeyPem } = testKey(key);
    // The assertion first: the signature of the Response covers the one inside.
    const xml = [...signedElements[sign]]
      .reverse()
      .reduce(
        (text, elementId) => xmlsecSign(text, { elementId, privateKeyPem, signatureAlgorithm, digestAlgorithm }),
        unsigned,
      );
    const result = gate(xml, key);
    expect(result).toMatchObject({ outcome: 'verified', assertion: { nameId: { value: 'ada@acme.test' } } });
    expect(gate(xml.replace('>Ada<', '>Eve<'), key)).toMatchObject({ outcome: 'refused', refusal: { code: 23 } });
  });
});

describe('an encrypted assertion', () => {
  test('encrypted by libxmlsec1 passes the gate', async () => {
    const xml = xmlsecEncryptAssertion(await responseText(), testKey('sp').certificatePem);
    expect(xml).not.toContain('Lovelace');
    const result = gate(xml);
    expect(result).toMatchObject({ outcome: 'verified', assertion: { nameId: { value: 'ada@acme.test' } } });
  });

  test('encrypted by libxmlsec1 for somebody else is refused', async () => {
    const xml = xmlsecEncryptAssertion(await responseText(), testKey('attacker').certificatePem);
    expect(gate(xml)).toMatchObject({ outcome: 'refused', signatureVerified: false });
  });

  test('encrypted by us decrypts with libxmlsec1, and its signature verifies there', async () => {
    const xml = await responseText({ signing: { encryption: { certificatePem: testKey('sp').certificatePem } } });
    expect(xml).not.toContain('Lovelace');
    const decrypted = xmlsecDecrypt(xml, testKey('sp').privateKeyPem);
    expect(decrypted).toContain('Lovelace');
    expect(xmlsecVerifies(decrypted, assertionId, testKey('idp').certificatePem)).toBe(true);
    expect(gate(xml).outcome).toBe('verified');
  });
});

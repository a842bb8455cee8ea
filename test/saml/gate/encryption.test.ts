import { createPrivateKey } from 'node:crypto';
import { encryptAssertion } from '../../../src/saml';
import { responseXml } from '../../../src/testIdp/buildResponse';
import { checkOf, judge, refuses, summary, type RefusedCase } from '../../support/gateCases';
import {
  encoded,
  replace,
  responseOptions,
  responseText,
  seconds,
  signAgain,
  testKey,
  type ResponseChanges,
} from '../../support/samlResponse';

const { certificatePem } = testKey('sp');
const encryption = { certificatePem };
const xenc = 'http://www.w3.org/2001/04/xmlenc#';
const failed = { code: 13, reason: 'decryption_failed' } as const;
const several = { code: 13, reason: 'assertion_count' } as const;
const cbc = { allow: ['cbc'] as const, until: seconds(1) };

/** A Response that holds `plaintext` encrypted; its own signature, if any, is added last. */
async function holding(plaintext: string, sign: boolean): Promise<string> {
  const xml = responseXml(responseOptions());
  const encrypted = await encryptAssertion({ assertionXml: plaintext, certificatePem });
  const text = xml.replace(/<saml:Assertion[\s\S]*<\/saml:Assertion>/, () => encrypted);
  return encoded(sign ? signAgain(text, '_response-1') : text);
}

async function signedAssertion(): Promise<string> {
  return /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(await responseText())?.[0] ?? '';
}

const encrypted = (changes: ResponseChanges = {}): ResponseChanges => ({
  ...changes,
  signing: { encryption, ...changes.signing },
});
const rewritten = (search: string | RegExp, text: string) => ({ changes: encrypted({ after: replace(search, text) }) });

describe('there is exactly one assertion', () => {
  const assertion = /<saml:Assertion[\s\S]*<\/saml:Assertion>/;
  const beside = (text: string): ResponseChanges => ({
    after: replace('</samlp:Response>', `${text}</samlp:Response>`),
  });
  const forged = '<saml:Assertion ID="_x" Version="2.0"/>';
  refuses([
    {
      is: 'case 56: success with none',
      changes: { before: replace(assertion, ''), signing: { sign: 'response' } },
      ...several,
    },
    {
      is: 'case 107: two, both signed',
      changes: {
        before: (xml) => {
          const one = assertion.exec(xml)?.[0] ?? '';
          const two = one.replaceAll('_assertion-1', '_assertion-2');
          return signAgain(
            xml.replace(one, () => one + two),
            '_assertion-2',
          );
        },
      },
      ...several,
    },
    { is: 'case 108: an unsigned one behind', changes: beside(forged), ...several },
    {
      is: 'case 108: an unsigned one before',
      changes: { after: replace('<saml:Assertion ', `${forged}<saml:Assertion `) },
      ...several,
    },
    { is: 'case 109: an EncryptedAssertion beside', changes: beside('<saml:EncryptedAssertion/>'), ...several },
    { is: 'case 110: two EncryptedAssertions', changes: encrypted(beside('<saml:EncryptedAssertion/>')), ...several },
    {
      is: 'case 111: one in Advice',
      changes: { before: replace('<saml:AuthnStatement', `<saml:Advice>${forged}</saml:Advice><saml:AuthnStatement`) },
      ...several,
    },
    {
      is: 'case 111: one in Extensions',
      changes: { before: replace('<samlp:Status>', `<samlp:Extensions>${forged}</samlp:Extensions><samlp:Status>`) },
      ...several,
    },
    {
      is: 'case 111: one in an attribute value',
      changes: { before: replace('>Ada</saml:AttributeValue>', `>${forged}</saml:AttributeValue>`) },
      ...several,
    },
    {
      is: 'case 112: in another namespace',
      changes: {
        before: (xml) =>
          xml
            .replace('<saml:Assertion ', '<o:Assertion xmlns:o="urn:o" ')
            .replace('</saml:Assertion>', '</o:Assertion>'),
      },
      ...several,
    },
    {
      is: 'case 112: Version not 2.0',
      changes: { before: (xml) => xml.replace(/(ID="_assertion-1" Version=)"2.0"/, '$1"1.1"') },
      code: 13,
      reason: 'assertion_malformed',
    },
    {
      is: 'case 112: no ID',
      changes: { before: replace(' ID="_assertion-1"', ''), signing: { sign: 'response' } },
      code: 13,
      reason: 'assertion_malformed',
    },
  ]);
});

describe('an encrypted assertion is read only when everything about it is right, and every failure looks the same', () => {
  refuses([
    { is: 'case 113: no key', changes: encrypted(), settings: { decryptionKeys: [] }, ...failed },
    { is: 'case 114: RSA PKCS#1 v1.5', ...rewritten(`${xenc}rsa-oaep-mgf1p`, `${xenc}rsa-1_5`), ...failed },
    ...['aes128-cbc', 'aes256-cbc', 'tripledes-cbc'].map((name) => ({
      is: `case 115: ${name} without exception`,
      changes: encrypted({ signing: { sign: 'both', encryption: { ...encryption, contentAlgorithm: xenc + name } } }),
      ...failed,
    })),
    {
      is: 'case 115: CBC after the end of the exception',
      changes: encrypted({
        signing: { sign: 'both', encryption: { ...encryption, contentAlgorithm: `${xenc}aes128-cbc` } },
      }),
      settings: { legacyAlgorithms: { ...cbc, until: seconds(-1) } },
      ...failed,
    },
    {
      is: 'case 115: CBC with exception, in an unsigned Response',
      changes: encrypted({ signing: { encryption: { ...encryption, contentAlgorithm: `${xenc}aes128-cbc` } } }),
      settings: { legacyAlgorithms: cbc },
      ...failed,
    },
    { is: 'case 116: the tag wrong', changes: encrypted({ after: flipLast }), ...failed },
    { is: 'case 116: truncated', changes: encrypted({ after: truncate }), ...failed },
    {
      is: 'case 116: for another key',
      changes: encrypted({ signing: { encryption: testKey('attacker') } }),
      ...failed,
    },
    { is: 'case 117: not XML', field: () => holding('hello', true), ...failed },
    {
      is: 'case 117: another element',
      field: () => holding('<saml:Issuer xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"/>', true),
      ...failed,
    },
    {
      is: 'case 117: two assertions',
      field: async () => holding((await signedAssertion()).repeat(2), false),
      ...failed,
    },
    {
      is: 'case 117: a DOCTYPE',
      field: async () => holding(`<!DOCTYPE x>${await signedAssertion()}`, false),
      ...failed,
    },
    {
      is: 'case 118: unsigned in an unsigned Response',
      changes: encrypted({ signing: { sign: 'none', encryption } }),
      code: 20,
      reason: 'signature_missing',
    },
    {
      is: 'case 65: only the Response is signed around it, the assertion is demanded',
      changes: encrypted({ signing: { sign: 'response', encryption } }),
      settings: { requireSigned: 'assertion' },
      code: 20,
      reason: 'signature_insufficient',
    },
    {
      is: 'case 119: an EncryptedAssertion inside the decrypted one',
      field: async () =>
        holding(
          (await signedAssertion()).replace('</saml:Assertion>', '<saml:EncryptedAssertion/></saml:Assertion>'),
          true,
        ),
      ...failed,
    },
    {
      is: 'case 120: CipherReference',
      ...rewritten(/<xenc:CipherValue>[^<]*<\/xenc:CipherValue>/, '<xenc:CipherReference URI="https://idp.test/c"/>'),
      ...failed,
    },
    {
      is: 'case 120: an external RetrievalMethod',
      ...rewritten('<e:EncryptedKey', '<RetrievalMethod URI="https://idp.test/k"/><e:EncryptedKey'),
      ...failed,
    },
    {
      is: 'case 120: a quoted RetrievalMethod',
      ...rewritten('<e:EncryptedKey', `<RetrievalMethod URI="#x' or '1'='1"/><e:EncryptedKey`),
      ...failed,
    },
    { is: 'case 121: five EncryptedKeys', changes: encrypted({ after: fiveKeys }), ...failed },
    {
      is: 'two EncryptedData',
      changes: encrypted({ after: twice(/<xenc:EncryptedData[\s\S]*<\/xenc:EncryptedData>/) }),
      ...failed,
    },
    {
      is: 'an unknown OAEP digest',
      ...rewritten('http://www.w3.org/2000/09/xmldsig#sha1', 'http://www.w3.org/2001/04/xmldsig-more#md5'),
      ...failed,
    },
    {
      is: 'the same ID inside and outside',
      field: async () =>
        holding((await signedAssertion()).replace('<saml:Subject>', '<saml:Subject ID="_response-1">'), true),
      code: 13,
      reason: 'duplicate_id',
    },
    {
      is: 'a changed assertion inside',
      field: async () => holding((await signedAssertion()).replace('>Lovelace<', '>Lovelaze<'), false),
      code: 23,
      reason: 'signature_invalid',
    },
    {
      is: 'a changed signed assertion in a signed Response',
      field: async () => holding((await signedAssertion()).replace('>Lovelace<', '>Lovelaze<'), true),
      code: 23,
      reason: 'signature_invalid',
    },
    {
      is: 'a changed Response around it',
      changes: encrypted({ signing: { sign: 'response', encryption }, after: replace('_request-1', '_request-2') }),
      code: 23,
      reason: 'signature_invalid',
    },
    {
      is: 'a plain one where encryption is demanded',
      settings: { requireEncryptedAssertion: true },
      code: 13,
      reason: 'encryption_required',
    },
    {
      is: 'case 64 before that: an unsigned plain one where encryption is demanded',
      changes: { signing: { sign: 'none' } },
      settings: { requireEncryptedAssertion: true },
      code: 20,
      reason: 'signature_missing',
    },
  ] satisfies RefusedCase[]);

  test('cases 113 to 116: nothing but what the message announces differs between the causes', async () => {
    const causes: Parameters<typeof judge>[0][] = [
      { changes: encrypted(), settings: { decryptionKeys: [] } },
      { changes: encrypted({ after: flipLast }) },
      { changes: encrypted({ signing: { encryption: testKey('attacker') } }) },
      { field: () => holding('hello', false) },
    ];
    const results = await Promise.all(causes.map(judge));
    const shown = results.map((result) =>
      JSON.stringify([
        result.outcome === 'refused' && result.refusal,
        result.checks.filter(({ id }) => id !== 'base64'),
      ]),
    );
    expect(new Set(shown).size).toBe(1);
  });

  test('CBC passes below a verified Response while the exception holds', async () => {
    const changes = encrypted({
      signing: { sign: 'response', encryption: { ...encryption, contentAlgorithm: `${xenc}aes256-cbc` } },
    });
    expect(summary(await judge({ changes, settings: { legacyAlgorithms: cbc } }))).toEqual({ outcome: 'verified' });
  });

  test('nothing is decrypted below a Response whose signature is bad', async () => {
    const changes = encrypted({ signing: { sign: 'both', encryption }, after: replace('_request-1', '_request-2') });
    const result = await judge({ changes });
    expect(checkOf(result, 'decryption')).toMatchObject({ passed: null });
    expect(checkOf(result, 'assertion_issuer')).toMatchObject({ passed: null });
  });

  test('case 209: the second of two decryption keys', async () => {
    const decryptionKeys = ['sp-next', 'sp'].map((name) => createPrivateKey(testKey(name as 'sp').privateKeyPem));
    expect(summary(await judge({ changes: encrypted(), settings: { decryptionKeys } }))).toEqual({
      outcome: 'verified',
    });
  });

  function lastValue(xml: string, make: (value: string) => string): string {
    const at = xml.lastIndexOf('<xenc:CipherValue>') + '<xenc:CipherValue>'.length;
    const end = xml.indexOf('<', at);
    return xml.slice(0, at) + make(xml.slice(at, end)) + xml.slice(end);
  }
  function flipLast(xml: string): string {
    return lastValue(xml, (value) => {
      const octets = Buffer.from(value, 'base64');
      octets[octets.length - 1] = (octets.at(-1) ?? 0) ^ 1;
      return octets.toString('base64');
    });
  }
  function truncate(xml: string): string {
    return lastValue(xml, (value) => value.slice(0, 40));
  }
  function twice(pattern: RegExp) {
    return (xml: string) => xml.replace(pattern, (found) => found + found);
  }
  function fiveKeys(xml: string): string {
    return xml.replace(/<e:EncryptedKey[\s\S]*<\/e:EncryptedKey>/, (found) => found.repeat(5));
  }
});

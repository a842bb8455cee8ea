import { createHmac } from 'node:crypto';
import { runGate } from '../../../src/saml';
import { checkOf, judge, refuses, summary } from '../../support/gateCases';
import {
  encoded,
  gateSettings,
  now,
  pinned,
  replace,
  responseText,
  seconds,
  signAgain,
  testKey,
  type ResponseChanges,
} from '../../support/samlResponse';
import { wrapAssertion, wrapResponse } from '../../support/wrapping';

const legacy = { allow: ['sha1'] as const, until: seconds(1) };
const both: ResponseChanges = { signing: { sign: 'both' } };
const shape = { code: 23, reason: 'signature_shape' } as const;
const invalid = { code: 23, reason: 'signature_invalid' } as const;
const algorithm = { code: 23, reason: 'signature_algorithm' } as const;
const after = (search: string | RegExp, text: string): { changes: ResponseChanges } => ({
  changes: { after: replace(search, text) },
});
const signature = /<ds:Signature [\s\S]*?<\/ds:Signature>/;

describe('something must be signed, and what the connection demands', () => {
  refuses([
    { is: 'case 64: nothing signed', changes: { signing: { sign: 'none' } }, code: 20, reason: 'signature_missing' },
    {
      is: 'case 65: the assertion alone, the Response is demanded',
      settings: { requireSigned: 'response' },
      code: 20,
      reason: 'signature_insufficient',
    },
    {
      is: 'case 65: the Response alone, the assertion is demanded',
      changes: { signing: { sign: 'response' } },
      settings: { requireSigned: 'assertion' },
      code: 20,
      reason: 'signature_insufficient',
    },
    {
      is: 'case 65: one of two demanded',
      changes: { signing: { sign: 'response' } },
      settings: { requireSigned: 'both' },
      code: 20,
      reason: 'signature_insufficient',
    },
  ]);
});

describe('a wrapped signature never passes (cases 66 to 74)', () => {
  const cases = (['fresh', 'reused'] as const).flatMap((ids) => [
    ...([1, 2] as const).map((variant) => ({ variant, ids })),
    ...([3, 4, 5, 6, 7, 8] as const).map((variant) => ({ variant, ids })),
  ]);
  refuses(
    cases.map(({ variant, ids }) => ({
      is: `case ${ids === 'fresh' ? 65 + variant : 74}: XSW${variant}, ${ids} IDs`,
      field: async () =>
        encoded(
          variant === 1 || variant === 2
            ? wrapResponse(await responseText({ signing: { sign: 'response' } }), variant, ids)
            : wrapAssertion(await responseText(), variant, ids),
        ),
      code: 13 as const,
      reason: 'assertion_count' as const,
    })),
  );
});

describe('a signature has exactly one shape', () => {
  refuses([
    {
      is: 'case 76: a second signature repeating the value',
      changes: {
        after: (xml) => xml.replace('</saml:Issuer>', () => `</saml:Issuer>${signature.exec(xml)?.[0] ?? ''}`),
      },
      ...shape,
    },
    { is: 'case 77: an Object', ...after('</ds:Signature>', '<ds:Object/></ds:Signature>'), ...shape },
    {
      is: 'case 77: a Manifest',
      ...after('</ds:Signature>', '<ds:Object><ds:Manifest/></ds:Object></ds:Signature>'),
      ...shape,
    },
    { is: 'case 77: an unknown child', ...after('</ds:Signature>', '<x/></ds:Signature>'), ...shape },
    { is: 'case 77: text between the parts', ...after('</ds:SignedInfo>', '</ds:SignedInfo>text'), ...shape },
    ...[
      'ds:Reference',
      'ds:Transforms',
      'ds:SignedInfo',
      'ds:X509Data><ds:Transform',
      'x:DigestValue xmlns:x="urn:x"',
    ].map((part) => ({
      is: `case 77: KeyInfo holds <${part}>, which readers that search by name would find`,
      changes: {
        after: replace('<ds:KeyInfo>', `<ds:KeyInfo><${part}/>${part.includes('><') ? '</ds:X509Data>' : ''}`),
      },
      code: 23 as const,
      reason: 'signature_shape' as const,
    })),
    {
      is: 'case 78: in an attribute statement',
      changes: { after: (xml) => move(xml, signature, '<saml:AttributeStatement>') },
      ...shape,
    },
    {
      is: 'case 78: in Status',
      changes: { ...both, after: (xml) => move(xml, signature, '<samlp:Status>') },
      ...shape,
    },
    { is: 'case 79: two signatures on one element', changes: { after: twice(signature) }, ...shape },
    {
      is: 'case 79: two different signatures on one element',
      changes: { after: (xml) => signAgain(xml, '_assertion-1', 'attacker') },
      ...shape,
    },
    { is: 'case 80: two SignedInfo', changes: { after: twice(/<ds:SignedInfo>[\s\S]*?<\/ds:SignedInfo>/) }, ...shape },
    { is: 'case 81: a comment in DigestValue', ...after('<ds:DigestValue>', '<ds:DigestValue>AAAA<!-- -->'), ...shape },
    { is: 'case 81: markup in DigestValue', ...after('<ds:DigestValue>', '<ds:DigestValue><x/>'), ...shape },
    { is: 'a comment in SignatureValue', ...after('<ds:SignatureValue>', '<ds:SignatureValue><!-- -->'), ...shape },
    {
      is: 'case 82: a decoy CanonicalizationMethod',
      ...after('<ds:SignedInfo>', '<ds:CanonicalizationMethod Algorithm="x"/><ds:SignedInfo>'),
      ...shape,
    },
    {
      is: 'case 82: a decoy SignatureMethod',
      ...after('<ds:SignedInfo>', '<ds:SignatureMethod Algorithm="x"/><ds:SignedInfo>'),
      ...shape,
    },
    { is: 'case 83: no Reference', ...after(/<ds:Reference[\s\S]*<\/ds:Reference>/, ''), ...shape },
    { is: 'case 83: two References', changes: { after: twice(/<ds:Reference[\s\S]*<\/ds:Reference>/) }, ...shape },
    { is: 'case 84: an empty URI', ...after(/URI="[^"]*"/, 'URI=""'), ...shape },
    { is: 'case 84: no URI', ...after(/ URI="[^"]*"/, ''), ...shape },
    { is: "case 85: another element's ID", ...after('URI="#_assertion-1"', 'URI="#_response-1"'), ...shape },
    { is: 'case 85: an XPointer', ...after('URI="#_assertion-1"', 'URI="#xpointer(/)"'), ...shape },
    { is: 'case 85: an external address', ...after('URI="#_assertion-1"', 'URI="https://idp.test/a.xml"'), ...shape },
    ...[
      'http://www.w3.org/TR/1999/REC-xslt-19991116',
      'http://www.w3.org/TR/1999/REC-xpath-19991116',
      'http://www.w3.org/2000/09/xmldsig#base64',
      'urn:x',
    ].map((name) => ({
      is: `case 86: the transform ${name}`,
      ...after('http://www.w3.org/2000/09/xmldsig#enveloped-signature', name),
      ...shape,
    })),
    {
      is: 'case 87: three transforms',
      changes: { after: twice(/<ds:Transform Algorithm="http:\/\/www.w3.org\/2000[^>]*\/>/) },
      ...shape,
    },
    {
      is: 'case 87: enveloped-signature missing',
      ...after(/<ds:Transform Algorithm="http:\/\/www.w3.org\/2000[^>]*\/>/, ''),
      ...shape,
    },
    {
      is: 'case 88: canonicalized with comments',
      ...after(/(xml-exc-c14n#)"/, 'http://www.w3.org/2001/10/xml-exc-c14n#WithComments"'),
      ...shape,
    },
    {
      is: 'case 88: transform with comments',
      ...after(/xml-exc-c14n#"\/><\/ds:Transforms>/, 'xml-exc-c14n#WithComments"/></ds:Transforms>'),
      ...shape,
    },
    {
      is: 'case 88: C14N 1.1',
      ...after('http://www.w3.org/2001/10/xml-exc-c14n#', 'http://www.w3.org/2006/12/xml-c14n11'),
      ...shape,
    },
    { is: 'case 95: SignatureValue empty', ...after(/<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>'), ...shape },
    { is: 'case 95: SignatureValue not base64', ...after('<ds:SignatureValue>', '<ds:SignatureValue>!'), ...shape },
    { is: 'case 95: DigestValue empty', ...after(/<ds:DigestValue>[^<]*/, '<ds:DigestValue>'), ...shape },
    { is: 'case 95: DigestValue truncated', ...after(/<ds:DigestValue>[^<]*/, '<ds:DigestValue>AAAA'), ...shape },
    {
      is: 'case 106: a quote in the signed ID',
      changes: { after: (xml) => xml.replaceAll('_assertion-1', "_assertion'1") },
      ...shape,
    },
    {
      is: 'an attribute that shadows Algorithm',
      ...after('<ds:DigestMethod ', '<ds:DigestMethod xmlns:q="urn:q" q:Algorithm="x" '),
      ...shape,
    },
  ]);

  function twice(pattern: RegExp) {
    return (xml: string) => xml.replace(pattern, (found) => found + found);
  }
  function move(xml: string, pattern: RegExp, behind: string) {
    const found = pattern.exec(xml)?.[0] ?? '';
    return xml.replace(found, '').replace(behind, () => behind + found);
  }
});

describe('only allowed algorithms are tried', () => {
  const method = (name: string) => after('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', name);
  const sha1 = 'http://www.w3.org/2000/09/xmldsig#rsa-sha1';
  const sha1Digest = 'http://www.w3.org/2000/09/xmldsig#sha1';
  refuses([
    { is: 'case 89: HMAC keyed with the public certificate', field: hmac, ...algorithm },
    { is: 'case 90: RSA-SHA1', changes: { signing: { signatureAlgorithm: sha1 } }, ...algorithm },
    { is: 'case 91: a SHA-1 digest', changes: { signing: { digestAlgorithm: sha1Digest } }, ...algorithm },
    {
      is: 'case 90: RSA-SHA1 after the end of the exception',
      changes: { signing: { signatureAlgorithm: sha1 } },
      settings: { legacyAlgorithms: { ...legacy, until: seconds(-1) } },
      ...algorithm,
    },
    {
      is: 'case 90: RSA-SHA1 with an exception for CBC alone',
      changes: { signing: { signatureAlgorithm: sha1 } },
      settings: { legacyAlgorithms: { ...legacy, allow: ['cbc'] } },
      ...algorithm,
    },
    ...['urn:x', 'constructor', '__proto__', 'toString'].map((name) => ({
      is: `case 92: the algorithm ${name}`,
      ...method(name),
      ...algorithm,
    })),
    {
      is: 'case 92: the digest constructor',
      ...after('http://www.w3.org/2001/04/xmlenc#sha256', 'constructor'),
      ...algorithm,
    },
    {
      is: 'case 93: an EC key under an RSA name',
      changes: {
        signing: { key: testKey('idp-ec'), signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256' },
        after: replace('xmldsig-more#ecdsa-sha256', 'xmldsig-more#rsa-sha256'),
      },
      settings: { certificates: [pinned('idp-ec')] },
      ...invalid,
    },
  ]);

  test('SHA-1 passes while the dated exception holds', async () => {
    const changes = { signing: { signatureAlgorithm: sha1, digestAlgorithm: sha1Digest } };
    expect(summary(await judge({ changes, settings: { legacyAlgorithms: legacy } }))).toEqual({ outcome: 'verified' });
  });

  async function hmac() {
    const name = 'http://www.w3.org/2000/09/xmldsig#hmac-sha1';
    const xml = (await responseText()).replace('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256', name);
    const signedInfo = /<ds:SignedInfo>[\s\S]*?<\/ds:SignedInfo>/.exec(xml)?.[0] ?? '';
    const canonical = signedInfo.replace(
      '<ds:SignedInfo>',
      '<ds:SignedInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#">',
    );
    const value = createHmac('sha1', testKey('idp').certificatePem).update(canonical).digest('base64');
    return encoded(xml.replace(/<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${value}`));
  }
});

describe('the signature must verify with a pinned key', () => {
  const emptyDigest = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
  const noKeyInfo = { key: { ...testKey('attacker'), certificatePem: null } };
  const unknown = { code: 8, reason: 'certificate_unknown' } as const;
  refuses([
    {
      is: 'case 94: the digest of nothing',
      ...after(/<ds:DigestValue>[^<]*/, `<ds:DigestValue>${emptyDigest}`),
      ...invalid,
    },
    {
      is: 'case 95: SignatureValue truncated',
      ...after(/<ds:SignatureValue>[^<]*/, '<ds:SignatureValue>AAAA'),
      ...invalid,
    },
    {
      is: 'case 96: NameID changed',
      ...after('ada@acme.test</saml:NameID>', 'bob@acme.test</saml:NameID>'),
      ...invalid,
    },
    { is: 'case 96: an attribute changed', ...after('>Lovelace<', '>Lovelaze<'), ...invalid },
    {
      is: 'case 96: the audience changed',
      ...after('/metadata</saml:Audience>', '/metadatA</saml:Audience>'),
      ...invalid,
    },
    { is: 'case 96: a date changed', ...after(/NotOnOrAfter="2027/, 'NotOnOrAfter="2028'), ...invalid },
    { is: 'case 97: signed by another key, without KeyInfo', changes: { signing: noKeyInfo }, ...invalid },
    { is: 'case 98: a self-made certificate', changes: { signing: { key: testKey('attacker') } }, ...unknown },
    {
      is: 'case 99: KeyValue and RetrievalMethod instead of a pinned key',
      changes: {
        signing: noKeyInfo,
        after: replace(
          '</ds:Signature>',
          '<ds:KeyInfo><ds:KeyName>a</ds:KeyName><ds:RetrievalMethod URI="https://idp.test/key"/></ds:KeyInfo></ds:Signature>',
        ),
      },
      ...invalid,
    },
    { is: 'case 102: the certificate was removed', settings: { certificates: [pinned('idp-next')] }, ...unknown },
    {
      is: 'case 103: Response good, assertion bad',
      changes: {
        signing: { sign: 'response' },
        before: (xml) => signAgain(xml, '_assertion-1').replace('>Lovelace<', '>Lovelaze<'),
      },
      ...invalid,
    },
    {
      is: 'case 104: assertion good, Response bad',
      changes: { ...both, after: replace('InResponseTo="_request-1"', 'InResponseTo="_request-2"') },
      ...invalid,
    },
    {
      is: 'case 98: the assertion by the identity provider, the Response by somebody else',
      changes: { after: (xml) => signAgain(xml, '_response-1', 'attacker') },
      ...unknown,
    },
  ]);

  test('the fingerprints of the pinned and of the embedded certificate are shown', async () => {
    const result = await judge({ changes: { signing: { key: testKey('attacker') } } });
    expect(result).toMatchObject({
      refusal: { findings: [{ expected: pinned('idp').fingerprint, received: pinned('attacker').fingerprint }] },
      signatureVerified: false,
      assertion: null,
    });
  });
});

describe('the certificate is in date where that is enforced', () => {
  const expired = { ...pinned('idp'), notAfter: seconds(-1) };
  const early = { ...pinned('idp'), notBefore: seconds(1) };
  refuses([
    { is: 'case 100: expired', settings: { certificates: [expired] }, code: 15, reason: 'certificate_expired' },
    {
      is: 'case 101: not valid yet',
      settings: { certificates: [early] },
      code: 15,
      reason: 'certificate_not_yet_valid',
    },
  ]);

  test('of two certificates with the same key the one in date decides', async () => {
    expect(summary(await judge({ settings: { certificates: [expired, pinned('idp')] } }))).toEqual({
      outcome: 'verified',
    });
  });

  test('an expired certificate still tells who signed, so the attempt counts as verified', async () => {
    const result = await judge({ settings: { certificates: [expired] } });
    expect(result).toMatchObject({ signatureVerified: true, assertion: { id: '_assertion-1' } });
    expect(checkOf(result, 'audience')).toEqual(expect.not.objectContaining({ unverified: true }));
  });
});

describe('IDs are unique, however they are spelled', () => {
  const twin = (attribute: string) => ({
    changes: { before: replace('<saml:AttributeStatement>', `<saml:AttributeStatement ${attribute}>`) },
    code: 13 as const,
    reason: 'duplicate_id' as const,
  });
  refuses([
    { is: 'case 105: ID', ...twin('ID="_assertion-1"') },
    { is: 'case 105: Id', ...twin('Id="_assertion-1"') },
    { is: 'case 105: id', ...twin('id="_response-1"') },
    { is: 'case 105: xml:id', ...twin('xml:id="_assertion-1"') },
    { is: 'case 105: an ID in a namespace', ...twin('xmlns:q="urn:q" q:Id="_assertion-1"') },
  ]);
});

test('the same arguments give the same answer', async () => {
  const field = encoded(await responseText());
  expect(runGate(field, gateSettings(), now)).toEqual(runGate(field, gateSettings(), now));
});

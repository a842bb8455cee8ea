import { createPrivateKey, sign } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import {
  encryptAssertion,
  nameIdFormats,
  namespaces,
  runGate,
  signXmlElement,
  type GateSettings,
  type VerifiedAssertion,
} from '../../../src/saml';
import { responseXml } from '../../../src/testIdp/buildResponse';
import {
  acsUrl,
  encoded,
  gateSettings,
  idpEntityId,
  now,
  pinned,
  replace,
  responseOptions,
  responseText,
  seconds,
  signAgain,
  spEntityId,
  testKey,
  type ResponseChanges,
  type TestKeyName,
} from '../../support/samlResponse';
import { askNodeSaml } from '../../support/secondOpinion';

interface AcceptedCase {
  readonly is: string;
  readonly changes?: ResponseChanges;
  readonly field?: () => string | Promise<string>;
  readonly settings?: Partial<GateSettings>;
  readonly at?: Date;
  /** What must be read, besides the identity of the correct response. */
  readonly reads?: Partial<VerifiedAssertion>;
  readonly attributes?: Record<string, readonly string[]>;
  readonly idpKeys?: readonly TestKeyName[];
  readonly spKey?: TestKeyName;
  /** What is signed, where it is not the assertion alone. */
  readonly signed?: 'response' | 'both';
  /** Why node-saml has no say: something it cannot do. */
  readonly nodeSamlCannot?: string;
  /** node-saml agrees but takes many seconds, so it is not asked in every run. */
  readonly nodeSamlIsSlow?: true;
}

const { certificatePem } = testKey('sp');
const xenc = 'http://www.w3.org/2001/04/xmlenc#';
const xenc11 = 'http://www.w3.org/2009/xmlenc11#';
const more = 'http://www.w3.org/2001/04/xmldsig-more#';
const before = (search: string | RegExp, text: string): { changes: ResponseChanges } => ({
  changes: { before: replace(search, text) },
});
const after = (search: string | RegExp, text: string): { changes: ResponseChanges } => ({
  changes: { after: replace(search, text) },
});
const nameIdEnd = 'ada@acme.test</saml:NameID>';
const nameId = (value: string) => ({
  value,
  format: nameIdFormats.unspecified,
  nameQualifier: null,
  spNameQualifier: null,
});
const unspecified = (value: string) => ({ nameId: { value, format: nameIdFormats.unspecified } });
const confirmation = /<saml:SubjectConfirmation [\s\S]*?<\/saml:SubjectConfirmation>/;
const attributeStatement = /<saml:AttributeStatement>[\s\S]*<\/saml:AttributeStatement>/;

/** Every element and attribute statement that a response of the real world may vary in. */
const cases: readonly AcceptedCase[] = [
  {
    is: 'case 200: assertion signed, no Destination, no Response Issuer',
    changes: {
      before: (xml) => xml.replace(/ Destination="[^"]*"/, '').replace(/<saml:Issuer>[^<]*<\/saml:Issuer>/, ''),
    },
  },
  { is: 'case 201: Response signed', changes: { signing: { sign: 'response' } }, signed: 'response' },
  { is: 'case 202: both signed', changes: { signing: { sign: 'both' } }, signed: 'both' },
  ...['aes128-gcm', 'aes256-gcm'].map((cipher) => ({
    is: `case 203: ${cipher} with OAEP SHA-1`,
    changes: { signing: { encryption: { certificatePem, contentAlgorithm: xenc11 + cipher } } },
  })),
  {
    is: 'case 204: OAEP with SHA-256 in the standard spelling',
    changes: { signing: { encryption: { certificatePem, oaepDigest: 'sha256' } } },
  },
  {
    is: 'case 204: the xmlenc11 OAEP identifier',
    changes: { signing: { encryption: { certificatePem, keyAlgorithm: `${xenc11}rsa-oaep`, oaepDigest: 'sha256' } } },
  },
  {
    is: 'case 204: OAEP with SHA-256 in the widespread wrong spelling',
    changes: {
      signing: { encryption: { certificatePem, oaepDigest: 'sha256' } },
      after: replace(
        `<DigestMethod Algorithm="${xenc}sha256"`,
        '<DigestMethod Algorithm="http://www.w3.org/2000/09/xmldsig#sha256"',
      ),
    },
  },
  {
    is: 'case 205: a signed Response around an unsigned encrypted assertion',
    changes: { signing: { sign: 'response', encryption: { certificatePem } } },
    signed: 'response',
  },
  {
    is: 'case 206: an encrypted signed assertion in an unsigned Response',
    changes: { signing: { encryption: { certificatePem } } },
  },
  {
    is: 'case 206: signed inside and outside',
    changes: { signing: { sign: 'both', encryption: { certificatePem } } },
    signed: 'both',
  },
  {
    is: 'case 207: EncryptedKey beside EncryptedData',
    changes: { signing: { encryption: { certificatePem } }, after: keyBeside },
  },
  {
    is: 'case 208: prefixes declared only on the parents, Response signed',
    field: () => decryptsWithoutDeclarations('response'),
    signed: 'response',
  },
  {
    is: 'case 208: prefixes declared only on the parents, assertion signed',
    field: () => decryptsWithoutDeclarations('assertion'),
    nodeSamlCannot: 'prefixes declared outside the encrypted part',
  },
  {
    is: 'case 209: the second of two certificates',
    changes: { signing: { key: testKey('idp-next') } },
    settings: { certificates: [pinned('idp'), pinned('idp-next')] },
    idpKeys: ['idp', 'idp-next'],
  },
  {
    is: 'case 209: the second of two decryption keys',
    changes: { signing: { encryption: { certificatePem: testKey('sp-next').certificatePem } } },
    settings: {
      decryptionKeys: (['sp', 'sp-next'] as const).map((name) => createPrivateKey(testKey(name).privateKeyPem)),
    },
    spKey: 'sp-next',
  },
  { is: 'case 210: no KeyInfo', changes: { signing: { key: { ...testKey('idp'), certificatePem: null } } } },
  { is: 'case 210: KeyName alone', changes: keyInfo('<ds:KeyName>idp</ds:KeyName>') },
  {
    is: 'case 210: KeyValue alone, of another key',
    changes: keyInfo(
      '<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQAB</ds:Modulus><ds:Exponent>AQAB</ds:Exponent></ds:RSAKeyValue></ds:KeyValue>',
    ),
  },
  {
    is: 'case 210: the certificate of another key',
    changes: { after: replace(/<ds:X509Certificate>[^<]*/, `<ds:X509Certificate>${bare('attacker')}`) },
  },
  {
    is: 'case 211: RSA-SHA512',
    changes: { signing: { signatureAlgorithm: `${more}rsa-sha512`, digestAlgorithm: `${xenc}sha512` } },
  },
  {
    is: 'case 211: RSA-SHA384',
    changes: { signing: { signatureAlgorithm: `${more}rsa-sha384` } },
    nodeSamlCannot: 'RSA-SHA384',
  },
  ...['ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512'].map((name) => ({
    is: `case 211: ${name}`,
    changes: { signing: { key: testKey('idp-ec'), signatureAlgorithm: more + name } },
    settings: { certificates: [pinned('idp-ec')] },
    nodeSamlCannot: 'ECDSA',
  })),
  { is: 'case 212: an InclusiveNamespaces prefix list', field: prefixList },
  { is: 'case 213: other prefixes', field: () => renamed('p', 'a', 'sig') },
  { is: 'case 213: default namespaces', field: () => renamed('', '', '') },
  {
    is: 'case 214: line breaks outside the signed element',
    changes: {
      after: (xml) =>
        xml.replace('<samlp:Status>', '\r\n  <samlp:Status>').replace('<saml:Assertion ', '\r\n\t<saml:Assertion '),
    },
  },
  ...(
    [
      ['LF', '\n'],
      ['CR LF', '\r\n'],
    ] as const
  ).map(([name, lineBreak]) => ({
    is: `case 215: base64 in lines of 76 with ${name} and a trailing one`,
    field: async () => `${encoded(await responseText()).replace(/.{76}/g, (line) => line + lineBreak)}${lineBreak}`,
  })),
  ...[
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<?xml version='1.0' encoding='utf-8' standalone='yes' ?>\r\n",
    '<?xml version="1.0"?>',
  ].map((declaration) => ({
    is: `case 216: ${declaration.trim()}`,
    field: async () => encoded(declaration + (await responseText())),
  })),
  { is: 'case 216: a byte order mark', field: async () => encoded(`\uFEFF${await responseText()}`) },
  {
    is: 'case 217: comments between elements',
    changes: { after: (xml) => `<!-- a -->${xml.replaceAll('<saml:Subject>', '<!-- b --><saml:Subject>')}<!-- c -->` },
  },
  {
    is: 'case 217: a comment inside NameID, added on the way',
    ...after(nameIdEnd, `ada@acme.test<!-- x -->${'</saml:NameID>'}`),
  },
  {
    is: 'case 217: a comment that splits the NameID',
    ...after(nameIdEnd, 'ada@<!-- .evil.test -->acme.test</saml:NameID>'),
  },
  { is: 'case 218: CDATA in a NameID', ...before(nameIdEnd, '<![CDATA[ada@acme]]>.test</saml:NameID>') },
  { is: 'case 218: character references', ...before(nameIdEnd, '&#97;da&#x40;acme.test</saml:NameID>') },
  {
    is: 'case 219: ampersands and other scripts',
    changes: { options: { attributes: [{ name: 'lastname', values: ['Łovelace & Söhne <東京> "x" \u{1F600}'] }] } },
    attributes: { lastname: ['Łovelace & Söhne <東京> "x" \u{1F600}'] },
  },
  {
    is: 'case 219: a NameID of 256 characters',
    changes: { options: unspecified('n'.repeat(256)) },
    reads: { nameId: nameId('n'.repeat(256)) },
  },
  {
    is: 'case 220: NameID, Issuer and Audience in line breaks',
    changes: {
      before: (xml) =>
        xml
          .replace(nameIdEnd, '\n  ada@acme.test\r\n  </saml:NameID>')
          .replaceAll(`>${idpEntityId}<`, `>\n  ${idpEntityId}\n<`)
          .replace(`>${spEntityId}<`, `>\n\t${spEntityId} <`),
    },
    nodeSamlCannot: 'an audience in line breaks',
  },
  ...['', '.1', '.12', '.123', '.1234567', '.123456789'].map((fraction) => ({
    is: `case 221: a date with the fraction "${fraction}"`,
    changes: {
      before: (xml: string) => xml.replaceAll('.000Z', `${fraction}Z`).replace(/Version="2.0"/, 'Version = "2.0"'),
    },
  })),
  {
    is: 'case 221: a date with an offset',
    ...before(/AuthnInstant="[^"]*"/, 'AuthnInstant="2027-01-15T13:59:30+02:00"'),
    reads: { authnInstant: seconds(-30) },
  },
  { is: 'case 221: our clock two minutes behind', at: seconds(-120) },
  { is: 'case 221: our clock two minutes past the end', at: seconds(420) },
  {
    is: 'case 222: several audiences',
    ...before('<saml:Audience>', '<saml:Audience>https://other.test</saml:Audience><saml:Audience>'),
  },
  {
    is: 'case 223: several confirmations, the last one good',
    changes: {
      before: (xml) =>
        xml.replace(
          confirmation,
          (found) =>
            found.replace('cm:bearer', 'cm:sender-vouches') + found.replace(acsUrl, 'https://other.test') + found,
        ),
    },
  },
  {
    is: 'case 224: OneTimeUse',
    ...before('<saml:AudienceRestriction>', '<saml:OneTimeUse/><saml:AudienceRestriction>'),
  },
  {
    is: 'case 224: ProxyRestriction',
    ...before('<saml:AudienceRestriction>', '<saml:ProxyRestriction Count="0"/><saml:AudienceRestriction>'),
  },
  {
    is: 'case 225: several attribute statements',
    ...before(
      '</saml:AttributeStatement>',
      '</saml:AttributeStatement><saml:AttributeStatement><saml:Attribute Name="x"><saml:AttributeValue>1</saml:AttributeValue></saml:Attribute></saml:AttributeStatement>',
    ),
    attributes: { firstname: ['Ada'], x: ['1'] },
  },
  { is: 'case 225: no xsi:type', changes: { before: (xml) => xml.replaceAll(' xsi:type="xs:string"', '') } },
  {
    is: 'case 225: repeated FriendlyName',
    changes: { before: (xml) => xml.replaceAll('<saml:Attribute ', '<saml:Attribute FriendlyName="email" ') },
  },
  {
    is: 'case 225: empty values and attributes without value',
    changes: {
      options: {
        attributes: [
          { name: 'firstname', values: [''] },
          { name: 'lastname', values: [] },
        ],
      },
    },
    attributes: { firstname: [''], lastname: [] },
    nodeSamlCannot: 'an attribute without value',
  },
  {
    is: 'case 226: attributes named as object members',
    changes: {
      options: {
        attributes: ['__proto__', 'constructor', 'nameID', 'issuer'].map((name) => ({ name, values: [name] })),
      },
    },
    attributes: { constructor: ['constructor'], nameID: ['nameID'], issuer: ['issuer'] },
    nodeSamlCannot: 'an attribute named __proto__',
  },
  {
    is: 'case 227: 4,000 group values',
    nodeSamlIsSlow: true,
    changes: {
      options: { attributes: [{ name: 'groups', values: Array.from({ length: 4000 }, (_, index) => `g${index}`) }] },
    },
  },
  { is: 'case 228: no SessionIndex', changes: { options: { sessionIndex: null } }, reads: { sessionIndex: null } },
  { is: 'case 228: no attributes at all', ...before(attributeStatement, '') },
  {
    is: 'case 229: Extensions and Consent',
    changes: {
      before: (xml) =>
        xml
          .replace('<samlp:Status>', '<samlp:Extensions><e:x xmlns:e="urn:e"/></samlp:Extensions><samlp:Status>')
          .replace(' Version=', ' Consent="urn:c" Version='),
    },
  },
  {
    is: 'case 230: no NameID where pairwise-id names the person',
    changes: { options: { nameId: null, attributes: [{ name: 'pairwise-id', values: ['x@acme.test'] }] } },
    settings: { usernameFrom: ['pairwise-id'] },
    reads: { nameId: null },
  },
  {
    is: 'case 230: the attribute names of an ADFS rule, no NameID',
    changes: {
      options: {
        nameId: null,
        attributes: [
          { name: 'Name_ID', values: ['ada'] },
          { name: 'email', values: ['ada@acme.test'] },
          { name: 'firstname', values: ['Ada'] },
          { name: 'lastname', values: ['Lovelace'] },
        ],
      },
    },
    reads: { nameId: null },
  },
  {
    is: 'case 231: Address in the confirmation data',
    ...before('<saml:SubjectConfirmationData ', '<saml:SubjectConfirmationData Address="192.0.2.1" '),
  },
  {
    is: 'case 231: a past NotBefore there',
    ...before(
      '<saml:SubjectConfirmationData ',
      `<saml:SubjectConfirmationData NotBefore="${seconds(-60).toISOString()}" `,
    ),
  },
  ...(['restart', 'confirm', 'accept'] as const).map((unsolicited) => ({
    is: `case 232: unsolicited where the connection says ${unsolicited}`,
    changes: { options: { inResponseTo: null } },
    settings: { unsolicited },
    reads: { inResponseTo: null },
  })),
  {
    is: 'case 233: an expired certificate where dates are not enforced',
    settings: { certificates: [{ ...pinned('idp'), notAfter: seconds(-1) }], enforceCertificateExpiry: false },
  },
  ...(['persistent', 'transient', 'unspecified', 'emailAddress'] as const).map((name) => ({
    is: `case 234: the format ${name}`,
    changes: { options: { nameId: { value: 'ada@acme.test', format: nameIdFormats[name] } } },
    reads: { nameId: { ...nameId('ada@acme.test'), format: nameIdFormats[name] } },
  })),
  {
    is: 'a value with line separators of other scripts',
    ...before('>Lovelace<', '>a&#x2028;b&#x85;c<'),
    attributes: { lastname: ['a\u2028b\u0085c'] },
    nodeSamlCannot: 'U+2028 in a signed value',
  },
  {
    is: 'white space kept by references is trimmed like any other',
    ...before('>Ada<', '>&#13;Ada&#10;<'),
    attributes: { firstname: ['Ada'] },
  },
];

describe('honest responses are accepted', () => {
  beforeAll(() =>
    jest.useFakeTimers({ now, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout', 'setInterval'] }),
  );
  afterAll(() => jest.useRealTimers());

  test.each(cases)('$is', async (one) => {
    const field = one.field ? await one.field() : encoded(await responseText(one.changes));
    const result = runGate(field, gateSettings(one.settings), one.at ?? now);
    expect(result.outcome === 'refused' ? result.refusal : null).toBeNull();
    if (result.outcome === 'refused') return;
    expect(result.checks.filter(({ passed }) => passed === false)).toEqual([]);
    const { assertion } = result;
    if (one.reads === undefined) expect(assertion.nameId?.value).toBe('ada@acme.test');
    expect(assertion).toMatchObject(one.reads ?? { id: '_assertion-1', issuer: idpEntityId });
    for (const [name, values] of Object.entries(one.attributes ?? {}))
      expect(assertion.attributes.get(name)).toEqual(values);

    if (one.nodeSamlIsSlow) return;
    jest.setSystemTime(one.at ?? now);
    const opinion = askNodeSaml(field, one.signed ?? 'assertion', {
      idp: one.idpKeys ?? ['idp'],
      sp: one.spKey ?? 'sp',
    });
    if (one.nodeSamlCannot !== undefined) return expect(differs(opinion, assertion)).resolves.toBe(true);
    const { nameId: theirs, attributes } = await opinion;
    expect(theirs?.trim() ?? null).toBe(assertion.nameId?.value ?? null);
    expect(attributes).toEqual(Object.fromEntries(assertion.attributes));
  });

  /** True when node-saml refuses or reads something else: so the reason why it has no say is still true. */
  async function differs(opinion: ReturnType<typeof askNodeSaml>, assertion: VerifiedAssertion): Promise<boolean> {
    try {
      const { nameId: theirs, attributes } = await opinion;
      const same = JSON.stringify(attributes) === JSON.stringify(Object.fromEntries(assertion.attributes));
      return theirs !== (assertion.nameId?.value ?? null) || !same;
    } catch {
      return true;
    }
  }
});

function bare(name: TestKeyName): string {
  return testKey(name).certificatePem.replace(/-----[^-]*-----|\s/g, '');
}

function keyInfo(content: string): ResponseChanges {
  return {
    signing: { key: { ...testKey('idp'), certificatePem: null } },
    after: replace('</ds:Signature>', `<ds:KeyInfo>${content}</ds:KeyInfo></ds:Signature>`),
  };
}

function keyBeside(xml: string): string {
  const key = /<e:EncryptedKey[\s\S]*<\/e:EncryptedKey>/.exec(xml)?.[0] ?? '';
  return xml
    .replace(key, '<RetrievalMethod Type="http://www.w3.org/2001/04/xmlenc#EncryptedKey" URI="#_key"/>')
    .replace(
      '</saml:EncryptedAssertion>',
      () =>
        `${key.replace('<e:EncryptedKey ', '<e:EncryptedKey Id="_key" xmlns="http://www.w3.org/2000/09/xmldsig#" ')}</saml:EncryptedAssertion>`,
    );
}

/** An encrypted part that leaves its namespaces to the elements around it. */
async function decryptsWithoutDeclarations(sign: 'response' | 'assertion'): Promise<string> {
  const declarations = / xmlns:(?:saml|xs|xsi)="[^"]*"/g;
  const outside = responseXml(responseOptions()).replace(
    '<samlp:Response ',
    '<samlp:Response xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" ',
  );
  const signed = sign === 'assertion' ? signAgain(outside, '_assertion-1') : outside;
  const assertion = /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(signed)?.[0] ?? '';
  const encrypted = await encryptAssertion({ assertionXml: assertion.replace(declarations, ''), certificatePem });
  const text = outside.replace(/<saml:Assertion[\s\S]*<\/saml:Assertion>/, () => encrypted);
  return encoded(sign === 'response' ? signAgain(text, '_response-1') : text);
}

/** A prefix list on the canonicalization alone, as other signers write it; the signer at hand adds it to both transforms. */
function prefixList(): string {
  const { privateKeyPem } = testKey('idp');
  const excC14n = 'http://www.w3.org/2001/10/xml-exc-c14n#';
  const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
  const signer = new SignedXml({
    privateKey: privateKeyPem,
    signatureAlgorithm: `${more}rsa-sha256`,
    canonicalizationAlgorithm: excC14n,
  });
  signer.addReference({
    xpath: "//*[@ID='_assertion-1']",
    transforms: [enveloped, excC14n],
    digestAlgorithm: `${xenc}sha256`,
    inclusiveNamespacesPrefixList: ['xs', 'xsi'],
  });
  signer.computeSignature(responseXml(responseOptions()), {
    prefix: 'ds',
    location: { reference: "//*[@ID='_assertion-1']/*[1]", action: 'after' },
  });
  const list = `<InclusiveNamespaces xmlns="${excC14n}" PrefixList="xs xsi"></InclusiveNamespaces>`;
  const transforms =
    `<ds:Transforms><ds:Transform Algorithm="${enveloped}"></ds:Transform>` +
    `<ds:Transform Algorithm="${excC14n}">${list}</ds:Transform></ds:Transforms>`;
  const xml = signer
    .getSignedXml()
    .replace(/<ds:Transforms>[\s\S]*<\/ds:Transforms>/, transforms)
    .replace(/<(ds:(?:\w*Method)) ([^>]*)\/>/g, '<$1 $2></$1>');
  const signedInfo = /<ds:SignedInfo>[\s\S]*<\/ds:SignedInfo>/.exec(xml)?.[0] ?? '';
  const canonical = signedInfo.replace('<ds:SignedInfo>', `<ds:SignedInfo xmlns:ds="${namespaces.ds}">`);
  const value = sign('sha256', Buffer.from(canonical), privateKeyPem).toString('base64');
  return encoded(xml.replace(/<ds:SignatureValue>[^<]*/, `<ds:SignatureValue>${value}`));
}

/** The correct response with other prefixes, or none at all. */
function renamed(samlp: string, saml: string, ds: string): string {
  const rename = (text: string, from: string, to: string) =>
    text
      .replaceAll(`<${from}:`, to === '' ? '<' : `<${to}:`)
      .replaceAll(`</${from}:`, to === '' ? '</' : `</${to}:`)
      .replaceAll(`xmlns:${from}=`, to === '' ? 'xmlns=' : `xmlns:${to}=`);
  let xml = responseXml(responseOptions());
  // Each element declares its own namespace, so that any prefix can stand for any of them.
  const own = ' xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';
  xml = xml.replace(own, '').replace('<saml:Issuer>', `<saml:Issuer${own}>`);
  xml = rename(rename(xml, 'saml', saml), 'samlp', samlp);
  return encoded(signXmlElement({ xml, elementId: '_assertion-1', ...testKey('idp'), prefix: ds }));
}

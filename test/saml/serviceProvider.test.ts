import { createVerify, X509Certificate } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { SignedXml } from 'xml-crypto';
import { buildAuthnRequest, buildSpMetadata, type LoginSettings, type SiteKeys } from '../../src/saml';
import { makeSharedKey, testNow } from '../support/site';

const facts = { id: '_0123456789abcdef', issueInstant: testNow, forceAuthn: false, relayState: 'opaque-handle' };
let settings: LoginSettings;
let keys: SiteKeys;

beforeAll(async () => {
  const pair = await makeSharedKey({ commonName: '', notBefore: testNow, serial: '' });
  keys = {
    signing: pair,
    signingCertificates: [pair.certificatePem],
    encryptionCertificates: [pair.certificatePem, pair.certificatePem],
    decryptionKeys: [],
  };
  settings = {
    spEntityId: 'https://usher.test/saml/acme/main/metadata',
    acsUrl: 'https://usher.test/saml/acme/main/acs',
    ssoUrl: 'https://idp.acme.test/sso?tenant=1',
    ssoBinding: 'redirect',
    signAuthnRequest: false,
    nameIdFormat: 'unspecified',
    authnContextClassRefs: [],
    signing: pair,
    allowHttp: false,
  };
});

async function redirect(overrides: Partial<LoginSettings> = {}, forceAuthn = false): Promise<URL> {
  const verdict = await buildAuthnRequest({ ...settings, ...overrides }, { ...facts, forceAuthn });
  if (verdict.outcome !== 'redirect') throw new Error(verdict.outcome);
  return new URL(verdict.url);
}

async function post(overrides: Partial<LoginSettings> = {}): Promise<Readonly<Record<string, string>>> {
  const verdict = await buildAuthnRequest({ ...settings, ssoBinding: 'post', ...overrides }, facts);
  if (verdict.outcome !== 'post') throw new Error(verdict.outcome);
  return verdict.fields;
}

function inflate(url: URL): string {
  return inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest') ?? '', 'base64')).toString();
}

function decode(fields: Readonly<Record<string, string>>): string {
  return Buffer.from(fields['SAMLRequest'] ?? '', 'base64').toString();
}

function parse(xml: string): Element {
  const root = new DOMParser({ errorHandler: (level: string, text: string) => fail(`${level} ${text}`) });
  const element = root.parseFromString(xml, 'text/xml').documentElement;
  if (!element) throw new Error('no root');
  return element;
}

function fail(text: string): never {
  throw new Error(text);
}

function childNames(element: Element): string[] {
  const children = Array.from({ length: element.childNodes.length }, (_, index) => element.childNodes[index]);
  return children.flatMap((node) => (node?.nodeType === 1 ? [(node as Element).localName ?? ''] : []));
}

describe('an AuthnRequest', () => {
  test('case 199: asks by default for nothing but an answer at our ACS by POST', async () => {
    const url = await redirect();
    const xml = inflate(url);
    const root = parse(xml);
    expect(xml).not.toMatch(/<!DOCTYPE/);
    expect(childNames(root)).toEqual(['Issuer', 'NameIDPolicy']);
    expect(root.getAttribute('ID')).toBe(facts.id);
    expect(root.getAttribute('IssueInstant')).toBe('2026-11-22T12:00:00.000Z');
    expect(root.getAttribute('Destination')).toBe(settings.ssoUrl);
    expect(root.getAttribute('AssertionConsumerServiceURL')).toBe(settings.acsUrl);
    expect(root.getAttribute('ProtocolBinding')).toBe('urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST');
    for (const absent of [
      'AssertionConsumerServiceIndex',
      'AttributeConsumingServiceIndex',
      'ForceAuthn',
      'IsPassive',
    ]) {
      expect(root.hasAttribute(absent)).toBe(false);
    }
    expect(root.getElementsByTagName('samlp:NameIDPolicy')[0]?.hasAttribute('Format')).toBe(false);
  });

  test('carries the handle and keeps the query of the sign-in address', async () => {
    const url = await redirect();
    expect(`${url.origin}${url.pathname}`).toBe('https://idp.acme.test/sso');
    expect([...url.searchParams.keys()]).toEqual(['tenant', 'SAMLRequest', 'RelayState']);
    expect(url.searchParams.get('RelayState')).toBe('opaque-handle');
  });

  test('asks for the format, the contexts (exactly) and a fresh authentication when told to', async () => {
    const contexts = ['urn:oasis:names:tc:SAML:2.0:ac:classes:Password', 'https://refeds.org/profile/mfa'];
    const root = parse(inflate(await redirect({ nameIdFormat: 'persistent', authnContextClassRefs: contexts }, true)));
    expect(childNames(root)).toEqual(['Issuer', 'NameIDPolicy', 'RequestedAuthnContext']);
    expect(root.getAttribute('ForceAuthn')).toBe('true');
    const policy = root.getElementsByTagName('samlp:NameIDPolicy')[0];
    expect(policy?.getAttribute('Format')).toBe('urn:oasis:names:tc:SAML:2.0:nameid-format:persistent');
    const context = root.getElementsByTagName('samlp:RequestedAuthnContext')[0];
    expect(context?.getAttribute('Comparison')).toBe('exact');
    expect(context?.textContent).toBe(contexts.join(''));
  });

  test('is signed with rsa-sha256 over the query octets with the redirect binding', async () => {
    const url = await redirect({ signAuthnRequest: true });
    expect(url.searchParams.get('SigAlg')).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
    const raw = url.search.slice(1).split('&');
    const part = (name: string) => raw.find((pair) => pair.startsWith(`${name}=`)) ?? '';
    const octets = [part('SAMLRequest'), part('RelayState'), part('SigAlg')].join('&');
    const signature = Buffer.from(url.searchParams.get('Signature') ?? '', 'base64');
    const key = new X509Certificate(keys.signingCertificates[0] ?? '').publicKey;
    expect(createVerify('RSA-SHA256').update(octets).verify(key, signature)).toBe(true);
    expect(createVerify('RSA-SHA256').update(`${octets}x`).verify(key, signature)).toBe(false);
    expect(inflate(url)).not.toMatch(/Signature/);
  });

  test('is not deflated with the POST binding', async () => {
    const fields = await post();
    expect(Object.keys(fields)).toEqual(['SAMLRequest', 'RelayState']);
    const root = parse(decode(fields));
    expect(root.localName).toBe('AuthnRequest');
    expect(childNames(root)).toEqual(['Issuer', 'NameIDPolicy']);
  });

  test('carries an enveloped signature behind Issuer with the POST binding', async () => {
    const xml = decode(await post({ signAuthnRequest: true }));
    const root = parse(xml);
    expect(childNames(root)).toEqual(['Issuer', 'Signature', 'NameIDPolicy']);
    expect(root.getAttribute('IssueInstant')).toBe('2026-11-22T12:00:00.000Z');
    const signature = root.getElementsByTagNameNS('http://www.w3.org/2000/09/xmldsig#', 'Signature')[0];
    const verifier = new SignedXml({ publicCert: keys.signingCertificates[0] ?? '' });
    verifier.loadSignature(new XMLSerializer().serializeToString(signature ?? fail('no signature')));
    expect(verifier.checkSignature(xml)).toBe(true);
    expect(verifier.getReferences()[0]?.uri).toBe(`#${facts.id}`);
    expect(verifier.signatureAlgorithm).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
    expect(verifier.getReferences()[0]?.digestAlgorithm).toBe('http://www.w3.org/2001/04/xmlenc#sha256');
  });

  test.each<[string, Partial<LoginSettings>, string]>([
    ['without a sign-in address', { ssoUrl: null }, 'ssoUrl'],
    ['with a sign-in address by http', { ssoUrl: 'http://idp.acme.test/sso' }, 'ssoUrl'],
    ['with a sign-in address that is none', { ssoUrl: 'idp' }, 'ssoUrl'],
    ['with a script as sign-in address', { ssoUrl: 'javascript:alert(1)', allowHttp: true }, 'ssoUrl'],
    ['with nothing to sign with', { signAuthnRequest: true, signing: null }, 'signAuthnRequest'],
  ])('case 196: is refused with 26 %s', async (_title, overrides, field) => {
    const verdict = await buildAuthnRequest({ ...settings, ...overrides }, facts);
    expect(verdict).toMatchObject({
      outcome: 'refused',
      refusal: { code: 26, findings: [{ reason: 'authn_request_impossible', field }] },
    });
  });

  test('goes to http where we ourselves are http on loopback', async () => {
    expect((await redirect({ ssoUrl: 'http://localhost:3000/idp', allowHttp: true })).host).toBe('localhost:3000');
  });
});

describe('our metadata', () => {
  const metadata = (overrides: Partial<Parameters<typeof buildSpMetadata>[0]> = {}) =>
    buildSpMetadata({
      ...settings,
      logoutUrl: 'https://usher.test/saml/acme/main/logout',
      keys,
      displayName: 'Acme & Søn',
      contact: { name: 'Help desk', email: 'help@acme.test' },
      ...overrides,
    });

  test('stands in the order of the schema and names entity ID, ACS and format', () => {
    const xml = metadata();
    const root = parse(xml);
    expect(xml).not.toMatch(/<!DOCTYPE/);
    expect(root.getAttribute('entityID')).toBe(settings.spEntityId);
    expect(childNames(root)).toEqual(['SPSSODescriptor', 'ContactPerson']);
    const role = root.getElementsByTagName('SPSSODescriptor')[0];
    if (!role) throw new Error('no role');
    expect(childNames(role)).toEqual([
      'Extensions',
      'KeyDescriptor',
      'KeyDescriptor',
      'KeyDescriptor',
      'SingleLogoutService',
      'SingleLogoutService',
      'NameIDFormat',
      'AssertionConsumerService',
    ]);
    const acs = role.getElementsByTagName('AssertionConsumerService')[0];
    expect(acs?.getAttribute('Location')).toBe(settings.acsUrl);
    expect(acs?.getAttribute('Binding')).toBe('urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST');
    expect(role.getAttribute('WantAssertionsSigned')).toBe('true');
    expect(role.getElementsByTagName('mdui:DisplayName')[0]?.textContent).toBe('Acme & Søn');
  });

  test('names the logout address for both bindings, redirect first', () => {
    const role = parse(metadata()).getElementsByTagName('SPSSODescriptor')[0];
    const services = [0, 1].map((index) => role?.getElementsByTagName('SingleLogoutService')[index]);
    expect(services.map((service) => service?.getAttribute('Binding'))).toEqual([
      'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
      'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
    ]);
    for (const service of services) {
      expect(service?.getAttribute('Location')).toBe('https://usher.test/saml/acme/main/logout');
    }
  });

  test('names every certificate for its use, and no way to encrypt that we refuse', () => {
    const role = parse(metadata()).getElementsByTagName('SPSSODescriptor')[0];
    const descriptors = [...Array(3).keys()].map((index) => role?.getElementsByTagName('KeyDescriptor')[index]);
    expect(descriptors.map((key) => key?.getAttribute('use'))).toEqual(['signing', 'encryption', 'encryption']);
    for (const key of descriptors) {
      const base64 = (key?.getElementsByTagName('ds:X509Certificate')[0]?.textContent ?? '').replace(/\s/g, '');
      expect(new X509Certificate(Buffer.from(base64, 'base64')).publicKey.asymmetricKeyDetails?.modulusLength).toBe(
        3072,
      );
    }
    expect(metadata()).not.toMatch(/cbc|PRIVATE/);
  });

  test.each([true, false])('says whether requests are signed: %s', (signAuthnRequest) => {
    const role = parse(metadata({ signAuthnRequest })).getElementsByTagName('SPSSODescriptor')[0];
    expect(role?.getAttribute('AuthnRequestsSigned')).toBe(String(signAuthnRequest));
  });

  test('is the same text as long as nothing changed, and has another ID as soon as something did', () => {
    const id = (xml: string) => parse(xml).getAttribute('ID');
    expect(metadata()).toBe(metadata());
    expect(id(metadata())).not.toBe(id(metadata({ displayName: 'Acme' })));
  });

  test('is complete without a contact', () => {
    expect(childNames(parse(metadata({ contact: null })))).toEqual(['SPSSODescriptor']);
  });
});

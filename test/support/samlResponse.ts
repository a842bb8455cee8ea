import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createPrivateKey } from 'node:crypto';
import { parsePinnedCertificate, signXmlElement } from '../../src/saml';
import type { GateSettings, PinnedCertificate } from '../../src/saml/gate';
import { responseXml, sealResponse, type ResponseOptions, type SigningOptions } from '../../src/testIdp/buildResponse';

/** Keys of fixtures/keys, made for tests. */
export type TestKeyName = 'idp' | 'idp-next' | 'idp-ec' | 'attacker' | 'weak' | 'sp' | 'sp-next';

/** Private key and certificate of a test key, as PEM. */
export function testKey(name: TestKeyName): { privateKeyPem: string; certificatePem: string } {
  const read = (kind: string) =>
    readFileSync(path.join(__dirname, '../../fixtures/keys', `${name}.${kind}.pem`), 'utf8');
  return { privateKeyPem: read('key'), certificatePem: read('cert') };
}

/** The certificate of a test key as a connection pins it. */
export function pinned(name: TestKeyName): PinnedCertificate {
  const certificate = parsePinnedCertificate(testKey(name).certificatePem);
  if ('problem' in certificate) throw new Error(certificate.problem);
  return certificate;
}

/** The moment every test response is made and posted. */
export const now = new Date('2027-01-15T12:00:00.000Z');

/** `now` moved by seconds. */
export function seconds(offset: number): Date {
  return new Date(now.getTime() + offset * 1000);
}

export const acsUrl = 'https://usher.test/saml/acme/main/acs';
export const spEntityId = 'https://usher.test/saml/acme/main/metadata';
export const idpEntityId = 'https://idp.test/saml';
export const requestId = '_request-1';

/** Settings of a connection with one RSA certificate and one decryption key; overridden one by one. */
export function gateSettings(overrides: Partial<GateSettings> = {}): GateSettings {
  return {
    spEntityId,
    acsUrl,
    idpEntityId,
    certificates: [pinned('idp')],
    unusableCertificates: 0,
    decryptionKeys: [createPrivateKey(testKey('sp').privateKeyPem)],
    nameIdFormat: 'unspecified',
    authnContextClassRefs: [],
    unsolicited: 'restart',
    enforceCertificateExpiry: true,
    requireEncryptedAssertion: false,
    requireSigned: 'any',
    legacyAlgorithms: null,
    scopes: [],
    clockSkewSeconds: 180,
    usernameFrom: ['uid', 'SAML_SUBJECT', 'Name_ID', 'NameID'],
    mappedAttributes: ['firstname', 'lastname', 'email'],
    ...overrides,
  };
}

/** A correct response to the request `_request-1`. */
export function responseOptions(overrides: Partial<ResponseOptions> = {}): ResponseOptions {
  return {
    responseId: '_response-1',
    assertionId: '_assertion-1',
    issuer: idpEntityId,
    acsUrl,
    audience: spEntityId,
    inResponseTo: requestId,
    issueInstant: now,
    notBefore: seconds(-60),
    notOnOrAfter: seconds(300),
    authnInstant: seconds(-30),
    sessionIndex: '_session-1',
    nameId: {
      value: 'ada@acme.test',
      format: 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress',
    },
    attributes: [
      { name: 'firstname', values: ['Ada'] },
      { name: 'lastname', values: ['Lovelace'] },
      { name: 'email', values: ['ada@acme.test'] },
      { name: 'groups', values: ['engines', 'poets'] },
    ],
    ...overrides,
  };
}

type Rewrite = (xml: string) => string;

/** How a test response differs from the correct one: in its options, before signing, after signing, in its signing. */
export interface ResponseChanges {
  readonly options?: Partial<ResponseOptions>;
  /** Rewrites the text before anything is signed: the identity provider itself says it. */
  readonly before?: Rewrite;
  /** Rewrites the text after signing: somebody on the way says it. */
  readonly after?: Rewrite;
  readonly signing?: Partial<SigningOptions>;
}

/** A response as XML text: the correct one with the assertion signed, except for the changes. */
export async function responseText(changes: ResponseChanges = {}): Promise<string> {
  const options = responseOptions(changes.options);
  const unsigned = changed(responseXml(options), changes.before);
  const signing: SigningOptions = { sign: 'assertion', key: testKey('idp'), ...changes.signing };
  return changed(await sealResponse(unsigned, options, signing), changes.after);
}

/** A rewrite that changes nothing would test nothing. */
function changed(xml: string, rewrite: Rewrite | undefined): string {
  if (rewrite === undefined) return xml;
  const result = rewrite(xml);
  if (result === xml) throw new Error('the rewrite did not change the response');
  return result;
}

/** The value of the form field. */
export function encoded(xml: string): string {
  return Buffer.from(xml, 'utf8').toString('base64');
}

/** A rewrite that replaces the first occurrence. */
export function replace(search: string | RegExp, replacement: string): Rewrite {
  return (xml) => xml.replace(search, () => replacement);
}

/** Signs one more element of a finished text with the key of the identity provider. */
export function signAgain(xml: string, elementId: string, key: TestKeyName = 'idp'): string {
  return signXmlElement({ xml, elementId, ...testKey(key) });
}

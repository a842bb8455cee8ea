import { signXmlElement, type SignXmlOptions } from '../../src/saml';
import { makeSiteKey } from '../../src/saml/makeSiteKey';

/** What the metadata of a test says; everything else is right by itself. */
export interface MetadataOptions {
  readonly entityId?: string;
  /** PEM, in order. */
  readonly certificates: readonly string[];
  readonly ssoUrl?: string;
  readonly sloUrl?: string | null;
  readonly validUntil?: string;
}

/** The ID of every EntityDescriptor that `idpMetadata` makes. */
export const entityElementId = '_entity';

/** Metadata of the tests' identity provider, unsigned. */
export function idpMetadata(options: MetadataOptions): string {
  const { entityId = 'https://idp.acme.test/metadata', ssoUrl = 'https://idp.acme.test/sso', sloUrl = null } = options;
  const keys = options.certificates.map((pem) => {
    const base64 = pem.replace(/-----[^-]+-----|\s/g, '');
    return `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${base64}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
  });
  const endpoint = (service: string, url: string) =>
    `<md:${service} Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="${url}"/>`;
  const until = options.validUntil === undefined ? '' : ` validUntil="${options.validUntil}"`;
  return [
    `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" ID="${entityElementId}" entityID="${entityId}"${until}>`,
    '<md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">',
    ...keys,
    sloUrl === null ? '' : endpoint('SingleLogoutService', sloUrl),
    endpoint('SingleSignOnService', ssoUrl),
    '</md:IDPSSODescriptor></md:EntityDescriptor>',
  ].join('');
}

/** A key pair of an identity provider. */
export type IdpKey = Awaited<ReturnType<typeof makeSiteKey>>;

const made = new Map<string, Promise<IdpKey>>();

/** A key pair by name, made once a process: making one takes a moment. */
export function idpKeyNamed(name: string): Promise<IdpKey> {
  const key =
    made.get(name) ?? makeSiteKey({ commonName: name, notBefore: new Date('2026-01-01T00:00:00Z'), serial: '12' });
  made.set(name, key);
  return key;
}

/** The document with the enveloped signature of its EntityDescriptor. */
export function signMetadata(xml: string, key: IdpKey, options: Partial<SignXmlOptions> = {}): string {
  const { privateKeyPem, certificatePem } = key;
  return signXmlElement({ xml, elementId: entityElementId, privateKeyPem, certificatePem, ...options });
}

import { createPrivateKey } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { envelopedSignature, exclusiveC14n, namespaces } from './names';
import { digestAlgorithms, digestClass, signatureAlgorithms, signOctets } from './signatureAlgorithms';

/** What to sign and how. */
export interface SignXmlOptions {
  /** A well-formed document. */
  readonly xml: string;
  /** Value of the `ID` attribute of the element to sign. */
  readonly elementId: string;
  readonly privateKeyPem: string;
  /** The certificate to put into KeyInfo; null leaves KeyInfo out. */
  readonly certificatePem: string | null;
  /** RSA-SHA256 when not given. */
  readonly signatureAlgorithm?: string;
  /** SHA-256 when not given. */
  readonly digestAlgorithm?: string;
  /** Prefix of the signature's elements; `ds` when not given, empty for a default namespace. */
  readonly prefix?: string;
}

/**
 * Signs one element with an enveloped signature (SAML Core 5.4), placed behind its Issuer, or first where it has none.
 *
 * @returns the whole document with the signature
 * @throws Error when an algorithm is unknown, the key does not fit it, or no element has the ID
 */
export function signXmlElement(options: SignXmlOptions): string {
  const signatureName = options.signatureAlgorithm ?? 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
  const digestName = options.digestAlgorithm ?? 'http://www.w3.org/2001/04/xmlenc#sha256';
  const algorithm = signatureAlgorithms.get(signatureName);
  const digest = digestAlgorithms.get(digestName);
  if (algorithm === undefined || digest === undefined) throw new Error('unknown signature or digest algorithm');
  if (!/^[\w.-]+$/.test(options.elementId)) throw new Error('elementId is not a plain name');
  const key = createPrivateKey(options.privateKeyPem);

  const signer = new SignedXml({
    privateKey: options.privateKeyPem,
    ...(options.certificatePem === null ? {} : { publicCert: options.certificatePem }),
    signatureAlgorithm: signatureName,
    canonicalizationAlgorithm: exclusiveC14n,
  });
  signer.SignatureAlgorithms[signatureName] = class {
    getAlgorithmName(): string {
      return signatureName;
    }
    getSignature(signedInfo: unknown): string {
      return signOctets(algorithm, key, signedInfo as string).toString('base64');
    }
    verifySignature(): boolean {
      throw new Error('this class only signs');
    }
  };
  signer.HashAlgorithms[digestName] = digestClass(digestName, digest);
  const element = `//*[@ID='${options.elementId}']`;
  signer.addReference({
    xpath: element,
    transforms: [envelopedSignature, exclusiveC14n],
    digestAlgorithm: digestName,
  });
  const issuer = `${element}/*[local-name()='Issuer' and namespace-uri()='${namespaces.saml}']`;
  const hasIssuer = issuerStartsElement(options.xml, options.elementId);
  signer.computeSignature(options.xml, {
    prefix: options.prefix ?? 'ds',
    location: hasIssuer ? { reference: issuer, action: 'after' } : { reference: element, action: 'prepend' },
  });
  return signer.getSignedXml();
}

/** The schema wants the signature directly behind Issuer, which is the first child where there is one. */
function issuerStartsElement(xml: string, id: string): boolean {
  const start = new RegExp(`\\sID\\s*=\\s*["']${id.replaceAll('.', '\\.')}["'][^>]*>\\s*<(?:[\\w.-]+:)?Issuer[\\s>]`);
  return start.test(xml);
}

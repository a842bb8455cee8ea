import { createHash, X509Certificate, type KeyObject } from 'node:crypto';
import type { PinnedCertificate } from './gate';

const smallestRsaBits = 2048;
const curves = new Set(['prime256v1', 'secp384r1', 'secp521r1']);
const pemBlock = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** SHA-256 of a certificate's DER, lower-case hex: the form in which fingerprints are stored and compared. */
export function certificateFingerprint(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}

/**
 * Reads one certificate of an identity provider, as PEM or as the bare base64 that metadata holds.
 *
 * @returns the certificate, or `problem`: one sentence saying why it cannot be used (unreadable, several, RSA below
 * 2048 bits, a curve below P-256, another kind of key). Dates are not judged here.
 */
export function parsePinnedCertificate(pem: string): PinnedCertificate | { readonly problem: string } {
  const blocks = pem.match(pemBlock) ?? [];
  if (blocks.length > 1) return { problem: 'The text holds several certificates; add them one by one.' };
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(blocks[0] ?? Buffer.from(pem.replace(/\s+/g, ''), 'base64'));
  } catch {
    return { problem: 'The text is not an X.509 certificate.' };
  }
  return fromCertificate(certificate);
}

function fromCertificate(certificate: X509Certificate): PinnedCertificate | { readonly problem: string } {
  let publicKey: KeyObject;
  try {
    publicKey = certificate.publicKey;
  } catch {
    return { problem: 'The key in the certificate cannot be read.' };
  }
  const problem = weaknessOf(publicKey);
  if (problem !== null) return { problem };
  return {
    fingerprint: certificateFingerprint(certificate.raw),
    publicKey,
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
  };
}

function weaknessOf(key: KeyObject): string | null {
  const details = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === 'rsa') {
    const bits = details.modulusLength ?? 0;
    return bits < smallestRsaBits ? `The RSA key has ${bits} bits; ${smallestRsaBits} or more are needed.` : null;
  }
  if (key.asymmetricKeyType === 'ec') {
    const curve = details.namedCurve ?? 'unknown';
    return curves.has(curve) ? null : `The curve ${curve} is not accepted; P-256, P-384 or P-521 is needed.`;
  }
  return `A key of type ${key.asymmetricKeyType ?? 'unknown'} cannot verify SAML signatures; use RSA or EC.`;
}

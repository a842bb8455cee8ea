import { X509Certificate } from 'node:crypto';
import { daysUntil, expiryThresholds } from '../../expiry';
import { parsePinnedCertificate } from '../../saml';

/** A certificate as pages show it. */
export type ShownCertificate =
  | {
      readonly pem: string;
      /** Its distinguished name on one line; empty when it has none. */
      readonly subject: string;
      /** SHA-256 of the DER, lower-case hex. */
      readonly fingerprint: string;
      readonly notBefore: Date;
      readonly notAfter: Date;
      readonly state: 'valid' | 'ends_soon' | 'ended' | 'not_yet';
    }
  /** One sentence, in English, why it cannot be used. */
  | { readonly pem: string; readonly problem: string };

/** Reads a certificate for a page. */
export function showCertificate(pem: string, now: Date): ShownCertificate {
  const pinned = parsePinnedCertificate(pem);
  if ('problem' in pinned) return { pem, problem: pinned.problem };
  const { fingerprint, notBefore, notAfter } = pinned;
  const bare = Buffer.from(pem.replace(/-----[^-]+-----|\s/g, ''), 'base64');
  const subject = (new X509Certificate(bare).subject ?? '').replaceAll('\n', ', ');
  return { pem, subject, fingerprint, notBefore, notAfter, state: stateOf(notBefore, notAfter, now) };
}

function stateOf(notBefore: Date, notAfter: Date, now: Date) {
  if (now < notBefore) return 'not_yet';
  const left = daysUntil(notAfter, now);
  if (left < 0) return 'ended';
  return left <= expiryThresholds[0] ? 'ends_soon' : 'valid';
}

/** A fingerprint in pairs, as other programs show it. */
export function spacedFingerprint(fingerprint: string): string {
  return (fingerprint.match(/../g) ?? []).join(':').toUpperCase();
}

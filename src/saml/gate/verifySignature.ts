import { SignedXml } from 'xml-crypto';
import { envelopedSignature, exclusiveC14n } from '../names';
import { digestAlgorithms, digestClass, keyFits, signatureAlgorithms, verifyOctets } from '../signatureAlgorithms';
import { isHopeless } from './hopelessSignature';
import type { SignatureFacts } from './signatureShape';
import type { PinnedCertificate } from './types';

/** What the verifier says: the bytes the signature covers and the certificates whose key made it, or nothing. */
export type Verification =
  | {
      readonly outcome: 'verified';
      /** The canonical form of the signed element without its signature. Only this may be read from here on. */
      readonly covered: string;
      readonly certificates: readonly [PinnedCertificate, ...PinnedCertificate[]];
    }
  | { readonly outcome: 'invalid' };

/**
 * Verifies one well-shaped signature with the pinned keys, never with anything the message names.
 *
 * @param xml the very text that `facts` were read from
 * @param facts of which the algorithms have been found allowed already
 */
export function verifySignature(
  xml: string,
  facts: SignatureFacts,
  certificates: readonly PinnedCertificate[],
): Verification {
  const algorithm = signatureAlgorithms.get(facts.algorithm);
  const digest = digestAlgorithms.get(facts.digest);
  if (algorithm === undefined || digest === undefined) return { outcome: 'invalid' };
  const matching: PinnedCertificate[] = [];

  /** Tries every pinned key, so that the expensive canonicalization happens once for all of them. */
  class PinnedKeys {
    getAlgorithmName(): string {
      return facts.algorithm;
    }
    getSignature(): string {
      throw new Error('this class only verifies');
    }
    verifySignature(signedInfo: string, _key: unknown, value: string): boolean {
      const octets = Buffer.from(value, 'base64');
      for (const certificate of certificates) {
        if (!keyFits(algorithm!, certificate.publicKey)) continue;
        if (verifyOctets(algorithm!, certificate.publicKey, signedInfo, octets)) matching.push(certificate);
      }
      return matching.length > 0;
    }
  }

  const verifier = new SignedXml({ publicCert: 'only the pinned keys decide' });
  restrict(verifier, facts, PinnedKeys, digestClass(facts.digest, digest));
  let covered: readonly string[];
  try {
    if (isHopeless(facts, certificates)) return { outcome: 'invalid' };
    verifier.loadSignature(facts.element);
    if (!verifier.checkSignature(xml)) return { outcome: 'invalid' };
    covered = verifier.getSignedReferences();
  } catch {
    // The library throws for a wrong value as well as for a document it refuses; both mean: not verified.
    return { outcome: 'invalid' };
  }
  const [first, ...others] = matching;
  const [bytes, ...more] = covered;
  if (first === undefined || bytes === undefined || more.length > 0) return { outcome: 'invalid' };
  if (!reportsWhatWasRead(verifier, facts)) return { outcome: 'invalid' };
  return { outcome: 'verified', covered: bytes, certificates: [first, ...others] };
}

type AlgorithmClasses = Pick<SignedXml, 'SignatureAlgorithms' | 'HashAlgorithms' | 'CanonicalizationAlgorithms'>;

/** Leaves the verifier nothing but the algorithms this signature names, in tables without inherited names. */
function restrict(
  verifier: SignedXml,
  facts: SignatureFacts,
  signatureClass: AlgorithmClasses['SignatureAlgorithms'][string],
  hashClass: AlgorithmClasses['HashAlgorithms'][string],
): void {
  const all = verifier.CanonicalizationAlgorithms;
  verifier.SignatureAlgorithms = table([[facts.algorithm, signatureClass]]);
  verifier.HashAlgorithms = table([[facts.digest, hashClass]]);
  verifier.CanonicalizationAlgorithms = table(
    [exclusiveC14n, envelopedSignature].flatMap((name) => (all[name] ? [[name, all[name]] as const] : [])),
  );
}

function table<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.assign(Object.create(null) as Record<string, T>, Object.fromEntries(entries));
}

/** The verifier finds its parts by its own searches, so what it used must be what was judged. */
function reportsWhatWasRead(verifier: SignedXml, facts: SignatureFacts): boolean {
  const [reference, ...others] = verifier.getReferences();
  return (
    reference !== undefined &&
    others.length === 0 &&
    verifier.signatureAlgorithm === facts.algorithm &&
    verifier.canonicalizationAlgorithm === exclusiveC14n &&
    reference.uri === `#${facts.ownerId}` &&
    reference.digestAlgorithm === facts.digest &&
    reference.transforms.length === 2 &&
    reference.transforms[0] === envelopedSignature &&
    reference.transforms[1] === exclusiveC14n
  );
}

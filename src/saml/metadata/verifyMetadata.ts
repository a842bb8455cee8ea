import {
  allElements,
  attributeOf,
  isNamed,
  readSignatureShape,
  SignatureShapeError,
  verifySignature,
  type PinnedCertificate,
} from '../gate';
import { namespaces } from '../names';
import { digestAlgorithms, signatureAlgorithms } from '../signatureAlgorithms';
import { md } from './parseMetadata';
import { MetadataViolation, parseTree } from './parseTree';

/** What a metadata document's own signature is worth. */
export type MetadataSignature =
  | {
      readonly outcome: 'verified';
      /** The canonical bytes of the EntityDescriptor that the signature covers. Only these may be read on. */
      readonly covered: string;
      /** SHA-256 fingerprint of the pinned certificate whose key made it. */
      readonly signedBy: string;
    }
  | { readonly outcome: 'unsigned' }
  /** One sentence why nothing rests on it. */
  | { readonly outcome: 'unverified'; readonly why: string };

/**
 * Verifies the enveloped signature of an EntityDescriptor that is the root (SAML Metadata 3) by the rules of the gate: one
 * shape, the strong algorithms alone, pinned keys alone. Dates of certificates are not judged: metadata is how an expired
 * one is replaced.
 *
 * @param xml the document as it was fetched
 * @param pinned certificates of the connection, whatever the document says of itself
 */
export function verifyMetadata(xml: string, pinned: readonly PinnedCertificate[]): MetadataSignature {
  try {
    return verify(xml, pinned);
  } catch (error) {
    if (!(error instanceof MetadataViolation) && !(error instanceof SignatureShapeError)) throw error;
    return { outcome: 'unverified', why: error.message };
  }
}

function verify(text: string, pinned: readonly PinnedCertificate[]): MetadataSignature {
  const { xml, root } = parseTree(text);
  const [signature, ...others] = [...allElements(root)].filter((one) => isNamed(one, namespaces.ds, 'Signature'));
  if (signature === undefined) return { outcome: 'unsigned' };
  if (others.length > 0) return unverified('It holds several signatures.');
  if (signature.parentNode !== root || !isNamed(root, md, 'EntityDescriptor')) {
    return unverified('The signature is not that of an EntityDescriptor which is the root.');
  }
  const facts = readSignatureShape(signature);
  const strong = [signatureAlgorithms.get(facts.algorithm), digestAlgorithms.get(facts.digest)];
  if (strong.some((entry) => entry === undefined || entry.legacy)) {
    return unverified('The signature names an algorithm that is not allowed.');
  }
  const verification = verifySignature(xml, facts, pinned);
  if (verification.outcome === 'invalid') return unverified('The signature does not verify with a pinned key.');
  const { covered, certificates } = verification;
  const signed = parseTree(covered).root;
  if (!isNamed(signed, md, 'EntityDescriptor') || attributeOf(signed, 'ID') !== facts.ownerId) {
    return unverified('What the signature covers is not the element it stands in.');
  }
  return { outcome: 'verified', covered, signedBy: certificates[0].fingerprint };
}

function unverified(why: string): MetadataSignature {
  return { outcome: 'unverified', why };
}

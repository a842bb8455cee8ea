import { parseMetadata, parsePinnedCertificate, verifyMetadata, type IdpMetadata } from '../saml';
import type { ProviderState } from '../sites';
import type { MetadataTrust } from './decideRefresh';

/** Metadata as it counts, and how far it can be believed; or why it cannot be read, one sentence each. */
export type TrustedMetadata =
  | {
      readonly metadata: IdpMetadata;
      /** The text that was read. */
      readonly xml: string;
      readonly trust: MetadataTrust;
    }
  | { readonly problems: readonly string[] };

/** Of metadata that a pinned key signed only what the signature covers is read. */
export function readTrusted(xml: string, { certificates }: Pick<ProviderState, 'certificates'>): TrustedMetadata {
  const pinned = certificates.flatMap(({ pem }) => {
    const certificate = parsePinnedCertificate(pem);
    return 'problem' in certificate ? [] : [certificate];
  });
  const signature = verifyMetadata(xml, pinned);
  const counted = signature.outcome === 'verified' ? signature.covered : xml;
  const read = parseMetadata(counted);
  return 'problems' in read ? read : { metadata: read.metadata, xml: counted, trust: signature.outcome };
}

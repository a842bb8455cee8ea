import { expiryWarnings, type Expiring } from '../../expiry';
import type { ListedMetadata, ShownProvider } from '../../metadata';
import type { Finding } from '../../findings';

/** Metadata that waits for a decision, and metadata that could not be used when it was last looked at. Pure. */
export function metadataFindings(listed: readonly ListedMetadata[]): Finding[] {
  return listed.flatMap(({ site, connection, problem, pinned, held }) => {
    const findings: Finding[] = [];
    const of = { site, subject: `${site}/${connection}` };
    if (held !== null && !held.isDropped) {
      findings.push({
        ...of,
        id: 'metadata_held',
        level: 'problem',
        what: `Its metadata has changed (${held.reasons.join(', ')}) and waits: pinned ${keys(pinned)}; proposed ${keys(held.proposed)}.`,
        todo: `Compare the fingerprints with the identity provider's people, then usher metadata accept (or drop) --site ${site} --connection ${connection}.`,
      });
    }
    if (problem !== null) {
      findings.push({
        ...of,
        id: 'metadata_problem',
        level: 'notice',
        what: `${problem} What is pinned stays.`,
        todo: `Mend the address or the metadata, then usher metadata refresh --site ${site}.`,
      });
    }
    return findings;
  });
}

function keys({ certificates }: ShownProvider): string {
  return certificates.map((fingerprint) => fingerprint.slice(0, 16)).join(', ') || 'nothing';
}

/** Key pairs of ours that end soon. Their rotation comes by itself, so this is a sign that it does not. Pure. */
export function endingKeyFindings(expiring: readonly Expiring[], now: Date): Finding[] {
  const own = expiring.filter(({ connection }) => connection === null);
  return expiryWarnings(own, now).map(({ kind, site, fingerprint, daysLeft }) => ({
    id: 'key_ends_soon',
    level: 'notice',
    site,
    subject: kind === 'signing_key' ? 'signing key' : 'encryption key',
    what: `The certificate ${(fingerprint ?? '').slice(0, 16)} of our own key ends in ${daysLeft} ${daysLeft === 1 ? 'day' : 'days'}.`,
    todo: `Run usher keys rotate --site ${site}, and give the metadata to identity providers that do not read it by themselves.`,
  }));
}

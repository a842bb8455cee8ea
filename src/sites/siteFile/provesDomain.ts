/** The DNS record by which a site proves that a domain is its own. */
export interface DomainProof {
  /** The name of the record. */
  readonly name: string;
  /** The text of it. */
  readonly value: string;
}

/**
 * The TXT record that proves a sign-in domain. Its text names the site and nothing else, so it need not be secret: only who
 * runs the domain can publish it, and it helps no other site.
 *
 * @param domain in the form domains are compared in (`domainKey`)
 */
export function domainProof(domain: string, siteId: string): DomainProof {
  return { name: `_usher.${domain}`, value: `usher-site=${siteId}` };
}

/**
 * Whether the TXT records at the name of the proof hold it.
 *
 * @param records each as the pieces it came in (RFC 1035 section 3.3.14), which are read as one text
 */
export function provesDomain(records: readonly (readonly string[])[], proof: DomainProof): boolean {
  return records.some((pieces) => pieces.join('').trim() === proof.value);
}

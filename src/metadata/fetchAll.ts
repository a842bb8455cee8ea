import { parseMetadata } from '../saml';
import { fetchMetadata, type FetchOptions } from './fetchMetadata';

/** At most so many at once, and altogether: each may take seconds. */
const atOnce = 4;
const mostAddresses = 50;

/**
 * Fetches the metadata that a site file names by address, so that whoever applies the file can read it like the contents
 * of files.
 *
 * @returns the documents by address, each as text, or the problem why there is none
 */
export async function fetchAll(
  addresses: readonly string[],
  options: FetchOptions,
  now: Date,
): Promise<Record<string, string | { readonly problem: string }>> {
  const documents: Record<string, string | { readonly problem: string }> = {};
  for (const address of addresses.slice(mostAddresses)) {
    documents[address] = { problem: `is one of more than ${mostAddresses} addresses; apply the file in parts` };
  }
  const waiting = addresses.slice(0, mostAddresses);
  const work = async () => {
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      documents[address] = await fetchOne(address, options, now);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return documents;
}

async function fetchOne(address: string, options: FetchOptions, now: Date): Promise<string | { problem: string }> {
  const fetched = await fetchMetadata(address, options);
  if (fetched.outcome === 'failed') return { problem: fetched.problem };
  if (fetched.outcome === 'not_modified') return { problem: 'answered that nothing is new' };
  const read = parseMetadata(fetched.xml);
  const until = 'metadata' in read ? read.metadata.validUntil : null;
  if (until !== null && until <= now) return { problem: `holds metadata that ended on ${until.toISOString()}` };
  return fetched.xml;
}

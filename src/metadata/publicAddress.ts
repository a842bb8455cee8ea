import ipaddr from 'ipaddr.js';

/** The only part of IPv6 from which addresses of the internet are given out (RFC 4291 section 2.4, IANA). */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Public by number, yet answered by the machine a cloud's guests run on: the platform address of Azure. */
const platformAddresses: ReadonlySet<string> = new Set(['168.63.129.16']);

/**
 * True only for an address of the public internet. Everything else is refused: loopback, private, shared (RFC 6598),
 * link-local with the metadata services of clouds, unique local, multicast, unspecified, documentation and benchmarking
 * ranges, and every form of IPv6 that carries an IPv4 address inside (mapped, compatible, NAT64, 6to4, Teredo), because
 * where those lead is decided by somebody else's translator.
 *
 * @param address as a resolver gives it; anything that is no address is not public
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv6) return parsed.match(globalUnicast);
  return !platformAddresses.has(parsed.toString());
}

/** One spelling for each address, so that two can be compared; null when the text is no address. */
export function plainAddress(text: string): string | null {
  return ipaddr.isValid(text) ? ipaddr.parse(text).toString() : null;
}

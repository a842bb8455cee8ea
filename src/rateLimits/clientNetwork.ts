import ipaddr from 'ipaddr.js';

/**
 * What a client is counted as: an IPv4 address, or the /64 of an IPv6 address, because one machine may take any address of
 * such a network (RFC 6177, RFC 8981). IPv4 written as IPv6 is IPv4. What is no address stays as it is.
 */
export function clientNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  const groups = parsed.parts.slice(0, 4).map((part) => part.toString(16));
  return `${groups.join(':')}/64`;
}

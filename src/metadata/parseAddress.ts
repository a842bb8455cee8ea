import { plainAddress } from './publicAddress';

/** What may be fetched from. */
export interface AddressRules {
  /** Hosts (names or IP addresses, lower case) that may be internal and may have any port: METADATA_ALLOWED_HOSTS. */
  readonly allowedHosts: readonly string[];
  /** True where PUBLIC_URL is http on loopback. */
  readonly allowHttp: boolean;
}

/** An address that may be fetched from, as far as can be told without resolving its name. */
export interface MetadataAddress {
  readonly url: URL;
  /** The name, or the IP address without brackets. */
  readonly host: string;
  /** True when an operator has admitted this host by name, wherever it leads. */
  readonly isAllowedHost: boolean;
}

/** Below this, ports belong to services that are no web servers. */
const firstUnprivilegedPort = 1024;
const longestAddress = 2048;

/**
 * Judges the address metadata is to be fetched from: https (http only where Usher itself is on loopback), no user name or
 * password in it, and a port that is the protocol's own or 1024 and above. `problem` completes the sentence "the address …".
 */
export function parseMetadataAddress(
  text: string,
  rules: AddressRules,
): MetadataAddress | { readonly problem: string } {
  if (text.length > longestAddress || /[\s\\]/.test(text) || !URL.canParse(text)) {
    return { problem: 'is not an https address' };
  }
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && rules.allowHttp)) {
    return { problem: 'must begin with https://' };
  }
  if (url.username !== '' || url.password !== '') return { problem: 'must not hold a user name or password' };
  const host = hostOf(url);
  if (host === '') return { problem: 'names no host' };
  const isAllowedHost = rules.allowedHosts.some((allowed) => (plainAddress(allowed) ?? allowed) === host);
  if (!isAllowedHost && url.port !== '' && Number(url.port) < firstUnprivilegedPort) {
    return { problem: `must not have port ${url.port}: 443, or ${firstUnprivilegedPort} and above` };
  }
  return { url, host, isAllowedHost };
}

/** As a list of hosts spells it: IPv6 without brackets, no dot at the end. */
function hostOf(url: URL): string {
  const name = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  return plainAddress(name) ?? name;
}

import { clientNetwork } from '../../src/rateLimits';

describe('what a client is counted as', () => {
  it.each<[string, string, string]>([
    ['an IPv4 address by itself', '203.0.113.7', '203.0.113.7'],
    ['an IPv4 address written as IPv6 as IPv4', '::ffff:203.0.113.7', '203.0.113.7'],
    ['an IPv6 address by its /64', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2/64'],
    ['another address of that network alike', '2001:db8:1:2::1', '2001:db8:1:2/64'],
    ['a neighbouring network apart', '2001:db8:1:3::1', '2001:db8:1:3/64'],
    ['what is no address as it stands', 'unknown', 'unknown'],
  ])('%s', (_is, address, network) => expect(clientNetwork(address)).toBe(network));
});

import fc from 'fast-check';
import { isPublicAddress } from '../../src/metadata/publicAddress';

test.each<[string, readonly string[]]>([
  ['unspecified', ['0.0.0.0', '0.1.2.3', '::', '::0']],
  ['loopback', ['127.0.0.1', '127.255.255.254', '::1']],
  ['private', ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1', '192.168.255.255']],
  ['shared by customers of one network', ['100.64.0.1', '100.127.255.255', '100.100.100.200']],
  ['link-local and metadata services of clouds', ['169.254.0.1', '169.254.169.254', 'fe80::1', 'fd00:ec2::254']],
  ['the platform address of Azure', ['168.63.129.16']],
  ['for protocols', ['192.0.0.1', '192.0.0.192', '192.0.0.171', '2001::1', '2001:20::1', '100::1', '5f00::1']],
  ['for documents', ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1']],
  ['for benchmarks', ['198.18.0.1', '198.19.255.255', '2001:2::1']],
  ['relays of 6to4', ['192.88.99.1']],
  ['multicast', ['224.0.0.1', '239.255.255.255', 'ff02::1', 'ff0e::1']],
  ['reserved', ['240.0.0.1', '255.255.255.254', '4000::1', '8000::1', 'fec0::1']],
  ['broadcast', ['255.255.255.255']],
  ['unique local', ['fc00::1', 'fdff:ffff::1']],
  ['IPv4 mapped into IPv6', ['::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8', '::ffff:a9fe:a9fe']],
  ['IPv4 compatible with IPv6', ['::127.0.0.1', '::8.8.8.8', '::808:808']],
  ['IPv4 translated', ['64:ff9b::127.0.0.1', '64:ff9b::808:808', '64:ff9b:1::1', '::ffff:0:127.0.0.1']],
  ['6to4', ['2002:7f00:1::', '2002:808:808::1', '2002:a00:1::1']],
  ['Teredo', ['2001:0:4136:e378:8000:63bf:3fff:fdd2']],
  ['with a zone', ['fe80::1%eth0', 'fe80::1%1']],
  ['no address', ['', 'localhost', '127.0.0.1:80', '999.1.1.1', '[::1]']],
])('an address that is %s is not public', (_kind, addresses) => {
  expect(addresses.filter(isPublicAddress)).toEqual([]);
});

test.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '172.15.255.255', '100.63.255.255', '100.128.0.1', '2606:4700::1111'])(
  'an address of the internet is public: %s',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

it('no spelling of an IPv4 address inside IPv6 is public', () => {
  const prefixes = ['::ffff:', '::', '64:ff9b::', '::ffff:0:'];
  fc.assert(
    fc.property(fc.ipV4(), fc.constantFrom(...prefixes), (address, prefix) => !isPublicAddress(prefix + address)),
  );
});

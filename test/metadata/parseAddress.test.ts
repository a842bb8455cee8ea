import { parseMetadataAddress } from '../../src/metadata';

const allowedHosts = ['idp.corp', '10.0.0.7', 'fd00::7'];
const parse = (text: string, allowHttp = false) => parseMetadataAddress(text, { allowedHosts, allowHttp });

test.each<[string, string, boolean]>([
  ['https://idp.test/metadata', 'idp.test', false],
  ['https://idp.test:8443/metadata?a=b', 'idp.test', false],
  ['https://IDP.corp./metadata', 'idp.corp', true],
  ['https://idp.corp:99/metadata', 'idp.corp', true],
  ['https://10.0.0.7/', '10.0.0.7', true],
  // However an IP address is spelt, it is the one meant.
  ['https://0x0a000007/', '10.0.0.7', true],
  ['https://167772167/', '10.0.0.7', true],
  ['https://012.0.0.7/', '10.0.0.7', true],
  ['https://[fd00:0::0007]/', 'fd00::7', true],
  ['https://2130706433/', '127.0.0.1', false],
  ['https://sub.idp.corp/', 'sub.idp.corp', false],
])('%s is of host %s', (text, host, isAllowedHost) => {
  expect(parse(text)).toMatchObject({ host, isAllowedHost });
});

test.each<[string, string]>([
  ['http://idp.test/metadata', 'must begin with https://'],
  ['http://idp.corp/metadata', 'must begin with https://'],
  ['file:///etc/passwd', 'must begin with https://'],
  ['ftp://idp.test/', 'must begin with https://'],
  ['javascript:alert(1)', 'must begin with https://'],
  ['https://ada:secret@idp.test/', 'must not hold a user name or password'],
  ['https://ada@idp.test/', 'must not hold a user name or password'],
  ['https://idp.test:22/', 'must not have port 22: 443, or 1024 and above'],
  ['https://idp.test:25/', 'must not have port 25: 443, or 1024 and above'],
  ['idp.test/metadata', 'is not an https address'],
  ['https://idp.test/ metadata', 'is not an https address'],
  ['https://idp.test\\@evil.test/', 'is not an https address'],
  ['https://', 'is not an https address'],
  [`https://idp.test/${'x'.repeat(2048)}`, 'is not an https address'],
])('%s is refused: it %s', (text, problem) => {
  expect(parse(text)).toEqual({ problem });
});

it('http is for a loopback installation alone', () => {
  expect(parse('http://idp.test/metadata', true)).toMatchObject({ host: 'idp.test' });
  expect(parse('http://idp.test:79/', true)).toHaveProperty('problem');
  expect(parse('ftp://idp.test/', true)).toHaveProperty('problem');
});

import fc from 'fast-check';
import { parseAuthorization } from '../../../src/scim/credentials/parseAuthorization';

const base64 = (text: string) => Buffer.from(text).toString('base64');

test.each<[string, string, ReturnType<typeof parseAuthorization>]>([
  ['a bearer token', 'Bearer abc', { scheme: 'bearer', token: 'abc' }],
  ['a scheme in any case, with blanks', 'bEARER   abc  ', { scheme: 'bearer', token: 'abc' }],
  ['name and password', `Basic ${base64('id:pass')}`, { scheme: 'basic', username: 'id', password: 'pass' }],
  ['a password with colons', `basic ${base64('id:a:b:')}`, { scheme: 'basic', username: 'id', password: 'a:b:' }],
  ['UTF-8', `Basic ${base64('Jürgen:naïve')}`, { scheme: 'basic', username: 'Jürgen', password: 'naïve' }],
  ['a name without password', `Basic ${base64('id:')}`, { scheme: 'basic', username: 'id', password: '' }],
])('%s is read', (_what, header, read) => {
  expect(parseAuthorization(header)).toEqual(read);
});

test.each<[string, string | undefined]>([
  ['nothing', undefined],
  ['an empty header', ''],
  ['a scheme alone', 'Bearer'],
  ['another scheme', 'Digest username="x"'],
  ['two tokens', 'Bearer a b'],
  ['no colon', `Basic ${base64('id')}`],
  ['no base64', 'Basic !!!'],
  ['no UTF-8', `Basic ${Buffer.from([0xff, 0x3a, 0xfe]).toString('base64')}`],
  ['more than any credential is long', `Bearer ${'a'.repeat(5000)}`],
])('%s is no credential', (_what, header) => {
  expect(parseAuthorization(header)).toBeNull();
});

test('whatever is sent, reading it never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('Basic ', 'Bearer ', ''), (text, scheme) => {
      const read = parseAuthorization(scheme + text);
      expect(read === null || read.scheme === 'basic' || read.scheme === 'bearer').toBe(true);
    }),
  );
});

import fc from 'fast-check';
import { decideTarget } from '../../src/sso/decideTarget';

const settings = {
  publicUrl: 'https://usher.test',
  defaultTarget: 'https://app.acme.test/start',
  allowedTargets: ['https://app.acme.test', 'https://other.acme.test:8443'],
};

test.each([
  ['a path of ours', '/account?tab=1', 'https://usher.test/account?tab=1'],
  ['an address of ours', 'https://usher.test/help/codes/31', 'https://usher.test/help/codes/31'],
  ['an allowed origin', 'https://app.acme.test/a?b=c#d', 'https://app.acme.test/a?b=c#d'],
  ['an allowed origin in capitals', 'HTTPS://APP.ACME.TEST/a', 'https://app.acme.test/a'],
  ['an allowed origin with its port', 'https://other.acme.test:8443/', 'https://other.acme.test:8443/'],
  ['letters beyond ASCII, percent-encoded in the answer', '/å', 'https://usher.test/%C3%A5'],
])('%s is followed', (_title, requested, expected) => {
  expect(decideTarget(requested, settings)).toBe(expected);
});

test.each([
  ['case 191: another origin', 'https://evil.test/'],
  ['case 191: an allowed host on another port', 'https://app.acme.test:444/'],
  ['case 191: an allowed host by http', 'http://app.acme.test/'],
  ['case 191: a host that begins like an allowed one', 'https://app.acme.test.evil.test/'],
  ['case 191: an allowed host as user name', 'https://app.acme.test@evil.test/'],
  ['case 191: credentials for an allowed host', 'https://a:b@app.acme.test/'],
  ['case 192: two slashes', '//evil.test/'],
  ['case 192: slash and backslash', '/\\evil.test/'],
  ['case 192: slash and encoded backslash', '/%5Cevil.test/'],
  ['case 192: three slashes', '///evil.test'],
  ['case 192: javascript', 'javascript:alert(1)'],
  ['case 192: data', 'data:text/html,x'],
  ['case 192: scheme with one slash', 'https:/evil.test'],
  ['case 192: scheme without slashes', 'https:evil.test'],
  ['case 192: an encoded line end', '/a%0d%0aSet-Cookie:x=1'],
  ['case 192: a line end', '/a\r\nSet-Cookie:x=1'],
  ['case 192: a tab that browsers drop', '/\t/evil.test'],
  ['case 192: a blank in front', ' //evil.test'],
  ['case 192: a percent sign that encodes nothing', '/%zz'],
  ['case 192: an invisible character', '/\u200b/evil.test'],
  ['no path', 'account'],
  ['nothing', ''],
  ['too long', `/${'a'.repeat(3000)}`],
])('%s leads to the default', (_title, requested) => {
  expect(decideTarget(requested, settings)).toBe('https://app.acme.test/start');
});

test.each([
  ['nothing requested', null],
  ['something foreign requested', 'https://evil.test/'],
])('without a default target My Account is shown: %s', (_title, requested) => {
  expect(decideTarget(requested, { ...settings, defaultTarget: null })).toBe('https://usher.test/account');
});

test('a default target that is no web address is not followed', () => {
  expect(decideTarget(null, { ...settings, defaultTarget: 'javascript:alert(1)' })).toBe('https://usher.test/account');
});

test('whatever is requested, the answer lies on our origin or an allowed one and holds printable ASCII alone', () => {
  const part = fc.constantFrom(
    '/', '//', '\\', 'https:', 'http:', 'javascript:', '@', ':', '%2f', '%5c', '%00', '\t', '\r\n', ' ', '?', '#',
    'app.acme.test', 'evil.test', 'usher.test', '..', '\u2028', 'å', '%e5',
  ); // prettier-ignore
  const requested = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
    fc.array(part).map((parts) => parts.join('')),
  );
  const allowed = ['https://usher.test', ...settings.allowedTargets];
  fc.assert(
    fc.property(requested, (text) => {
      const target = decideTarget(text, settings);
      expect(allowed).toContain(new URL(target).origin);
      expect(target).toMatch(/^[!-~]+$/);
    }),
    { numRuns: 2000 },
  );
});

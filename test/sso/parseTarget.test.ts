import { parseTarget } from '../../src/sso/parseTarget';

test.each([
  [
    'an encoded address ends at the next parameter',
    '/?target=https%3A%2F%2Fa.test%2F%3Fb%3Dc&site=s',
    'https://a.test/?b=c',
  ],
  [
    'a pasted address reaches to the end',
    '/?site=s&target=https://a.test/x?b=c&d=e%20f',
    'https://a.test/x?b=c&d=e%20f',
  ],
  ['a pasted address in capitals as well', '/?target=HTTP://a.test/?b=c&d=e', 'HTTP://a.test/?b=c&d=e'],
  ['a path ends at the next parameter', '/?target=/account&prompt=login', '/account'],
  ['an empty one is empty', '/?target=', ''],
  ['none is none', '/?site=s', null],
  ['a name that ends in target is another', '/?mytarget=x', null],
])('%s', (_title, address, expected) => {
  expect(parseTarget(address)).toBe(expected);
});

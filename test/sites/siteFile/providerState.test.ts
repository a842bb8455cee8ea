import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseMetadata, type IdpMetadata } from '../../../src/saml';
import { providerState } from '../../../src/sites/siteFile/resolveConnection';

const xml = readFileSync(path.join(__dirname, '../../../fixtures/metadata/acme-idp.xml'), 'utf8');

function metadata(): IdpMetadata {
  const result = parseMetadata(xml);
  if ('problems' in result) throw new Error(result.problems.join());
  return result.metadata;
}

const [byRedirect, byPost] = ['https://idp.acme.test/slo', 'https://idp.acme.test/slo/post'];

test.each([
  ['redirect', { redirect: byRedirect, post: byPost }, byRedirect, null],
  ['post', { redirect: byRedirect, post: byPost }, byPost, null],
  ['post', { redirect: byRedirect, post: null }, byRedirect, 'redirect'],
  ['redirect', { redirect: null, post: byPost }, byPost, 'post'],
  ['redirect', { redirect: null, post: null }, null, null],
] as const)('with sign-in by %s and logout at %j, logout messages go to %s by %s', (binding, sloUrl, url, other) => {
  expect(providerState({ ...metadata(), sloUrl }, binding)).toMatchObject({ sloUrl: url, sloBinding: other });
});

test('answers to logout requests go where metadata wants answers of that binding', () => {
  const sloUrl = { redirect: byRedirect, post: byPost };
  const sloResponseUrl = { redirect: null, post: 'https://idp.acme.test/slo/answers' };
  const state = (binding: 'redirect' | 'post') => providerState({ ...metadata(), sloUrl, sloResponseUrl }, binding);
  expect([state('redirect').sloResponseUrl, state('post').sloResponseUrl]).toEqual([null, sloResponseUrl.post]);
});

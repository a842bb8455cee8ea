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
  ['redirect', { redirect: byRedirect, post: byPost }, byRedirect],
  ['post', { redirect: byRedirect, post: byPost }, byPost],
  ['post', { redirect: byRedirect, post: null }, byRedirect],
  ['redirect', { redirect: null, post: byPost }, byPost],
  ['redirect', { redirect: null, post: null }, null],
] as const)('with sign-in by %s and logout at %j, logout messages go to %s', (binding, sloUrl, expected) => {
  expect(providerState({ ...metadata(), sloUrl }, binding).sloUrl).toBe(expected);
});

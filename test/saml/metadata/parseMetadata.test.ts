import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { parseMetadata } from '../../../src/saml/metadata';

const fixtures = path.join(__dirname, '../../../fixtures');
const acme = readFileSync(path.join(fixtures, 'metadata/acme-idp.xml'), 'utf8');
const certificate = (name: string) => readFileSync(path.join(fixtures, 'certificates', name), 'utf8');
const base64 = (name: string) => certificate(name).replace(/-----[^-]+-----|\s/g, '');
const md = 'urn:oasis:names:tc:SAML:2.0:metadata';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

function metadataOf(xml: string) {
  const result = parseMetadata(xml);
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  return result.metadata;
}

function problemsOf(xml: string): readonly string[] {
  const result = parseMetadata(xml);
  return 'problems' in result ? result.problems : [];
}

/** The entity of the fixture alone, under another name. */
const entityNamed = (name: string) => acme.replace(declaration, '').replace('https://idp.acme.test/metadata', name);
const groupOf = (...entities: string[]) =>
  `<EntitiesDescriptor xmlns="${md}">${entities.join('')}</EntitiesDescriptor>`;
const serviceProvider = `<EntityDescriptor xmlns="${md}" entityID="https://sp.test"><SPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"/></EntityDescriptor>`;

it('reads what a connection needs: both bindings, logout, signing keys with and without use, formats', () => {
  expect(metadataOf(acme)).toEqual({
    entityId: 'https://idp.acme.test/metadata',
    ssoUrl: { redirect: 'https://idp.acme.test/sso', post: 'https://idp.acme.test/sso/post' },
    sloUrl: { redirect: 'https://idp.acme.test/slo', post: 'https://idp.acme.test/slo/post' },
    sloResponseUrl: { redirect: null, post: null },
    certificates: [certificate('idp-first.pem'), certificate('idp-second.pem')],
    nameIdFormats: ['urn:oasis:names:tc:SAML:2.0:nameid-format:persistent'],
    wantAuthnRequestsSigned: true,
    validUntil: null,
  });
});

test.each<[string, string, object]>([
  ['a byte order mark is passed over', `\uFEFF${acme}`, {}],
  ['any prefix will do, the namespace decides', acme.replaceAll('md:', 'm2:').replaceAll('xmlns:md', 'xmlns:m2'), {}],
  [
    'one identity provider in a group',
    groupOf(serviceProvider, entityNamed('https://a.test')),
    { entityId: 'https://a.test' },
  ],
  ['one in a group inside a group', groupOf(groupOf(entityNamed('https://a.test'))), { entityId: 'https://a.test' }],
  [
    'only the POST binding',
    acme.replace(/<md:SingleSignOnService[^>]*HTTP-Redirect[^>]*>/, ''),
    { ssoUrl: { redirect: null, post: 'https://idp.acme.test/sso/post' } },
  ],
  [
    'no logout service',
    acme.replaceAll(/<md:SingleLogoutService[^>]*>/g, ''),
    { sloUrl: { redirect: null, post: null } },
  ],
  [
    'answers to logout elsewhere',
    acme.replace(
      /(<md:SingleLogoutService[^>]*HTTP-Redirect"[^>]*?)(\/?>)/,
      '$1 ResponseLocation="https://idp.acme.test/done"$2',
    ),
    { sloResponseUrl: { redirect: 'https://idp.acme.test/done', post: null } },
  ],
  [
    'logout by POST alone',
    acme.replace(/<md:SingleLogoutService[^>]*HTTP-Redirect[^>]*>/, ''),
    { sloUrl: { redirect: null, post: 'https://idp.acme.test/slo/post' } },
  ],
  [
    'signed requests are not asked for by default',
    acme.replace(' WantAuthnRequestsSigned="true"', ''),
    { wantAuthnRequestsSigned: false },
  ],
  [
    'the earliest end of entity, role and groups counts',
    `<EntitiesDescriptor xmlns="${md}" validUntil="2027-06-01T00:00:00Z">${entityNamed('https://a.test')
      .replace('entityID=', 'validUntil="2027-03-01T00:00:00.5+01:00" entityID=')
      .replace('WantAuthn', 'validUntil="2027-05-01T00:00:00Z" WantAuthn')}</EntitiesDescriptor>`,
    { validUntil: new Date('2027-02-28T23:00:00.500Z') },
  ],
  [
    'the same certificate twice counts once',
    acme.replace(/MII[^<]*/g, base64('idp-ec.pem')),
    { certificates: [certificate('idp-ec.pem')] },
  ],
  [
    'a comment inside an address list changes nothing',
    acme.replace('<md:SingleSignOnService', '<!-- x --><md:SingleSignOnService'),
    {},
  ],
])('%s', (_title, xml, expected) => {
  expect(metadataOf(xml)).toMatchObject(expected);
});

const attributesOf = (many: number) => Array.from({ length: many }, (_, index) => `a${index}=""`).join(' ');

test.each<[string, string, string | RegExp]>([
  ['no XML', 'entityID: x', 'It is not XML: it does not begin with <.'],
  ['nothing', '', 'It is not XML: it does not begin with <.'],
  [
    'a DOCTYPE',
    acme.replace('<md:EntityDescriptor', '<!DOCTYPE x>\n<md:EntityDescriptor'),
    'It has a DOCTYPE, which metadata never needs.',
  ],
  [
    'a web page',
    '<!DOCTYPE html>\n<html><p>Sign in</p></html>',
    'It is a web page (HTML), not metadata; its address may be that of a sign-in page.',
  ],
  ['an entity', acme.replace('Acme<', '&xxe;<'), /^It is not well-formed XML/],
  [
    'a processing instruction',
    acme.replace('<md:Organization>', '<?php x?><md:Organization>'),
    'It holds a processing instruction.',
  ],
  ['two roots', `${acme}<x/>`, /^It is not well-formed XML/],
  ['a cut file', acme.slice(0, 3000), /^It is not well-formed XML/],
  ['another encoding', acme.replace('UTF-8', 'ISO-8859-1'), 'It says it is encoded in ISO-8859-1; save it as UTF-8.'],
  ['more than 2 MB', acme + ' '.repeat(2 * 1024 * 1024), 'It is larger than 2 MB.'],
  ['too many elements', groupOf('<x/>'.repeat(20_001)), 'It has more than 20000 elements.'],
  [
    'too many attributes of one element, before its end is looked for',
    `<md:EntityDescriptor ${attributesOf(65)} <`,
    'An element has more than 64 attributes.',
  ],
  [
    'too many attributes altogether',
    groupOf(`<x ${attributesOf(60)}/>`.repeat(700)),
    'It has more than 40000 attributes.',
  ],
  [
    'different names without end',
    `<a>${Array.from({ length: 2_000 }, (_, index) => `<e${index}></e${index}>`).join('')}</a>`,
    'It has more than 150 different names of elements.',
  ],
  ['too deep', groupOf('<x>'.repeat(70) + '</x>'.repeat(70)), 'It is nested deeper than 64 levels.'],
  [
    'a prefix that names a property of every object',
    acme.replaceAll('md:', 'constructor:').replace('xmlns:md=', 'xmlns:constructor='),
    'A namespace prefix has a name that is not accepted.',
  ],
  [
    'another root',
    '<html/>',
    'It is not SAML 2.0 metadata: the root is html, not EntityDescriptor or EntitiesDescriptor.',
  ],
  [
    'the root in another namespace',
    acme.replaceAll(`xmlns:md="${md}"`, 'xmlns:md="urn:example"'),
    /^It is not SAML 2.0 metadata/,
  ],
  ['a service provider', serviceProvider, 'It describes no SAML 2.0 identity provider (IDPSSODescriptor).'],
  [
    'SAML 1.1',
    acme.replace(
      'protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"',
      'protocolSupportEnumeration="urn:oasis:names:tc:SAML:1.1:protocol"',
    ),
    'It describes no SAML 2.0 identity provider (IDPSSODescriptor).',
  ],
  [
    'several identity providers',
    groupOf(entityNamed('https://a.test'), entityNamed('https://b.test')),
    'It describes 2 identity providers: https://a.test, https://b.test. Save the one you want into a file of its own.',
  ],
  ['no entity ID', acme.replace(/entityID="[^"]*"/, ''), 'entityID must be 1 to 1024 characters long.'],
  [
    'no address to sign in',
    acme.replaceAll(/<md:SingleSignOnService[^>]*>/g, ''),
    'It has no SingleSignOnService with the HTTP-Redirect or HTTP-POST binding.',
  ],
  [
    'no certificate',
    acme.replaceAll(/<md:KeyDescriptor[\s\S]*<\/md:KeyDescriptor>/g, ''),
    'It has no signing certificate (KeyDescriptor with X509Certificate).',
  ],
  [
    'only a key for encryption',
    acme.replace(/<md:KeyDescriptor use="signing">[\s\S]*?(?=<md:KeyDescriptor use="encryption">)/, ''),
    'It has no signing certificate (KeyDescriptor with X509Certificate).',
  ],
  [
    'a weak key',
    acme.replace(/MII[^<]*/, base64('idp-weak.pem')),
    'Signing key 1: The RSA key has 1024 bits; 2048 or more are needed.',
  ],
  ['a torn certificate', acme.replace(/MII[^<]*/, 'MIIB'), 'Signing key 1: The text is not an X.509 certificate.'],
  [
    'a chain',
    acme.replace(
      '</ds:X509Certificate>',
      `</ds:X509Certificate><ds:X509Certificate>${base64('idp-ec.pem')}</ds:X509Certificate>`,
    ),
    'Signing key 1 holds several certificates; keep the one that signs.',
  ],
])('refuses %s', (_title, xml, expected) => {
  expect(problemsOf(xml)).toEqual([typeof expected === 'string' ? expected : expect.stringMatching(expected)]);
});

it('tells several problems of one entity together', () => {
  const bare = `<EntityDescriptor xmlns="${md}"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol"/></EntityDescriptor>`;
  expect(problemsOf(bare)).toHaveLength(2);
});

it('answers any damaged text with problems or metadata, never with an exception', () => {
  fc.assert(
    fc.property(fc.nat(acme.length - 1), fc.nat(40), fc.string({ maxLength: 8 }), (at, cut, put) => {
      const result = parseMetadata(acme.slice(0, at) + put + acme.slice(at + cut));
      expect('metadata' in result || result.problems.length > 0).toBe(true);
    }),
    { seed: 20261122, numRuns: 200 },
  );
});

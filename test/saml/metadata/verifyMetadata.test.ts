import fc from 'fast-check';
import { parseMetadata, parsePinnedCertificate, verifyMetadata, type PinnedCertificate } from '../../../src/saml';
import { idpKeyNamed, idpMetadata, signMetadata, type IdpKey } from '../../support/metadata';

let known: IdpKey;
let stranger: IdpKey;
let pinned: readonly PinnedCertificate[];
let plain: string;
let signed: string;

beforeAll(async () => {
  known = await idpKeyNamed('known');
  stranger = await idpKeyNamed('stranger');
  pinned = [pinnedOf(known)];
  plain = idpMetadata({ certificates: [known.certificatePem, stranger.certificatePem] });
  signed = signMetadata(plain, known);
});

function pinnedOf({ certificatePem }: IdpKey): PinnedCertificate {
  const certificate = parsePinnedCertificate(certificatePem);
  if ('problem' in certificate) throw new Error(certificate.problem);
  return certificate;
}

const md = 'urn:oasis:names:tc:SAML:2.0:metadata';

it('a signature of a pinned key vouches for exactly the entity it stands in', () => {
  const verdict = verifyMetadata(signed, pinned);
  expect(verdict).toMatchObject({ outcome: 'verified', signedBy: pinned[0]?.fingerprint });
  if (verdict.outcome !== 'verified') return;
  expect(parseMetadata(verdict.covered)).toEqual(parseMetadata(plain));
  expect(verdict.covered).not.toContain('SignatureValue');
});

it('what is pinned decides, not the certificate the document carries', () => {
  expect(verifyMetadata(signed, [pinnedOf(stranger)]).outcome).toBe('unverified');
  expect(verifyMetadata(signMetadata(plain, stranger), pinned).outcome).toBe('unverified');
  expect(verifyMetadata(signed, []).outcome).toBe('unverified');
  expect(verifyMetadata(signed, [pinnedOf(stranger), ...pinned]).outcome).toBe('verified');
});

it('metadata without a signature is told apart from one that does not verify', () => {
  expect(verifyMetadata(plain, pinned)).toEqual({ outcome: 'unsigned' });
});

test.each<[string, () => string, string]>([
  [
    'a changed address',
    () => signed.replace('https://idp.acme.test/sso', 'https://evil.test/sso'),
    'does not verify with a pinned key',
  ],
  [
    'another signature below it',
    () => signed.replace('</md:EntityDescriptor>', '<ds:Signature/></md:EntityDescriptor>'),
    'several signatures',
  ],
  [
    'a signature that stands deeper',
    () => plain.replace('</md:IDPSSODescriptor>', '<ds:Signature/></md:IDPSSODescriptor>'),
    'which is the root',
  ],
  [
    'a signed entity in a group that is not',
    () => `<md:EntitiesDescriptor xmlns:md="${md}">${signed}</md:EntitiesDescriptor>`,
    'which is the root',
  ],
  [
    'a signature over another element',
    () => signed.replace('URI="#_entity"', 'URI="#_other"'),
    'does not name the element the signature stands in',
  ],
  ['a signature over everything', () => signed.replace('URI="#_entity"', 'URI=""'), 'does not name the element'],
  [
    'SHA-1',
    () => signMetadata(plain, known, { signatureAlgorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' }),
    'not allowed',
  ],
  [
    'a SHA-1 digest',
    () => signMetadata(plain, known, { digestAlgorithm: 'http://www.w3.org/2000/09/xmldsig#sha1' }),
    'not allowed',
  ],
  ['an HMAC', () => signed.replace('#rsa-sha256', '#hmac-sha256'), 'not allowed'],
  [
    'two entities of one ID',
    () =>
      signed.replace(
        '<md:IDPSSODescriptor',
        '<md:Extensions><md:EntityDescriptor ID="_entity"/></md:Extensions><md:IDPSSODescriptor',
      ),
    'does not verify with a pinned key',
  ],
  ['no XML', () => 'rubbish', 'not XML'],
  ['a DOCTYPE', () => `<!DOCTYPE a>${signed}`, 'DOCTYPE'],
])('nothing rests on %s', (_is, document, why) => {
  const verdict = verifyMetadata(document(), pinned);
  expect(verdict).toEqual({ outcome: 'unverified', why: expect.stringContaining(why) as string });
});

it('no changed octet of the signed entity is vouched for', () => {
  const end = signed.length - '</md:EntityDescriptor>'.length;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: end - 1 }), fc.integer({ min: 33, max: 126 }), (at, code) => {
      const damaged = signed.slice(0, at) + String.fromCharCode(code) + signed.slice(at + 1);
      const verdict = verifyMetadata(damaged, pinned);
      if (verdict.outcome !== 'verified') return;
      const [read, original] = [parseMetadata(verdict.covered), parseMetadata(plain)];
      expect(read).toEqual(original);
    }),
    { numRuns: 300 },
  );
});

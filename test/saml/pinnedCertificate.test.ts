import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { certificateFingerprint, parsePinnedCertificate } from '../../src/saml';
import { testKey } from '../support/samlResponse';

const { certificatePem } = testKey('idp');

test.each([
  ['PEM', certificatePem],
  ['PEM with text around it', `Bag Attributes\n${certificatePem}\n`],
  ['PEM with CR LF', certificatePem.replaceAll('\n', '\r\n')],
  ['the bare base64 of metadata', certificatePem.replace(/-----[^-]*-----/g, '').replace(/\n/g, '\n   ')],
])('a certificate is read from %s', (_, text) => {
  const certificate = new X509Certificate(certificatePem);
  expect(parsePinnedCertificate(text)).toMatchObject({
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
    notBefore: new Date(certificate.validFrom),
    notAfter: new Date(certificate.validTo),
  });
  expect(certificateFingerprint(certificate.raw)).toMatch(/^[0-9a-f]{64}$/);
});

test('a P-256 certificate is accepted', () => {
  expect(parsePinnedCertificate(testKey('idp-ec').certificatePem)).toHaveProperty('publicKey');
});

test.each([
  ['an RSA key of 1,024 bits', testKey('weak').certificatePem, /1024 bits/],
  ['no certificate', 'hello', /not an X.509 certificate/],
  ['an empty text', '', /not an X.509 certificate/],
  [
    'a public key',
    generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }).publicKey,
    /not an X.509 certificate/,
  ],
  ['two certificates', certificatePem + testKey('idp-next').certificatePem, /several certificates/],
])('case 21: %s is refused with a sentence', (_, text, problem) => {
  expect(parsePinnedCertificate(text)).toEqual({ problem: expect.stringMatching(problem) as string });
});

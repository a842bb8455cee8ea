import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';

/** What a key pair of a site is for; signing and decryption never share one. */
export type SiteKeyUse = 'signing' | 'encryption';

/** A new key pair in PEM: a self-signed certificate and its PKCS #8 private key. */
export interface NewSiteKey {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** Makes one key pair. `notBefore` is the current time, `serial` the certificate's serial number as hex digits. */
export type MakeSiteKey = (options: {
  readonly commonName: string;
  readonly notBefore: Date;
  readonly serial: string;
}) => Promise<NewSiteKey>;

/** Nobody validates the dates of a certificate in SAML metadata (the key is what is trusted), so they only must not trouble. */
const lifetimeYears = 10;

const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 3072,
};

/** Makes an RSA-3072 key pair with a self-signed certificate valid for ten years; takes about a second of one core. */
export const makeSiteKey: MakeSiteKey = async ({ commonName, notBefore, serial }) => {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + lifetimeYears);
  const certificate = await X509CertificateGenerator.createSelfSigned(
    { serialNumber: serial, name: [{ CN: [commonName] }], notBefore, notAfter, signingAlgorithm: algorithm, keys },
    webcrypto as Crypto,
  );
  const privateKey = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { certificatePem: `${certificate.toString('pem')}\n`, privateKeyPem: pem('PRIVATE KEY', privateKey) };
};

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}

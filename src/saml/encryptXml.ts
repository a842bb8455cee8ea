import { X509Certificate } from 'node:crypto';
import { encrypt, type EncryptOptions } from 'xml-encryption';
import { namespaces } from './names';

/** How to encrypt. */
export interface EncryptAssertionOptions {
  /** The Assertion element as XML text, with every namespace it uses. */
  readonly assertionXml: string;
  /** Certificate of the service provider's decryption key (RSA). */
  readonly certificatePem: string;
  /** AES-256-GCM when not given. */
  readonly contentAlgorithm?: string;
  /** `rsa-oaep-mgf1p` when not given; the other choice is `http://www.w3.org/2009/xmlenc11#rsa-oaep`. */
  readonly keyAlgorithm?: string;
  /** Digest of RSA-OAEP; SHA-1 when not given. */
  readonly oaepDigest?: 'sha1' | 'sha256';
  /** Prefix bound to the SAML assertion namespace; `saml` when not given. */
  readonly prefix?: string;
}

/**
 * Encrypts an assertion for a service provider. Key and nonce are random, so no two results are equal.
 *
 * @returns an EncryptedAssertion element as XML text, all namespaces declared
 */
export async function encryptAssertion(options: EncryptAssertionOptions): Promise<string> {
  const publicKey = new X509Certificate(options.certificatePem).publicKey;
  const settings = {
    rsa_pub: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    pem: options.certificatePem,
    encryptionAlgorithm: options.contentAlgorithm ?? `${namespaces.xenc11}aes256-gcm`,
    keyEncryptionAlgorithm: options.keyAlgorithm ?? `${namespaces.xenc}rsa-oaep-mgf1p`,
    keyEncryptionDigest: options.oaepDigest ?? 'sha1',
    // Weak ciphers are needed to show that the gate refuses them; a caller has to name one to get it.
    disallowEncryptionWithInsecureAlgorithm: false,
    warnInsecureAlgorithm: false,
  };
  const data = await new Promise<string>((resolve, reject) => {
    encrypt(options.assertionXml, settings as EncryptOptions, (error: Error | null, result) =>
      error === null ? resolve(result) : reject(error),
    );
  });
  const prefix = options.prefix ?? 'saml';
  return `<${prefix}:EncryptedAssertion xmlns:${prefix}="${namespaces.saml}">${data.trim()}</${prefix}:EncryptedAssertion>`;
}

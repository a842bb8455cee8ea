import { constants, createHash, sign, verify, type KeyObject } from 'node:crypto';

interface AlgorithmEntry {
  readonly hash: string;
  readonly keyType: 'rsa' | 'ec';
  /** Accepted only by a dated exception of the connection. */
  readonly legacy: boolean;
}

const more = 'http://www.w3.org/2001/04/xmldsig-more#';

/** Signature algorithms by identifier. A Map, so that a name such as `constructor` finds nothing. */
export const signatureAlgorithms: ReadonlyMap<string, AlgorithmEntry> = new Map([
  [`${more}rsa-sha256`, { hash: 'sha256', keyType: 'rsa', legacy: false }],
  [`${more}rsa-sha384`, { hash: 'sha384', keyType: 'rsa', legacy: false }],
  [`${more}rsa-sha512`, { hash: 'sha512', keyType: 'rsa', legacy: false }],
  [`${more}ecdsa-sha256`, { hash: 'sha256', keyType: 'ec', legacy: false }],
  [`${more}ecdsa-sha384`, { hash: 'sha384', keyType: 'ec', legacy: false }],
  [`${more}ecdsa-sha512`, { hash: 'sha512', keyType: 'ec', legacy: false }],
  ['http://www.w3.org/2000/09/xmldsig#rsa-sha1', { hash: 'sha1', keyType: 'rsa', legacy: true }],
]);

interface DigestEntry {
  readonly hash: string;
  /** Length of the digest in octets. */
  readonly length: number;
  readonly legacy: boolean;
}

/** Digest algorithms by identifier. */
export const digestAlgorithms: ReadonlyMap<string, DigestEntry> = new Map([
  ['http://www.w3.org/2001/04/xmlenc#sha256', { hash: 'sha256', length: 32, legacy: false }],
  [`${more}sha384`, { hash: 'sha384', length: 48, legacy: false }],
  ['http://www.w3.org/2001/04/xmlenc#sha512', { hash: 'sha512', length: 64, legacy: false }],
  ['http://www.w3.org/2000/09/xmldsig#sha1', { hash: 'sha1', length: 20, legacy: true }],
]);

/** True when `key` is of the type the algorithm is defined for; anything else must never be tried with it. */
export function keyFits(algorithm: AlgorithmEntry, key: KeyObject): boolean {
  return key.asymmetricKeyType === algorithm.keyType;
}

/** Verifies `signature` over `data`. ECDSA values are r and s side by side (XML Signature 1.1 section 6.4.3). */
export function verifyOctets(
  algorithm: AlgorithmEntry,
  key: KeyObject,
  data: string | Uint8Array,
  signature: Uint8Array,
): boolean {
  if (!keyFits(algorithm, key)) return false;
  const octets = typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
  return verify(algorithm.hash, octets, { key, ...encodingFor(algorithm) }, signature);
}

/** Signs `data`; the counterpart of `verifyOctets`. */
export function signOctets(algorithm: AlgorithmEntry, key: KeyObject, data: string | Uint8Array): Buffer {
  if (!keyFits(algorithm, key)) throw new Error(`a ${key.asymmetricKeyType} key cannot sign with this algorithm`);
  const octets = typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
  return sign(algorithm.hash, octets, { key, ...encodingFor(algorithm) });
}

function encodingFor(algorithm: AlgorithmEntry) {
  return algorithm.keyType === 'ec' ? { dsaEncoding: 'ieee-p1363' as const } : { padding: constants.RSA_PKCS1_PADDING };
}

/** The class xml-crypto wants for a digest. */
export function digestClass(identifier: string, entry: DigestEntry) {
  return class {
    getAlgorithmName(): string {
      return identifier;
    }
    getHash(xml: string): string {
      return createHash(entry.hash).update(xml, 'utf8').digest('base64');
    }
  };
}

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Encrypts short secrets for storage. A context names the place of a secret, so that no row can take another's. */
export interface SecretBox {
  /** How everything begins that the current key has sealed; tells nothing of the key. */
  readonly prefix: string;
  /**
   * @param plain any text
   * @param context where it will lie, such as `site_keys:<id>`
   * @returns printable text
   */
  seal(plain: string, context: string): string;
  /**
   * @throws {SealedElsewhereError} when neither key made it
   * @throws {Error} when it was changed, or sealed for another context
   */
  open(sealed: string, context: string): string;
}

/** What was sealed belongs to a key that this process has not got. */
export class SealedElsewhereError extends Error {
  override readonly name = 'SealedElsewhereError';
}

interface DerivedKey {
  /** Tells keys apart without telling anything of them: 8 bytes in hex. */
  readonly version: string;
  readonly encryption: Buffer;
}

const form = 'v1';
/** How every sealed text begins, whichever key made it: 20 characters, as a regular expression of PostgreSQL. */
export const sealedPattern = '^v1[.][0-9a-f]{16}[.]';
const ivBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM under keys derived with HKDF-SHA-256 (RFC 5869). A sealed text is `v1.<key version>.<iv, tag and
 * ciphertext>`; form, version and context are authenticated with it.
 *
 * @param current seals and opens
 * @param previous opens only: what was sealed before SECRET_KEY changed
 * @param random gives unpredictable bytes; an IV must never come twice
 */
export function createSecretBox(
  current: Buffer,
  previous: Buffer | null = null,
  random: (bytes: number) => Buffer = randomBytes,
): SecretBox {
  const sealing = derive(current);
  const opening = previous === null ? [sealing] : [sealing, derive(previous)];
  return {
    prefix: `${form}.${sealing.version}.`,
    seal: (plain, context) => {
      const iv = random(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', sealing.encryption, iv);
      cipher.setAAD(associatedData(sealing.version, context));
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      const packed = Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
      return [form, sealing.version, packed].join('.');
    },
    open: (sealed, context) => {
      const [sealedForm, version, packed, ...rest] = sealed.split('.');
      if (sealedForm !== form || version === undefined || packed === undefined || rest.length > 0) {
        throw new Error(`What is stored for ${context} is not a sealed secret.`);
      }
      const key = opening.find((candidate) => candidate.version === version);
      if (key === undefined) {
        throw new SealedElsewhereError(`What is stored for ${context} was sealed under another SECRET_KEY.`);
      }
      return unpack(key, Buffer.from(packed, 'base64url'), context);
    },
  };
}

function unpack(key: DerivedKey, bytes: Buffer, context: string): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.encryption, bytes.subarray(0, ivBytes), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(associatedData(key.version, context));
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    const plain = [decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()];
    return Buffer.concat(plain).toString('utf8');
  } catch (error) {
    throw new Error(`What is stored for ${context} was changed or belongs elsewhere.`, { cause: error });
  }
}

function derive(secretKey: Buffer): DerivedKey {
  const part = (info: string, bytes: number) => Buffer.from(hkdfSync('sha256', secretKey, '', info, bytes));
  return { version: part('usher key version', 8).toString('hex'), encryption: part('usher secrets at rest', 32) };
}

function associatedData(version: string, context: string): Buffer {
  return Buffer.from(`${form}.${version}.${context}`, 'utf8');
}

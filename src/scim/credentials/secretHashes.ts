import { createHmac, randomBytes } from 'node:crypto';
import type { Database } from '../../db';
import type { SecretBox } from '../../keys';

/** What hashing secrets depends on. */
export interface SecretHashDeps {
  readonly database: Database;
  readonly box: SecretBox;
  /** Unpredictable bytes; absent: the machine's. */
  readonly random?: (bytes: number) => Buffer;
}

const keyName = 'scim_secret_key';
const keyContext = `installation:${keyName}`;
const keyBytes = 32;

/**
 * The hash under which secrets of SCIM clients are stored: HMAC-SHA-256 under a random key of its own, which lies sealed in the
 * database. So a copy of the table alone tests no guess, and secrets outlive a change of SECRET_KEY (the key is sealed anew,
 * not made anew). The key never changes; a process reads it once.
 */
export class SecretHashes {
  private key: Promise<Buffer> | null = null;

  constructor(private readonly deps: SecretHashDeps) {}

  /** The hash of a secret, in lower-case hex. */
  async of(secret: string): Promise<string> {
    this.key ??= readKey(this.deps);
    try {
      return createHmac('sha256', await this.key)
        .update(secret, 'utf8')
        .digest('hex');
    } catch (error) {
      // A database that could not be read once is asked again.
      this.key = null;
      throw error;
    }
  }
}

/** Reads the key; the first process ever makes it. */
async function readKey({ database, box, random = randomBytes }: SecretHashDeps): Promise<Buffer> {
  const { installation } = database.prisma;
  let stored = await installation.findUnique({ where: { name: keyName } });
  if (stored === null) {
    const sealed = box.seal(random(keyBytes).toString('base64'), keyContext);
    await database.query('INSERT INTO installation (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING', [
      keyName,
      sealed,
    ]);
    stored = await installation.findUniqueOrThrow({ where: { name: keyName } });
  }
  return Buffer.from(box.open(stored.value, keyContext), 'base64');
}

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import type { Database, Prisma } from '../db';
import type { SecretBox } from '../keys';

/** A key pair that signs tokens. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** A public key as applications read it (RFC 7517). */
export type PublicJwk = JsonWebKey & { readonly kid: string; readonly use: 'sig'; readonly alg: 'ES256' };

/** What the keys depend on. */
export interface SigningKeyDeps {
  readonly database: Database;
  readonly box: SecretBox;
  readonly clock: () => Date;
}

const freshForMs = 60_000;
/** Any number, as long as nothing else in Usher takes the same advisory lock. */
const lockNumber = 720_411;

/** Our signing keys, read at most once a minute; makes the first one when there is none. */
export class SigningKeys {
  private kept: { readonly readAt: number; readonly current: SigningKey } | null = null;

  constructor(private readonly deps: SigningKeyDeps) {}

  /** The key that signs now. */
  async current(): Promise<SigningKey> {
    const nowMs = this.deps.clock().getTime();
    if (this.kept && nowMs - this.kept.readAt < freshForMs) return this.kept.current;
    await ensureSigningKey(this.deps);
    const row = await this.deps.database.prisma.signingKey.findFirstOrThrow({
      where: { state: 'current' },
      orderBy: { createdAt: 'desc' },
    });
    const privateKey = createPrivateKey(this.deps.box.open(row.privateKeyEncrypted, keyContext(row.kid)));
    const current = { kid: row.kid, privateKey, publicKey: createPublicKey(privateKey) };
    this.kept = { readAt: nowMs, current };
    return current;
  }

  /**
   * Every key that a token still valid can be signed with: retired ones outlive their tokens. The next one is among them, for
   * verifiers that fetch keys once a day.
   */
  async published(): Promise<PublicJwk[]> {
    await this.current();
    const rows = await this.deps.database.prisma.signingKey.findMany({ orderBy: { createdAt: 'desc' } });
    return rows.map(({ kid, publicJwk }) => ({ ...(publicJwk as JsonWebKey), kid, use: 'sig', alg: 'ES256' }));
  }

  /** The public key with this id, only ever from our own table; null when it is not ours. */
  async publicKey(kid: string): Promise<KeyObject | null> {
    if (this.kept?.current.kid === kid) return this.kept.current.publicKey;
    const row = await this.deps.database.prisma.signingKey.findUnique({ where: { kid } });
    return row && createPublicKey({ key: row.publicJwk as JsonWebKey, format: 'jwk' });
  }
}

/** Makes the key that signs when there is none; any number of callers at once leave one. */
export async function ensureSigningKey(deps: SigningKeyDeps): Promise<void> {
  const { database } = deps;
  if ((await database.prisma.signingKey.count({ where: { state: 'current' } })) > 0) return;
  const data = newSigningKey(deps, 'current');
  await database.prisma.$transaction(async (tx) => {
    await lockSigningKeys(tx);
    if ((await tx.signingKey.count({ where: { state: 'current' } })) > 0) return;
    await tx.signingKey.create({ data });
  });
}

/** Lets one transaction at a time decide about the keys that sign tokens. */
export async function lockSigningKeys(tx: Prisma.TransactionClient): Promise<void> {
  await tx.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(${lockNumber}::bigint)`;
}

/** Makes a key pair, sealed and ready to be stored. */
export function newSigningKey({ box, clock }: SigningKeyDeps, state: 'current' | 'next') {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = pair.publicKey.export({ format: 'jwk' });
  const publicJwk = { kty: 'EC', crv: 'P-256', x, y };
  const kid = thumbprint(publicJwk);
  const pem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  return { kid, publicJwk, privateKeyEncrypted: box.seal(pem, keyContext(kid)), state, createdAt: clock() };
}

function keyContext(kid: string): string {
  return `signing_keys:${kid}`;
}

/** RFC 7638 section 3: the members in this order, hashed. */
function thumbprint({ crv, kty, x, y }: JsonWebKey): string {
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

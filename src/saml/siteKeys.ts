import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { Database, Prisma } from '../db';
import type { SecretBox } from '../keys';
import { newId } from '../newId';
import { makeSiteKey, type MakeSiteKey, type SiteKeyUse } from './makeSiteKey';

/** A key pair of ours that signs. */
export interface SigningKeyPair {
  readonly privateKeyPem: string;
  readonly certificatePem: string;
}

/** All keys of a site, read once per settings version. */
export interface SiteKeys {
  /** Signs what we send; null when the site has none that can be opened. */
  readonly signing: SigningKeyPair | null;
  /** Published for verification: current, then next. */
  readonly signingCertificates: readonly string[];
  /** Published for encryption: current, then next. */
  readonly encryptionCertificates: readonly string[];
  /** May decrypt: current first, then next, then retired ones (an identity provider may still hold old metadata). */
  readonly decryptionKeys: readonly KeyObject[];
}

/** What making keys depends on. */
export interface SiteKeyDeps {
  readonly database: Database;
  readonly box: SecretBox;
  readonly clock: () => Date;
  readonly random: (bytes: number) => Buffer;
  /** Stands in for the real maker in tests, which need no second of computing. */
  readonly makeKey?: MakeSiteKey;
}

const uses: readonly SiteKeyUse[] = ['signing', 'encryption'];
/** Each is tried on whatever anybody sends, so that keys changed in a hurry, again and again, must not add up. */
const mostDecryptionKeys = 4;
const order = { current: 0, next: 1, retired: 2 } as const;

/**
 * Makes the signing and the encryption key pair that a site lacks. Any number of callers at once leave one of each: the
 * pairs are made first, and the row of the site is locked while it is decided whether they are still needed.
 */
export async function ensureSiteKeys(deps: SiteKeyDeps, siteId: string): Promise<void> {
  const existing = await deps.database.prisma.siteKey.findMany({
    where: { siteId, state: 'current' },
    select: { use: true },
  });
  const missing = uses.filter((use) => !existing.some((key) => key.use === use));
  if (missing.length === 0) return;
  const site = await deps.database.prisma.site.findUniqueOrThrow({ where: { id: siteId }, select: { slug: true } });
  const made = await Promise.all(
    missing.map((use) => newSiteKey(deps, { id: siteId, slug: site.slug }, use, 'current')),
  );
  await deps.database.prisma.$transaction(async (tx) => {
    await lockSite(tx, siteId);
    const meanwhile = await tx.siteKey.findMany({ where: { siteId, state: 'current' }, select: { use: true } });
    const data = made.filter((row) => !meanwhile.some((key) => key.use === row.use));
    if (data.length > 0) await tx.siteKey.createMany({ data });
  });
}

/** Reads the keys of a site. A key that cannot be opened (another SECRET_KEY) throws: nothing must be guessed here. */
export async function loadSiteKeys(database: Database, box: SecretBox, siteId: string): Promise<SiteKeys> {
  const rows = await database.prisma.siteKey.findMany({ where: { siteId }, orderBy: { createdAt: 'desc' } });
  const sorted = [...rows].sort((a, b) => order[a.state] - order[b.state]);
  const open = (row: (typeof rows)[number]): string => box.open(row.privateKeyEncrypted, keyContext(row.id));
  const published = (use: SiteKeyUse): string[] =>
    sorted.filter((row) => row.use === use && row.state !== 'retired').map((row) => row.certificatePem);
  const signer = sorted.find((row) => row.use === 'signing' && row.state === 'current');
  return {
    signing: signer ? { privateKeyPem: open(signer), certificatePem: signer.certificatePem } : null,
    signingCertificates: published('signing'),
    encryptionCertificates: published('encryption'),
    decryptionKeys: sorted
      .filter((row) => row.use === 'encryption')
      .slice(0, mostDecryptionKeys)
      .map((row) => createPrivateKey(open(row))),
  };
}

function keyContext(id: string): string {
  return `site_keys:${id}`;
}

/** Lets one transaction at a time decide about the keys of a site. */
export async function lockSite(tx: Prisma.TransactionClient, siteId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM sites WHERE id = ${siteId}::uuid FOR NO KEY UPDATE`;
}

/** Makes a key pair of a site, sealed and ready to be stored; takes about a second of one core. */
export async function newSiteKey(
  deps: SiteKeyDeps,
  site: { readonly id: string; readonly slug: string },
  use: SiteKeyUse,
  state: 'current' | 'next',
) {
  const now = deps.clock();
  const id = newId(now);
  // A serial number is positive and must not begin with a zero byte: the first bits are set.
  const serial = `4${deps.random(16).toString('hex').slice(1)}`;
  const pair = await (deps.makeKey ?? makeSiteKey)({ commonName: `Usher ${site.slug} ${use}`, notBefore: now, serial });
  return {
    id,
    siteId: site.id,
    use,
    state,
    certificatePem: pair.certificatePem,
    privateKeyEncrypted: deps.box.seal(pair.privateKeyPem, keyContext(id)),
    createdAt: now,
  };
}

import { createHash, X509Certificate } from 'node:crypto';
import type { Database, Prisma } from '../db';
import type { SiteKeyUse } from './makeSiteKey';
import { certificateFingerprint } from './pinnedCertificate';
import { siteKeyPeriods } from './siteKeyPeriods';

/** A key pair of a site, as an administrator sees it. */
export interface ListedSiteKey {
  readonly use: SiteKeyUse;
  readonly state: 'current' | 'next' | 'retired';
  /** SHA-256 of the certificate's DER, lower-case hex. */
  readonly fingerprint: string;
  readonly notAfter: Date;
  /** When it takes over by itself; null unless it is announced. */
  readonly usableFrom: Date | null;
  /** When it is deleted; null unless it is retired. */
  readonly deletedFrom: Date | null;
}

/** The key pairs of a site. */
export interface ListedSiteKeys {
  /** Signing after encryption, the newest first. */
  readonly keys: readonly ListedSiteKey[];
  /** Stands for exactly these keys in these states (`SiteToRotate.expected`). */
  readonly tag: string;
}

const dayMs = 86_400_000;

/** Lists the key pairs of a site; empty before anything has needed one. */
export async function listSiteKeys(database: Database, siteId: string): Promise<ListedSiteKeys> {
  const rows = await database.prisma.siteKey.findMany({
    where: { siteId },
    select: { id: true, use: true, state: true, certificatePem: true, createdAt: true, retiredAt: true },
    orderBy: [{ use: 'asc' }, { createdAt: 'desc' }, { id: 'desc' }],
  });
  const keys = rows.map(({ use, state, certificatePem, createdAt, retiredAt }): ListedSiteKey => {
    const certificate = new X509Certificate(certificatePem);
    return {
      use,
      state,
      fingerprint: certificateFingerprint(certificate.raw),
      notAfter: new Date(certificate.validTo),
      usableFrom: state === 'next' ? addDays(createdAt, siteKeyPeriods.announcedDays) : null,
      deletedFrom: retiredAt === null ? null : addDays(retiredAt, siteKeyPeriods.retiredDays),
    };
  });
  return { keys, tag: tagOfKeys(rows) };
}

/** A short text that stands for keys in their states, in whatever order they come. */
export function tagOfKeys(keys: readonly Pick<Prisma.SiteKeyGetPayload<object>, 'id' | 'state'>[]): string {
  const text = keys.map(({ id, state }) => `${id} ${state}`).toSorted();
  return createHash('sha256').update(text.join()).digest('base64url').slice(0, 16);
}

function addDays(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * dayMs);
}

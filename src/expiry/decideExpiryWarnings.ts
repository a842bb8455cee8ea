/**
 * What can end: a certificate an identity provider signs with, a key pair of ours, an exception for weak algorithms, a secret of
 * a SCIM client.
 */
export type ExpiringKind = 'idp_certificate' | 'signing_key' | 'encryption_key' | 'legacy_algorithms' | 'scim_secret';

/** Something with an end that people must act on before it comes. */
export interface Expiring {
  readonly kind: ExpiringKind;
  readonly siteId: string;
  /** Slug of the site. */
  readonly site: string;
  readonly siteName: string;
  /** Name of the connection, or of the provisioning; null for our own keys. */
  readonly connection: string | null;
  /** Stands for this thing and its end among all of the site. */
  readonly key: string;
  /** Whom a certificate names, which algorithms an exception admits, or whose a secret is. */
  readonly subject: string;
  /** SHA-256 of a certificate, lower-case hex; null for an exception and a secret. */
  readonly fingerprint: string | null;
  readonly endsAt: Date;
}

/** Days ahead at which people are warned. */
export const expiryThresholds = [60, 30, 7, 1] as const;

/** Something that ends soon. */
export interface ExpiryWarning extends Expiring {
  /** Whole days, 0 or more. */
  readonly daysLeft: number;
  /** The nearest of the thresholds that have been passed. */
  readonly threshold: (typeof expiryThresholds)[number];
}

const dayMs = 86_400_000;

/** Whole days until something ends; negative when it has. */
export function daysUntil(endsAt: Date, now: Date): number {
  return Math.floor((endsAt.getTime() - now.getTime()) / dayMs);
}

/**
 * What ends within 60 days and has not ended yet, the nearest end first. One warning for each thing: whoever looks for the
 * first time shortly before the end is not told of the thresholds before. Pure.
 */
export function expiryWarnings(expiring: readonly Expiring[], now: Date): ExpiryWarning[] {
  const warnings = expiring.flatMap((thing): ExpiryWarning[] => {
    const leftMs = thing.endsAt.getTime() - now.getTime();
    const threshold = expiryThresholds.findLast((days) => leftMs <= days * dayMs);
    if (threshold === undefined || leftMs <= 0) return [];
    return [{ ...thing, daysLeft: daysUntil(thing.endsAt, now), threshold }];
  });
  return warnings.toSorted((one, other) => one.endsAt.getTime() - other.endsAt.getTime());
}

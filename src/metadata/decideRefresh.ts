import { createHash } from 'node:crypto';
import type { ProviderState } from '../sites';

/** How far fetched metadata can be believed beyond the TLS connection it came through. */
export type MetadataTrust =
  /** A key that is pinned for the connection signed it. */
  | 'verified'
  | 'unsigned'
  /** It is signed, and not so that a pinned key vouches for it. */
  | 'unverified';

/** What a refresh is decided by. */
export interface RefreshFacts {
  readonly stored: ProviderState;
  /** What the connection would have if the metadata counted whole. */
  readonly fetched: ProviderState;
  readonly validUntil: Date | null;
  readonly trust: MetadataTrust;
  /** What the rule on addresses has against it, one clause each. */
  readonly addressProblems: readonly string[];
  readonly now: Date;
}

/** Why something waits for an administrator. */
export type HoldReason = 'keys_added' | 'keys_removed' | 'addresses_changed';

/** What waits, and why. */
export interface Proposal {
  readonly proposed: ProviderState;
  readonly reasons: readonly HoldReason[];
}

/** What becomes of fetched metadata. */
export type RefreshVerdict =
  | { readonly outcome: 'unchanged' }
  /** `why` is one sentence. */
  | { readonly outcome: 'refuse'; readonly why: string }
  | { readonly outcome: 'apply'; readonly next: ProviderState }
  | { readonly outcome: 'hold'; readonly hold: Proposal }
  /** A part is applied; all of it waits. */
  | { readonly outcome: 'apply_and_hold'; readonly next: ProviderState; readonly hold: Proposal };

/**
 * Decides what of fetched metadata is applied by itself. A pinned key's signature vouches for new keys and any address.
 * Without a signature nothing but addresses changes by itself, and only where the new one lies on an origin the connection
 * uses already. A key that is no longer listed stays until somebody takes it away: a wrong list must not lock everybody
 * out. Another entity ID is another identity provider, and metadata whose time is over says nothing.
 */
export function decideRefresh(facts: RefreshFacts): RefreshVerdict {
  const { stored, fetched, trust } = facts;
  const why = refusalOf(facts);
  if (why !== null) return { outcome: 'refuse', why };
  const known = new Set(stored.certificates.map(({ fingerprint }) => fingerprint));
  const listed = new Set(fetched.certificates.map(({ fingerprint }) => fingerprint));
  const added = fetched.certificates.filter(({ fingerprint }) => !known.has(fingerprint));
  const hasRemoved = stored.certificates.some(({ fingerprint }) => !listed.has(fingerprint));
  const hasMoved = !sameAddresses(stored, fetched);
  if (added.length === 0 && !hasRemoved && !hasMoved) return { outcome: 'unchanged' };

  const takesKeys = trust === 'verified' && added.length > 0;
  const takesAddresses = hasMoved && (trust === 'verified' || (trust === 'unsigned' && keepsOrigins(stored, fetched)));
  const certificates = takesKeys ? [...stored.certificates, ...added] : stored.certificates;
  const next: ProviderState = {
    entityId: stored.entityId,
    ...(takesAddresses ? endpointsOf(fetched) : endpointsOf(stored)),
    certificates,
  };
  const reasons: HoldReason[] = [
    ...(added.length > 0 && !takesKeys ? (['keys_added'] as const) : []),
    ...(hasRemoved ? (['keys_removed'] as const) : []),
    ...(hasMoved && !takesAddresses ? (['addresses_changed'] as const) : []),
  ];
  const hold = { proposed: fetched, reasons };
  if (!takesKeys && !takesAddresses) return { outcome: 'hold', hold };
  return reasons.length === 0 ? { outcome: 'apply', next } : { outcome: 'apply_and_hold', next, hold };
}

function refusalOf({ stored, fetched, validUntil, addressProblems, now }: RefreshFacts): string | null {
  if (fetched.entityId !== stored.entityId) {
    return `It is of another identity provider: its entity ID is ${fetched.entityId}, expected ${stored.entityId}.`;
  }
  if (validUntil !== null && validUntil <= now) return `It ended on ${validUntil.toISOString()} (validUntil).`;
  const [problem] = addressProblems;
  return problem === undefined ? null : `It cannot be used: ${problem}.`;
}

function sameAddresses(one: ProviderState, other: ProviderState): boolean {
  return JSON.stringify(endpointsOf(one)) === JSON.stringify(endpointsOf(other));
}

/** Where messages go and how. */
export function endpointsOf({ ssoUrl, ssoBinding, sloUrl, sloResponseUrl, sloBinding }: ProviderState) {
  return { ssoUrl, ssoBinding, sloUrl, sloResponseUrl, sloBinding };
}

/** True when every new address lies on an origin of an old one; an address that goes away is none. */
function keepsOrigins(stored: ProviderState, fetched: ProviderState): boolean {
  const origins = addressesOf(stored).map((url) => new URL(url).origin);
  return addressesOf(fetched).every((url) => origins.includes(new URL(url).origin));
}

function addressesOf({ ssoUrl, sloUrl, sloResponseUrl }: ProviderState): string[] {
  return [ssoUrl, sloUrl, sloResponseUrl].filter((url) => url !== null);
}

/** A short text that stands for what metadata says: the same whatever the order of the certificates. */
export function digestOf(provider: ProviderState): string {
  const fingerprints = provider.certificates.map(({ fingerprint }) => fingerprint).toSorted();
  const text = JSON.stringify([provider.entityId, endpointsOf(provider), fingerprints]);
  return createHash('sha256').update(text).digest('hex');
}

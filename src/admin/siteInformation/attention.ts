import { daysUntil, expiryWarnings, type Expiring } from '../../expiry';
import type { SiteInformation } from './readSiteInformation';

/** Something that needs an administrator, the most urgent first. */
export type Attention =
  | { readonly id: 'partner_id_missing' }
  | { readonly id: 'overdrawn'; readonly seats: number; readonly used: number }
  | { readonly id: 'seats_full' }
  | { readonly id: 'ended' | 'ends_soon'; readonly thing: Expiring; readonly daysLeft: number }
  | { readonly id: 'held_metadata'; readonly connection: string }
  | { readonly id: 'pending_people'; readonly people: number }
  | { readonly id: 'unlisted_values'; readonly signIns: number };

/** What is judged. */
export interface AttentionFacts {
  readonly site: SiteInformation;
  readonly expiring: readonly Expiring[];
  /** Names of connections whose metadata waits for a decision. */
  readonly held: readonly string[];
  readonly now: Date;
}

/** What needs an administrator of the site. Pure. */
export function attentionOf({ site, expiring, held, now }: AttentionFacts): Attention[] {
  const { seats, seatsUsed: used, accounts } = site;
  const found: (Attention | null)[] = [
    site.ssoEnabled && site.autoCreate && site.partnerId === null ? { id: 'partner_id_missing' } : null,
    used > seats ? { id: 'overdrawn', seats, used } : null,
    used === seats && site.autoCreate ? { id: 'seats_full' } : null,
    ...expiring
      .filter(({ endsAt }) => endsAt <= now)
      .map((thing): Attention => ({ id: 'ended', thing, daysLeft: daysUntil(thing.endsAt, now) })),
    ...expiryWarnings(expiring, now).map((thing): Attention => ({ id: 'ends_soon', thing, daysLeft: thing.daysLeft })),
    ...held.map((connection): Attention => ({ id: 'held_metadata', connection })),
    accounts.pending > 0 ? { id: 'pending_people', people: accounts.pending } : null,
    site.unlistedValues > 0 ? { id: 'unlisted_values', signIns: site.unlistedValues } : null,
  ];
  return found.filter((one) => one !== null);
}

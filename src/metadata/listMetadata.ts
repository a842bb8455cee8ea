import type { Database } from '../db';
import { noAccounts, readStoredSite, type StoredSite } from '../sites';
import { isWaiting } from './heldMetadata';
import type { HoldReason } from './decideRefresh';
import { readHeld } from './metadataStore';
import { shownProvider } from './refreshConnection';

/** Addresses, and certificates by their fingerprints. */
export type ShownProvider = ReturnType<typeof shownProvider>;

/** A connection whose metadata has an address, or for which metadata waits. */
export interface ListedMetadata {
  readonly site: string;
  readonly connection: string;
  readonly url: string | null;
  readonly checkedAt: Date | null;
  /** Of the last look: unchanged, applied, held, refused or unreachable. */
  readonly outcome: string | null;
  readonly problem: string | null;
  readonly pinned: ShownProvider;
  /** Null when nothing waits. */
  readonly held: {
    readonly digest: string;
    readonly heldAt: Date;
    /** True when an administrator has decided against it. */
    readonly isDropped: boolean;
    readonly reasons: readonly HoldReason[];
    readonly proposed: ShownProvider;
  } | null;
}

/**
 * What is known of the metadata of a site's connections, by name.
 *
 * @param site slug; null for all sites
 */
export async function listMetadata({ prisma }: Database, site: string | null): Promise<ListedMetadata[]> {
  const rows = await prisma.connection.findMany({
    where: {
      ...(site === null ? {} : { site: { slug: site } }),
      OR: [{ metadataUrl: { not: null } }, { heldMetadata: { isNot: null } }],
    },
    select: { id: true, site: { select: { slug: true } }, metadataCheck: true },
    orderBy: [{ site: { slug: 'asc' } }, { name: 'asc' }],
  });
  const listed: ListedMetadata[] = [];
  const sites = new Map<string, StoredSite | null>();
  for (const { id, site: owner, metadataCheck: check } of rows) {
    const stored = sites.get(owner.slug) ?? (await readStoredSite(prisma, owner.slug, noAccounts));
    sites.set(owner.slug, stored);
    const state = stored?.connections.find((connection) => connection.id === id)?.state;
    if (state === undefined) continue;
    const held = await readHeld(prisma, id);
    listed.push({
      site: owner.slug,
      connection: state.name,
      url: state.metadataUrl,
      checkedAt: check?.checkedAt ?? null,
      outcome: check?.outcome ?? null,
      problem: check?.problem ?? null,
      pinned: shownProvider(state),
      held:
        held === null || !isWaiting(held, state)
          ? null
          : {
              digest: held.digest,
              heldAt: held.heldAt,
              isDropped: held.droppedAt !== null,
              reasons: held.reasons,
              proposed: shownProvider(held.proposed),
            },
    });
  }
  return listed;
}

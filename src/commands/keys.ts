import { z } from 'zod';
import { resealSecrets, type ResealReport } from '../keys';
import { rotateSiteKeys, type SiteKeyRotation } from '../saml';
import { rotateSigningKeys } from '../tokens';
import { command, requireSite } from './context';

/** What one rotation of key pairs did. `usableFrom`: ISO time from which an announced key may be used. */
export interface ShownRotation {
  /** Slug of the site; null for the keys that sign tokens. */
  readonly site: string | null;
  readonly use: SiteKeyRotation['use'] | 'tokens';
  readonly done: SiteKeyRotation['done'];
  readonly usableFrom: string | null;
  /** Retired keys that were deleted. */
  readonly deleted: number;
}

/** What `usher keys rotate` did. */
export interface ShownKeyRotation {
  readonly secrets: ResealReport;
  readonly keys: readonly ShownRotation[];
}

const actor = 'command';

/**
 * `usher keys rotate`: seals every secret under the current SECRET_KEY, then takes the next step with the key pairs of the
 * site that is named, or with the keys that sign tokens.
 */
export const keysRotate = command(
  z.strictObject({ site: z.string().nullable(), now: z.boolean() }),
  async ({ database, box, clock, random }, { site, now }): Promise<ShownKeyRotation> => {
    const found = site === null ? null : await requireSite(database, site);
    const opened = await box();
    const secrets = await resealSecrets(database, opened);
    const deps = { database, box: opened, clock, random };
    const wish = now ? 'now' : 'step';
    const rotations =
      found === null || site === null
        ? [{ use: 'tokens' as const, ...(await rotateSigningKeys(deps, actor, wish)) }]
        : await rotateSiteKeys(deps, { id: found.id, slug: site, actor }, wish);
    const keys = rotations.map(({ use, done, usableFrom, deleted }) => ({
      ...{ site, use, done, deleted },
      usableFrom: usableFrom?.toISOString() ?? null,
    }));
    return { secrets, keys };
  },
);

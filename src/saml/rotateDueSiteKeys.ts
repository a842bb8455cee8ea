import { defineJob } from '../jobs';
import type { Log } from '../log';
import { isRotationDue, rotateSiteKeys } from './rotateSiteKeys';
import type { SiteKeyDeps } from './siteKeys';

/** Rotating the key pairs of all sites whose time has come, as a job; a day later it comes again. */
export const siteKeyRotation = defineJob<Record<string, never>>('site-key-rotation');

/** Sites whose keys are looked at together. */
const page = 200;

/**
 * Takes the due steps in the rotation of all sites' keys, and says in the log what an administrator has to do about them.
 * Doing it twice comes to the same.
 */
export async function rotateDueSiteKeys(deps: SiteKeyDeps & { readonly log: Log }): Promise<void> {
  const { prisma } = deps.database;
  const now = deps.clock();
  let last: string | null = null;
  for (;;) {
    const sites: { id: string; slug: string }[] = await prisma.site.findMany({
      where: last === null ? {} : { id: { gt: last } },
      select: { id: true, slug: true },
      orderBy: { id: 'asc' },
      take: page,
    });
    const keys = await prisma.siteKey.findMany({ where: { siteId: { in: sites.map(({ id }) => id) } } });
    for (const site of sites) {
      const own = keys.filter(({ siteId }) => siteId === site.id);
      if (isRotationDue(own, now)) await rotateAndTell(deps, site);
    }
    last = sites.at(-1)?.id ?? null;
    if (sites.length < page) return;
  }
}

async function rotateAndTell(deps: SiteKeyDeps & { readonly log: Log }, site: { id: string; slug: string }) {
  for (const { use, done, usableFrom } of await rotateSiteKeys(deps, { ...site, actor: 'schedule' }, 'due')) {
    const fields = { site: site.slug, use };
    if (done === 'announced') {
      deps.log.warn('A new key is in the metadata; give it to identity providers that do not read it by themselves', {
        ...fields,
        usableFrom,
      });
    } else if (done === 'promoted') {
      deps.log.warn('The announced key is in use now; the one before is retired', fields);
    }
  }
}

import { z } from 'zod';
import { listActivity, type ActivityEntry } from '../activity';
import { command, requireSite } from './context';

/** A line of the activity log as it is printed. */
export type ShownActivity = Omit<ActivityEntry, 'at' | 'siteId'> & { readonly at: string };

const usualLimit = 50;

/** `usher activity`: what was changed in a site, newest first. */
export const activity = command(
  z.strictObject({ site: z.string(), limit: z.int().min(1).max(1000).optional() }),
  async ({ database }, { site, limit = usualLimit }): Promise<ShownActivity[]> => {
    const { id: siteId } = await requireSite(database, site);
    const entries = await listActivity(database, { siteId, limit });
    return entries.map(({ id, at, actor, action, subject, before, after, reference }) => {
      const what = { action, subject, before, after, reference };
      return { id, at: at.toISOString(), actor, ...what };
    });
  },
);

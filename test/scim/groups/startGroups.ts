import type { Database } from '../../../src/db';
import { createQueue } from '../../../src/jobs';
import { createScimGroups } from '../../../src/scim/groups';
import type { ScimGroups } from '../../../src/scim/services';
import { freshDatabase } from '../../support/database';
import { makeSite, testNow } from '../../support/site';

/** The service of groups on a database of its own, and a way to make sites there. Close the database when done. */
export async function startGroups(): Promise<{
  readonly database: Database;
  readonly groups: ScimGroups;
  /** Makes a site that no other test knows; answers its id. */
  readonly newSite: () => Promise<string>;
}> {
  const database = await freshDatabase();
  const groups = createScimGroups({ database, queue: createQueue(database), clock: () => testNow });
  let sites = 0;
  const newSite = async () => (await makeSite(database, { site: { slug: `site-${(sites += 1)}` } })).siteId;
  return { database, groups, newSite };
}

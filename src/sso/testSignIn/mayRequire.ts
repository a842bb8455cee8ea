import { readRescuers } from '../../accounts/change';
import type { Database } from '../../db';
import type { ConnectionCache } from '../../sites';
import { settingsDigest } from './settingsDigest';

/** Whether a site may demand single sign-on, and what is missing. */
export interface Requirable {
  /** Connections that are switched on and whose test passed with the settings they have now. */
  readonly testedConnections: readonly string[];
  /** True when somebody could still come in without it and mend it (`isRescuer`). */
  readonly hasBypass: boolean;
}

/** What a site needs before it demands single sign-on, as it stands. */
export async function mayRequire(
  { database, connections }: { database: Database; connections: ConnectionCache },
  site: { readonly id: string; readonly slug: string },
): Promise<Requirable> {
  const [passed, rescuers] = await Promise.all([
    database.prisma.testSignIn.findMany({
      where: { siteId: site.id, passed: true, connection: { enabled: true } },
      select: { settingsDigest: true, connection: { select: { name: true } } },
      distinct: ['connectionId', 'settingsDigest'],
    }),
    readRescuers(database.prisma, site.id),
  ]);
  const names = [...new Set(passed.map(({ connection }) => connection.name))];
  const tested = await Promise.all(
    names.map(async (name) => {
      const loaded = await connections.current(site.slug, name);
      const digest = loaded === null ? null : settingsDigest(loaded);
      const holds = passed.some((test) => test.connection.name === name && test.settingsDigest === digest);
      return holds ? [name] : [];
    }),
  );
  return { testedConnections: tested.flat(), hasBypass: rescuers.size > 0 };
}

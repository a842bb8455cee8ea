import { usernameKey } from '../../accounts';
import type { ActivityEntry } from '../../activity';
import type { Database } from '../../db';

/** Somebody of the site, as far as the log shows them. */
export interface KnownPerson {
  readonly id: string;
  readonly username: string;
  readonly displayName: string | null;
}

/** The people that lines of the log name, by `usernameKey`: those that still have an account. One statement. */
export async function findPeople(
  database: Database,
  siteId: string,
  entries: readonly ActivityEntry[],
): Promise<ReadonlyMap<string, KnownPerson>> {
  const names = entries.flatMap(({ actor, action, subject }) => [
    ...(actor.startsWith('account:') ? [actor.slice('account:'.length)] : []),
    ...(action.startsWith('account.') ? [subject] : []),
  ]);
  if (names.length === 0) return new Map();
  const rows = await database.prisma.account.findMany({
    where: { siteId, usernameKey: { in: [...new Set(names.map(usernameKey))] } },
    select: { id: true, username: true, displayName: true, usernameKey: true },
  });
  return new Map(rows.map(({ usernameKey: key, ...person }) => [key, person]));
}

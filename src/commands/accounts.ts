import { z } from 'zod';
import { accountState, type AccountState } from '../sites';
import { command, requireSite } from './context';

const batch = 1_000;

/** `usher accounts`: active ones, or all; in the order of their user names, with the field names of the site file. */
export const accounts = command(
  z.strictObject({ site: z.string(), all: z.boolean() }),
  async ({ database }, { site, all }): Promise<AccountState[]> => {
    const { id: siteId } = await requireSite(database, site);
    const { prisma } = database;
    const connections = await prisma.connection.findMany({ where: { siteId }, select: { id: true, name: true } });
    const names = new Map(connections.map(({ id, name }) => [id, name]));
    const listed: AccountState[] = [];
    for (let last = ''; ;) {
      const page = await prisma.account.findMany({
        where: { siteId, usernameKey: { gt: last }, ...(all ? {} : { status: 'active' as const }) },
        orderBy: { usernameKey: 'asc' },
        take: batch,
      });
      listed.push(...page.map((row) => accountState(row, names)));
      const end = page.at(-1);
      if (end === undefined || page.length < batch) return listed;
      last = end.usernameKey;
    }
  },
);

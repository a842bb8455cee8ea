import { z } from 'zod';
import { CommandError } from '../commandSocket';
import {
  acceptHeld,
  dropHeld,
  listMetadata,
  refreshConnection,
  type HeldResult,
  type ListedMetadata,
} from '../metadata';
import { command, requireSite, type CommandContext } from './context';

/** What is known of a connection's metadata, as it is printed: times as ISO 8601. */
export type ShownMetadata = Omit<ListedMetadata, 'checkedAt' | 'held'> & {
  readonly checkedAt: string | null;
  readonly held: (Omit<NonNullable<ListedMetadata['held']>, 'heldAt'> & { readonly heldAt: string }) | null;
};

function shown({ checkedAt, held, ...rest }: ListedMetadata): ShownMetadata {
  return {
    ...rest,
    checkedAt: checkedAt?.toISOString() ?? null,
    held: held && { ...held, heldAt: held.heldAt.toISOString() },
  };
}

/** `usher metadata list`: connections whose metadata has an address, and what waits for a decision. */
export const metadataList = command(
  z.strictObject({ site: z.string().optional() }),
  async ({ database }, { site }): Promise<ShownMetadata[]> => {
    if (site !== undefined) await requireSite(database, site);
    return (await listMetadata(database, site ?? null)).map(shown);
  },
);

/** `usher metadata refresh`: looks at the metadata of a site's connections now, however short the last look is ago. */
export const metadataRefresh = command(
  z.strictObject({ site: z.string(), connection: z.string().optional() }),
  async ({ database, config, clock }, { site, connection }): Promise<ShownMetadata[]> => {
    const { id: siteId } = await requireSite(database, site);
    const found = await database.prisma.connection.findMany({
      where: { siteId, metadataUrl: { not: null }, ...(connection === undefined ? {} : { name: connection }) },
      select: { id: true },
      orderBy: { name: 'asc' },
    });
    if (connection !== undefined && found.length === 0) {
      throw new CommandError(`Site ${site} has no connection ${connection} whose metadata has an address.`, 1);
    }
    const { metadataAllowedHosts: allowedHosts, insecureLoopback: allowHttp } = config;
    const log = { info: () => undefined, warn: () => undefined };
    for (const { id } of found) {
      await refreshConnection({ database, rules: { allowedHosts, allowHttp }, log, clock }, id);
    }
    const listed = await listMetadata(database, site);
    return listed.filter((one) => connection === undefined || one.connection === connection).map(shown);
  },
);

const decision = z.strictObject({ site: z.string(), connection: z.string(), digest: z.string().nullable() });
type Decision = z.infer<typeof decision>;

/** `usher metadata accept`: pins what is held for a connection, as it says. */
export const metadataAccept = command(decision, async (context, args): Promise<{ accepted: string }> => {
  const facts = await decide(context, args);
  requireDecided(await acceptHeld({ ...facts, allowHttp: context.config.insecureLoopback }), args);
  return { accepted: args.connection };
});

/** `usher metadata drop`: leaves the connection as it is; the same metadata is not held again. */
export const metadataDrop = command(decision, async (context, args): Promise<{ dropped: string }> => {
  requireDecided(await dropHeld(await decide(context, args)), args);
  return { dropped: args.connection };
});

async function decide({ database, clock }: CommandContext, args: Decision) {
  await requireSite(database, args.site);
  return { database, ...args, actor: 'command', now: clock() };
}

function requireDecided(result: HeldResult, { site, connection }: Decision): void {
  switch (result.outcome) {
    case 'accepted':
    case 'dropped':
      return;
    case 'nothing_held':
      throw new CommandError(`No metadata is held for connection ${connection} of site ${site}.`, 1);
    case 'conflict':
      throw new CommandError('Something else is held by now, or the connection was changed: list again.', 1);
    case 'refused':
      throw new CommandError(`It cannot be pinned: ${result.problems.join('; ')}.`, 1);
  }
}

import { z } from 'zod';
import { CommandError } from '../commandSocket';
import {
  createProvisioning,
  newProvisioning,
  provisioningAddress,
  readProvisionings,
  removeProvisioning,
  rotateSecret,
  SecretHashes,
  tokenAddress,
  type ProvisioningReason,
  type ShownProvisioning,
} from '../scim/credentials';
import { command, requireSite, type CommandContext } from './context';

/** A secret of a provisioning, shown once. */
export interface ShownSecret {
  readonly id: string;
  readonly name: string;
  readonly type: 'basic' | 'bearer' | 'oauth';
  readonly url: string;
  /** Where tokens are given; null unless the type is oauth. */
  readonly tokenUrl: string | null;
  readonly secret: string;
  /** When the new secret ends; null: it has no end. */
  readonly endsAt: string | null;
  /** Until when the one before works beside it; null: it has ended. */
  readonly previousEndsAt: string | null;
}

/** A provisioning as it is listed. */
export interface ListedProvisioning {
  readonly id: string;
  readonly name: string;
  readonly type: 'basic' | 'bearer' | 'oauth';
  readonly url: string;
  readonly actingUser: string;
  readonly enabled: boolean;
  /** Why it does nothing; null when that is not so. */
  readonly stopped: string | null;
  /** Since when the brake holds it. */
  readonly heldSince: string | null;
  readonly lastCallAt: string | null;
  readonly secrets: readonly {
    readonly createdAt: string;
    readonly expiresAt: string | null;
    readonly lastUsedAt: string | null;
  }[];
}

const actor = 'command';

/** `usher provisioning create`: made with a secret, which is printed once. */
export const provisioningCreate = command(
  z.strictObject({
    site: z.string(),
    name: z.string(),
    actingUser: z.string(),
    type: z.enum(['basic', 'bearer', 'oauth']),
  }),
  async (context, { site, name, actingUser, type }): Promise<ShownSecret> => {
    const { database, clock } = context;
    const { id: siteId } = await requireSite(database, site);
    const facts = { database, siteId, actor, now: clock(), needsContact: false };
    const settings = { ...newProvisioning, name: name.trim(), actingUser: actingUser.trim(), credentialType: type };
    const made = await createProvisioning(facts, settings);
    if (made.outcome === 'refused') {
      throw new CommandError(
        made.problems.map(({ field, reason }) => `${field}: ${reasonTexts[reason]}`).join('\n'),
        1,
      );
    }
    if (made.outcome !== 'saved') throw new Error(`Making a provisioning came to ${made.outcome}.`);
    const [shown] = await readProvisionings(database, siteId, clock(), { id: made.id });
    if (shown === undefined) throw new CommandError(`The provisioning ${name} was removed meanwhile.`, 1);
    return makeSecretOf(context, siteId, shown, { overlapDays: 0, lifetimeDays: null });
  },
);

/** `usher provisioning list` */
export const provisioningList = command(
  z.strictObject({ site: z.string() }),
  async ({ database, clock, config }, { site }): Promise<ListedProvisioning[]> => {
    const { id: siteId } = await requireSite(database, site);
    return (await readProvisionings(database, siteId, clock())).map((one) => listed(one, config.publicUrl));
  },
);

/** `usher provisioning rotate`: a new secret, printed once. */
export const provisioningRotate = command(
  z.strictObject({
    site: z.string(),
    provisioning: z.string(),
    overlapDays: z.int().min(0).max(30),
    lifetimeDays: z.int().min(1).max(1095).nullable(),
  }),
  async (context, { site, provisioning, overlapDays, lifetimeDays }): Promise<ShownSecret> => {
    const { id: siteId } = await requireSite(context.database, site);
    const shown = await requireProvisioning(context, siteId, provisioning);
    return makeSecretOf(context, siteId, shown, { overlapDays, lifetimeDays });
  },
);

/** `usher provisioning remove` */
export const provisioningRemove = command(
  z.strictObject({ site: z.string(), provisioning: z.string() }),
  async (context, { site, provisioning }): Promise<{ removed: string }> => {
    const { database, clock } = context;
    const { id: siteId } = await requireSite(database, site);
    const { id } = await requireProvisioning(context, siteId, provisioning);
    const removed = await removeProvisioning({ database, siteId, actor, now: clock() }, id);
    if (removed === null) throw new CommandError(`There is no provisioning ${provisioning}.`, 1);
    return removed;
  },
);

/** By name or id. */
async function requireProvisioning(
  { database, clock }: CommandContext,
  siteId: string,
  named: string,
): Promise<ShownProvisioning> {
  const all = await readProvisionings(database, siteId, clock());
  const found = all.find(({ id, settings }) => id === named.toLowerCase() || settings.name === named);
  if (found !== undefined) return found;
  const names = all.map(({ settings }) => settings.name).join(', ');
  throw new CommandError(
    `There is no provisioning ${named}. ${names === '' ? 'There is none yet' : `There are ${names}`}.`,
    1,
  );
}

async function makeSecretOf(
  { database, box, clock, random, config: { publicUrl } }: CommandContext,
  siteId: string,
  { id, settings }: ShownProvisioning,
  wish: { readonly overlapDays: number; readonly lifetimeDays: number | null },
): Promise<ShownSecret> {
  const secretHashes = new SecretHashes({ database, box: await box(), random });
  const made = await rotateSecret({ database, secretHashes, random, siteId, actor, now: clock() }, id, null, wish);
  if (made.outcome === 'no_email') throw new CommandError(reasonTexts.acting_without_email, 1);
  // The command has seen nothing that could have changed meanwhile.
  if (made.outcome !== 'made') throw new CommandError(`There is no provisioning ${settings.name}.`, 1);
  return {
    id,
    name: settings.name,
    type: settings.credentialType,
    url: provisioningAddress(publicUrl, id),
    tokenUrl: settings.credentialType === 'oauth' ? tokenAddress(publicUrl, id) : null,
    secret: made.secret,
    endsAt: made.endsAt?.toISOString() ?? null,
    previousEndsAt: made.oldEndsAt?.toISOString() ?? null,
  };
}

function listed(one: ShownProvisioning, publicUrl: string): ListedProvisioning {
  const { id, settings, stopped, heldSince, lastCall, secrets } = one;
  return {
    id,
    name: settings.name,
    type: settings.credentialType,
    url: provisioningAddress(publicUrl, id),
    actingUser: settings.actingUser,
    enabled: settings.enabled,
    stopped,
    heldSince: heldSince?.toISOString() ?? null,
    lastCallAt: lastCall?.at.toISOString() ?? null,
    secrets: secrets.map(({ createdAt, expiresAt, lastUsedAt }) => ({
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt?.toISOString() ?? null,
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
  };
}

const reasonTexts: Readonly<Record<ProvisioningReason, string>> = {
  required: 'is required.',
  too_long: 'has at most 255 characters.',
  characters: 'holds characters that nobody can see.',
  name_taken: 'another provisioning of the site has this name, or one that looks the same.',
  acting_unknown: 'the site has no account of this user name.',
  acting_guest: 'a guest of another organization cannot be the acting user.',
  acting_inactive: 'the acting user has to be active.',
  acting_without_email: 'the acting user needs a valid e-mail address before a secret can be made.',
  email_malformed: 'is not an e-mail address.',
  out_of_range: 'is outside its bounds.',
};

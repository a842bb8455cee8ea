import type { Database, Prisma } from '../../../db';
import { decideStop, type StopReason } from '../decideStop';
import { liveAt } from './secrets';
import type { ProvisioningSettings } from './settings';

/** A secret that lives, without the secret. */
export interface LiveSecret {
  readonly id: string;
  readonly createdAt: Date;
  /** Null: it has no end. */
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

/** A provisioning as pages and commands show it. */
export interface ShownProvisioning {
  readonly id: string;
  readonly settings: ProvisioningSettings;
  /** Null when that account is gone. */
  readonly actingAccountId: string | null;
  /** Why it does nothing; null when that is not so. */
  readonly stopped: StopReason | null;
  /** Since when the brake holds what it removes. */
  readonly heldSince: Date | null;
  readonly heldReason: string | null;
  /** The youngest first; at most two. */
  readonly secrets: readonly LiveSecret[];
  readonly lastCall: { readonly at: Date; readonly status: number } | null;
  readonly createdAt: Date;
  /** What a change has to have seen. */
  readonly updatedAt: Date;
}

/** What settings need beside the row. */
export const withActingUser = {
  actingAccount: {
    select: { siteId: true, username: true, status: true, expiresAt: true, homeOrganization: true, roles: true },
  },
} as const satisfies Prisma.ProvisioningInclude;

type StoredProvisioning = Prisma.ProvisioningGetPayload<{ include: typeof withActingUser }>;

/** The settings of a row. */
export function settingsOf(row: StoredProvisioning): ProvisioningSettings {
  const { name, description, credentialType, contactName, contactEmail, defaultType, namePolicy } = row;
  const { strictAttributes, rejectUnmappedGroups, deleteWorkspaceGroups, enabled } = row;
  const { brakeCount, brakePercent, brakeWindowMinutes } = row;
  return {
    name,
    description,
    credentialType,
    actingUser: row.actingAccount?.username ?? '',
    contactName,
    contactEmail,
    defaultType,
    namePolicy,
    strictAttributes,
    rejectUnmappedGroups,
    deleteWorkspaceGroups,
    brakeCount,
    brakePercent,
    brakeWindowMinutes,
    enabled,
  };
}

/**
 * The provisionings of a site in the order of their names.
 *
 * @param criteria `id`: only this one; `actingAccountId`: only those that act as this account
 */
export async function readProvisionings(
  database: Database,
  siteId: string,
  now: Date,
  criteria: { readonly id?: string; readonly actingAccountId?: string } = {},
): Promise<ShownProvisioning[]> {
  const lastCalls = await readLastCalls(database, siteId);
  const rows = await database.prisma.provisioning.findMany({
    where: { siteId, ...criteria },
    include: {
      ...withActingUser,
      secrets: {
        where: liveAt(now),
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        select: { id: true, createdAt: true, expiresAt: true, lastUsedAt: true },
      },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => {
    const acting = row.actingAccount?.siteId === siteId ? row.actingAccount : null;
    return {
      id: row.id,
      settings: settingsOf(row),
      actingAccountId: row.actingAccountId,
      stopped: decideStop(row.enabled, acting, now),
      heldSince: row.heldSince,
      heldReason: row.heldReason,
      secrets: row.secrets,
      lastCall: lastCalls.get(row.id) ?? null,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
    };
  });
}

/** By id of the provisioning. One look into the index for each: the log may be long. */
async function readLastCalls(database: Database, siteId: string) {
  const rows = await database.query<{ readonly id: string; readonly at: Date | string; readonly status: number }>(
    `SELECT p.id, c.at, c.status FROM provisionings p
      CROSS JOIN LATERAL (SELECT at, status FROM scim_calls WHERE provisioning_id = p.id ORDER BY id DESC LIMIT 1) c
      WHERE p.site_id = $1::uuid`,
    [siteId],
  );
  return new Map(rows.map(({ id, at, status }) => [id, { at: new Date(at), status }]));
}

import type { EntitlementKind } from '../../db';
import { urns, type JsonObject } from '../protocol/schema';
import { versionText } from '../version';

/** What membership of a group grants. */
export type GroupKind = EntitlementKind;

/** A group as it is stored and as one provisioning knows it. */
export interface GroupRow {
  readonly id: string;
  readonly kind: GroupKind;
  /** Of a role or group in a workspace. */
  readonly workspaceId: string | null;
  readonly displayName: string;
  readonly version: number;
  /** A Date, or text from the embedded database. */
  readonly createdAt: Date | string;
  readonly updatedAt: Date | string;
  readonly externalId: string | null;
}

/** A member as a group shows them. */
export interface GroupMember {
  readonly groupId: string;
  readonly accountId: string;
  readonly display: string | null;
}

/** The columns of a `GroupRow`, from `groupTables`. */
export const groupColumns = `e.id, e.kind, e.workspace_id AS "workspaceId", e.display_name AS "displayName", e.version,
  e.created_at AS "createdAt", e.updated_at AS "updatedAt", l.external_id AS "externalId"`;

/**
 * Where groups are found. Their names `e` and `l` are those of `protocol/filter`'s target.
 *
 * @param provisioning the placeholder of its id
 */
export function groupTables(provisioning: string): string {
  return `entitlements e LEFT JOIN scim_group_links l ON l.entitlement_id = e.id AND l.provisioning_id = ${provisioning}::uuid`;
}

/**
 * Whether a group has a name already, whatever its case.
 *
 * @param name the placeholder of the name; null asks for none
 */
export function keepsName(name: string): string {
  return `${name}::text IS NULL OR e.display_name = ${name}::text OR e.display_name_key = usher_name_key(${name}::text)`;
}

/** Which groups a provisioning sees: those of its site, but of those that grant nothing its own. */
export function groupIsVisible(site: string, provisioning: string): string {
  return `e.site_id = ${site}::uuid AND (e.kind <> 'inert' OR e.provisioning_id = ${provisioning}::uuid)`;
}

/**
 * Which people a provisioning sees: no guests, and nobody it deleted.
 *
 * @param person alias of `accounts`
 */
export function personIsVisible(person: string, provisioning: string): string {
  return `${person}.home_organization IS NULL AND NOT EXISTS (SELECT 1 FROM scim_links hidden
    WHERE hidden.account_id = ${person}.id AND hidden.provisioning_id = ${provisioning}::uuid AND hidden.hidden_at IS NOT NULL)`;
}

/**
 * A group as a SCIM resource.
 *
 * @param members null leaves them out
 */
export function groupResource(
  row: GroupRow,
  members: readonly Pick<GroupMember, 'accountId' | 'display'>[] | null,
  baseUrl: string,
): JsonObject {
  return {
    schemas: [urns.group],
    id: row.id,
    ...(row.externalId !== null && { externalId: row.externalId }),
    displayName: row.displayName,
    ...(members !== null && {
      members: members.map(({ accountId, display }) => ({
        value: accountId,
        $ref: `${baseUrl}/Users/${accountId}`,
        type: 'User',
        ...(display !== null && { display }),
      })),
    }),
    meta: {
      resourceType: 'Group',
      created: new Date(row.createdAt).toISOString(),
      lastModified: new Date(row.updatedAt).toISOString(),
      location: `${baseUrl}/Groups/${row.id}`,
      version: versionText(row.version),
    },
  };
}

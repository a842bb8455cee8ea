import { kept, type Database } from '../../db';
import { SharedQuestions } from '../../sharedQuestions';
import type { Provisioning } from '../call';
import type { ActingState } from './decideStop';

/** A provisioning of which somebody has presented a live secret. */
export interface FoundCredential {
  readonly provisioning: Omit<Provisioning, 'actingAccount'>;
  readonly enabled: boolean;
  /** Null when that account is gone. */
  readonly acting: (ActingState & { readonly id: string; readonly username: string }) | null;
  readonly secret: { readonly id: string; readonly lastUsedAt: Date | null; readonly expiresAt: Date | null };
}

/** What was presented: a secret, by its hash, or a token, by the secret it was given for. */
export type Presented = { readonly secretHash: string } | { readonly secretId: string };

interface Row {
  readonly id: string;
  readonly siteId: string;
  readonly site: string;
  readonly name: string;
  readonly credentialType: Provisioning['credentialType'];
  readonly defaultType: Provisioning['defaultType'];
  readonly namePolicy: Provisioning['namePolicy'];
  readonly strictAttributes: boolean;
  readonly rejectUnmappedGroups: boolean;
  readonly deleteWorkspaceGroups: boolean;
  readonly brakeCount: number;
  readonly brakePercent: number;
  readonly brakeWindowMinutes: number;
  readonly heldSince: Date | string | null;
  readonly releasedAt: Date | string | null;
  readonly enabled: boolean;
  readonly actingId: string | null;
  readonly username: string;
  readonly status: string;
  readonly roles: string[];
  readonly expiresAt: Date | string | null;
  readonly homeOrganization: string | null;
  readonly secretId: string;
  readonly lastUsedAt: Date | string | null;
  readonly secretExpiresAt: Date | string | null;
}

/** Many requests of one client come at once, and all ask the same. */
const sharedOf = new WeakMap<Database, SharedQuestions<FoundCredential | null>>();

/**
 * Finds a provisioning by its id and a secret that is live at `now`; null when either is not there: which of them, nobody
 * learns. One statement, whatever was presented; requests that come together share it, and who comes while it is under way the next.
 */
export function readCredential(
  database: Database,
  provisioningId: string,
  presented: Presented,
  now: Date,
): Promise<FoundCredential | null> {
  const shared = sharedOf.get(database) ?? new SharedQuestions();
  sharedOf.set(database, shared);
  const key = JSON.stringify([provisioningId, presented]);
  return shared.ask(key, () => findCredential(database, provisioningId, presented, now));
}

async function findCredential(
  database: Database,
  provisioningId: string,
  presented: Presented,
  now: Date,
): Promise<FoundCredential | null> {
  const [row] = await database.query<Row>(
    kept(`SELECT p.id, p.site_id AS "siteId", s.slug AS site, p.name, p.credential_type AS "credentialType",
            p.default_type AS "defaultType", p.name_policy AS "namePolicy", p.strict_attributes AS "strictAttributes",
            p.reject_unmapped_groups AS "rejectUnmappedGroups", p.delete_workspace_groups AS "deleteWorkspaceGroups",
            p.brake_count AS "brakeCount", p.brake_percent AS "brakePercent",
            p.brake_window_minutes AS "brakeWindowMinutes", p.held_since AS "heldSince",
            p.released_at AS "releasedAt", p.enabled,
            a.id AS "actingId", a.username, a.status, a.roles, a.expires_at AS "expiresAt",
            a.home_organization AS "homeOrganization", c.id AS "secretId", c.last_used_at AS "lastUsedAt", c.expires_at AS "secretExpiresAt"
       FROM provisionings p
       JOIN sites s ON s.id = p.site_id
       JOIN provisioning_secrets c ON c.provisioning_id = p.id AND c.site_id = p.site_id
       LEFT JOIN accounts a ON a.id = p.acting_account_id AND a.site_id = p.site_id
      WHERE p.id = $1::uuid AND (c.secret_hash = $2::text OR c.id = $3::uuid) AND c.revoked_at IS NULL
        AND (c.expires_at IS NULL OR c.expires_at > $4::timestamptz)`),
    [
      provisioningId,
      'secretHash' in presented ? presented.secretHash : null,
      'secretId' in presented ? presented.secretId : null,
      now.toISOString(),
    ],
  );
  return row === undefined ? null : foundOf(row);
}

function foundOf(row: Row): FoundCredential {
  const { brakeCount, brakePercent, brakeWindowMinutes, heldSince, releasedAt, enabled, ...rest } = row;
  const {
    actingId,
    username,
    status,
    roles,
    expiresAt,
    homeOrganization,
    secretId,
    lastUsedAt,
    secretExpiresAt,
    ...settings
  } = rest;
  return {
    provisioning: {
      ...settings,
      brake: {
        count: brakeCount,
        percent: brakePercent,
        windowMinutes: brakeWindowMinutes,
        heldSince: moment(heldSince),
        releasedAt: moment(releasedAt),
      },
    },
    enabled,
    acting:
      actingId === null
        ? null
        : { id: actingId, username, status, roles, expiresAt: moment(expiresAt), homeOrganization },
    secret: { id: secretId, lastUsedAt: moment(lastUsedAt), expiresAt: moment(secretExpiresAt) },
  };
}

/** The two databases do not give moments in one form. */
function moment(value: Date | string | null): Date | null {
  return value === null ? null : new Date(value);
}

/** Takes note of a secret's use; two processes at once leave one note. */
export async function noteUse(database: Database, siteId: string, secretId: string, now: Date): Promise<void> {
  await database.query(
    `UPDATE provisioning_secrets SET last_used_at = $3::timestamptz
      WHERE site_id = $1::uuid AND id = $2::uuid AND (last_used_at IS NULL OR last_used_at < $3::timestamptz)`,
    [siteId, secretId, now.toISOString()],
  );
}

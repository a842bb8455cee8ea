import type { Database } from '../../db';
import type { CallLine } from './callRecord';
import { readCallLine } from './readCalls';

/** Why somebody holds a role, is in a workspace, or in a group of one. */
export interface Grant {
  readonly grantedAt: Date;
  /** As the activity log names actors: `scim:Okta`, `account:ada@acme.test`; null when it is not known. */
  readonly grantedBy: string | null;
  /** The call that granted it; null when none did, or it is not kept any more. */
  readonly call: CallLine | null;
}

interface GrantRow {
  readonly granted_by: string | null;
  readonly granted_at: Date | string;
  readonly actor: string | null;
  readonly at: Date | string | null;
  readonly call_id: string | null;
}

/**
 * One statement. Roles of the organization are kept with the account, so for them the newest line of the activity log that gave
 * the role says who did. The call is the newest that changed this entitlement within the minute before the grant (a call may
 * wait half a minute), one about this very person before one about many.
 */
const question = `
  SELECT m.granted_by, m.granted_at, g.actor, g.at, c.id AS call_id
    FROM entitlement_members m
    JOIN entitlements e ON e.id = m.entitlement_id AND e.site_id = m.site_id
    JOIN accounts a ON a.id = m.account_id AND a.site_id = m.site_id
    LEFT JOIN LATERAL (
      SELECT v.actor, v.at FROM activity v
       WHERE e.kind = 'org_role' AND v.site_id = m.site_id AND lower(v.subject) = lower(a.username)
         AND v.action LIKE 'account.%' AND v.after->'roles' ? e.name AND NOT COALESCE(v.before->'roles' ? e.name, false)
       ORDER BY v.at DESC, v.id DESC LIMIT 1) g ON true
    LEFT JOIN LATERAL (
      SELECT k.id FROM scim_calls k
        JOIN provisionings p ON p.id = k.provisioning_id AND 'scim:' || p.name = COALESCE(g.actor, m.granted_by)
       WHERE k.site_id = m.site_id AND k.entitlement_id = m.entitlement_id AND k.outcome = 'changed'
         AND k.at BETWEEN COALESCE(g.at, m.granted_at) - interval '60 seconds' AND COALESCE(g.at, m.granted_at)
       ORDER BY (k.account_id = m.account_id) IS TRUE DESC, k.id DESC LIMIT 1) c ON true
   WHERE m.site_id = $1::uuid AND m.account_id = $2::uuid AND m.entitlement_id = $3::uuid`;

/**
 * Tells which call or person granted an entitlement, and when.
 *
 * @returns null when the account does not hold it
 */
export async function whyHas(
  database: Database,
  siteId: string,
  accountId: string,
  entitlementId: string,
): Promise<Grant | null> {
  const [row] = await database.query<GrantRow>(question, [siteId, accountId, entitlementId]);
  if (!row) return null;
  return {
    grantedAt: new Date(row.at ?? row.granted_at),
    grantedBy: row.actor ?? row.granted_by,
    call: row.call_id === null ? null : await readCallLine(database, siteId, row.call_id),
  };
}

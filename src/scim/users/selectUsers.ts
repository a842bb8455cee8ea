import { urns } from '../protocol/schema';

/** The tables that people are read from, named as the filters' target has them; `$1` is the site, `$2` the provisioning. */
export const userTables =
  'accounts a LEFT JOIN account_profiles p ON p.account_id = a.id' +
  ' LEFT JOIN scim_links l ON l.account_id = a.id AND l.provisioning_id = $2::uuid';

/**
 * Whom a provisioning sees: the site's own people, without guests (U3) and without those it removed (decision D3). The one
 * condition stands in the index that pages are read from, the other is a look-up among the few that were removed.
 */
export const isVisible =
  'a.site_id = $1::uuid AND a.home_organization IS NULL AND NOT EXISTS (SELECT 1 FROM scim_links gone' +
  ' WHERE gone.provisioning_id = $2::uuid AND gone.account_id = a.id AND gone.hidden_at IS NOT NULL)';

const manager = `p.attributes->'${urns.enterpriseUser}'->'manager'->>'value'`;
const uuid = '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$';

const groups = `(SELECT COALESCE(jsonb_agg(jsonb_build_object('id', e.id, 'displayName', e.display_name) ORDER BY e.created_at, e.id), '[]')
     FROM entitlement_members m JOIN entitlements e ON e.id = m.entitlement_id
    WHERE m.account_id = a.id AND (e.kind <> 'inert' OR e.provisioning_id = $2::uuid))`;

/**
 * The columns of a person as `storedUser` reads them.
 *
 * @param withGroups false leaves the groups out, and what it costs to find them
 */
export function userColumns(withGroups: boolean): string {
  return `a.id, a.version, a.created_at AS "createdAt", a.updated_at AS "updatedAt", a.username, a.first_name AS "firstName",
    a.last_name AS "lastName", a.display_name AS "displayName", a.email, a.type, a.status, a.roles, a.tracking_codes AS "trackingCodes",
    a.expires_at AS "expiresAt", a.language, a.time_zone AS "timeZone", a.bypass, a.home_organization IS NOT NULL AS "isGuest",
    a.managed_by AS "managedBy", a.suspended_by AS "suspendedBy", p.attributes, p.main_email AS "mainEmail",
    p.other_emails AS "otherEmails", l.account_id IS NOT NULL AS "isLinked", l.hidden_at IS NOT NULL AS "isHidden",
    l.external_id AS "externalId", ${withGroups ? groups : 'NULL::jsonb'} AS groups,
    (SELECT m.display_name FROM accounts m WHERE m.site_id = a.site_id AND m.home_organization IS NULL
        AND m.id = CASE WHEN ${manager} ~ '${uuid}' THEN (${manager})::uuid END) AS "managerName"`;
}

import { characterCount, hasForbiddenCharacters } from '../../accounts';
import type { Prisma } from '../../db';
import type { Provisioning } from '../call';
import { scimError } from '../protocol/errors';
import { isNameTaken } from './inTransaction';
import { parseGroupName } from './parseGroupName';

const longestText = 255;

/**
 * Refuses texts that are too long, empty to the eye or not to be seen.
 *
 * @throws ScimError rows 5, 7, 25
 */
export function requireGoodText(attribute: string, value: string): void {
  if (value.trim() === '') throw scimError(25, { attribute });
  if (characterCount(value) > longestText) throw scimError(7, { attribute });
  if (hasForbiddenCharacters(value)) throw scimError(5, { attribute });
}

interface NameRow {
  readonly key: string;
  readonly isTaken: boolean;
  readonly isOwn: boolean;
  readonly workspaces: readonly string[];
}

/**
 * Refuses names that a group which grants nothing cannot have: those of entitlements, also of ones that are not there
 * (G8, D4, D7), and those of another such group of the provisioning. One statement.
 *
 * @param id of the group that is to have the name; null for one that is to be made
 * @throws ScimError row 3 for a name that is taken, rows 11 and 1 for one that is written like an entitlement's, row 1 for
 *   any other where the provisioning refuses groups that grant nothing
 */
export async function requireFreeName(
  tx: Prisma.TransactionClient,
  { siteId, id: provisioningId, rejectUnmappedGroups }: Provisioning,
  displayName: string,
  id: string | null,
): Promise<void> {
  requireGoodText('displayName', displayName);
  const [row] = await tx.$queryRaw<NameRow[]>`
    SELECT name.key,
        EXISTS (SELECT 1 FROM entitlements e
          WHERE e.site_id = ${siteId}::uuid AND e.kind <> 'inert' AND e.display_name_key = name.key) AS "isTaken",
        EXISTS (SELECT 1 FROM entitlements e WHERE e.provisioning_id = ${provisioningId}::uuid AND e.kind = 'inert'
          AND e.display_name_key = name.key AND e.id IS DISTINCT FROM ${id}::uuid) AS "isOwn",
        ARRAY(SELECT e.display_name_key FROM entitlements e WHERE e.site_id = ${siteId}::uuid AND e.kind = 'workspace'
          AND starts_with(name.key, e.display_name_key || ':')) AS workspaces
      FROM (SELECT usher_name_key(${displayName}::text) AS key) AS name`;
  if (row === undefined) throw new Error('The database did not answer.');
  const parsed = parseGroupName(row.key, row);
  if (parsed.outcome === 'taken' || row.isOwn) throw scimError(3, { attribute: 'displayName' });
  if (parsed.outcome === 'unknown') {
    throw scimError(parsed.attribute === 'workspaceName' ? 11 : 1, { attribute: parsed.attribute });
  }
  if (rejectUnmappedGroups) {
    throw scimError(1, {
      attribute: 'displayName',
      note: 'groups that grant nothing are refused by this provisioning',
    });
  }
}

/** The same refusal when another request takes a name at this very moment as when it is found taken. */
export async function refusingTakenNames<Result>(attribute: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw isNameTaken(error) ? scimError(3, { attribute }) : error;
  }
}

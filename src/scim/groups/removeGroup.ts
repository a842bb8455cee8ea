import { recordActivity } from '../../activity';
import { countRemovals, underBrake } from '../brake';
import type { ScimCall } from '../call';
import { scimError } from '../protocol/errors';
import type { ScimEffect } from '../services';
import type { ChangeDependencies } from './changeGroup';
import { decideRemoval } from './decideGroupChange';
import { groupEffect, groupEntry } from './groupEffect';
import { inTransaction } from './inTransaction';
import { judgeGroup } from './judgeGroup';
import { isId, nobody } from './memberWish';
import { noSuchGroup } from './readGroups';

/**
 * Removes a group that grants nothing, or a group in a workspace where the provisioning may (D6). Roles and workspaces are
 * never removed by a client.
 *
 * @throws ScimError row 9 as 405 for what stays
 */
export async function removeGroup(
  { database }: Pick<ChangeDependencies, 'database'>,
  call: ScimCall,
  id: string,
  ifMatch: string | null,
): Promise<ScimEffect> {
  if (!isId(id)) throw noSuchGroup();
  const { provisioning } = call;
  // What rests on all members holds the group: of several requests that remove a group, the first goes on and the others find nothing.
  const wish = { displayName: null, externalId: undefined, members: nobody };
  return underBrake(database, call, () =>
    inTransaction(database, call.provisioning.siteId, async (tx) => {
      const group = await judgeGroup(tx, call, id, wish, ifMatch);
      const { kind, displayName } = group;
      if (decideRemoval(kind, provisioning) === 'not_allowed') {
        throw scimError(9, { status: 405, note: `${displayName} can be emptied, but not removed by a client` });
      }
      const gone = await tx.$queryRaw<{ accountId: string }[]>`
        WITH gone AS (DELETE FROM entitlements WHERE id = ${id}::uuid AND site_id = ${provisioning.siteId}::uuid RETURNING id)
        SELECT m.account_id AS "accountId" FROM entitlement_members m JOIN gone ON gone.id = m.entitlement_id ORDER BY 1`;
      const effect = groupEffect(group, 'removed', [{ field: 'displayName', before: displayName, after: null }]);
      const before = { displayName, count: gone.length };
      await recordActivity(tx, [groupEntry(call, 'remove', displayName, before, null)]);
      const stripped = gone.map(({ accountId }) => accountId);
      if (kind !== 'inert') await countRemovals(tx, call, stripped);
      await call.record(tx, effect);
      return effect;
    }),
  );
}
